"""clocks 时限 — everything that is due, in one table, with its grounds.

Clock: rule or own length or fixed day → due, for one organ, about one subject of a slice above.
States: running ⇄ suspended → met | void; waiting = somebody else's time or a minimum length, nobody here can be late.
“Late” is not a state: a running clock whose `due_at` has passed. `met_late` keeps it for the statistics.
Verbs: `actions.start, start_fixed, start_many, suspend, resume, restart, extend, meet, reopen, void, replay`;
`restate` sets a clock whose course another slice reckons.
`send_digests, send_tomorrow`: one message a day to each person who owes something, one on the working day before (`digest/`).
Reading: `queries.of_subject(s), desk, run_out, light, explain, counts_by_organ`.
Clocks never call anyone: each slice's `jobs.py` asks `queries.run_out(rule, at)` and calls its own verb.
"""
