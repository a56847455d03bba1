"""channels 渠道 — every place where information reaches people; releases with receipts; the superior platform as neighbour."""
