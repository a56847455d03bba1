"""What is typed about departments, working organs, people and filing → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.organs.queries import existing


def _organs(label: str, **more: Any) -> forms.ModelChoiceField:
    kinds = more.pop("kinds", None)
    found = existing()
    return forms.ModelChoiceField(found.filter(kind__in=kinds) if kinds else found, label=label, **more)


def _day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class DepartmentForm(forms.Form):
    government = _organs("人民政府", kinds=[OrganKind.GOVERNMENT])
    organ = _organs("主管部门", help_text="条例第三条：县级以上地方人民政府办公厅（室）是本行政区域的政府信息公开工作主管部门。")
    joint = _organs("会同牵头单位", required=False, help_text="与主管部门共同牵头的单位，没有就不选。")
    area = forms.CharField(label="行政区域", max_length=80, required=False, help_text="不填则取人民政府名称中的地名。")
    because = forms.CharField(label="特别依据", max_length=300, required=False, help_text="主管部门不是办公厅（室）时，写明所依据的文件。")
    since = _day("起")


class WorkingOrganForm(forms.Form):
    """Published in the 指南 (Art. 12)."""

    name = forms.CharField(label="机构名称", max_length=120, help_text="本机关办公室或其他内设机构，不得指定下属事业单位。")
    address = forms.CharField(label="办公地址", max_length=200)
    office_hours = forms.CharField(label="办公时间", max_length=120)
    phone = forms.CharField(label="联系电话", max_length=60, help_text="办公电话，对外公布。")
    fax = forms.CharField(label="传真号码", max_length=60, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    web = forms.CharField(label="互联网联系方式", max_length=200, required=False, help_text="网上受理的地址等。")
    postcode = forms.CharField(label="邮政编码", max_length=10, required=False)
    because = forms.CharField(label="确认为内设机构的说明", max_length=300, required=False, help_text="名称像事业单位而确属内设机构的，写明机构编制文件。")
    since = _day("起")


class PersonForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    title = forms.CharField(label="职务", max_length=80)
    phone = forms.CharField(label="办公电话", max_length=60, help_text="可以对外公布的固定电话。")
    mobile = forms.CharField(label="手机", max_length=40, required=False, help_text="只供主管部门联系，任何公开页面都不显示。")
    email = forms.EmailField(label="电子邮箱", required=False)
    work = forms.CharField(label="分工", max_length=300, required=False, help_text="例如：分管办公室，负责政务公开工作。公布后对外显示。")
    since = _day("起", help_text="有变动时，原来的人员保留在历史中，截止到这一天的前一日。")


class EndForm(forms.Form):
    until = _day("最后一日")


class CallForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200)
    receiver = _organs("报给")
    due_on = _day("截止日期")
    words = forms.CharField(label="文件中的说法", max_length=200, required=False, help_text="例如：8月20日前。")
    source_title = forms.CharField(label="依据文件", max_length=300, required=False)
    organs = forms.ModelMultipleChoiceField(
        Organ.objects.none(), label="需要报备的单位", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, obliged: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organs"].queryset = obliged
        self.fields["organs"].initial = obliged

    def clean_organs(self) -> list[Organ]:
        return list(self.cleaned_data["organs"])


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
