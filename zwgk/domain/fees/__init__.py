"""信息处理费 by the measures of 2020: by item or by page, progressive on the excess, computed line by line.

by_item(law, count, before=…, on=…)   requests of one applicant at one organ in one month
by_page(law, pages, on=…)             pages of one request
offers(law, …)                        both ways side by side: one is chosen, never both
"""

from zwgk.domain.fees.quoting import Line, Quote, by_item, by_page, explained_tariff, offers, statement

__all__ = ["Line", "Quote", "by_item", "by_page", "explained_tariff", "offers", "statement"]
