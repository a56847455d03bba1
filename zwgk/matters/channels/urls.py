"""Addresses of channels, below /office/channels/."""

from __future__ import annotations

app_name = "channels"
staff: list[object] = []
public: list[object] = []
