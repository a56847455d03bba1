"""站点信息: what the site says of itself, with its checks; the governments above; its accounts."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render

from zwgk.foundation.files.actions import keep
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, attempt, may_open, staff
from zwgk.matters.channels import queries as channels

from .. import actions, queries
from ..forms import AccountsForm, IdentityForm, LinksForm
from ..models import SITE, HeadAccount, HigherLink, Site
from ..queries import facts
from .frame import CRUMBS, done, show_form, tabs

HOME = "/office/sites/"


@staff("sites.see")
def home(request: StaffRequest) -> HttpResponse:
    """Every fact as pages show it, where it comes from, and what is not written as the rules want."""
    row, told = Site.objects.first(), facts.values()
    wrong = {problem.field: problem for problem in facts.checked(told)}
    rows = [(Site._meta.get_field(fact).verbose_name, told[fact], bool(row and getattr(row, fact)), wrong.get(fact)) for fact in facts.FACTS if fact != "palette"]
    return render(request, "sites/home.html", {
        "title": "网站管理", "crumbs": CRUMBS, "tabs": tabs(request, "home"), "rows": rows, "row": row, "problems": wrong.values(), "missing": [label for label, value, _, _ in rows if not value],
        "higher": HigherLink.objects.all(), "accounts": queries.accounts(), "may_edit": request.actor.may("sites.edit"), "facts": journal.of_subject(SITE, "site")[:20],
    })  # fmt: skip


@staff("sites.edit")
def identity(request: StaffRequest) -> HttpResponse:
    row = Site.objects.first()
    form = IdentityForm(request.POST or None, instance=row or Site(), environment=facts.environment())
    if form.is_valid():
        values = {name: str(value) for name, value in form.cleaned_data.items()}
        if attempt(form, lambda: actions.set_identity(values, actor=request.actor, at=request.moment)):
            return done(request, "已保存，页头、页脚和网页标签随即更新。", HOME)
    return show_form(request, form, "修改站点信息", HOME)


@staff("sites.edit")
def links(request: StaffRequest) -> HttpResponse:
    form = LinksForm(request.POST or None, rows=list(HigherLink.objects.all()))
    if form.is_valid():
        wanted = [actions.Link(*each) for each in form.links()]
        if attempt(form, lambda: actions.set_links(wanted, actor=request.actor, at=request.moment) or True):
            return done(request, "上级政府链接已保存。", HOME)
    return render(request, "sites/links.html", {"title": "上级政府链接", "crumbs": CRUMBS, "form": form, "back": HOME})


@staff("sites.edit")
def accounts(request: StaffRequest) -> HttpResponse:
    """A picture that was sent before stays until another is sent."""
    known = {row.channel_id: row for row in HeadAccount.objects.select_related("picture")}
    form = AccountsForm(request.POST or None, request.FILES or None, accounts=channels.own_accounts(), chosen=known)
    if form.is_valid():
        wanted = [(channel, _kept(sent, known.get(channel.pk), request)) for channel, sent in form.wanted()]
        if attempt(form, lambda: actions.set_accounts(wanted, actor=request.actor, at=request.moment) or True):
            return done(request, "页头账号已保存。", HOME)
    return render(request, "sites/accounts.html", {"title": "页头显示的账号", "crumbs": CRUMBS, "form": form, "back": HOME, "may_register": may_open(request.actor, "/office/channels/")})


def _kept(sent: UploadedFile | None, row: HeadAccount | None, request: StaffRequest) -> StoredFile | None:
    if sent is not None:
        return keep(sent.read(), sent.name or "", actor=request.actor, at=request.moment)
    return row.picture if row else None
