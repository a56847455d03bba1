"""What is typed about calls and returns → clean values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from zwgk.domain.datasheets import Column, Grid, Kind
from zwgk.foundation.organs.models import OrganKind

from .spec import Layout, Sheet, guess

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReceiveForm(forms.Form):
    file = forms.FileField(label="来表", help_text="上级发来的 Excel：.xlsx、.xls、.et。一个工作簿里有几张表也可以。")
    follows = forms.ModelChoiceField(queryset=None, label="上一期", required=False, help_text="定期报的表选上一期，各单位可以从上期内容开始改。")

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["follows"].queryset = calls


class DesignForm(forms.Form):
    title = forms.CharField(label="名称", max_length=200)
    asked_by = forms.CharField(label="来表单位", max_length=120, required=False)
    words = forms.CharField(label="填报要求", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="各单位在填报页上方看到。")


class StartForm(forms.Form):
    due_on = forms.DateField(label="截止日期", widget=DAY)
    due_words = forms.CharField(label="截止时刻", required=False, max_length=60, help_text="例如：中午12时。不填为当天下班前。")
    needs_sign = forms.BooleanField(label="须本单位领导签发后才算报送", required=False)
    whole = forms.BooleanField(label="全部单位（下列类别都选）", required=False)
    kinds = forms.MultipleChoiceField(label="按类别选", required=False, choices=OrganKind.choices, widget=forms.CheckboxSelectMultiple)
    groups = forms.ModelMultipleChoiceField(queryset=None, label="按群组选", required=False, widget=forms.CheckboxSelectMultiple)
    organs = forms.ModelMultipleChoiceField(queryset=None, label="逐个选", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, groups: Any, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset, self.fields["organs"].queryset = groups, organs
        present = {organ.kind for organ in organs}
        self.fields["kinds"].choices = [each for each in OrganKind.choices if each[0] in present]


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", widget=forms.Textarea(attrs={"rows": 3}))


class HandForm(forms.Form):
    handed_to = forms.CharField(label="报送给", max_length=120)
    note = forms.CharField(label="说明", max_length=300, required=False)


class SheetUploadForm(forms.Form):
    file = forms.FileField(label="填好的表")


class PaperForm(forms.Form):
    file = forms.FileField(label="附件")


def rows_from(sent: Mapping[str, Any], sheets: Iterable[Sheet]) -> dict[str, list[dict[str, str]]]:
    """The rows of the page: one JSON field where JavaScript packed them, otherwise the fields themselves."""
    if packed := sent.get("rows"):
        try:
            found = json.loads(packed)
        except ValueError:
            found = {}
        return found if isinstance(found, dict) else {}
    names = {f"s{number}": sheet.name for number, sheet in enumerate(sheets)}
    rows: dict[str, dict[int, dict[str, str]]] = {}
    for name, value in sent.items():
        prefix, _, rest = name.partition("-")
        at, _, key = rest.partition("-")
        if prefix in names and at.isdecimal() and key:
            rows.setdefault(names[prefix], {}).setdefault(int(at), {})[key] = str(value)
    return {name: [lines[at] for at in sorted(lines)] for name, lines in rows.items()}


def sheets_from(sent: Mapping[str, Any], shown: Iterable[Sheet], grids: Mapping[str, Grid]) -> tuple[list[Sheet], bool]:
    """The ticked sheets as corrected; and whether a layout or header changed, so that the officer must look again."""
    found, changed = [], False
    for number, sheet in enumerate(shown):
        if f"use-{number}" not in sent:
            continue
        layout = Layout(sent[f"layout-{number}"]) if sent.get(f"layout-{number}") in set(Layout) else sheet.layout
        head = _rows(sent, number, sheet)
        if head != sheet.head or (layout in ("form", "sheets")) != sheet.is_form:
            again = guess(grids[sheet.name], layout=layout, head=head if head[0] else None)
            changed = True
            found.append(again or sheet)
            continue
        columns = tuple(_column(sent, f"{number}-{at}", column) for at, column in enumerate(sheet.columns))
        found.append(replace(sheet, layout=layout, columns=columns))
    return found, changed


def _rows(sent: Mapping[str, Any], number: int, sheet: Sheet) -> tuple[int, int]:
    first, last = (str(sent.get(f"{name}-{number}", "")) for name in ("first", "last"))
    if not (first.isdecimal() and last.isdecimal()) or not 0 < int(first) <= int(last) < 200:
        return sheet.head
    return int(first), int(last)


def _column(sent: Mapping[str, Any], name: str, column: Column) -> Column:
    if f"kind-{name}" not in sent:
        return column
    kind = Kind(sent[f"kind-{name}"]) if sent[f"kind-{name}"] in set(Kind) else column.kind
    words = str(sent.get(f"choices-{name}", "")).replace("，", "、").replace(",", "、").replace("\n", "、")
    choices = tuple(word.strip() for word in words.split("、") if word.strip())
    if kind is Kind.CHOICE and not choices:
        kind = Kind.TEXT
    return replace(column, kind=kind, required=f"required-{name}" in sent, choices=choices if kind is Kind.CHOICE else (), help=str(sent.get(f"help-{name}", ""))[:300])
