"""The translator at the edge: a refusal of the core becomes a page with its sentence and the right status."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zwgk.domain.errors import BadInput, Conflict, NotAllowed, Refusal


class RefusalMiddleware:
    """Answers 403, 400 or 409 with the sentence that the core raised."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        return render(request, "ui/refusal.html", {"refusal": exception}, status=_status(exception))


def _status(refusal: Refusal) -> int:
    match refusal:
        case NotAllowed():
            return 403
        case BadInput():
            return 400
        case Conflict():
            return 409
        case _:
            return 422
