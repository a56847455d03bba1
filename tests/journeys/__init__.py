"""Journeys in a real Chromium: what the clerk, the liaison, the office and the resident do from the first page to the last."""
