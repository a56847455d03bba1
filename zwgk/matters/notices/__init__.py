"""notices 来文 — received documents: original bytes, parts, clause tree, basis register, delivery with receipt."""
