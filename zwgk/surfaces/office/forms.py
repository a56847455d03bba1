"""What people type on the office's own pages."""

from __future__ import annotations

import re
from datetime import date

from django import forms

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ValueForm(forms.Form):
    """A local value of a rule."""

    value = forms.CharField(label="数值", max_length=20, help_text="只写数字；固定日期写成 01-31 这样的月日。")
    since = forms.DateField(label="自何日起", widget=DAY)
    reference = forms.CharField(label="依据", max_length=300, help_text="文件名称、文号和条款，例如《××市实施办法》（×政办发〔2026〕1号）第三条。")
    reason = forms.CharField(label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    replaces = forms.BooleanField(label="国家规定已经改变（不是本地更严的规定）", required=False)


class YearForm(forms.Form):
    """The announced holidays of a year, one line a holiday: `春节：2027-02-05 至 2027-02-12`."""

    year = forms.IntegerField(label="年度", min_value=2007, max_value=2079)
    number = forms.CharField(label="通知文号", max_length=100, help_text="例如 国办发明电〔2026〕×号。")
    source = forms.URLField(label="通知网址", max_length=300, required=False, assume_scheme="https")
    off = forms.CharField(
        label="放假日期", widget=forms.Textarea(attrs={"rows": 7}),
        help_text="一行一个节日，例如“春节：2027-02-05 至 2027-02-12”；几天分开的，用逗号隔开。",
    )  # fmt: skip
    work = forms.CharField(
        label="调休上班日期", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="写法相同，例如“春节：2027-01-31，2027-02-20”。"
    )

    def clean_off(self) -> dict[str, list[date]]:
        return _days(self.cleaned_data["off"])

    def clean_work(self) -> dict[str, list[date]]:
        return _days(self.cleaned_data["work"])


def _days(text: str) -> dict[str, list[date]]:
    """`春节：2027-02-05 至 2027-02-07` → {"春节": [5, 6, 7 February]}."""
    found: dict[str, list[date]] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, _, days = re.sub("[:：]", "：", line).partition("：")
        if not days:
            raise forms.ValidationError(f"“{line}”缺少冒号，应写成“节日：日期”。")
        found.setdefault(name.strip(), []).extend(day for part in re.split("[,，、]", days) for day in _span(part))
    return found


def _span(part: str) -> list[date]:
    ends = re.findall(r"\d{4}-\d{1,2}-\d{1,2}", part)
    try:
        days = [date(*(int(number) for number in end.split("-"))) for end in ends]
    except ValueError:
        days = []
    if not 1 <= len(days) <= 2 or days[-1] < days[0] or (days[-1] - days[0]).days > 30:
        raise forms.ValidationError(f"看不懂“{part.strip()}”，日期应写成 2027-02-05，或者“2027-02-05 至 2027-02-12”。")
    return [date.fromordinal(number) for number in range(days[0].toordinal(), days[-1].toordinal() + 1)]
