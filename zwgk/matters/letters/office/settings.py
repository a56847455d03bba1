"""Templates, numbers and the seal of the own organ."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.letters import actions, forms, queries

from .register import CRUMBS, download, own_organ

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@staff("letters.see")
def templates(request: StaffRequest) -> HttpResponse:
    """Each kind with its number, template, versions and variables; the seal."""
    _some_kind(request)
    ours = own_organ(request)
    rows = [
        {"kind": kind, "pattern": queries.pattern_of(kind.id, ours.pk), "versions": list(queries.versions_of(kind.id, ours.pk)),
         "variables": queries.variables(kind).items()}
        for kind in queries.kinds_for(request.actor, "set_template")
    ]  # fmt: skip
    values = {"title": "模板与编号", "crumbs": CRUMBS, "rows": [row for row in rows if not row["kind"].topic], "notices": [row for row in rows if row["kind"].topic], "organ": ours, "seal": queries.seal_of(ours.pk), "converts": queries.converts()}
    return render(request, "letters/templates.html", values)


@staff("letters.see")
def current(request: StaffRequest, kind: str) -> HttpResponse:
    """The template in use, to be changed and uploaded again."""
    _known(request, kind)
    version = queries.template_of(kind, own_organ(request).pk)
    name = f"{queries.kind(kind).title}模板{f'第{version.version}版' if version else '（默认）'}.docx"
    return download(queries.template_bytes(kind, version), name, DOCX)


@staff("letters.see")
def version(request: StaffRequest, kind: str, number: int) -> HttpResponse:
    """An earlier version; 0 is the shipped one."""
    _known(request, kind)
    found = get_object_or_404(queries.versions_of(kind, own_organ(request).pk), version=number) if number else None
    return download(queries.template_bytes(kind, found), f"{queries.kind(kind).title}模板{number or '（默认）'}.docx", DOCX)


@staff("letters.see")
def set_template(request: StaffRequest, kind: str) -> HttpResponse:
    _known(request, kind)
    form = forms.TemplateForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent, note = form.cleaned_data["file"], form.cleaned_data["note"]
        ours = own_organ(request)
        made = attempt(form, lambda: actions.set_template(kind, ours, sent, note=note, actor=request.actor, at=request.moment))
        if made:
            return _done(request, f"试生成通过，已启用第{made.version}版模板。")
    return _form(request, form, f"更换{queries.kind(kind).title}模板", "检查并启用")


@staff("letters.see")
def set_pattern(request: StaffRequest, kind: str) -> HttpResponse:
    _known(request, kind)
    ours = own_organ(request)
    form = forms.PatternForm(request.POST or None, initial={"pattern": queries.pattern_of(kind, ours.pk)})
    if form.is_valid():
        said = form.cleaned_data["pattern"]
        if attempt(form, lambda: actions.set_pattern(kind, ours, said, actor=request.actor, at=request.moment)):
            return _done(request, "编号格式已更换，今后的文书按它编号。")
    return _form(request, form, f"{queries.kind(kind).title}的编号格式", "保存")


@staff("letters.see")
def set_seal(request: StaffRequest) -> HttpResponse:
    _some_kind(request)
    form = forms.SealForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent, ours = form.cleaned_data["file"], own_organ(request)
        if attempt(form, lambda: actions.set_seal(ours, sent, actor=request.actor, at=request.moment)):
            return _done(request, "印章图片已更换。")
    return _form(request, form, "更换印章图片", "上传")


def _known(request: StaffRequest, kind: str) -> None:
    """The kind exists, and this person may set it for the own organ."""
    if kind not in queries.kinds():
        raise Http404
    request.actor.require(queries.kind(kind).right("set_template"), own_organ(request).pk)


def _some_kind(request: StaffRequest) -> None:
    """Whoever may set one kind sees the page; nobody else."""
    if not queries.kinds_for(request.actor, "set_template"):
        request.actor.require("letters.set_template")


def _form(request: StaffRequest, form: Any, title: str, submit: str) -> HttpResponse:
    crumbs = [*CRUMBS, ("模板与编号", reverse("letters:templates"))]
    values = {"title": title, "crumbs": crumbs, "form": form, "back": reverse("letters:templates"), "submit": submit}
    return render(request, "organs/form.html", values)


def _done(request: StaffRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("letters:templates")
