"""notices 来文 — received documents: original bytes, parts, clause tree, basis register, delivery with receipt.

receive (bytes → draft) → correct_field / accept_repair / record_approval → confirm → deliver → acknowledge;
a corrected file comes in through `replace` and keeps its place. Next: `ledger.actions.adopt`.
Nothing here guesses: what the document does not say stays empty and stands on the list `to_ask`.
"""
