"""Addresses of catalogue, below /office/catalogue/."""

from __future__ import annotations

app_name = "catalogue"
staff: list[object] = []
public: list[object] = []
