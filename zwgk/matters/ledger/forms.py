"""What people typed → clean values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from zwgk.foundation.files.fields import ResumableFileField
from zwgk.foundation.organs.models import Organ
from zwgk.matters.letters.actions import Approval, Upload

from .ladder import Rung
from .models import Plan, Target

DATE_WRONG = "日期请按 2026-11-23 的样式填写。"
WORDS = 5000  # a report is read by people


def _date(**options: Any) -> forms.DateField:
    # The browser's date field reads only this form; in the local one a kept date would come up empty and be lost.
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages={"invalid": DATE_WRONG}, **options)


class AdoptForm(forms.Form):
    """The decisions about a plan as a whole."""

    title = forms.CharField(label="计划名称", max_length=300)
    year = forms.IntegerField(label="年度", min_value=1990, max_value=2100)
    public_on = _date(label="计划公布日期", required=False, help_text="“公布后若干工作日内”从这一天起算。尚未公布可以留空，公布后再登记。")
    default_due = _date(label="未写时限的任务统一办结日期", required=False, help_text="文件没有写时限的任务按这一天计时；留空则不计时。")
    unit_plan_days = forms.IntegerField(label="各单位实施方案期限（工作日）", min_value=1, max_value=250, required=False, help_text="文件要求各单位制定实施方案时填写，如 15。")
    report_every = forms.ChoiceField(
        label="进度报告间隔", required=False, choices=[("", "不要求定期报告"), ("monthly", "每月"), ("quarterly", "每季度"), ("half_yearly", "每半年")]
    )


class RenewForm(AdoptForm):
    """A corrected document: also whether the time that was granted stands."""

    keep_extensions = forms.ChoiceField(
        label="已同意的延期", required=False, widget=forms.RadioSelect, choices=[("keep", "保留：延期后的日期更晚的，仍按延期"), ("drop", "改按更正件的期限")]
    )

    def __init__(self, *args: Any, extended: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not extended:
            del self.fields["keep_extensions"]
        else:
            self.fields["keep_extensions"].help_text = f"有 {extended} 件事项已经同意延期，请选择一种。"

    def keeps(self) -> bool | None:
        return {"keep": True, "drop": False}.get(self.cleaned_data.get("keep_extensions", ""))


class ReportForm(forms.Form):
    """Progress of one item."""

    text = forms.CharField(label="进展情况", max_length=WORDS, widget=forms.Textarea(attrs={"rows": 5}), help_text="做了什么、做到哪一步、还有什么困难。")
    percent = forms.IntegerField(label="进度（%）", min_value=0, max_value=100, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    finished = forms.BooleanField(label="已经办完，申请办结（进度按 100% 记）", required=False)
    files = ResumableFileField(label="佐证照片或文件", required=False, help_text="手机上可以直接拍照；可以一次选多个，每个不超过 100 MB；断网后接着传。")
    url = forms.CharField(label="佐证网页地址", required=False, max_length=500, help_text="系统会抓取网页，留存文字、哈希和时间。", widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}))

    def __init__(self, *args: Any, targets: Iterable[Target] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = list(targets)
        for target in self.targets:
            label = f"指标完成数：{target.phrase}（{target.unit}）"
            self.fields[f"count_{target.pk}"] = forms.FloatField(label=label, required=False, min_value=0)

    def counts(self) -> dict[str, float]:
        """Counted values by number of the target; only what was filled in."""
        found = {str(target.pk): self.cleaned_data.get(f"count_{target.pk}") for target in self.targets}
        return {key: value for key, value in found.items() if value is not None}


class ExtensionForm(forms.Form):
    """More time."""

    until = _date(label="申请延至")
    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(forms.Form):
    """A comment with a decision."""

    comment = forms.CharField(label="意见", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class EvidenceForm(forms.Form):
    """Evidence brought later."""

    files = ResumableFileField(label="照片或文件", required=False)
    url = forms.CharField(label="网页地址", required=False, max_length=500, widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}))


class UnitPlanForm(forms.Form):
    """A unit's own plan."""

    title = forms.CharField(label="名称", max_length=200)
    number = forms.CharField(label="文号", max_length=80, required=False)
    published_on = _date(label="在网站公开的日期")
    url = forms.CharField(label="公开网址", max_length=500, required=False)
    file = forms.FileField(label="文件", required=False)


