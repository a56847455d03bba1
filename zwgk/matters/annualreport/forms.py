"""What is typed about a report → clean values."""

from __future__ import annotations

from django import forms

from zwgk.foundation.organs.queries import existing

from .queries.listing import REPORTING


class EntryForm(forms.Form):
    amount = forms.DecimalField(label="补充数量", min_value=0, max_digits=14, decimal_places=4, help_text="加到平台统计的数字上；金额按万元。")
    source = forms.CharField(label="数据来源", max_length=300, help_text="例如“政务服务中心线下登记簿，2025年12月核对”。")


class SectionForm(forms.Form):
    text = forms.CharField(label="文字", required=False, widget=forms.Textarea(attrs={"rows": 18}))


class ReasonForm(forms.Form):
    reason = forms.CharField(label="退回原因", widget=forms.Textarea(attrs={"rows": 4}), help_text="写清哪一处要更正。")


class BeginForm(forms.Form):
    organ = forms.ModelChoiceField(existing().filter(kind__in=REPORTING), label="报告单位")
    year = forms.IntegerField(label="年度", min_value=2019, max_value=2099)


class ImportForm(forms.Form):
    organ = forms.ModelChoiceField(existing().filter(kind__in=REPORTING), label="报告单位")
    file = forms.FileField(label="年度报告文件", help_text="网页（.html）、.docx、.pdf、.doc、.wps、文本，或者机器可读的 .json；10 MB 以内。")


class CheckForm(forms.Form):
    file = forms.FileField(label="要核对的报告", help_text="网页（.html）、.docx、.pdf、.doc、.wps、文本，或者机器可读的 .json。")
    previous = forms.FileField(label="上一年度的报告", required=False, help_text="可以不选；选了就核对上年结转、现行有效件数是否衔接。")
