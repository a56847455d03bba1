"""Addresses of assessments, below /office/assessments/."""

from __future__ import annotations

app_name = "assessments"
staff: list[object] = []
