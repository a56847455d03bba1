"""The form: what is typed is never lost, what is sent is taken once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.domain.receiving import why
from zwgk.foundation.files import queries as files
from zwgk.foundation.files.actions import keep, keep_sealed
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.gate import actions as gate
from zwgk.foundation.gate.pages import address_of
from zwgk.foundation.organs.pages import attempt, public
from zwgk.foundation.visitors.pages import visitor_of
from zwgk.foundation.visitors.queries import contacts_of

from .. import actions, queries
from ..actions import limits
from ..actions.applying import APPLICANT
from ..forms.receiving import ApplyForm
from ..models import Case, Channel
from ..queries import asking
from .holding import CRUMBS, draft_key, hold_draft, let_see, new_key, page

NOT_KEPT = ("csrfmiddlewaretoken", "mark", "answer", "sure", "renew", "save")
HELD = "_held"  # in the draft: files that came with a form which could not be taken yet


@public
def form(request: HttpRequest) -> HttpResponse:
    """Fill in, put right, send."""
    moment = timezone.now()
    key = draft_key(request) or new_key()
    drafted = queries.draft(key)
    organs = asking.askable(timezone.localdate(moment))
    visitor = visitor_of(request)
    more = {"organs": organs, "signed_in": visitor is not None}
    if request.method != "POST":
        return _shown(request, ApplyForm(initial=_begin(request, drafted), **more), key, drafted)
    filled = ApplyForm(request.POST, request.FILES, **more)
    only_kept = "renew" in request.POST or "save" in request.POST
    sent = None if only_kept or not filled.is_valid() else _send(request, filled, drafted, moment)
    if sent is not None:
        actions.drop_draft(key)
        if visitor is not None and filled.cleaned_data.get("account"):
            actions.put_on_account(sent, visitor, at=moment)
        else:
            let_see(request, sent, moment)
        return redirect(reverse("inforequests_public:receipt", args=[sent.code]))
    drafted = _kept(request, filled, key, drafted, moment)
    if only_kept:
        said = "已保存在本网站，七天内用这个浏览器打开可以接着填。" if "save" in request.POST else ""
        return _shown(request, ApplyForm(initial=_begin(request, drafted), **more), key, drafted, said)
    return _shown(request, filled, key, drafted)


def _shown(request: HttpRequest, filled: ApplyForm, key: str, drafted: dict[str, list[str]], said: str = "") -> HttpResponse:
    response = page(request, "form", {
        "title": "填写申请", "crumbs": [*CRUMBS, ("填写申请", "")], "form": filled, "question": filled.question, "said": said,
        "held": [name for _, _, name in _held(drafted)], "why": why(Channel.ONLINE), "has_draft": bool(drafted), "visitor": visitor_of(request),
    }, status=400 if filled.errors else 200)  # fmt: skip
    hold_draft(request, response, key)
    return response


def _begin(request: HttpRequest, drafted: dict[str, list[str]]) -> dict[str, Any]:
    """What the form shows at first: the draft, then what the address says."""
    told = {name: values[0] for name, values in drafted.items() if values and not name.startswith("_")}
    asked = {"organ": request.GET.get("organ", ""), "title": " ".join(request.GET.get("q", "").split())[:200]}
    visitor = visitor_of(request)
    known = contacts_of(visitor) if visitor and not drafted else {}  # the applicant sees and may change it
    return {**known, **{name: value for name, value in asked.items() if value and not told.get(name)}, **told}


def _send(request: HttpRequest, filled: ApplyForm, drafted: dict[str, list[str]], moment: datetime) -> Case | None:
    given = filled.cleaned_data
    held = _held(drafted)
    identity, papers = _files(filled, held, moment)
    asker = actions.Asker(
        given["applicant_kind"], given["applicant"], given["representative"], given["organisation_code"], given["identity_kind"],
        given["identity_number"], identity, given["phone"], given["email"], given["address"], given["postcode"],
    )  # fmt: skip
    new = actions.NewCase(
        given["organ"], Channel.ONLINE, asker, given["title"], token=token_of(given["mark"]), description=given["description"],
        hint_number=given["hint_number"], form=given["form"], delivery=given["delivery"], assistance=given["assistance"], papers=papers,
    )  # fmt: skip
    return attempt(filled, lambda: actions.apply_online(new, address_of(request), at=moment))


def token_of(mark: str) -> str:
    """A question is good for one application: its mark is the token of the form."""
    return hashlib.sha256(f"apply:{mark}".encode()).hexdigest()


def _files(filled: ApplyForm, held: Sequence[tuple[str, int, str]], moment: datetime) -> tuple[StoredFile | None, list[tuple[str, StoredFile]]]:
    """The identity paper, encrypted, and what was added; those that came with an earlier try too."""
    rows = {each.pk: each for each in files.uploads_of(None).filter(pk__in=[pk for _, pk, _ in held])}
    earlier = [(field, rows[pk]) for field, pk, _ in held if pk in rows]
    fresh = _keep(filled, moment)
    identity = [file for field, file in [*fresh, *earlier] if field == "identity_file"]
    papers = [("申请人提交的补充材料", file) for field, file in [*earlier, *fresh] if field == "files"]
    return (identity[0] if identity else None), papers


def _keep(filled: ApplyForm, moment: datetime) -> list[tuple[str, StoredFile]]:
    """Files that passed, kept; those about the person encrypted."""
    given = getattr(filled, "cleaned_data", {})
    kept = [("identity_file", keep_sealed(each.read(), each.name, actor=APPLICANT, at=moment)) for each in given.get("identity_file") or ()]
    return kept + [("files", keep(each.read(), each.name, actor=APPLICANT, at=moment)) for each in given.get("files") or ()]


def _kept(request: HttpRequest, filled: ApplyForm, key: str, drafted: dict[str, list[str]], moment: datetime) -> dict[str, list[str]]:
    """The draft as it is now, on the server too."""
    filled.is_valid()  # so that files which passed are among the clean values
    address = address_of(request)
    room = not request.FILES or gate.within(limits.FILES_FROM_HERE, address, at=moment)
    fresh = [f"{field}:{file.pk}:{file.name}" for field, file in _keep(filled, moment)] if room else []
    values = {**_typed(request), HELD: [*drafted.get(HELD, []), *fresh][-10:]}
    actions.keep_draft(key, values, address, at=moment)
    return values


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: values for name, values in request.POST.lists() if name not in NOT_KEPT and name in ApplyForm.base_fields and any(values)}


def _held(drafted: dict[str, list[str]]) -> list[tuple[str, int, str]]:
    parts = [text.split(":", 2) for text in drafted.get(HELD, [])]
    return [(field, int(pk), name) for field, pk, name in parts]


@public
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """What the script sends while somebody types."""
    key, moment = draft_key(request), timezone.now()
    if not key:
        return JsonResponse({"saved": False})
    values = {**_typed(request), HELD: queries.draft(key).get(HELD, [])}
    return JsonResponse({"saved": actions.keep_draft(key, values, address_of(request), at=moment), "at": f"{timezone.localtime(moment):%H:%M}"})


@public
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Nothing of what was typed stays."""
    actions.drop_draft(draft_key(request))
    return redirect("inforequests_public:form")
