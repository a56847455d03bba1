"""The addresses of the interface itself."""

from __future__ import annotations

from django.urls import path

from . import portal

app_name = "ui"
public = [path("reading/", portal.reading, name="reading"), path("qr.svg", portal.code, name="code")]
