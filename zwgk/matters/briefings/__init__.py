"""briefings 报数、专报 — figures that were told upwards, kept with their rows; the one page for the leader.

Figure    报数: asker, moment, definition with its version, units, value, rows (frozen) and SHA-256. Never changed: a new one corrects it.
Briefing  专报 or 常务会议汇报材料: generated text and the person's text side by side, versions; draft 草稿 → finished 已印发.
Question  a decision asked for, with options; Decision: what the leader ticked. It is recorded and carries out nothing.

What can be counted is one table, `subjects/` (a file per area). `queries.figure(subject, period, organs, at)` counts it, for 专报,
for the annual report, for everybody. Verbs: keep, correct; draft, revise, restore, finish, decide, record_hearing, set_template.
A job drafts last month's 专报 on the first working day. Addresses: /office/briefings/ (报数), /office/briefings/papers/ (专报).
"""
