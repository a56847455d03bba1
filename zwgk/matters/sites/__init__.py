"""sites 站点 — the site itself: who keeps it, its channels of organs, what readers find wrong, how often it is read, who else shows it.

Site: one row, what head, foot and meta tags say; `queries.identity()` falls back on the environment. Verb: `set_identity`, `set_links`.
OrganChannel 单位频道: preparing → open ⇄ closed; a plan of parts chosen in a form. Verbs: `save_channel, open_channel, close_channel`.
SiteEntry 网站名录: 在用 | 迁移中 | 已关停 | 已归档; whether a site of its own may be opened is a rule (`rules.may_open`). Verbs: `save_entry, check_entry`.
Correction 找错: arrived → accepted → passed → answered | unfounded; the clock `website/error-report` runs until the answer.
Verbs: `report, accept, pass_to, answer, reject, remind`; what was true may become a finding.
Views 浏览量: counted by a beacon, per address and month, never a person. Verb: `count_view, clear_marks`.
Partner 转载合作: who takes our feeds, and the log of what they showed. Verbs: `save_partner, log_reprint`.
"""
