"""handovers 工作交接 — everything a person holds passes to the successor in one act; what has no owner is found."""
