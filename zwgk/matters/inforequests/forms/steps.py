"""One form per act of the table: what is typed → the verb. `FORMS[verb]` is what the case page offers in place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from zwgk.domain.rights import Actor
from zwgk.foundation.files.fields import ResumableFileField
from zwgk.foundation.organs.queries import people

from .. import actions
from ..models import Case, Consultation, Fee, Service

LONG = {"rows": 3}


def day(label: str, help_text: str = "", **more: Any) -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def words(label: str, help_text: str = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, widget=forms.Textarea(attrs=LONG), **more)


class StepForm(forms.Form):
    """The base: made for a case and a day; `run` calls the verb."""

    submit: ClassVar[str] = "登记"
    done: ClassVar[str] = "已登记。"
    danger: ClassVar[bool] = False

    def __init__(self, case: Case, today: date, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.today = case, today
        for name in ("on",):
            if name in self.fields:
                self.fields[name].initial = today
        self.prepare(actor)

    def prepare(self, actor: Actor) -> None:
        """What depends on the case."""

    def run(self, *, actor: Actor, at: datetime) -> Any:
        raise NotImplementedError


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


class Delay(StepForm):
    limit_on = day("延迟到哪一天答复")
    reason = words("为什么不能在答复期限内答复")
    submit, done = "同意延迟答复", "已确定延迟答复的期限。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.delay(self.case, actor=actor, at=at, **self.cleaned_data)


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


FORMS: dict[str, type[StepForm]] = {
    "confirm": Confirm, "register": RegisterCase, "assign": Assign, "transfer": Transfer, "clarify": Clarify, "supply_correction": SupplyCorrection,
    "lapse_correction": LapseCorrection, "ask_reasons": AskReasons, "give_reasons": GiveReasons, "delay": Delay, "consult_third_party": Consult,
    "consult_co_maker": ConsultCoMaker, "consult_organ": ConsultOrgan, "third_party_answered": Hear, "co_maker_answered": HearCoMaker,
    "organ_answered": HearOrgan, "extend": Extend, "notify_fee": NotifyFee, "pay_fee": PayFee, "lapse_fee": LapseFee, "ask_legal": AskLegal,
    "give_legal": GiveLegal, "return_reply": ReturnReply, "approve_reply": ApproveReply, "answer": Answer, "serve": Serve,
    "correct_record": CorrectRecord, "withdraw": Withdraw, "close": Close, "archive": Archive, "reopen": Reopen,
}  # fmt: skip
