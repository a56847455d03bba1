"""Acts that move the limit: delay, extension, fee."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from zwgk.domain.rights import Actor

from .. import actions
from ..models import Fee
from .step import StepForm, day, words


class Delay(StepForm):
    limit_on = day("延迟到哪一天答复")
    reason = words("为什么不能在答复期限内答复")
    submit, done = "同意延迟答复", "已确定延迟答复的期限。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.delay(self.case, actor=actor, at=at, **self.cleaned_data)


class Extend(StepForm):
    days = forms.IntegerField(label="延长几个工作日", min_value=1, max_value=60, initial=20, help_text="最多20个工作日，只能延长一次。")
    reason = words("告知申请人的理由")
    approved_by = forms.CharField(label="同意延长的工作机构负责人", max_length=80)
    on = day("同意的日期", "应当在原答复期限届满以前。")
    submit, done = "延长答复期限", "已延长答复期限。"

    def prepare(self, actor: Actor) -> None:
        if actor.may("inforequests.approve_extension", self.case.organ_id):
            self.fields["approved_by"].initial = actor.name

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.extend(self.case, actions.Extension(**self.cleaned_data), actor=actor, at=at)


class NotifyFee(StepForm):
    method = forms.ChoiceField(label="计收方式", choices=Fee.Method.choices, widget=forms.RadioSelect, help_text="同一申请只用一种；金额由系统按标准计算。")
    pages = forms.IntegerField(label="页数", min_value=0, required=False, help_text="按量计收的填写。")
    reason = words("数量、频次明显超过合理范围的统计")
    on = day("通知的日期")
    submit, done = "发出收费通知", "已发出收费通知，答复期限停止计算。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        typed = {**self.cleaned_data, "pages": self.cleaned_data["pages"] or 0}
        return actions.notify_fee(self.case, actions.Charge(**typed), actor=actor, at=at)


class PayFee(StepForm):
    receipt = forms.CharField(label="缴费凭证", max_length=120, help_text="非税票据号码等。")
    on = day("缴费的日期")
    done = "已登记缴费，答复期限重新计算。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.pay_fee(self.case, actor=actor, at=at, **self.cleaned_data)


class LapseFee(StepForm):
    on = day("认定的日期")
    submit, done, danger = "认定逾期不缴费", "已认定，不再处理。", True

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.lapse_fee(self.case, self.cleaned_data["on"], actor=actor, at=at)
