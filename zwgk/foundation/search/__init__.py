"""search 检索 — one index of documents that are public: each offered document is a row, so that a rebuild needs no slice.

`actions.offer(Offer(type, id, title, url, text, organ, dated, facets), at)`, `offer_many`, `withdraw(type, ids)`: called in the transaction
in which something becomes public or leaves the public. Reading: `queries.find_titles(text, …)`, `document(type, id)`, `rows()`.
"""
