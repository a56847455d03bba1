"""inbox 站内消息 — messages to a person or an organ, with receipt; a copy by e-mail where there is an address.

Message: sent → read → (needs_receipt) received. To an organ: everybody who holds its `role` there sees it.
Verbs: `actions.send, send_to_organ, read, acknowledge`. Reading: `queries.for_actor, unread_count`.
"""
