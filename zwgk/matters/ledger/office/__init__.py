"""Staff pages of the ledger."""

from .adopt import adopt_view, renew_view
from .entering import enter_view, object_view, paper_view
from .item import add_evidence, assign, evidence_file, extension, item_view, publish_item_view, report_view
from .ladder import excuse_view, ladder_view, step_view, taken_view, talk_view
from .plan import plan_view, plans_view, units_view
from .review import decide_extension_view, review_view
from .supervise import reporting_view, round_view, rounds_view, urge_view
from .tables import annual, archive_view, export, print_view, printed_view, trace_view
from .task import limit_view, link_view, summary_view, task_view
from .unit_plans import inspect_view, opinion_view, unit_plan_view, unit_plans_view

__all__ = [
    "enter_view", "object_view", "paper_view",
    "archive_view", "excuse_view", "ladder_view", "print_view", "printed_view", "step_view", "taken_view", "talk_view",
    "add_evidence", "adopt_view", "annual", "assign", "decide_extension_view", "evidence_file", "export", "extension", "inspect_view", "item_view",
    "limit_view", "link_view", "opinion_view", "plan_view", "plans_view", "publish_item_view", "renew_view", "report_view", "reporting_view", "review_view", "round_view", "rounds_view",
    "summary_view", "task_view", "trace_view", "unit_plan_view", "unit_plans_view", "units_view", "urge_view",
]  # fmt: skip
