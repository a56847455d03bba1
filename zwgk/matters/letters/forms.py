"""What is typed about a letter → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.organs.queries import existing

from .actions import Upload
from .kinds import Element, LetterKind

DAY = {"type": "date"}


class FileField(forms.FileField):
    """One file → an Upload."""

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        sent = super().clean(data, initial)
        return Upload(sent.read(), sent.name) if sent else None


class DraftForm(forms.Form):
    """The elements of a kind, and to whom: several units make a batch."""

    organs = forms.ModelMultipleChoiceField(
        existing(), label="收文单位", required=False, widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="选一个写一份；选多个按单位各写一份，成为一批。主送不在名录中时不选，在“主送”里写。",
    )  # fmt: skip
    with_seal = forms.BooleanField(label="加盖印章图片", required=False, help_text="不选则印发后在纸上用章，再上传盖章件。")

    def __init__(self, kind: LetterKind, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.kind = kind
        for element in kind.elements:
            self.fields[element.id] = _field(element, element.id in kind.required and element.id != "addressee")
        self.fields["addressee"].help_text = "不填则用收文单位的名称。"
        self.order_fields(["organs", *(element.id for element in kind.elements), "with_seal"])

    def values(self) -> dict[str, Any]:
        return {element.id: self.cleaned_data.get(element.id) or "" for element in self.kind.elements}


def _field(element: Element, required: bool) -> forms.Field:
    said: dict[str, Any] = {"label": element.label, "required": required, "help_text": element.help}
    if element.type == "date":
        return forms.DateField(widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **said)
    if element.type in ("lines", "table"):
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 10 if element.id == "body" else 3}), **said)
    return forms.CharField(max_length=300 if element.id == "title" else 500, **said)


class IssueForm(forms.Form):
    dated = forms.DateField(label="成文日期", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), help_text="负责人签发的日期；文号按这一年编。")


class ApprovalForm(forms.Form):
    approved_by = forms.CharField(label="批准人", max_length=80)
    approved_on = forms.DateField(label="批准日期", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    scan = FileField(label="签批单", required=False, help_text="扫描件或照片，选填。")


class VoidForm(forms.Form):
    reason = forms.CharField(label="作废原因", max_length=300, help_text="文号保留，在登记簿上显示为已作废。")


class SignedForm(forms.Form):
    file = FileField(label="盖章件", help_text="盖章后的扫描件，或加盖电子印章的 PDF、OFD。")


class ReceiptForm(forms.Form):
    received_on = forms.DateField(label="签收日期", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    received_by = forms.CharField(label="签收人", max_length=80)
    scan = FileField(label="回执扫描件", required=False)


class TemplateForm(forms.Form):
    file = FileField(label="模板文件（.docx）", help_text="请先下载当前模板，在 WPS 或 Word 里修改后上传；大括号里的变量不要改。")
    note = forms.CharField(label="修改说明", max_length=200, required=False)


class PatternForm(forms.Form):
    pattern = forms.CharField(label="编号格式", max_length=80, help_text="例如：和政办督〔{year}〕{serial}号。格式相同的文种共用一个序列。")


class SealForm(forms.Form):
    file = FileField(label="印章图片", help_text="PNG，底色透明，按 42 毫米宽放在署名上。")
