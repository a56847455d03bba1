"""jobs 后台作业 — worker, schedule, outbox of deliveries, connectors (SMTP, SMS gateway, webhooks, file drop).

Schedule: a function by dotted name, run when due under a lease. Each slice declares `SCHEDULE = [Timed(…)]` in its `jobs.py`.
Delivery: queued in the transaction of the change, sent by the worker: queued → sending → sent | queued again | failed.
Verbs: `actions.queue, ensure_schedules, run_due, deliver_due`. Reading: `queries.failed, waiting`.
"""
