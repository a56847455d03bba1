"""What is typed about a figure or a paper → clean values."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms

from zwgk.foundation.organs.queries import every_organ, existing

from . import queries
from .models import Figure, Kind
from .periods import end_of

DAY = {"type": "date"}


def _day(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))


class AskForm(forms.Form):
    """Subject, days, units, moment."""

    subject = forms.ChoiceField(label="报什么")
    period = forms.ChoiceField(label="时段")
    first = _day("自定义：从")
    last = _day("到")
    units = forms.ChoiceField(label="单位范围", required=False)
    organs = forms.ModelMultipleChoiceField(every_organ(), label="所选单位", required=False, widget=forms.CheckboxSelectMultiple)
    as_of = _day("截至哪一天", "不填为现在；填了，按那一天结束时平台记载的情况计。")
    moment = forms.DateTimeField(required=False, widget=forms.HiddenInput)  # the moment of the figure on the screen, when it is kept

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["subject"].choices = queries.areas()
        self.fields["period"].choices = [("own", "自定义起止日期"), *queries.offered(today)]
        self.fields["units"].choices = [("", "全县"), ("群组", queries.groups()), ("单位类别", queries.kinds()), ("own", "勾选单位")]
        self.fields["organs"].queryset = existing()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("period") == "own" and not (values.get("first") and values.get("last")):
            self.add_error("first", "请填写起止日期。")
        if values.get("as_of") and values["as_of"] > self.today:
            self.add_error("as_of", "不能晚于今天。")
        return values

    def counted(self, now: datetime) -> queries.Counted:
        """The figure that is asked for; only after `is_valid`."""
        told = self.cleaned_data
        period = queries.own(told["first"], told["last"]) if told["period"] == "own" else queries.period(told["period"])
        moment = told["moment"] if told.get("moment") and told["moment"] <= now else now
        at = min(end_of(told["as_of"]), now) if told.get("as_of") else moment
        scope = queries.scope(told["units"], [organ.pk for organ in told["organs"]], told.get("as_of") or self.today)
        return queries.figure(told["subject"], period, scope, at)


class KeepForm(forms.Form):
    """Who asked."""

    asker = forms.ChoiceField(label="谁要这个数", choices=[choice for choice in Figure.Asker.choices if choice[0] != "paper"])
    asked_by = forms.CharField(label="单位、姓名", max_length=120, required=False)
    note = forms.CharField(label="备注", max_length=300, required=False)
    corrects = forms.ModelChoiceField(Figure.objects.defer("rows"), label="更正", required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label="更正原因", max_length=300, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if correcting:
            self.fields["reason"].widget = forms.TextInput()
            self.fields["reason"].required = True


class PaperForm(forms.Form):
    """Which paper, for which days."""

    kind = forms.ChoiceField(label="文种", choices=Kind.choices)
    period = forms.ChoiceField(label="时段")
    as_of = _day("截至哪一天", "不填为现在。")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = queries.offered(today)


class HearingForm(forms.Form):
    """The meeting that heard it."""

    held_on = _day("上会日期", required=True)
    number = forms.CharField(label="会次", max_length=60, help_text="例如：第23次。")
    decisions = forms.CharField(label="议定事项", widget=forms.Textarea(attrs={"rows": 5}))


class TemplateForm(forms.Form):
    kind = forms.ChoiceField(label="文种", choices=Kind.choices)
    file = forms.FileField(label="模板（.docx）", help_text="先下载现在用的模板，在它上面改。")
