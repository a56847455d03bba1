"""reviews 审核 — 三审三校 and 保密审查 over any subject, one or a batch; one hash over what was judged.

open 审核中 → completed 已通过 | returned 已退回 | lapsed 已失效 (the content changed, or its author took it back).
Steps and roles are data (`law/reviews/`, local variants); who may take which is `domain.reviewing`.
Verbs: open_review(NewReview), decide(Decision), register_paper(Paper) 线下签批, withdraw_item, lapse, allow_emergency.
Reading: `queries.cleared(type, id, hash)` is the only thing that lets anything be published; `waiting_for(actor)`, `of_subject`.
A subject is plain values (type, id, title, url), never a key. Next: records publish what is cleared.
"""
