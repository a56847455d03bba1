"""What the office types about organs and people → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.domain.rights import ADMIN_ROLES, ROLE_NAMES, Role

from .models import Organ, OrganKind

DATE = {"type": "date"}


def organs_field(label: str, *, required: bool = False, help_text: str = "", many: bool = False) -> Any:
    """A choice of living organs."""
    kind = forms.ModelMultipleChoiceField if many else forms.ModelChoiceField
    widget = forms.CheckboxSelectMultiple if many else forms.Select
    return kind(Organ.objects.filter(ended__isnull=True), label=label, required=required, help_text=help_text, widget=widget)


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))


class DetailsForm(forms.Form):
    """What may be corrected without further consequence."""

    kind = forms.ChoiceField(label="类别", choices=OrganKind.choices)
    code = forms.CharField(label="机构代码", max_length=30, required=False, help_text="用在索引号和统计表里。")
    division_code = forms.CharField(label="行政区划代码", max_length=12, required=False)
    address = forms.CharField(label="办公地址", max_length=200, required=False)
    phone = forms.CharField(label="办公电话", max_length=60, required=False)
    office_hours = forms.CharField(label="办公时间", max_length=120, required=False, help_text="例如：工作日 8:30—12:00，14:30—18:00")
    order = forms.IntegerField(label="排序", required=False, help_text="数字小的排在前面。")


class NewOrganForm(DetailsForm):
    """A new organ."""

    name = forms.CharField(label="全称", max_length=120, help_text="以机构编制文件上的名称为准。")
    short_name = forms.CharField(label="简称", max_length=60, required=False, help_text="页面和台账上显示的名称，例如“县财政局”。")
    parent = organs_field("上级单位")
    began = day_field("设立日期", required=False)
    field_order = ["name", "short_name", "kind", "parent"]


class RenameForm(forms.Form):
    name = forms.CharField(label="新的全称", max_length=120)
    short_name = forms.CharField(label="新的简称", max_length=60, required=False)


class MoveForm(forms.Form):
    parent = organs_field("上级单位", help_text="不选表示没有上级单位。")


class CloseForm(forms.Form):
    on = day_field("撤销日期", help_text="自这一天起不再存在。")
    successor = organs_field("承继单位", help_text="以后的来文写到原单位时，会提示由它承继。")


class AliasForm(forms.Form):
    text = forms.CharField(label="另一个名称", max_length=120, help_text="例如文件里写的“县政务中心”。提出后须由主管部门确认才生效。")
    seen_in = forms.CharField(label="出处", max_length=200, required=False, help_text="在哪份文件里见到。")


class GroupForm(forms.Form):
    """A group kept by hand."""

    name = forms.CharField(label="名称", max_length=120)
    kinds = forms.MultipleChoiceField(label="包含的单位类别", choices=OrganKind.choices, required=False, widget=forms.CheckboxSelectMultiple)
    members = organs_field("单独指定的成员", many=True)


class GroupEditForm(forms.Form):
    spellings = forms.CharField(
        label="其他写法", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="每行一种；括号、空格、全角半角的差别不用写。"
    )
    members = organs_field("单独指定的成员", many=True)

    def clean_spellings(self) -> list[str]:
        return self.cleaned_data["spellings"].splitlines()


class PersonForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    email = forms.EmailField(label="电子邮箱", required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False, help_text="只在本平台内使用，不对外公布。")


class NewPersonForm(PersonForm):
    username = forms.CharField(label="登录名", max_length=60, help_text="字母、数字、点、横线、下划线。")
    field_order = ["name", "username"]


class AppointForm(forms.Form):
    """A post for a person. Administrators are offered only to whoever may appoint them."""

    organ = organs_field("单位", required=True)
    title = forms.CharField(label="岗位名称", max_length=80, help_text="例如：信息员、分管副局长。")
    roles = forms.MultipleChoiceField(label="角色", widget=forms.CheckboxSelectMultiple)
    since = day_field("到任日期")

    def __init__(self, *args: Any, with_admins: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [role for role in Role if with_admins or role not in ADMIN_ROLES]
        self.fields["roles"].choices = [(role.value, ROLE_NAMES[role]) for role in offered]


class ReleaseForm(forms.Form):
    until = day_field("最后一日", help_text="当天仍在岗，次日起不再有这个岗位的权限。")


class LockForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=200)


class ImportForm(forms.Form):
    pasted = forms.CharField(
        label="从 Excel 粘贴", required=False, widget=forms.Textarea(attrs={"rows": 8, "class": "pasted", "spellcheck": "false"}),
        help_text="在 Excel 或 WPS 表格里连表头一起选中、复制，粘贴到这里。列的顺序不限：单位、姓名、职务、手机、办公电话、邮箱、分工等；合并单元格、“县直部门”“乡镇”这样的分组行都能认。",
    )  # fmt: skip
    file = forms.FileField(label="或者上传文件", required=False, help_text="通讯录或名册：.xlsx、.xls、.et、.csv，或 .docx、.doc、.wps 里的表格。")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("file") and not values.get("pasted") and not self.errors:
            self.add_error("pasted", "请粘贴通讯录，或选择一个文件。")
        return values
