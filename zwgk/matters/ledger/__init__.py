"""ledger 台账 — plans → tasks → duties → items; progress, evidence, supervision, publication.

Plan      工作要点、任务分工 adopted from a received document; may carry out a superior plan (cascade)
Task      one measure of the plan (a leaf of the document), with lead and responsible names as written
Duty      task × organ: lead, responsible or common (all units); tracked unit by unit
Item      one thing to hand in: duty × deadline occurrence; its clock runs in `clocks` (subject "ledger.item")
Report    what a unit says it did; returned or confirmed by the office; Evidence hangs on reports
Summary   the lead unit's summing-up · Extension asked and decided · UnitPlan 实施方案 · Urging 催办 · Round 检查

adopt → assign_person → report (+ add_evidence) → return_report | confirm_done → publish. Next: assessments, annualreport.
"""
