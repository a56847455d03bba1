"""channels 渠道 — every place where information reaches people; releases with receipts; the superior platform as neighbour.

Channel (site, account, wall, zone, newspaper …): 拟开设 → 运行 → 已关停 / 已注销, or 待清理. Filing 分级备案: 已报备 → 已备案 | 退回.
Piece (one version of a publication, plain values) → Release per place: 待发布 → 已发布 (receipt) → 待撤除 → 已撤除, or 待标注 → 已发布; 发布失败, 不需发布.
Seen: what a look at the live page found: 一致, 不一致, 页面不存在, 无法访问.
ModeRow: 本平台为主, 上级平台为主, 双轨 per function and unit. FormColumn: the superior's form. ZoneCheck, Equipment, ZoneStaff: zones.
Verbs for other slices: release(NewPiece, channels), recall(type, id, reason), resume(type, id, since), label(type, id, said). Here: add_channels, confirm, fail, skip, pack, remove, mark_labelled; register,
edit, keep, file, answer_filing, end, set_mode, set_columns; note_seen, accept, raise_difference; check_zone, raise_zone, equip, staff.
Reading: `queries.prescribed(organ, carriers, day)` → places and missing carriers, `mode(function, organ, day)`, `of_publication`, `outside_copies`.
"""
