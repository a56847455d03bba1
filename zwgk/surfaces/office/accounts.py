"""Accounts are made by the office; nobody signs up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closed for sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