class OpinionForm(UnitPlanForm):
    """An implementing opinion, of the unit that is chosen."""

    organ = forms.ModelChoiceField(label="单位", queryset=Organ._default_manager.none())
    field_order = ["organ", "title", "number", "published_on", "url", "file"]

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs


class PublishForm(forms.Form):
    """Words for the public."""

    text = forms.CharField(label="公布文字", widget=forms.Textarea(attrs={"rows": 4}), help_text="用群众看得懂的话：做成了什么，在哪里可以看到。")
    url = forms.CharField(label="相关网页", required=False, max_length=500)


class SummaryForm(forms.Form):
    """The lead unit's summing-up."""

    text = forms.CharField(label="汇总情况", widget=forms.Textarea(attrs={"rows": 5}))


class LimitForm(forms.Form):
    """How an unclear phrase of time is reckoned here."""

    due_on = _date(label="截止日期", required=False)
    frequency = forms.ChoiceField(
        label="周期", required=False, choices=[("", "—"), ("monthly", "每月"), ("quarterly", "每季度"), ("half_yearly", "每半年"), ("yearly", "每年")]
    )
    min_count = forms.IntegerField(label="每年至少次数", required=False, min_value=1, max_value=60)
    happened_on = _date(label="事件发生日期", required=False)


class StepForm(forms.Form):
    """The words of a step of the ladder, the same for every unit of the batch."""

    words = forms.CharField(label="开头的话", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    due = _date(label="要求办结期限")
    contact = forms.CharField(label="联系人及电话", required=False, max_length=120)
    when = forms.CharField(label="约谈时间", required=False, max_length=120)
    place = forms.CharField(label="约谈地点", required=False, max_length=120)
    signer = forms.CharField(label="签发人", required=False, max_length=80)
    approved_by = forms.CharField(label="批准人", required=False, max_length=80)
    approved_on = _date(label="批准日期", required=False)
    scan = forms.FileField(label="签批单", required=False, help_text="扫描件或照片，选填。")

    def __init__(self, *args: Any, rung: Rung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        talk, whole = rung.letter == "interview", rung.to == "all"
        unwanted = [] if talk else ["when", "place"]
        unwanted += [] if rung.approval else ["signer"]
        unwanted += ["approved_by", "approved_on", "scan"] if whole or not rung.approval else []
        unwanted += ["contact"] if rung.letter == "reminder" else []
        for name in unwanted:
            del self.fields[name]
        for name in self.fields:
            if name in ("when", "place", "signer", "approved_by", "approved_on"):
                self.fields[name].required = True

    def approval(self) -> Approval | None:
        data = self.cleaned_data
        if not data.get("approved_by"):
            return None
        sent = data.get("scan")
        return Approval(data["approved_by"], data["approved_on"], Upload(sent.read(), sent.name) if sent else None)


class TalkForm(forms.Form):
    """The record of a talk."""

    talked_on = _date(label="约谈日期")
    persons = forms.CharField(label="参加人员", max_length=300)
    text = forms.CharField(label="约谈记录", widget=forms.Textarea(attrs={"rows": 6}), help_text="指出的问题、单位的说明、提出的要求、整改承诺。")


class ExcuseForm(forms.Form):
    """What a unit says about being late."""

    excuse = forms.CharField(label="情况说明", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text="逾期原因、已做的工作、完成时间。下一步督办和通报中会写明你单位的说明。")


class RoundForm(forms.Form):
    """A round of inspection."""

    title = forms.CharField(label="检查名称", max_length=120)
    held_on = _date(label="检查日期")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class FindingForm(forms.Form):
    """One problem found."""

    organ = forms.ModelChoiceField(label="单位", queryset=Organ._default_manager.none())
    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    problem = forms.CharField(label="问题", widget=forms.Textarea(attrs={"rows": 3}))
    order = forms.CharField(label="整改要求", widget=forms.Textarea(attrs={"rows": 2}))
    due_on = _date(label="整改期限")

    def __init__(self, *args: Any, plan: Plan, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["organ"].queryset = organs
        self.fields["organ"].empty_label = "请选择单位"
