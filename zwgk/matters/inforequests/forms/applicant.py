"""What the applicant types on the own page."""

from __future__ import annotations

from django import forms

from .receiving import SafeFiles
from .step import day

MARKS = ((5, "非常满意"), (4, "满意"), (3, "基本满意"), (2, "不满意"), (1, "非常不满意"))
LONG = {"rows": 5}


class CorrectionForm(forms.Form):
    text = forms.CharField(label="补正的内容", max_length=3000, widget=forms.Textarea(attrs=LONG), help_text="按告知的事项逐项写明。")
    files = SafeFiles(label="补充材料", required=False, help_text="最多 5 个，每个不超过 10 MB。")


class ReasonsForm(forms.Form):
    text = forms.CharField(label="申请的理由", max_length=3000, widget=forms.Textarea(attrs=LONG), help_text="说明为什么需要这些数量或者这样频次的申请。")


class PaymentForm(forms.Form):
    on = day("缴费日期")
    proof = forms.CharField(label="缴费凭证号或者说明", max_length=200, help_text="例如财政票据号、缴款识别码。机关核对到账后登记，答复期限从缴费次日起重新计算。")


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="说明", max_length=300, required=False, help_text="可以不写。撤回后不再答复；以后需要可以重新申请。")
    sure = forms.BooleanField(label="我要撤回这份申请")


class ConfirmForm(forms.Form):
    """A button alone."""


class EvaluateForm(forms.Form):
    mark = forms.TypedChoiceField(label="您对这次办理满意吗", choices=MARKS, coerce=int, widget=forms.RadioSelect)
    note = forms.CharField(label="想说的话", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class SuggestForm(forms.Form):
    """Art. 44(2): the information concerns the interests of the public, should be widely known, or is needed to take part in a decision."""

    text = forms.CharField(label="建议主动公开什么", max_length=300, help_text="照申请的内容写，或者写其中应当让大家都看到的部分。")
    why = forms.CharField(
        label="为什么", max_length=400, widget=forms.Textarea(attrs={"rows": 3}), help_text="涉及公众利益调整、需要公众广泛知晓，或者需要公众参与决策（条例第四十四条第二款）。请不要写个人信息。",
    )  # fmt: skip
