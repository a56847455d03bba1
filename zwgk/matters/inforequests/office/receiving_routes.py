"""Addresses of receiving, below /office/requests/."""

from __future__ import annotations

from django.urls import path

from . import platform, receiving

routes = [
    path("new/", receiving.entry, name="enter"),
    path("register/", receiving.book, name="register"),
    path("register/export/", receiving.book_xlsx, name="register_xlsx"),
    path("forwardings/", receiving.forwardings, name="forwardings"),
    path("forwardings/<int:pk>/take-over/", receiving.take_over, name="take_over"),
    path("platform/", platform.take_in, name="platform"),
    path("platform/results/", platform.results, name="results"),
    path("<int:pk>/taken/", receiving.taken, name="taken"),
    path("<int:pk>/forward/", receiving.forward, name="forward"),
    path("<int:pk>/split/", receiving.split, name="split"),
]
