"""governance 组织保障 — competent department, working organs, leaders and contacts, with filing and publication."""
