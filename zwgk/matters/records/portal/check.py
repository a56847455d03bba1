"""Anybody checks a 《信息公开情况证明》 by the code printed on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zwgk.foundation.organs.pages import public
from zwgk.matters.records import queries


@public
def certificate(request: HttpRequest, code: str = "") -> HttpResponse:
    """What the certificate said when it was made; or that there is none with this code."""
    asked = request.GET.get("code", "").strip().upper()
    if asked and not code:
        return redirect(f"/xxgk/check/{asked[:20]}/")
    found = queries.certificate_called(code) if code else None
    told = {"title": "核验信息公开情况证明", "code": code, "certificate": found, "content": found.content if found else None}
    return render(request, "records/check.html", told, status=404 if code and found is None else 200)
