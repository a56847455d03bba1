"""assessments 考核评估 — indicator tables, evidence tagged to them, the evidence pack 佐证材料包.

Table: draft 待核对 → in_use 使用中 → replaced 已被更正表替换. Pack: waiting 排队中 → making 生成中 → ready 已生成 | failed 未生成.
Verbs: import_table → map_columns, correct_lines → put_in_use (carries the tags over from the table it replaces);
tag, tag_many, change_tag, untag, upload; urge_gaps; order_pack → make_pack (the worker).
What can be tagged is a `materials.Material`: evidence of the ledger, letters, notices, meetings, closed findings, free files;
a tag keeps plain values (kind, number, title, day), never a key. Only a person tags: proposals count for nothing.
`pack/` turns materials into the zip. Next: scoring of units, the annual report.
"""
