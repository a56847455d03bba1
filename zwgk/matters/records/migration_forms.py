"""Forms of a migration."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings

from zwgk.foundation.files.fields import ScanField
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.queries import Resolution

from .models import Migration

DECISIONS = (("mask", "遮盖后公开"), ("release", "确认可以公开"), ("without_files", "去掉附件后公开"), ("refuse", "不迁移"))


def incoming() -> list[tuple[str, str]]:
    """Folders that the system administrator has laid below DATA_DIR/incoming."""
    root = Path(settings.DATA_DIR) / "incoming"
    found = sorted(each.name for each in root.iterdir() if each.is_dir() and not each.is_symlink()) if root.is_dir() else []
    return [("", "（不用）"), *((name, name) for name in found)]


class BeginForm(forms.Form):
    """Where the old pages are."""

    name = forms.CharField(label="批次名称", max_length=120, help_text="例如：县政府老网站 2015—2019 年")
    source = forms.ChoiceField(label="来源", choices=Migration.Source.choices, widget=forms.RadioSelect, initial="sheet")
    organ = forms.ModelChoiceField(organs.every_organ(), label="默认单位", help_text="没有写明单位的网页归到这个单位。")
    base_url = forms.CharField(label="原网站网址", required=False, max_length=300, help_text="保存的网站、从网站抓取时填写，如 http://www.example.gov.cn/")
    book = forms.FileField(
        label="Excel 清单", required=False, widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="一行一页，列名用：标题、原网址、发布日期、栏目、单位、文件（或正文）、附件（多个用分号隔开）、文号。.xlsx 格式。",
    )  # fmt: skip
    archive = forms.FileField(label="文件夹或网站（.zip）", required=False, widget=forms.FileInput(attrs={"accept": ".zip"}))
    incoming = forms.ChoiceField(label="服务器上的文件夹", required=False, help_text="文件很多时，由系统管理员放到数据目录的 incoming 文件夹。")
    limit = forms.IntegerField(label="最多迁移页数", initial=100_000, min_value=1, max_value=200_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incoming"].choices = incoming()  # type: ignore[attr-defined]


class MappingForm(forms.Form):
    """Each old unit and old column with what it is here; proposals are chosen beforehand."""

    def __init__(self, units: Iterable[tuple[str, int]], proposed: dict[str, Resolution], columns: Iterable[tuple[str, int, str]], choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.columns = [text for text, _ in units if text], [text for text, *_ in columns if text]
        known = [(str(organ.pk), organ.label) for organ in organs.every_organ()]
        for at, (text, count) in enumerate(each for each in units if each[0]):
            found = proposed.get(text)
            best = found.organ if found and found.organ else None
            field = forms.ChoiceField(label=f"{text}（{count} 页）", choices=[("", "请选择"), *known, ("0", "不迁移")], initial=str(best.pk) if best else "")
            field.help_text = found.reason if found and best else "没有认出，请选择"
            self.fields[f"unit_{at}"] = field
        for at, (text, count, key) in enumerate(each for each in columns if each[0]):
            self.fields[f"column_{at}"] = forms.ChoiceField(label=f"{text}（{count} 页）", required=False, choices=[("", "（不放入栏目）"), *choices], initial=key)

    def unit_values(self) -> dict[str, int]:
        return {text: int(self.cleaned_data[f"unit_{at}"]) for at, text in enumerate(self.units)}

    def column_values(self) -> dict[str, str]:
        return {text: self.cleaned_data[f"column_{at}"] for at, text in enumerate(self.columns)}


class DecideForm(forms.Form):
    """Held pages, one or many."""

    decision = forms.ChoiceField(label="处理", choices=DECISIONS)
    reason = forms.CharField(label="理由", required=False, max_length=300, help_text="遮盖可以不写；其余须写明。")


class SignForm(forms.Form):
    """The act as signed on paper."""

    signer = forms.CharField(label="签发人", max_length=80, help_text="政府信息公开工作机构负责人")
    position = forms.CharField(label="职务", max_length=120)
    signed_on = forms.DateField(label="签发日期", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    list_hash = forms.CharField(label="签发单上的清单校验码", max_length=64, help_text="签发单右上角的 16 位校验码。")
    scan = ScanField(label="签发单扫描件", help_text="PDF、JPG 或 PNG，不超过 20 MB。")


class UndoForm(forms.Form):
    reason = forms.CharField(label="撤销原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
