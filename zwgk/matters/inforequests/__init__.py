"""inforequests 依申请公开 — a request for information, from arrival to the archive.

Case: arrived 待确认 → registered 已登记 → in_hand 办理中 ⇄ clarifying | consulting | awaiting_payment → drafted 拟答复 → approved 已批准
→ answered 已答复 → served 已送达 → closed 已办结 → archived 已归档; ends elsewhere: withdrawn, lapsed, forwarded. The table of states and verbs
is zwgk/domain/inforequests/table.py; every act is an Event row, the engine runs over them and the clock is re-stated from what it finds
(`actions/course.py`). Subject of clocks, letters and facts: ("inforequests.case", id).
Verbs: `actions` — receive, register, assign …, draft_reply, approve_reply, answer, serve, close, archive. Reading: `queries.visible_to`,
`letters_of`, `missing_papers`, `cells(organs, year)`, `cases_of`, `fees_of`. Personal data stands only here; the journal holds references. Next: annualreport counts.
Letters: an act drafts its letter (`actions/writing.py`; what it says: `wording/`), `issue_answer` sends the answer out with its number, `serve_letter`
registers service. `casefile/`: the file for court and archive. `redact_paper`: a burnt copy, the original stays out of the file.
"""
