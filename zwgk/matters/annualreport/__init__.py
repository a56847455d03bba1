"""annualreport 年度报告 — on 1 January last year's report is there and filled; it is written, sent in, summed up, published, compared.

Report: drafting 编制中 → submitted 已报送 ⇄ returned 退回更正 → accepted 已审定; published follows from its record. Or imported 历史报告.
Figures: cases (`inforequests.queries.cells` …), records (`records.queries.reporting`), plus entries by hand with their source. They are
live until the report is sent in, frozen from then on. The text holds placeholders that stay in step; `domain.annualreports.check` judges both.
Verbs: begin, begin_year, enter, strike, write, submit, send_back, accept, hand_over, settle, import_report.
Publication goes the way of every record: `hand_over` makes a draft with tables and files, reviews clear it, records publish it.
Subject of clocks and facts: ("annualreport.report", id); limits annual-report/department and annual-report/government. Next: exchange.
"""
