"""Addresses of reviews, below /office/reviews/."""

from __future__ import annotations

app_name = "reviews"
staff: list[object] = []
