"""Forms of reviews."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from zwgk.foundation.files.fields import ScanField
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.law.review_model import StepDef

from . import queries
from .actions import Paper, Signature
from .models import Review, State


class DecideForm(forms.Form):
    """Pass or return; the buttons carry `passed`."""

    opinion = forms.CharField(label="意见", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "placeholder": "通过可以不写；退回要写清哪里改、怎样改"}))
    seen_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(forms.Form):
    """Why a thing leaves a batch, or why the review is taken back."""

    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class EmergencyForm(forms.Form):
    reason = forms.CharField(
        label="紧急发布的理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="例如：防汛转移避险信息，等待审核会危及群众生命安全。",
    )  # fmt: skip
    sure = forms.BooleanField(label="我已看过送审稿，同意先发布、后补审，并对此负责")


class PaperForm(forms.Form):
    """The signed sheet: its code, one line per step still to be taken, the scan."""

    code = forms.CharField(label="审批表上的版本码", max_length=12, help_text="印在审批表左上角，形如 A1B2-C3D4。与现在的版本不同的审批表不能登记。")

    def __init__(self, review: Review, steps: Iterable[StepDef], day: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = list(steps)
        for step in self.steps:
            choices = organs.people().filter(pk__in=[person.pk for person in queries.signers(review, step, day)])
            self.fields[f"person_{step.id}"] = forms.ModelChoiceField(choices, label=f"{step.title}：签字人", required=False, empty_label="（这一环节还没有签）")
            day_input = forms.DateInput(attrs={"type": "date"})
            self.fields[f"signed_on_{step.id}"] = forms.DateField(label=f"{step.title}：签字日期", required=False, widget=day_input)
            self.fields[f"opinion_{step.id}"] = forms.CharField(label=f"{step.title}：意见", required=False, max_length=500, initial="同意")
        self.fields["scan"] = ScanField(label="签批件扫描件或照片", help_text="PDF、JPG 或 PNG，不超过 20 MB。")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for step in self.steps:
            person, signed_on = values.get(f"person_{step.id}"), values.get(f"signed_on_{step.id}")
            if person and not signed_on and f"signed_on_{step.id}" not in self.errors:
                self.add_error(f"signed_on_{step.id}", "请填写签字日期。")
            if signed_on and not person:
                self.add_error(f"person_{step.id}", "请选择签字人。")
        return values

    def paper(self) -> Paper:
        values = self.cleaned_data
        signed = [
            Signature(step.id, values[f"person_{step.id}"], values[f"signed_on_{step.id}"], values[f"opinion_{step.id}"])
            for step in self.steps if values[f"person_{step.id}"]
        ]  # fmt: skip
        sent = values["scan"]
        return Paper(values["code"], signed, sent.read(), sent.name)


class FilterForm(forms.Form):
    """The register, narrowed."""

    q = forms.CharField(label="名称或起草人", required=False, max_length=100)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *State.choices])
    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位", required=False, empty_label="全部")
    since = forms.DateField(label="送审起", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="止", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, choices: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = choices  # type: ignore[attr-defined]


