"""search 检索 — one index of documents that are public: each offered document is a row, so that a rebuild needs no slice.

offered → told to the engine within a second (Change rows, written in the same transaction) → found; withdrawn → never shown from that moment on.
Verbs: `actions.offer(Offer(…), at)`, `offer_many`, `withdraw(type, ids)`, `add_parts(type, id, attachments)`: called in the transaction in which
something becomes public or leaves the public. Reading: `queries.ask(Wish) → Answer` with filters, counts and places of hits; `related`,
`find_titles`, `document`, `rows`. `indexing` brings rows to the engine, heals and rebuilds; `engine/` is the engine itself (contract: tests/search/test_engine.py).
"""
