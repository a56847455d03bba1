"""Acts that ask somebody else: third party, co-maker, other organ, the lawyer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms

from zwgk.domain.rights import Actor

from .. import actions
from ..models import Consultation
from .step import StepForm, day, words


class Consult(StepForm):
    kind: ClassVar[str] = Consultation.Kind.THIRD_PARTY
    name = forms.CharField(label="征求谁的意见", max_length=120)
    contact = forms.CharField(label="联系方式", max_length=200, required=False)
    about = words("征求意见的内容", "写明涉及对方的信息；不写申请人的姓名和联系方式。")
    on = day("发出的日期")
    submit, done = "征求意见", "已登记征求意见，答复期限自次日起停止计算。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.consult(self.case, actions.Asked(kind=self.kind, **self.cleaned_data), actor=actor, at=at)


class ConsultCoMaker(Consult):
    kind = Consultation.Kind.CO_MAKER


class ConsultOrgan(Consult):
    kind = Consultation.Kind.ORGAN


VIEWS = {"yes": True, "no": False, "": None}


class Hear(StepForm):
    kind: ClassVar[str] = Consultation.Kind.THIRD_PARTY
    consultation = forms.ModelChoiceField(queryset=None, label="谁的意见", empty_label=None)
    agrees = forms.ChoiceField(label="是否同意公开", choices=[("yes", "同意"), ("no", "不同意"), ("", "没有表明")], required=False, widget=forms.RadioSelect)
    answer = words("意见和理由")
    on = day("收到的日期")
    done = "已登记意见，答复期限自次日起继续计算。"

    def prepare(self, actor: Actor) -> None:
        chooser = self.fields["consultation"]
        chooser.queryset = self.case.consultations.filter(kind=self.kind, answered_on__isnull=True)  # type: ignore[attr-defined]
        chooser.label_from_instance = lambda row: f"{row.name}（{row.sent_on}发出）"  # type: ignore[attr-defined]

    def run(self, *, actor: Actor, at: datetime) -> Any:
        typed = self.cleaned_data
        return actions.hear(typed["consultation"], actions.Heard(VIEWS[typed["agrees"]], typed["answer"], typed["on"]), actor=actor, at=at)


class HearCoMaker(Hear):
    kind = Consultation.Kind.CO_MAKER


class HearOrgan(Hear):
    kind = Consultation.Kind.ORGAN


class AskLegal(StepForm):
    question = words("需要审核的问题")
    submit, done = "送法律审核", "已送法律审核；答复期限照常计算。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.ask_legal(self.case, self.cleaned_data["question"], actor=actor, at=at)


class GiveLegal(StepForm):
    opinion = words("法律意见")
    submit, done = "出具意见", "已出具法律意见。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        asked = self.case.opinions.filter(given_at__isnull=True).latest("id")
        return actions.give_legal(asked, self.cleaned_data["opinion"], actor=actor, at=at)
