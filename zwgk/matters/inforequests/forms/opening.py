"""Acts at the beginning: confirmed, registered, given out, put right by the applicant."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from zwgk.domain.rights import Actor
from zwgk.foundation.organs.queries import people

from .. import actions
from .step import StepForm, day, words


class Confirm(StepForm):
    on = day("确认的日期", "与申请人确认之日为收到申请之日（条例第三十一条），次日起计算答复期限。")
    how = forms.ChoiceField(label="怎样确认的", choices=[(each, each) for each in ("电话", "短信", "电子邮件", "当面")])
    submit, done = "确认收到", "已确认收到，开始计算答复期限。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.confirm(self.case, actions.Confirmation(**self.cleaned_data), actor=actor, at=at)


class RegisterCase(StepForm):
    on = day("收到申请之日")
    ground = forms.CharField(label="以这一天为准的依据", max_length=200, help_text="例如：邮件签收单、上级平台记载的确认记录。")
    done = "已登记，开始计算答复期限。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.register(self.case, self.cleaned_data["on"], self.cleaned_data["ground"], actor=actor, at=at)


class Assign(StepForm):
    section = forms.CharField(label="承办股室", max_length=80)
    handler = forms.ModelChoiceField(queryset=None, label="承办人", required=False, help_text="不选的，由股室认领；期限和提醒发给工作机构。")
    submit, done = "分办", "已分办。"

    def prepare(self, actor: Actor) -> None:
        here = people().filter(holdings__post__organ=self.case.organ, holdings__until__isnull=True).distinct()
        self.fields["handler"].queryset = here  # type: ignore[attr-defined]
        self.fields["section"].initial = self.case.section

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.assign(self.case, actor=actor, at=at, **self.cleaned_data)


class Transfer(Assign):
    reason = forms.CharField(label="转办的原因", max_length=300)
    submit, done = "转办", "已转办。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.transfer(self.case, actor=actor, at=at, **self.cleaned_data)


class Clarify(StepForm):
    points = words("需要补正的全部事项", "一次写全，写清怎样补正。补正只能要求一次。")
    limit_on = day("补正期限", "到这一天为止（当日仍可补正）；由本机关合理确定。")
    on = day("告知的日期")
    submit, done = "告知补正", "已告知补正，答复期限停止计算。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.clarify(self.case, actions.Clarification(**self.cleaned_data), actor=actor, at=at)


class SupplyCorrection(StepForm):
    text = words("补正的内容", "网上补正的由系统自动登记；这里登记来信、来人、来电补正的。")
    on = day("收到补正的日期")
    done = "已登记补正，答复期限重新计算。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.supply_correction(self.case, actor=actor, at=at, **self.cleaned_data)


class LapseCorrection(StepForm):
    reason = words("认定的理由", "写明期限届满没有补正，也没有正当理由。")
    on = day("认定的日期")
    submit, done, danger = "认定逾期不补正", "已认定，不再处理。", True

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.lapse_correction(self.case, actor=actor, at=at, **self.cleaned_data)


class AskReasons(StepForm):
    counted = words("数量、频次的统计", "只写统计的数字、时间和内容，不评价个人。")
    limit_on = day("说明理由的期限")
    on = day("告知的日期")
    submit, done = "要求说明理由", "已要求说明理由；答复期限照常计算。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.ask_reasons(self.case, actor=actor, at=at, **self.cleaned_data)


class GiveReasons(StepForm):
    text = words("申请人说明的理由")
    on = day("收到的日期")

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.give_reasons(self.case, actor=actor, at=at, **self.cleaned_data)
