"""Addresses of catalogue, below /office/catalogue/; in public /xxgk/functions/."""

from __future__ import annotations

from django.urls import path

from . import portal

app_name = "catalogue"
staff: list[object] = []
public = [path("xxgk/functions/", portal.functions, name="functions")]
