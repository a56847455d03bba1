"""governance 组织保障 — competent department, working organs, leaders and contacts, with filing and publication.

CompetentDepartment (条例第三条) · WorkingOrgan (第四条, never a subordinate institution) · Responsible (负责同志, 联系人: exactly one
each, former ones kept with their days) · FilingCall → Filing: 未报备 → 已报备 (receipt) → 已备案, or 退回补正 / 不需报备.
Verbs: register_department, register_working_organ, set_responsible, end_responsible, publish_work, open_call (starts one
clock per organ), file_people (meets it), confirm_filing, return_filing, exempt_filing.
Reading: `queries.overview(day)` with what each organ lacks, `missing(call)`, `responsible_of(organ, duty)`,
`working_organ_of(organ)`. Personal mobile numbers never leave the office pages. Next: the 指南 and the assessment read here.
"""
