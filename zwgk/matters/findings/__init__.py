"""findings 问题 — one problem, one order, one proof, one closure, whoever found it."""
