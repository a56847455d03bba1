"""Addresses of datacalls, below /office/datacalls/."""

from __future__ import annotations

app_name = "datacalls"
staff: list[object] = []
