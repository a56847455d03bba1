"""What is typed about hand-overs → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.organs.models import Holding, Organ, Person

from .actions import NewHandover, NewObject, NewPerson
from .models import KeptObject

DATE = {"type": "date"}
LONG = {"rows": 4}


def day_field(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))


class HandoverForm(forms.Form):
    """Begin. The successor is chosen, or entered on the spot."""

    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位")
    leaving = forms.ModelChoiceField(Person.objects.none(), label="移交人")
    successor = forms.ModelChoiceField(Person.objects.none(), label="接收人", required=False, help_text="还没有账号的，空着，在下面登记。")
    new_name = forms.CharField(label="新接收人姓名", max_length=40, required=False)
    new_username = forms.CharField(label="新接收人登录名", max_length=60, required=False, help_text="字母、数字、点、横线、下划线。起始口令只显示一次。")
    on = day_field("交接日期", "自这一天起由接收人负责；填以后的日期，到日自动生效。")
    reason = forms.CharField(label="原因", max_length=200, required=False, help_text="例如：调离、轮岗、休产假。")
    remarks = forms.CharField(label="在办事项说明", required=False, widget=forms.Textarea(attrs=LONG), help_text="卡在哪里、找谁、电话多少。不写密码。")
    absent_note = forms.CharField(label="代办说明", max_length=300, required=False, help_text="移交人已经不在、办不了交接的才填，由政务公开办代办，例如：5月已调往外县，联系不上。")
    keeps_account = forms.BooleanField(label="移交人仍留在平台，不停用账号", required=False, help_text="转到本县其他单位、由政务公开办另设岗位的，勾选。")

    def __init__(self, *args: Any, organs: Any, leaving: Any, successors: Any, may_for: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset, self.fields["leaving"].queryset, self.fields["successor"].queryset = organs, leaving, successors
        if not may_for:
            del self.fields["absent_note"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        new = values.get("new_name", "").strip() or values.get("new_username", "").strip()
        if not values.get("successor") and not new:
            self.add_error("successor", "请选择接收人，或登记一名新接收人。")
        if values.get("successor") and new:
            self.add_error("successor", "接收人只选一种：从名单中选，或登记新人。")
        return values

    def wanted(self) -> NewHandover:
        values = self.cleaned_data
        successor = values["successor"] or NewPerson(values["new_username"], values["new_name"])
        return NewHandover(
            values["leaving"], successor, values["organ"], values["on"], values["reason"], values["remarks"], values.get("absent_note", ""),
            not values["keeps_account"],
        )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=300)


class ScanForm(forms.Form):
    scan = forms.FileField(label="签字清单扫描件", help_text="三方签字的清单，PDF、OFD 或照片。")


class DeputyForm(forms.Form):
    holding = forms.ModelChoiceField(Holding.objects.none(), label="替谁")
    person = forms.ModelChoiceField(Person.objects.none(), label="代理人")
    since = day_field("开始日期")
    until = day_field("结束日期", "到这一天为止，次日自动失效。")
    approvals = forms.BooleanField(label="包括审批、签发", required=False, initial=True, help_text="不勾选则只代理填报等日常工作，不能审批。")

    def __init__(self, *args: Any, holdings: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holding"].queryset, self.fields["person"].queryset = holdings, people
        self.fields["holding"].label_from_instance = lambda row: f"{row.person.name}（{row.post}）"


class ObjectForm(forms.Form):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位")
    kind = forms.ChoiceField(label="类别", choices=KeptObject.Kind.choices)
    name = forms.CharField(label="名称", max_length=120, help_text="例如：微信公众号“青禾发布”、财政专网 U盾。")
    place = forms.CharField(label="存放处或管理方式", max_length=200, help_text="例如：党政办保险柜。不写密码、口令。")
    keeper = forms.ModelChoiceField(Person.objects.none(), label="保管人")

    def __init__(self, *args: Any, organs: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset, self.fields["keeper"].queryset = organs, people

    def wanted(self) -> NewObject:
        return NewObject(**self.cleaned_data)
