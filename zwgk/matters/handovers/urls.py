"""Addresses of handovers, below /office/handovers/."""

from __future__ import annotations

app_name = "handovers"
staff: list[object] = []
