"""Receipt, progress, the own page and what one does there. Whoever shows code and contact sees one case for half an hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zwgk.domain.inforequests import Event as Told
from zwgk.domain.inforequests import Kind, Standing, run
from zwgk.domain.receiving import why
from zwgk.foundation.files import queries as files
from zwgk.foundation.files.actions import keep
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.gate import queries as gate
from zwgk.foundation.gate.actions import note
from zwgk.foundation.gate.pages import address_of
from zwgk.foundation.gate.queries import spaced
from zwgk.foundation.organs.pages import attempt, public
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.foundation.visitors.pages import private, visitor_of

from .. import actions, plain_words, queries
from ..actions import limits
from ..actions.applying import APPLICANT
from ..forms.applicant import (
    ConfirmForm,
    CorrectionForm,
    EvaluateForm,
    PaymentForm,
    ReasonsForm,
    SuggestForm,
    WithdrawForm,
)
from ..forms.receiving import ProgressForm
from ..models import OPEN, Case, State
from ..queries.account import is_on_account
from .holding import CRUMBS, case_of, forget, let_see, page

ANSWERED = (State.ANSWERED, State.SERVED, State.CLOSED, State.ARCHIVED)
SAME = "查询码和电话、邮箱对不上。请对照回执再填一次；回执找不到了，可以带身份证明到受理机关查询。"
Do = Callable[[Case, dict[str, Any], datetime], object]


@public
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Number, code, last day, and what may move it; prints on one sheet."""
    case = case_of(request, code)
    if case is None:
        return _ask(request, code)
    today = timezone.localdate(timezone.now())
    return page(request, "receipt", {
        "title": "申请回执", "crumbs": [*CRUMBS, ("申请回执", "")], "case": case, "standing": queries.standing(case, today), "if_today": _if_today(today),
        "why": why(case.channel), "movers": plain_words.movers(), "shown_code": spaced(case.code),
    })  # fmt: skip


@public
def progress(request: HttpRequest) -> HttpResponse:
    """Ask for code and contact. Many misses: a question first, then nothing more for a while."""
    moment, address = timezone.now(), address_of(request)
    missed = gate.count(limits.MISSED, address, at=moment)
    over, few = missed >= limits.MISSED.most, missed < limits.MISSED_FEW
    form = ProgressForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and not over and form.is_valid():
        asked = gate.asked(request.POST.get("mark", ""))
        if not few and not (asked and asked.answered(form.cleaned_data["answer"])):
            form.add_error("answer", "请先回答验证，图片或者文字题都可以。")
        elif case := queries.found_by(form.cleaned_data["code"], form.cleaned_data["contact"]):
            let_see(request, case, moment)
            return redirect("inforequests_public:mine", code=case.code)
        else:
            note(limits.MISSED, address, at=moment)
            few = missed + 1 < limits.MISSED_FEW
            form.add_error(None, SAME)
    values = {"title": "查进度、取答复", "crumbs": [*CRUMBS, ("查进度", "")], "form": form, "over": limits.MISSED.says if over else "", "question": None if few else gate.ask()}
    return page(request, "progress", values, status=429 if over else 400 if form.errors else 200)


@public
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """What happens now, why, by when, and what one may do."""
    case = case_of(request, code)
    return _ask(request, code) if case is None else _shown(request, case)


@public
@require_POST
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One act of the applicant; what is refused is shown at its field, with what was typed."""
    case = case_of(request, code)
    if case is None:
        return _ask(request, code)
    offered = {key: (form, do, said) for key, form, do, said in ACTS}
    if name not in offered:
        raise Http404
    made, do, said = offered[name]
    form = made(request.POST, request.FILES, prefix=name)
    moment = timezone.now()
    if form.is_valid() and attempt(form, lambda: do(case, form.cleaned_data, moment)) is not None:
        messages.success(request, said)
        return redirect("inforequests_public:mine", code=case.code)
    return _shown(request, case, {name: form})


@public
@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has shown code and contact puts the case on the own account."""
    case, visitor = case_of(request, code), visitor_of(request)
    if case is None:
        return _ask(request, code)
    if visitor is not None:
        actions.put_on_account(case, visitor, at=timezone.now())
        messages.success(request, "已经放进您的账号。")
    return redirect("inforequests_public:mine", code=case.code)


