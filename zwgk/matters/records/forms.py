"""What is typed about a record → clean values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.templatetags.static import static

from zwgk.foundation.files.fields import ResumableFileField
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.queries import existing
from zwgk.matters.catalogue import queries as catalogue

from . import lists
from .models import DOCUMENT, Attribute, Record

LONG = {"rows": 3}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _choices(name: str, *, by_title: bool = False, use: str = "", empty: str = "请选择") -> list[tuple[str, str]]:
    return [("", empty), *((each.title if by_title else each.id, each.title) for each in lists.lines(name, use))]


def grounds() -> list[Any]:
    """Grounds under their attributes, each with its article."""
    groups: list[Any] = [("", "请选择")]
    for attribute in Attribute:
        groups.append((attribute.label, [(each.id, f"{each.title}（{each.article}）") for each in lists.lines("grounds", attribute.value)]))
    return groups


def themes() -> list[Any]:
    """大类\\子类 under their class."""
    return [("", "请选择"), *((each.title, [(f"{each.title}\\{part}", part) for part in each.parts] or [(each.title, each.title)]) for each in lists.lines("themes"))]


class Editor(forms.Textarea):
    """The text field; `static/records/editor.js` makes an editor of it where it can."""

    def __init__(self) -> None:
        super().__init__({"rows": 18, "class": "record-body", "data-bundle": static("django_prose_editor/editor.js")})


class Ticks(forms.CheckboxSelectMultiple):
    """Many to choose from, in a box that scrolls; no key need be held down."""

    def __init__(self) -> None:
        super().__init__({"class": "tick-list"})


class NewForm(forms.Form):
    organ = forms.ModelChoiceField(existing(), label="发布机构", empty_label="请选择")
    title = forms.CharField(label="标题", max_length=300, help_text="照文件上的标题写全。")


class ImportForm(forms.Form):
    organ = forms.ModelChoiceField(existing(), label="发布机构", empty_label="请选择")
    file = ResumableFileField(label="文件", help_text=".docx、.doc、.wps、.pdf、.html、.txt。标题、文号、日期和公开属性字样会自动读出，请逐项核对。")


class EditForm(forms.Form):
    """The whole record on one page."""

    title = forms.CharField(label="标题", max_length=300)
    body = forms.CharField(label="正文", widget=Editor, required=False, help_text="可以从 Word、WPS 直接粘贴，格式会自动整理。")
    attribute = forms.ChoiceField(label="公开属性", choices=Attribute.choices, required=False, widget=forms.RadioSelect, help_text="起草时提出，签发人确认。")
    ground = forms.ChoiceField(label="理由", required=False)
    ground_note = forms.CharField(label="理由说明", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    doc_number = forms.CharField(label="文号", max_length=120, required=False, help_text="没有文号的不填。")
    formed_on = forms.DateField(label="生成日期", required=False, widget=_day(), help_text="签发日期；联合发文以最后签发为准。公开时限从这一天起算。")
    written_on = forms.DateField(label="成文日期", required=False, widget=_day())
    effective_on = forms.DateField(label="生效日期", required=False, widget=_day())
    lapses_on = forms.DateField(label="失效日期", required=False, widget=_day(), help_text="长期有效的不填。")
    genre = forms.ChoiceField(label="体裁分类", required=False)
    theme = forms.ChoiceField(label="主题分类", required=False)
    columns = forms.MultipleChoiceField(label="栏目", required=False, widget=Ticks, help_text="公开后在所选栏目里看得到；一项也不选，就只能检索到。")
    entries = forms.MultipleChoiceField(label="目录事项", required=False, widget=Ticks, help_text="按所选事项规定的渠道同时发布。")
    summary = forms.CharField(label="内容概述", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text="一百字以内，不重复其他栏目。")
    keywords = forms.CharField(label="主题词", required=False, max_length=200, help_text="用空格隔开。")
    source = forms.CharField(label="信息来源", required=False, max_length=120, help_text="转载的写原发布机构；不填为本单位。")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, record: Record, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds()
        self.fields["genre"].choices = _choices("genres", by_title=True)
        self.fields["theme"].choices = themes()
        self.fields["columns"].choices = [(str(each.pk), each.title) for each in catalogue.columns_of(record.organ)]
        self.fields["entries"].choices = [(str(each.pk), each.whole_name) for each in catalogue.entries_for(record.organ)]
        if record.kind != DOCUMENT:
            del self.fields["title"]

    @staticmethod
    def initial_of(record: Record) -> dict[str, Any]:
        """The form as the record stands."""
        plain = {name: getattr(record, name) for name in EditForm.base_fields if hasattr(record, name) and name not in ("columns", "entries")}
        chosen = {name: [str(pk) for pk in getattr(record, name).values_list("pk", flat=True)] for name in ("columns", "entries")}
        return {**plain, **chosen, "seen": record.number}

    def typed(self) -> dict[str, Any]:
        """The values for the verb."""
        kept = {"columns", "entries", "seen"}
        return {name: value for name, value in self.cleaned_data.items() if name not in kept}

    def picked(self, name: str, rows: Iterable[Any]) -> list[Any]:
        """The chosen rows."""
        chosen = set(self.cleaned_data[name])
        return [each for each in rows if str(each.pk) in chosen]


class FilesForm(forms.Form):
    files = ResumableFileField(label="附件", help_text="可以一次选多个。隐藏的工作表、批注、修订记录也会筛查。")


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs=LONG))


class NoteForm(forms.Form):
    note = forms.CharField(label="原因", widget=forms.Textarea(attrs=LONG))


class SubmitForm(forms.Form):
    note = forms.CharField(label="送审说明", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ScheduleForm(forms.Form):
    publish_at = forms.DateTimeField(label="发布时间", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"), help_text="审核完成后到这一时刻自动发布。")


class EndingForm(forms.Form):
    """Lapse, repeal or withdraw."""

    reason = forms.ChoiceField(label="原因")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs=LONG))
    day = forms.DateField(label="自哪一天起", required=False, widget=_day(), help_text="不填为今天。")
    successor = forms.CharField(label="替代文件", required=False, help_text="填替代文件的索引号；须已经公开。")

    def __init__(self, use: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = _choices("reasons", use=use)
        if use != "repeal":
            del self.fields["successor"]
        if use == "withdraw":
            del self.fields["day"]


class TakeDownForm(forms.Form):
    reason = forms.ChoiceField(label="为什么撤稿", widget=forms.RadioSelect)
    note = forms.CharField(label="补充说明", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="可以稍后再补。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(each.id, each.title) for each in lists.lines("reasons", "emergency")]


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label="处理结果", choices=[("restored", "核查无误，恢复公开"), ("mended", "修改后重新送审发布"), ("removed", "不再公开")], widget=forms.RadioSelect)
    finding = forms.CharField(label="核查情况", widget=forms.Textarea(attrs=LONG))


class CopyForm(forms.Form):
    note = forms.CharField(label="核对情况", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="例如：已检索，未发现副本；已联系删除。")
    proof = forms.FileField(label="证明", required=False, help_text="截图、回函等。")


class PlaceForm(forms.Form):
    place = forms.CharField(label="在哪里发现", max_length=200)
    url = forms.CharField(label="地址", max_length=500, required=False)


class RoundForm(forms.Form):
    organ = forms.ModelChoiceField(existing(), label="单位", empty_label="请选择")
    year = forms.IntegerField(label="年度", min_value=2008, max_value=2100)
    due_on = forms.DateField(label="完成期限", widget=_day())


class VerdictForm(forms.Form):
    attribute = forms.ChoiceField(label="评估结论", choices=Attribute.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(label="理由")
    reason = forms.CharField(label="评估意见", widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds()


class CleanUpForm(forms.Form):
    organ = forms.ModelChoiceField(existing(), label="单位", empty_label="请选择")
    title = forms.CharField(label="名称", max_length=200)


class CleanLineForm(forms.Form):
    outcome = forms.ChoiceField(label="处理", choices=[("keep", "继续有效"), ("label", "标注失效"), ("withdraw", "撤下")], widget=forms.RadioSelect)
    note = forms.CharField(label="说明", required=False, max_length=300)


def organs_of(actor: Any, right: str, found: Any) -> list[Organ]:
    """Organs for which the actor may do this."""
    return [each for each in found if actor.may(right, each.pk)]
