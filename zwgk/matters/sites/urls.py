"""Addresses of the site: below / for readers (`sites_public`), below /office/sites/ for the office."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "sites"
staff: list[URLPattern] = []
public: list[URLPattern] = []