@public
def download(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """A letter, or a paper supplied with the answer: only for this browser, while it may see the case."""
    case = case_of(request, code)
    if case is None:
        return _ask(request, code)
    file = next((file for key, number, _, file in _downloads(case) if (key, number) == (kind, pk)), None)
    if file is None:
        raise Http404
    response = HttpResponse(files.content(file), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or ""
    return private(response)


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Done at this computer."""
    forget(request)
    return redirect("inforequests_public:guide")


def _ask(request: HttpRequest, code: str) -> HttpResponse:
    return private(redirect(f"{reverse('inforequests_public:progress')}?code={code}"))


def _shown(request: HttpRequest, case: Case, tried: dict[str, Form] | None = None) -> HttpResponse:
    today = timezone.localdate(timezone.now())
    standing = queries.standing(case, today)
    made = queries.parts_of(case)
    visitor = visitor_of(request)
    on_account = visitor is not None and is_on_account(visitor, case.code)
    for each in made if not on_account else ():
        let_see(request, each, timezone.now())
    asked = _asked(case)
    forms = [(name, (tried or {}).get(name) or form(prefix=name), TITLES[name]) for name, form, _, _ in ACTS if _offered(case, name)]
    return page(request, "mine", {
        "title": "申请进度", "crumbs": [*CRUMBS, ("申请进度", "")], "case": case, "standing": standing, "now": plain_words.now(case, standing, if_today=_if_today(today), asked=asked),
        "passed": queries.passed(case), "made": made, "forms": forms, "downloads": _downloads(case), "decision": _decision(case), "shown_code": spaced(case.code), "tried": tried or {},
        "suggested": case.conversions.select_related("record").first(), "may_take": visitor is not None and not on_account, "on_account": on_account,
    }, status=400 if tried else 200)  # fmt: skip


def _offered(case: Case, name: str) -> bool:
    """Which acts make sense now; the verbs decide."""
    kinds = {event.kind for event in case.events.all()}
    match name:
        case "correction":
            return case.state == State.CLARIFYING
        case "payment":
            return case.state == State.AWAITING_PAYMENT
        case "reasons":
            return case.state in OPEN and "ask_reasons" in kinds and "give_reasons" not in kinds
        case "received":
            return case.state in ANSWERED and "receipt_confirmed" not in kinds
        case "suggest":
            return case.state in ANSWERED and not case.conversions.exists()
        case "evaluate":
            return case.state in ANSWERED and case.evaluation is None
        case _:
            return case.state in OPEN


def _asked(case: Case) -> str:
    """What the last letter to the applicant asked for, or told."""
    row = case.events.filter(kind__in=("clarification_requested", "clarification_lapsed", "fee_lapsed", "split")).order_by("-seq").first()
    if case.state == State.AWAITING_PAYMENT and (fee := case.fees.order_by("-id").first()):
        return f"金额{fee.amount}元，{fee.get_method_display()}计收。"
    if row is None:
        return ""
    return str(row.data.get("points") or row.data.get("reason") or "") or (row.sentence if row.kind == "split" else "")


def _downloads(case: Case) -> list[tuple[str, int, str, StoredFile]]:
    letters = [("letter", file.pk, f"{title}，{day}", file) for title, day, file in queries.letters_to_applicant(case)]
    return letters + [("paper", row.pk, row.title, row.file) for row in queries.public_papers(case)]


def _decision(case: Case) -> str:
    """What was decided, and under which number: said on the page too, for whoever cannot open the letter."""
    reply = case.replies.filter(state__in=("issued", "served")).order_by("-id").first()
    found = rulebook.law().outcomes.get(case.outcome)
    if reply is None or found is None:
        return ""
    return "，".join(each for each in (found.title, reply.number) if each)


def _if_today(today: date) -> date | None:
    """The last day of an application received today."""
    found: Standing = run([Told(today, Kind.RECEIVED)], today, law=rulebook.law(), calendar=rulebook.calendar())
    return found.due


def _correct(case: Case, given: dict[str, Any], at: datetime) -> Case:
    kept = [keep(each.read(), each.name, actor=APPLICANT, at=at) for each in given["files"]]
    done = actions.supply_correction(case, given["text"], timezone.localdate(at), actor=APPLICANT, at=at)
    for file in kept:
        actions.add_paper(case, "correction", "申请人补正的材料", file, actor=APPLICANT, at=at)
    return done


def _withdraw(case: Case, given: dict[str, Any], at: datetime) -> object:
    return actions.withdraw(case, given["reason"] or "申请人在网上撤回", timezone.localdate(at), actor=APPLICANT, at=at)


def _suggest(case: Case, given: dict[str, Any], at: datetime) -> object:
    return actions.suggest_by_applicant(case, given["text"], given["why"], at=at)


ACTS: tuple[tuple[str, type[Form], Do, str], ...] = (
    ("correction", CorrectionForm, _correct, "补正已经收到，答复期限从明天起重新计算。"),
    ("reasons", ReasonsForm, lambda case, given, at: actions.give_reasons(case, given["text"], timezone.localdate(at), actor=APPLICANT, at=at), "说明的理由已经收到。"),
    ("payment", PaymentForm, lambda case, given, at: actions.tell_payment(case, given["on"], given["proof"], actor=APPLICANT, at=at), "已经告诉受理机关，核对到账后登记。"),
    ("received", ConfirmForm, lambda case, given, at: actions.confirm_answer(case, actor=APPLICANT, at=at), "谢谢，已经记下。"),
    ("evaluate", EvaluateForm, lambda case, given, at: actions.evaluate(case, given["mark"], given["note"], actor=APPLICANT, at=at), "谢谢您的评价。"),
    ("suggest", SuggestForm, _suggest, "建议已经收到，受理机关研究后结果显示在本页。"),
    ("withdraw", WithdrawForm, _withdraw, "申请已经撤回。"),
)  # fmt: skip
TITLES = {
    "correction": "提交补正", "reasons": "说明理由", "payment": "告诉机关已经缴费", "received": "确认收到答复", "evaluate": "评价", "suggest": "建议主动公开", "withdraw": "撤回申请",
}  # fmt: skip
