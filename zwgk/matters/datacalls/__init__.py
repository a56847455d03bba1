"""datacalls 采集表 — the superior's workbook becomes a form for units; their rows go back into the same workbook."""
