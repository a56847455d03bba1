"""governance 组织保障 — who answers for open government here, and how the work is organised.

CompetentDepartment (条例第三条, with 会同牵头) · WorkingOrgan (第四条, never a subordinate institution) · Responsible (主要负责同志, 负责同志,
联系人: one each, former ones kept) and Section: the chain 亲自管、负责抓、具体做 · FilingCall → Filing: 未报备 → 已报备 (receipt) → 已备案,
or 退回补正 / 不需报备 · Meeting that heard the work against MeetingTarget · Resources (staff, funds) per year · Guidance (不当行为 is
corrected through `findings`) · LineContact, LineTalk, Standard: the superior department of the line (follow-ups are clocks).
Verbs: register_department, set_joint_lead, register_working_organ, set_responsible, end_responsible, publish_work, set_section, open_call,
file_people, confirm_filing, return_filing, exempt_filing, set_meeting_target, record_meeting, void_meeting, remind_unheard,
report_resources, import_resources, log_guidance, correct_improper, set_line_contact, log_talk, finish_talk, watch_standard, decide_standard.
Reading: `queries.overview(day)`, `missing(call)`, `chain(organ, day)` for routing (`first()`) and escalation (`after(level)`, `above`),
`leads(day)`, `shares_lead(organ, day)`, `hearings(year, day)`, `supplies(year, day)`, `guidance_of`, `correction_of`, `overdue(at)`.
No right of its own was added for the daily work: entering is governance.register, guiding governance.confirm, asking governance.call.
Personal mobile numbers never leave the office pages. Next: the 指南, the ledger's urging and the assessment read here.
"""
