"""What is typed after an answer: reviews and suits, conversion, a common draft, the span of the analysis."""

from __future__ import annotations

from typing import Any

from django import forms

from ..actions.appeals import ORDINARY, STEPS, SUMMARY
from ..models import Appeal

LONG = {"rows": 4}


def day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class AppealForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=Appeal.Kind.choices)
    after_reconsideration = forms.BooleanField(label="经过复议后起诉（只用于行政诉讼）", required=False)
    procedure = forms.ChoiceField(
        label="程序", choices=[(ORDINARY, "普通程序"), (SUMMARY, "简易程序")], help_text="复议简易程序5个工作日内答复，普通程序10个工作日；诉讼15日内提交答辩状和证据。",
    )  # fmt: skip
    body = forms.CharField(label="复议机关或者法院", max_length=120)
    number = forms.CharField(label="案号", max_length=80, required=False)
    received_on = day("收到副本的日期", "当日不计入期限。")


class HandInForm(forms.Form):
    on = day("提交日期")
    text = forms.CharField(label="提交了哪些材料", widget=forms.Textarea(attrs=LONG))


class NoteForm(forms.Form):
    kind = forms.ChoiceField(label="经过", choices=list(STEPS.items()), help_text="收到行政复议意见书的，次日起60日内报送纠正情况。")
    on = day("日期")
    text = forms.CharField(label="内容", widget=forms.Textarea(attrs=LONG))


class TurnForm(forms.Form):
    on = day("收到通知的日期")
    text = forms.CharField(label="通知的文号或者内容", widget=forms.Textarea(attrs={"rows": 2}))


class ClosingForm(forms.Form):
    result = forms.ChoiceField(label="结果", choices=[choice for choice in Appeal.Result.choices if choice[0] != Appeal.Result.PENDING])
    on = day("收到决定或者裁判的日期")
    text = forms.CharField(label="主要内容", widget=forms.Textarea(attrs=LONG))
    again = forms.BooleanField(
        label="责令重新答复", required=False, help_text="另立新的编号，答复期限自收到之日的次日起重新计算；原来的结果和统计不变。",
    )  # fmt: skip


class TakeForm(forms.Form):
    title = forms.CharField(label="信息名称", max_length=200)
    body = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 8}), required=False, help_text="不写申请人的姓名和联系方式；起草后还要经过发布审核。")


class RefuseForm(forms.Form):
    reason = forms.CharField(label="不转的理由", widget=forms.Textarea(attrs=LONG))


class SuggestForm(forms.Form):
    text = forms.CharField(label="建议主动公开的内容", max_length=300)
    by = forms.ChoiceField(label="由谁提出", choices=[(name, name) for name in ("申请人建议", "多人申请", "工作人员提出")])


class CommonForm(forms.Form):
    cases = forms.MultipleChoiceField(label="发给", widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(label="参考答复口径", widget=forms.Textarea(attrs={"rows": 6}), help_text="发给还在办理的单位参考，由各单位依法自行决定。")

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["cases"].choices = choices  # type: ignore[attr-defined]
