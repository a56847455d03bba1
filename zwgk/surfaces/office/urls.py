"""Staff pages of the foundation and the office's own."""

from __future__ import annotations

from django.urls import path

from . import account, desk, style

app_name = "office"
staff = [
    path("", desk.desk, name="desk"),
    path("account/", account.account, name="account"),
    path("alive/", account.alive, name="alive"),
    path("second-factor/", account.second_factor, name="second_factor"),
    path("style/", style.style, name="style"),
]
