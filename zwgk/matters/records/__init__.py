"""records 政府信息 — draft → screening → review → publication → amend, lapse, withdraw; typed by kinds."""
