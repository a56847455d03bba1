"""Addresses of briefings, below /office/briefings/."""

from __future__ import annotations

app_name = "briefings"
staff: list[object] = []
