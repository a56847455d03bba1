"""What people typed about tables, tags and packs → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.organs.models import Organ

from .models import Indicator, IndicatorTable

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class ImportForm(forms.Form):
    title = forms.CharField(label="名称", max_length=200, help_text="例如 2026年度政务公开工作考核指标。")
    year = forms.IntegerField(label="考核年度", min_value=2008, max_value=2100)
    issuer = forms.CharField(label="印发单位", max_length=200, required=False)
    since = forms.DateField(label="考核期起", required=False, help_text="不填为当年 1 月 1 日。", **DAY)
    until = forms.DateField(label="考核期止", required=False, help_text="不填为当年 12 月 31 日。", **DAY)
    replaces = forms.ModelChoiceField(
        IndicatorTable.objects.none(), label="更正哪张表", required=False, empty_label="不是更正，是新的指标表",
        help_text="更正后，编号和内容对得上的指标沿用原来的标注。",
    )  # fmt: skip
    file = forms.FileField(label="指标表文件", help_text="可以是 .xlsx .xls .et .docx .doc .wps .pdf，几张工作表一起读。")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["replaces"].queryset = IndicatorTable.objects.filter(state=IndicatorTable.State.IN_USE)


class TagForm(forms.Form):
    """One material to one indicator, chosen by hand."""

    key = forms.CharField(widget=forms.HiddenInput)
    indicator = forms.ModelChoiceField(Indicator.objects.none(), label="指标")
    pages = forms.CharField(label="页码", max_length=40, required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, table: IndicatorTable, organ: Organ, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["indicator"].queryset = table.indicators.filter(organs=organ)


class NoteForm(forms.Form):
    pages = forms.CharField(label="页码", max_length=40, required=False, help_text="例如 3-5,8；不填表示全部。")
    note = forms.CharField(label="说明", max_length=300, required=False)


class UploadForm(forms.Form):
    file = forms.FileField(label="文件", help_text="台账里没有的材料，从这里补充。")
    title = forms.CharField(label="名称", max_length=200, required=False, help_text="不填用文件名。")
    dated = forms.DateField(label="材料日期", help_text="材料形成的日期，不在考核期内的不计。", **DAY)


class PackForm(forms.Form):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位", required=False, empty_label="全部单位")
    indicator = forms.ModelChoiceField(Indicator.objects.none(), label="指标", required=False, empty_label="全部指标")

    def __init__(self, *args: Any, table: IndicatorTable, organs: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organ"].queryset, self.fields["indicator"].queryset = organs, table.indicators.all()
