"""What is typed about a finding → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.organs.queries import existing

from .actions import Upload
from .models import Severity

LONG = {"rows": 4}


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files → a list of Upload."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        checked = [super(FilesField, self).clean(each, initial) for each in sent]
        return [Upload(each.read(), each.name) for each in checked if each]


class RaiseForm(forms.Form):
    organ = forms.ModelChoiceField(existing(), label="责任单位")
    problem = forms.CharField(label="问题", widget=forms.Textarea(attrs=LONG), help_text="写清在哪里、有什么不符合要求。")
    severity = forms.ChoiceField(label="程度", choices=Severity.choices)
    basis = forms.CharField(label="依据", max_length=300, required=False, help_text="不符合哪一条，例如《政府信息公开条例》第二十条第七项。")
    found_on = forms.DateField(label="发现日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    found_by = forms.CharField(label="发现人", max_length=120, required=False, help_text="不填为本人；第三方评估、群众反映等在这里写明。")
    proofs = FilesField(label="截图或材料", required=False)


class OrderForm(forms.Form):
    text = forms.CharField(label="整改要求", widget=forms.Textarea(attrs=LONG))
    due_on = forms.DateField(label="整改期限", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), help_text="到这一天为止。")
    number = forms.CharField(label="交办单编号", max_length=60, required=False, help_text="不填由系统编号。")


class AnswerForm(forms.Form):
    text = forms.CharField(label="整改情况", widget=forms.Textarea(attrs=LONG), help_text="写清改了什么、何时改好。")
    evidence = FilesField(label="佐证材料", required=False, help_text="整改后的截图、公开地址的网页、文件等，可以选多个。")


class ReturnForm(forms.Form):
    reason = forms.CharField(label="退回原因", widget=forms.Textarea(attrs=LONG), help_text="写清还差什么。")
    new_due = forms.DateField(
        label="新的期限", required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="不填则按原来的期限继续计时。"
    )


class CloseForm(forms.Form):
    note = forms.CharField(label="核验意见", widget=forms.Textarea(attrs=LONG), help_text="写清怎样核验、结果如何。")


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="撤销原因", widget=forms.Textarea(attrs=LONG))
