"""Acts of the reply and after it: approved, answered, served, withdrawn, closed, archived, begun anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from zwgk.domain.rights import Actor
from zwgk.foundation.files.fields import ResumableFileField

from .. import actions
from ..models import Service
from .step import StepForm, day, words


class ReturnReply(StepForm):
    reason = words("退回的意见")
    submit, done = "退回修改", "已退回修改。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.return_reply(self.case, self.cleaned_data["reason"], actor=actor, at=at)


class ApproveReply(StepForm):
    submit, done = "批准", "已批准，可以作出答复。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.approve_reply(self.case, actor=actor, at=at)


class Answer(StepForm):
    on = day("答复的日期")
    number = forms.CharField(label="纸质答复书的文号", max_length=80, required=False, help_text="不填的，由系统取号、生成答复书；在平台以外印发的，填写纸质文书的文号。")
    submit, done = "作出答复", "已作出答复；送达后请登记送达。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        if not self.cleaned_data["number"]:
            return actions.issue_answer(self.case, dated=self.cleaned_data["on"], actor=actor, at=at)
        return actions.answer(self.case, self.cleaned_data["on"], number=self.cleaned_data["number"], actor=actor, at=at)


class Serve(StepForm):
    way = forms.ChoiceField(label="送达方式", choices=Service.Way.choices)
    on = day("送达的日期", "邮寄：交邮之日（须通过邮政企业）；当面、委托：签收之日。以这一天为作出答复之日。")
    tracking = forms.CharField(label="邮件号码", max_length=60, required=False)
    signed_by = forms.CharField(label="签收人", max_length=60, required=False)
    proof = ResumableFileField(label="送达证明", required=False, help_text="挂号回执、签收单、网上查收截图。")
    done = "已登记送达。"

    def prepare(self, actor: Actor) -> None:
        usual = {"post": "post", "email": "email", "online": "online", "pickup": "pickup", "fax": "fax"}
        self.fields["way"].initial = usual.get(self.case.delivery, "post")

    def run(self, *, actor: Actor, at: datetime) -> Any:
        typed = dict(self.cleaned_data)
        kept = typed.pop("proof").take(actor=actor, at=at)
        return actions.serve(self.case, actions.Served(**typed, proof=kept[0] if kept else None), actor=actor, at=at)


class CorrectRecord(StepForm):
    verified = words("核实的情况")
    result = words("处理的结果", "已更正、不予更正及理由，或者转送有权更正的机关。")
    organ = forms.CharField(label="有权更正的机关", max_length=120, required=False)

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.correct_record(self.case, actions.Correction(**self.cleaned_data), actor=actor, at=at)


class Withdraw(StepForm):
    said = words("申请人怎样表示撤回", "来信、来电的日期和内容；书面撤回的，把扫描件放入案卷材料。")
    on = day("撤回的日期")
    submit, done, danger = "登记撤回", "已登记撤回。", True

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.withdraw(self.case, actor=actor, at=at, **self.cleaned_data)


class Close(StepForm):
    submit, done = "办结", "已办结。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.close(self.case, actor=actor, at=at)


class Archive(StepForm):
    number = forms.CharField(label="档号", max_length=60)
    submit, done = "归档", "已归档。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.archive(self.case, self.cleaned_data["number"], actor=actor, at=at)


class Reopen(StepForm):
    body = forms.CharField(label="作出决定的机关", max_length=120)
    number = forms.CharField(label="文书的字号", max_length=80)
    on = day("收到的日期", "自次日起重新计算答复期限，以新编号办理。")
    submit, done = "重新办理", "已按新编号重新办理。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.reopen(self.case, actions.Remand(**self.cleaned_data), actor=actor, at=at)
