"""Where gateways call back. They cannot sign in, so the address itself holds a secret."""

from __future__ import annotations

import json
import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zwgk.foundation.jobs import actions
from zwgk.foundation.organs.pages import public

LONGEST = 256 * 1024  # bytes of one report


@public
@csrf_exempt
@require_POST
def sms(request: HttpRequest, secret: str) -> HttpResponse:
    """状态报告 of short messages, JSON or form; the answer says how many were known."""
    if not settings.SMS_HOOK or not secrets.compare_digest(secret.encode(), settings.SMS_HOOK.encode()):
        raise Http404
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        return HttpResponse("too long", status=413)
    try:
        told = json.loads(request.body) if "json" in request.headers.get("Content-Type", "") else QueryDict(request.body).dict()
    except (ValueError, RecursionError):
        return HttpResponse("not understood", status=400)
    return HttpResponse(f"ok {actions.report(told, at=timezone.now())}")
