"""rulebook 规则库 — the law in force here: national files, local folders, office overrides (two people)."""
