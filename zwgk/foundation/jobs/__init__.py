"""jobs 后台作业 — worker, schedule, outbox of deliveries, connectors (SMTP, SMS gateway, webhooks, file drop).

Schedule: a function by dotted name, run when due under a lease. Each slice declares `SCHEDULE = [Timed(…)]` in its `jobs.py`.
Delivery: queued in the transaction of the change, sent by the worker: queued → sending → sent | queued again | failed |
uncertain (handed over, no answer). A short message may be reported delivered or undelivered later. One robot gets at most 18 a minute.
Verbs: `actions.queue, queue_many, retry, report, ensure_schedules, run_due, deliver_due, deliver_one`. Reading: `queries.records, troubled, reason`.
Secrets of robots rest sealed (`actions.seal, unseal`); their addresses are checked (`actions.check_robot`).
"""
