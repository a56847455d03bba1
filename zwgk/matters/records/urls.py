"""Addresses of records, below /office/records/."""

from __future__ import annotations

app_name = "records"
staff: list[object] = []
public: list[object] = []
