"""People: list, one person, posts, first password, lock."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.domain.rights import ADMIN_ROLES, ROLE_NAMES, Role
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import actions, forms, queries
from zwgk.foundation.organs.models import Holding, Organ, Person
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .tree import CRUMBS, show_form

PER_PAGE = 50


@staff("organs.see")
def people(request: StaffRequest) -> HttpResponse:
    """Everybody with an account: posts, roles, state."""
    text, role, state = request.GET.get("q", "").strip(), request.GET.get("role", ""), request.GET.get("state", "")
    found = Person.objects.all()
    if text:
        found = found.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(holdings__post__organ__name__icontains=text)).distinct()
    if state == "locked":
        found = found.filter(is_active=False)
    held: dict[int, list[Holding]] = {}
    for holding in queries.holdings_on(request.day):
        held.setdefault(holding.person_id, []).append(holding)
    if role in ROLE_NAMES:
        found = found.filter(pk__in=[pk for pk, each in held.items() if any(role in holding.post.roles for holding in each)])
    if state == "idle":
        found = found.exclude(pk__in=held)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "organs/people.html", {
        "title": "人员", "crumbs": CRUMBS, "page": page, "rows": [(person, held.get(person.pk, [])) for person in page], "q": text, "role": role,
        "state": state, "roles": [(each.value, ROLE_NAMES[each]) for each in Role], "may_create": request.actor.may("organs.create_person"),
    })  # fmt: skip


@staff("organs.see")
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """One person: posts held now and before, account, journal. A fresh password is shown once."""
    shown = get_object_or_404(Person, pk=pk)
    holdings = Holding.objects.filter(person=shown).select_related("post__organ", "deputy_for__person")
    guarded = shown.is_superuser or bool(queries.roles_on(shown, request.day) & ADMIN_ROLES)
    may_account = not guarded or request.actor.may("organs.appoint_admin")
    return render(request, "organs/person.html", {
        "title": shown.name, "crumbs": [*CRUMBS, ("人员", reverse("organs:people"))], "person": shown, "holdings": holdings,
        "password": request.session.pop(f"issued_{pk}", ""), "facts": journal.of_subject("organs.person", pk)[:50],
        "may_edit": request.actor.may("organs.create_person"), "may_appoint": request.actor.may("organs.appoint"),
        "may_reset": may_account and request.actor.may("organs.reset_password"), "may_lock": may_account and request.actor.may("organs.lock_person"),
    })  # fmt: skip


@staff("organs.create_person")
def new(request: StaffRequest) -> HttpResponse:
    form = forms.NewPersonForm(request.POST or None)
    if form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: actions.create_person(**values, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"已登记“{made.name}”。接着任命岗位，再发放初始口令。")
            return redirect("organs:person", made.pk)
    return show_form(request, form, "登记人员", reverse("organs:people"), submit="登记")


@staff("organs.create_person")
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Person, pk=pk)
    form = forms.PersonForm(request.POST or None, initial={"name": shown.name, "email": shown.email, "phone": shown.phone})
    if form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.edit_person(shown, **values, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已保存。")
    return _person_form(request, form, "修改人员信息", shown)


@staff("organs.appoint")
def appoint(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Person, pk=pk)
    with_admins = request.actor.may("organs.appoint_admin")
    initial = {"since": request.day, "organ": request.GET.get("organ"), "roles": [Role.LIAISON.value]}
    form = forms.AppointForm(request.POST or None, initial=initial, with_admins=with_admins)
    if form.is_valid():
        wanted = actions.Appointment(person=shown, **form.cleaned_data)
        if attempt(form, lambda: actions.appoint(wanted, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已任命。")
    return _person_form(request, form, "任命岗位", shown, submit="任命")


@staff("organs.appoint")
def choose(request: StaffRequest, pk: int) -> HttpResponse:
    """From the page of an organ: who comes to a post here."""
    organ = get_object_or_404(Organ, pk=pk)
    found = Person.objects.filter(is_active=True, name__icontains=request.GET.get("q", ""))[:30]
    back = reverse("organs:organ", args=[pk])
    crumbs = [*CRUMBS, (organ.label, back)]
    return render(request, "organs/choose.html", {"title": f"任命岗位：{organ.label}", "crumbs": crumbs, "organ": organ, "people": found, "q": request.GET.get("q", "")})


@staff("organs.appoint")
def release(request: StaffRequest, pk: int) -> HttpResponse:
    holding = get_object_or_404(Holding.objects.select_related("post__organ", "person"), pk=pk)
    form = forms.ReleaseForm(request.POST or None, initial={"until": request.day})
    if form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.release(holding, **values, actor=request.actor, at=request.moment)):
            return _done(request, holding.person, "已登记离任。")
    lead = f"岗位：{holding.post}。经办的事项须先交接。"
    return _person_form(request, form, "离任", holding.person, lead=lead, submit="登记离任", danger=True)


@staff("organs.reset_password")
@require_POST
def password(request: StaffRequest, pk: int) -> HttpResponse:
    """Issue a first password; it is shown once on the page that follows."""
    shown = get_object_or_404(Person, pk=pk)
    request.session[f"issued_{pk}"] = actions.reset_password(shown, actor=request.actor, at=request.moment)
    return redirect("organs:person", pk)


@staff("organs.lock_person")
def lock(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Person, pk=pk)
    form = forms.LockForm(request.POST or None)
    if form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.lock_person(shown, **values, actor=request.actor, at=request.moment)):
            return _done(request, shown, "账号已停用。")
    return _person_form(request, form, "停用账号", shown, submit="停用", danger=True)


@staff("organs.lock_person")
@require_POST
def unlock(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Person, pk=pk)
    actions.unlock_person(shown, actor=request.actor, at=request.moment)
    return _done(request, shown, "账号已恢复。")


def _person_form(request: StaffRequest, form: object, title: str, person: Person, **more: object) -> HttpResponse:
    back = reverse("organs:person", args=[person.pk])
    return show_form(request, form, f"{title}：{person.name}", back, crumbs=[("人员", reverse("organs:people")), (person.name, back)], **more)


def _done(request: StaffRequest, person: Person, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("organs:person", person.pk)
