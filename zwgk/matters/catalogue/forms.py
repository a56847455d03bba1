"""What is typed about the catalogue → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.domain import catalogues
from zwgk.domain.catalogues.row import read_channels, write_channels
from zwgk.foundation.organs.models import Person
from zwgk.foundation.organs.queries import existing, people
from zwgk.foundation.rulebook import queries as rulebook

from . import queries
from .models import Attribute, Entry, Every, Ground, Register, RegisterItem, RegisterReason, Step, Verdict

LONG = {"rows": 4}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
REASON = "写清依据或情况，会留在版本记录里。"


class FieldForm(forms.Form):
    name = forms.CharField(label="领域名称", max_length=80)
    number = forms.CharField(label="序号", max_length=20, required=False, help_text="本地目录里的写法，例如（五）；只用于显示。")
    department = forms.ModelChoiceField(existing(), label="本级牵头部门", required=False)
    superior = forms.CharField(label="上级对口部门", max_length=120, required=False, help_text="目录发布前由它审核，例如曜州市民政局。")
    note = forms.CharField(label="说明", max_length=300, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", widget=forms.Textarea(attrs={"rows": 3}), help_text=REASON)


class SheetForm(forms.Form):
    file = forms.FileField(label="目录表", help_text="官方版式的 .xlsx（也可以是 .xls、.et、.docx）。表头要有“一级事项、公开内容（要素）、公开时限、公开主体”等栏。")


class GuideForm(SheetForm):
    title = forms.CharField(label="指引名称", max_length=200)
    issuer = forms.CharField(label="发布机关", max_length=120)
    doc_number = forms.CharField(label="文号", max_length=80, required=False)
    issued_on = forms.DateField(label="发布日期", required=False, widget=DAY)
    due_on = forms.DateField(label="修订时限", required=False, widget=DAY, help_text="填写后给牵头部门下达修订任务，并开始计时；不填只登记、对照。")
    field_order = ["title", "issuer", "doc_number", "issued_on", "file", "due_on"]


class EntryForm(forms.Form):
    number = forms.CharField(label="序号", max_length=20, required=False)
    level1 = forms.CharField(label="一级事项", max_length=200)
    level2 = forms.CharField(label="二级事项", max_length=400, required=False)
    level3 = forms.CharField(label="三级事项", max_length=400, required=False)
    content = forms.CharField(label="公开内容（要素）", required=False, widget=forms.Textarea(attrs=LONG))
    basis = forms.CharField(label="公开依据", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    limit = forms.CharField(label="公开时限", required=False, help_text="例如：信息形成或者变更之日起20个工作日内。")
    publisher = forms.CharField(label="公开主体", max_length=400, required=False)
    channels = forms.CharField(
        label="公开渠道和载体", required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="每行一个，必选写“■政府网站”，可选写“□政府公报”。" + "、".join(catalogues.CHANNELS),
    )  # fmt: skip
    to_all = forms.BooleanField(label="公开对象：全社会", required=False)
    to_some = forms.CharField(label="公开对象：特定群体", max_length=200, required=False, help_text="写明是谁，或写“√”。")
    active = forms.BooleanField(label="公开方式：主动", required=False)
    on_request = forms.BooleanField(label="公开方式：依申请", required=False)
    tiers = forms.MultipleChoiceField(label="公开层级", required=False, choices=[(each, each) for each in catalogues.TIERS], widget=forms.CheckboxSelectMultiple)
    audience_note = forms.CharField(label="两类对象都选的原因", max_length=200, required=False, help_text="通常只选一类；确需都选时写明。")
    every = forms.ChoiceField(label="公开频次", choices=Every.choices)
    publishers = forms.ModelMultipleChoiceField(existing(), label="公开单位", required=False, help_text="这一事项由哪些单位公开；覆盖情况按它检查。")
    column_key = forms.ChoiceField(label="对应栏目", required=False)
    kind = forms.ChoiceField(label="信息类型", required=False, help_text="结构化数据（如行政处罚）选择类型；文件类不选。")
    reason = forms.CharField(label="修改原因", max_length=400, help_text=REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column_key"].choices = [("", "未对应"), *queries.column_keys()]
        self.fields["kind"].choices = [("", "—"), *((kind.id, kind.title) for kind in rulebook.law().kinds.values())]
        known = [value for value, _ in self.fields["tiers"].choices]
        given = self.initial.get("tiers") or []
        self.fields["tiers"].choices = [(each, each) for each in dict.fromkeys([*known, *given])]

    @staticmethod
    def initial_of(entry: Entry) -> dict[str, Any]:
        """What the form shows of an entry."""
        row = queries.row_of(entry)
        return {
            **catalogues.to_values(row), "channels": write_channels(row.channels), "tiers": list(row.tiers), "audience_note": row.exceptions.get("audience", ""),
            "every": entry.every, "publishers": list(entry.publishers.all()), "column_key": entry.column_key, "kind": entry.kind,
        }  # fmt: skip

    def values(self) -> dict[str, Any]:
        """The official columns."""
        told = self.cleaned_data
        names = ("number", "level1", "level2", "level3", "content", "basis", "limit", "publisher", "to_all", "to_some", "active", "on_request")
        note = told["audience_note"].strip()
        return {
            **{name: told[name] for name in names}, "tiers": list(told["tiers"]), "exceptions": {"audience": note} if note else {},
            "channels": [{"name": each.name, "required": each.required} for each in read_channels(told["channels"])],
        }  # fmt: skip


class EntriesWithContent(forms.ModelMultipleChoiceField):
    """Each with its elements: what would be lost is seen before it is."""

    def label_from_instance(self, obj: Entry) -> str:  # type: ignore[override]
        return f"{obj.title}（{obj.content}）"


class MergeForm(forms.Form):
    others = EntriesWithContent(Entry.objects.none(), label="并入这一事项的", widget=forms.CheckboxSelectMultiple)
    level1 = forms.CharField(label="合并后的一级事项", max_length=200)
    level2 = forms.CharField(label="合并后的二级事项", max_length=400, required=False)
    content = forms.CharField(
        label="合并后的公开内容（要素）", required=False, widget=forms.Textarea(attrs=LONG), help_text="不填：各事项的要素合在一起，重复的只留一次。"
    )
    reason = forms.CharField(label="原因", max_length=400, help_text=REASON)


class ShortenForm(forms.Form):
    content = forms.CharField(label="精简后的公开内容（要素）", widget=forms.Textarea(attrs={"rows": 6}))
    reason = forms.CharField(label="原因", max_length=400, help_text=REASON)


class SendForm(forms.Form):
    to = forms.CharField(label="审核部门", max_length=120, help_text="上级对口部门。送审稿可以导出为带“审核意见”栏的目录表。")


class OpinionForm(forms.Form):
    entry = forms.ModelChoiceField(Entry.objects.none(), label="对哪一项", required=False, empty_label="整个目录")
    verdict = forms.ChoiceField(label="意见", choices=Verdict.choices)
    text = forms.CharField(label="具体意见", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    given_by = forms.CharField(label="审核部门（人）", max_length=120)
    given_on = forms.DateField(label="审核日期", widget=DAY)
    reply = forms.FileField(label="复函", required=False)


class AnswerForm(forms.Form):
    answer = forms.CharField(label="采纳情况", widget=forms.Textarea(attrs={"rows": 3}), help_text="采纳了什么；不采纳的写明理由。")


class TargetForm(forms.Form):
    title = forms.CharField(label="任务", max_length=200)
    basis = forms.CharField(label="依据", max_length=300, help_text="规定这个时限的文件。")
    due_on = forms.DateField(label="完成时限", widget=DAY)
    organ = forms.ModelChoiceField(existing(), label="责任单位")
    field = forms.ModelChoiceField(queries.fields(), label="领域", required=False, empty_label="全部领域")


class DoneForm(forms.Form):
    note = forms.CharField(label="完成情况", max_length=300)
    done_on = forms.DateField(label="完成日期", required=False, widget=DAY, help_text="不填为今天。")


class ColumnForm(forms.Form):
    title = forms.CharField(label="栏目名称", max_length=80, help_text="网页标签 ColumnName。")
    description = forms.CharField(label="栏目描述", max_length=300, help_text="ColumnDescription，必填。")
    keywords = forms.CharField(label="栏目关键词", max_length=200, help_text="ColumnKeywords，必填，多个用“，”分开。")
    type = forms.CharField(label="栏目类别", max_length=80, help_text="ColumnType，必填。")
    every = forms.ChoiceField(label="更新周期", choices=Every.choices)
    within_days = forms.IntegerField(label="多少日内应有更新", required=False, min_value=1, max_value=1500, help_text="超过就提醒；不填不检查。")


class LocalColumnForm(ColumnForm):
    key = forms.SlugField(label="栏目编号", max_length=60, help_text="小写字母、数字和“-”，同类栏目在各单位用同一个编号。")
    field_order = ["key"]


class DutyForm(forms.Form):
    step = forms.ChoiceField(label="环节", choices=Step.choices)
    person = forms.ModelChoiceField(Person.objects.none(), label="责任人")
    since = forms.DateField(label="起始日期", widget=DAY)
    all_columns = forms.BooleanField(label="用于本单位全部栏目", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people()


class DecisionForm(forms.Form):
    attribute = forms.ChoiceField(label="公开属性", choices=Attribute.choices)
    ground = forms.ChoiceField(label="不予公开的理由", choices=[("", "—"), *Ground.choices], required=False)
    basis = forms.CharField(label="依据的条款", max_length=300, required=False)
    entry = forms.ModelChoiceField(Entry.objects.none(), label="对应目录事项", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = queries.live_entries()


class NegativeForm(forms.Form):
    title = forms.CharField(label="不予公开事项", max_length=300)
    ground = forms.ChoiceField(label="理由", choices=Ground.choices)
    basis = forms.CharField(label="依据", max_length=300, help_text="法律、法规名称和条款；没有法定依据的不能列入。")
    organ = forms.ModelChoiceField(existing(), label="单位", required=False, empty_label="全县")
    field = forms.ModelChoiceField(queries.fields(), label="领域", required=False, empty_label="不限")
    note = forms.CharField(label="说明", max_length=300, required=False)


class ItemForm(forms.Form):
    register = forms.ChoiceField(label="清单", choices=Register.choices)
    organ = forms.ModelChoiceField(existing(), label="单位")
    code = forms.CharField(label="编码", max_length=80)
    name = forms.CharField(label="名称", max_length=300)
    category = forms.CharField(label="类别", max_length=60, required=False, help_text="行政许可、行政处罚、公共服务……")
    state = forms.ChoiceField(label="状态", choices=RegisterItem.State.choices)
    duty_basis = forms.CharField(label="实施依据", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    duties = forms.CharField(label="责任事项", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    accountability = forms.CharField(label="追责情形", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    section = forms.CharField(label="承办机构", required=False, max_length=80)
    reason = forms.ChoiceField(label="调整原因", choices=RegisterReason.choices)
    basis = forms.CharField(label="调整依据", max_length=300, required=False, help_text="法律法规修订、上级清单调整、取消、下放的必须写明。")

    def texts(self) -> dict[str, str]:
        told = self.cleaned_data
        return {"basis": told["duty_basis"], "duties": told["duties"], "accountability": told["accountability"], "section": told["section"]}


class PowersForm(forms.Form):
    register = forms.ChoiceField(label="清单", choices=Register.choices)
    organ = forms.ModelChoiceField(existing(), label="单位", required=False, help_text="表里有“实施主体”一列的不用选。")
    file = forms.FileField(label="清单表", help_text=".xlsx，表头有“事项名称”，最好还有“编码、类别、实施依据、实施主体”。")
    reason = forms.ChoiceField(label="原因", choices=RegisterReason.choices)
    basis = forms.CharField(label="依据", max_length=300, required=False)


class SuperiorForm(forms.Form):
    register = forms.ChoiceField(label="清单", choices=Register.choices)
    title = forms.CharField(label="上级清单名称", max_length=200)
    issuer = forms.CharField(label="发布机关", max_length=120)
    file = forms.FileField(label="清单表", help_text=".xlsx，表头有“事项名称”。")


class PublishedForm(forms.Form):
    url = forms.CharField(label="公开地址", max_length=500, required=False)
    synced = forms.CharField(label="同步政务服务网情况", max_length=200, required=False)


class FunctionsForm(forms.Form):
    duties = forms.CharField(label="主要职责（三定职责）", widget=forms.Textarea(attrs={"rows": 8}))
    basis = forms.CharField(label="三定规定", max_length=200, required=False, help_text="名称或文号。")
    sections = forms.CharField(label="内设机构", required=False, widget=forms.Textarea(attrs={"rows": 6}), help_text="每行一个：名称｜职责｜办公电话。")
    subordinates = forms.CharField(label="下属单位", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="每行一个：名称｜职责｜办公电话。")
    reason = forms.ChoiceField(label="调整原因", choices=RegisterReason.choices)

    @staticmethod
    def rows(text: str) -> list[dict[str, str]]:
        found = []
        for line in text.splitlines():
            parts = [part.strip() for part in line.replace("|", "｜").split("｜")] + ["", ""]
            if parts[0]:
                found.append({"name": parts[0], "duties": parts[1], "phone": parts[2]})
        return found

    @staticmethod
    def lines(rows: list[dict[str, str]]) -> str:
        return "\n".join("｜".join([row["name"], row["duties"], row["phone"]]) for row in rows)
