"""records 政府信息 — draft → screening → review → publication → amend, lapse, repeal, withdraw; typed by kinds.

Record: draft 起草中 → in_review 审核中 → approved 待发布 → published 已发布 | kept 留存不发布; then lapsed, repealed, withdrawn, sealed; or discarded.
Publication: immutable (a trigger refuses the rest), one is shown per address; ended, replaced or sealed, never changed.
Verbs: draft, edit, attach, import_file, classify, rescreen, mask, override, submit, submit_batch, publish, schedule, settle, amend, lapse,
repeal, withdraw, expire, take_down 紧急撤稿, restore, close_incident, prove, reassess, clean_up. Publications are made in one function,
`actions.publishing.release`, whose callers hold what `reviews.queries.cleared` gave; the signed act of a migration is the other leave.
Reading: `queries.published(…)`, `publication_at(slug)`, `gone_at(slug)`, `visible_to(actor)`, `missing(record)`; rows of kinds: `queries.rows`.
Subject of clocks and facts: ("records.record", id); in the search ("records.publication", id). Next: channels carry it; policies explain it.
"""
