"""jobs 后台作业 — worker, schedule, outbox of deliveries, connectors (SMTP, SMS gateway, webhooks)."""
