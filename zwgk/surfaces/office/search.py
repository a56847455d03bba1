"""检索: how the index is kept, what residents look for, what they do not find."""

from __future__ import annotations

from django import forms
from django.contrib import messages as told
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.foundation.search import actions, queries


class HideForm(forms.Form):
    """A word that is not to be shown."""

    text = forms.CharField(label="不显示的词", max_length=40)


@staff("search.keep")
def keeping(request: StaffRequest) -> HttpResponse:
    """The index, the hot words, the words that found nothing."""
    return _page(request, HideForm())


def _page(request: StaffRequest, form: HideForm) -> HttpResponse:
    today = localdate(request.moment)
    state, (asked, missed) = queries.state(), queries.asked_in(today)
    tiles = [
        ("已收入索引", state.indexed, f"公开信息共 {state.public} 篇", "" if state.indexed == state.public or state.waiting else "late"),
        ("等待收入", state.waiting, "发布后两秒内可查", "soon" if state.waiting else ""),
        ("附件待读", state.unread, "读出文字后可查", ""),
        ("近 30 天搜索", asked, f"其中 {missed} 次没有找到" if asked else "次", ""),
    ]
    return render(request, "office/search.html", {
        "title": "检索", "crumbs": [("检索", "")], "form": form, "state": state, "tiles": tiles, "hot": queries.candidates(today), "missed": queries.missed(today),
        "hidden": queries.hidden_words(),
    })  # fmt: skip


@staff("search.keep")
@require_POST
def rebuild(request: StaffRequest) -> HttpResponse:
    """The worker builds it anew."""
    actions.ask_rebuild(actor=request.actor, at=request.moment)
    told.success(request, "已通知后台重建。重建期间检索照常使用，完成后一次切换。")
    return redirect("office:search")


@staff("search.keep")
@require_POST
def hide(request: StaffRequest) -> HttpResponse:
    """A word is not shown any more."""
    form = HideForm(request.POST)
    row = attempt(form, lambda: actions.hide_word(form.cleaned_data["text"], actor=request.actor, at=request.moment)) if form.is_valid() else None
    if row is None:
        return _page(request, form)
    told.success(request, f"“{row.text}”不再显示，五分钟内生效。")
    return redirect("office:search")


@staff("search.keep")
@require_POST
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """It may be shown again."""
    row = queries.hidden_words().filter(pk=pk).first()
    if row is None:
        raise Http404
    actions.show_word(row, actor=request.actor, at=request.moment)
    told.success(request, f"“{row.text}”可以再显示。")
    return redirect("office:search")
