"""Letters of requests: the register with its batch acts, a new letter, its service, what the letters say of the organ."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, staff
from zwgk.matters.letters import queries as papers
from zwgk.matters.letters.models import Letter, State

from .. import actions, labels, queries
from ..forms.letters import DetailsForm, KindForm, ServeLetterForm
from ..models import Details

CRUMBS = [("依申请公开", "/office/requests/")]
PER_PAGE = 50
TABS = (("drafts", "待印发"), ("unserved", "待送达"), ("all", "全部"))


@staff("inforequests.see")
def register(request: StaffRequest) -> HttpResponse:
    """What is drafted, what went out and is not served yet, all; ticked ones are issued, printed, labelled together."""
    visible, tab = _visible(request), request.GET.get("tab", "drafts")
    served = queries.served_letters()
    rows = {
        "drafts": visible.filter(state__in=(State.DRAFT, State.RESERVED)), "unserved": visible.filter(state=State.ISSUED).exclude(pk__in=served), "all": visible,
    }  # fmt: skip
    page = Paginator(rows.get(tab, visible), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [(label, f"?tab={name}", name == tab, rows[name].count()) for name, label in TABS]
    return render(request, "inforequests/letters.html", {
        "title": "依申请公开文书", "crumbs": CRUMBS, "page": page, "tabs": tabs, "tab": tab, "served": set(served.filter(letter_id__in=[row.pk for row in page])),
        "may_write": request.actor.may("inforequests.letters"), "may_serve": request.actor.may("inforequests.serve"), "today": request.day,
    })  # fmt: skip


@staff("inforequests.letters")
def issue_many(request: StaffRequest) -> HttpResponse:
    """Numbers for the ticked drafts; the worker renders them."""
    chosen = list(_chosen(request).filter(state__in=(State.DRAFT, State.RESERVED)).order_by("pk"))
    try:
        done = actions.issue_letters(chosen, dated=request.day, actor=request.actor, at=request.moment)
        messages.success(request, f"已取号 {len(done)} 份，正在生成，稍后刷新。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{reverse('inforequests:letters')}?tab={'unserved' if chosen else 'drafts'}")


@staff("inforequests.see")
@second_factor
def print_many(request: StaffRequest) -> HttpResponse:
    """The ticked letters in one file for the printer."""
    return _pdf(papers.print_of(_chosen(request)), "依申请公开文书（打印）.pdf")


@staff("inforequests.see")
@second_factor
def label_many(request: StaffRequest) -> HttpResponse:
    """Address labels of the ticked letters."""
    return _pdf(labels.printed(list(_chosen(request))), "邮寄标签.pdf")


@staff("inforequests.serve")
def post_many(request: StaffRequest) -> HttpResponse:
    """Handed to the post together: a postal number per letter."""
    found = list(_chosen(request).filter(state=State.ISSUED))
    typed = [(letter, request.POST.get(f"tracking-{letter.pk}", "").strip()) for letter in found]
    problem = ""
    if "on" in request.POST:
        try:
            done = actions.serve_many(typed, date.fromisoformat(request.POST["on"]), actor=request.actor, at=request.moment)
            messages.success(request, f"已登记 {len(done)} 份的送达。")
            return redirect(f"{reverse('inforequests:letters')}?tab=unserved")
        except (Refusal, ValueError) as error:
            problem = error.sentence if isinstance(error, Refusal) else "交邮日期不对，请写成 2026-11-30。"
    return render(request, "inforequests/post.html", {"title": "成批交邮", "crumbs": [*CRUMBS, ("文书", reverse("inforequests:letters"))], "typed": typed, "today": request.POST.get("on") or request.day.isoformat(), "problem": problem})


@staff("inforequests.letters")
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """A letter that no act has drafted."""
    case = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    form = KindForm(request.POST or None, initial={"kind": request.GET.get("kind")})
    if form.is_valid():
        letter = attempt(form, lambda: actions.write_letter(case, form.cleaned_data["kind"], actor=request.actor, at=request.moment))
        if letter:
            messages.success(request, "已按案件内容起草，请核对、补充后印发。")
            return redirect(letter.url)
    values = {"title": f"起草文书：{case.number}", "crumbs": [*CRUMBS, (case.number, case.url)], "form": form, "back": case.url, "submit": "起草"}
    return render(request, "organs/form.html", values)


@staff("inforequests.serve")
def serve(request: StaffRequest, pk: int) -> HttpResponse:
    """How one letter reached its addressee."""
    letter = get_object_or_404(_visible(request), pk=pk)
    form = ServeLetterForm(request.POST or None, request.FILES or None, initial={"on": request.day})
    if form.is_valid():
        typed = dict(form.cleaned_data)
        kept = typed.pop("proof").take(actor=request.actor, at=request.moment)
        served = actions.Served(**typed, proof=kept[0] if kept else None)
        if attempt(form, lambda: actions.serve_letter(letter, served, actor=request.actor, at=request.moment)):
            messages.success(request, "已登记送达。")
            return redirect(letter.subject_url)
    lead = f"{letter.kind_title} {letter.number}，受送达人：{letter.addressee}。机关公文须通过邮政企业寄递（邮政法第五十五条）。"
    values = {"title": "登记送达", "crumbs": CRUMBS, "form": form, "back": letter.subject_url, "submit": "登记送达", "lead": lead}
    return render(request, "organs/form.html", values)


@staff("inforequests.letters")
def details(request: StaffRequest) -> HttpResponse:
    """Court, review organ, payment, contact: once per organ."""
    organ = organs.existing().filter(pk=request.actor.organ_id).first()
    if organ is None:
        raise Http404
    row = Details.objects.filter(organ=organ).first()
    form = DetailsForm(request.POST or None, initial={name: getattr(row, name) for name in DetailsForm.base_fields} if row else None)
    if form.is_valid() and attempt(form, lambda: actions.set_details(organ, form.cleaned_data, actor=request.actor, at=request.moment)):
        messages.success(request, "已保存，今后起草的文书按此填写。")
        return redirect("inforequests:letters")
    lead = f"{organ.name}的文书用到的内容。编号格式、模板和印章在“文书—模板与编号”里设置。"
    values = {"title": "文书设置", "crumbs": [*CRUMBS, ("文书", reverse("inforequests:letters"))], "form": form, "back": reverse("inforequests:letters"), "submit": "保存", "lead": lead}
    return render(request, "organs/form.html", values)


def _visible(request: StaffRequest) -> QuerySet[Letter]:
    kinds = [each.id for each in papers.kinds().values() if each.topic == "inforequests"]
    return papers.visible_to(request.actor).filter(kind__in=kinds, organ__in=queries.visible_to(request.actor).values("organ_id")).select_related("pdf", "docx")


def _chosen(request: StaffRequest) -> QuerySet[Letter]:
    given = request.POST if request.method == "POST" else request.GET
    return _visible(request).filter(pk__in=[int(each) for each in given.getlist("letter") if each.isdecimal()][:500])


def _pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name)
    return response
