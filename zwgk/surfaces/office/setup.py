"""The first start: the code from the terminal, the county, its office, the first officer. Afterwards there is no such page."""

from __future__ import annotations

from django import forms
from django.contrib.auth import login
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zwgk.domain import divisions
from zwgk.domain.errors import Refusal
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs import queries
from zwgk.foundation.organs.pages import attempt, public
from zwgk.matters.ledger import queries as ledger
from zwgk.matters.notices import queries as notices
from zwgk.matters.sites import queries as sites

TRIES, PAUSE = 20, 15 * 60  # wrong codes before a pause, and its seconds


class SetupForm(forms.Form):
    """One page, in the order in which a person knows it."""

    code = forms.CharField(label="启用码", max_length=40, help_text="启动程序时显示在服务器的屏幕上，形如 ABCD-EFGH-2345。只用这一次。")
    division_code = forms.CharField(label="行政区划代码", max_length=12, help_text="本县（市、区）的 6 位代码，与统计用区划代码一致；不清楚可问民政局。")
    government = forms.CharField(label="政府全称", max_length=60, help_text="例如：××县人民政府。")
    office = forms.CharField(label="政务公开主管部门全称", max_length=80, help_text="一般是政府办公室，例如：××县人民政府办公室。")
    name = forms.CharField(label="您的姓名", max_length=40, help_text="您是这里的第一位工作人员，可以登记其他单位和人员。")
    username = forms.CharField(label="登录名", max_length=60, help_text="字母、数字、点、横线、下划线。")
    phone = forms.CharField(label="联系电话", max_length=40, required=False)
    password = forms.CharField(label="登录密码", widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}), help_text="至少 10 位，含大写字母、小写字母、数字、符号中的三种。")
    again = forms.CharField(label="再输一次密码", widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}))

    def clean_division_code(self) -> str:
        code = str(self.cleaned_data["division_code"]).strip()
        try:
            divisions.level_of(code)
        except Refusal as refused:
            raise forms.ValidationError(refused.sentence) from None
        return code

    def clean_again(self) -> str:
        if self.cleaned_data["again"] != self.cleaned_data.get("password"):
            raise forms.ValidationError("两次输入的密码不一样，请重新输入。")
        return str(self.cleaned_data["again"])


@public
def setup(request: HttpRequest) -> HttpResponse:
    """Open until the first officer exists, and only with the code."""
    if not queries.unfounded():
        raise Http404
    key = f"setup:{request.META.get('REMOTE_ADDR', '')}"
    if cache.get(key, 0) >= TRIES:
        return render(request, "office/setup.html", {"title": "首次设置", "paused": PAUSE // 60}, status=429)
    form = SetupForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name not in ("code", "again")}
        at = timezone.now()
        if person := attempt(form, lambda: organs.found(organs.Founding(**values), form.cleaned_data["code"], at=at)):
            sites.forget()
            login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("organs:import")
    if "code" in form.errors:
        cache.set(key, cache.get(key, 0) + 1, PAUSE)
    return render(request, "office/setup.html", {"title": "首次设置", "form": form})


def progress(request: HttpRequest) -> list[tuple[str, str, bool]] | None:
    """What is still to do until the first plan is on the screen: (step, address, done); None once it is."""
    if ledger.plans().exists():
        return None
    units = queries.existing().filter(kind__in=["department", "township", "street", "institution", "dispatched"]).exists()
    unissued = units and queries.newcomers(request.day).filter(password__startswith="!").exists()  # type: ignore[attr-defined]
    received = notices.every().order_by("-pk").values_list("pk", flat=True).first()
    return [
        ("登记政府和主管部门", "", True),
        ("粘贴通讯录，登记单位和人员", "/office/organs/import/", units),
        ("给各单位人员发放初始口令", "/office/organs/people/slips/", units and not unissued),
        ("登记第一份来文，由平台读出任务", "/office/notices/new/", received is not None),
        ("核对后分解下发", f"/office/notices/{received}/" if received else "/office/notices/", False),
    ]
