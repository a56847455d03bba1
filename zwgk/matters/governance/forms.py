"""What is typed about departments, working organs, people and filing → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.organs.queries import existing

from .models import GuidanceKind, MeetingKind, Watch


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
    joint_basis = forms.CharField(label="会同牵头依据", max_length=300, required=False, help_text="写明要求会同牵头的文件。")
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


class OfOrgan(forms.Form):
    """A form that asks for one of the organs that the person may act for."""

    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位")

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs


class SectionForm(forms.Form):
    name = forms.CharField(label="科室", max_length=80, help_text="具体承办政务公开工作的内设科室。")
    chief = forms.CharField(label="科室负责人", max_length=40)
    title = forms.CharField(label="职务", max_length=80)
    phone = forms.CharField(label="办公电话", max_length=60)
    work = forms.CharField(label="职责", max_length=300, required=False)
    since = _day("起")


class JointForm(forms.Form):
    joint = _organs("会同牵头单位", required=False, help_text="不选表示结束会同牵头。")
    basis = forms.CharField(label="依据", max_length=300, help_text="写明要求会同牵头的文件，例如年度工作要点的名称和条目。")
    since = _day("起")


class TargetForm(forms.Form):
    year = forms.IntegerField(label="年度")
    kind = forms.ChoiceField(label="会议", choices=MeetingKind.choices)
    times = forms.IntegerField(label="每年次数", min_value=1)
    words = forms.CharField(label="文件中的说法", max_length=200, help_text="照抄原文，例如：年内至少专门听取一次政务公开工作汇报。")
    source_title = forms.CharField(label="依据文件", max_length=300)


class MeetingForm(OfOrgan):
    kind = forms.ChoiceField(label="会议", choices=MeetingKind.choices)
    held_on = _day("日期")
    number = forms.CharField(label="会次", max_length=60, help_text="例如：第12次。")
    topic = forms.CharField(label="议题", max_length=200)
    decisions = forms.CharField(label="议定事项", widget=forms.Textarea(attrs={"rows": 4}))
    minutes = forms.FileField(label="会议纪要", required=False, help_text="只供本单位和主管部门查看，不对外公开。")


class ResourcesForm(forms.Form):
    body = forms.CharField(label="承担机构", max_length=120, required=False)
    full_time = forms.IntegerField(label="专职人数", min_value=0, required=False, help_text="没有填0；不清楚的留空，列为缺项。")
    part_time = forms.IntegerField(label="兼职人数", min_value=0, required=False)
    funds = forms.DecimalField(label="经费（万元）", max_digits=10, decimal_places=2, min_value=0, required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)


class TableForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2008, max_value=2100)
    file = forms.FileField(label="Excel 文件", help_text=".xlsx、.xls 或 .et。表头：单位、承担机构、专职人数、兼职人数、经费（万元）、说明。可先导出本页表格，填好后上传。")


class GuidanceForm(OfOrgan):
    kind = forms.ChoiceField(label="类别", choices=GuidanceKind.choices)
    day = _day("日期")
    channel = forms.CharField(label="方式", max_length=40, required=False, help_text="电话、现场、书面、工作群等。")
    matter = forms.CharField(label="事项", widget=forms.Textarea(attrs={"rows": 3}), help_text="问的是什么、指导什么，或不当行为的情况。")
    reply = forms.CharField(label="答复或指导意见", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    basis = forms.CharField(label="依据", max_length=300, required=False, help_text="例如《中华人民共和国政府信息公开条例》第三十六条。")


class CorrectForm(forms.Form):
    text = forms.CharField(label="整改要求", widget=forms.Textarea(attrs={"rows": 4}))
    due_on = _day("整改期限")


class LineContactForm(OfOrgan):
    superior = forms.CharField(label="上级对口部门", max_length=120)
    section = forms.CharField(label="处（科）室", max_length=80, required=False)
    person = forms.CharField(label="联系人", max_length=40)
    title = forms.CharField(label="职务", max_length=80, required=False)
    phone = forms.CharField(label="办公电话", max_length=60)
    since = _day("起")


class TalkForm(forms.Form):
    day = _day("日期")
    subject = forms.CharField(label="事项", max_length=200)
    outcome = forms.CharField(label="结果", widget=forms.Textarea(attrs={"rows": 3}))
    follow_up = forms.CharField(label="后续事项", max_length=200, required=False)
    due_on = _day("后续事项期限", required=False)


class NoteForm(forms.Form):
    note = forms.CharField(label="办理结果", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class StandardForm(OfOrgan):
    issuer = forms.CharField(label="发布机关", max_length=120)
    name = forms.CharField(label="名称", max_length=200)
    number = forms.CharField(label="文号或标准号", max_length=80, required=False)
    issued_on = _day("发布日期")
    link = forms.CharField(label="链接", max_length=500, required=False)
    due_on = _day("研究决定期限", required=False)


class DecideForm(forms.Form):
    state = forms.ChoiceField(label="采用情况", choices=[(each.value, each.label) for each in Watch if each != Watch.WATCHED])
    decision = forms.CharField(label="采用说明", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
