"""Addresses of records: below /office/records/, and in public below /xxgk/."""

from __future__ import annotations

from .portal import routes

app_name = "records"
staff: list[object] = []
public = [*routes.public, *routes.organs]  # organs last: they take any word
