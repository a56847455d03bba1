"""inbox 站内消息 — messages to a person or an organ, with receipt; ways to a person outside the platform.

Message: sent → read → (needs_receipt) received. To an organ: everybody who holds its `role` there sees it.
Its kind says how far it goes by itself (`kinds`): at once, in the digest of the day (made by clocks), or only here. One message is
sent by one way: the person's choice, else the e-mail or mobile number of the account; not in quiet hours, not on days of rest.
Verbs: `actions.send, send_many, send_to_organ, read, read_many, acknowledge, pass_on, set_way, use_way, drop_way, try_way, set_wish, relay,
push_written`. Reading: `queries.for_actor, unread_count, pending, reaches, robots, kinds, relayed`.
"""
