"""inbox 站内消息 — messages to a person or an organ, with receipt."""
