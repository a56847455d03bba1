"""What is typed about a problem → clean values."""

from __future__ import annotations

from django import forms


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="为什么不是问题", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="理由会保留，以后的检查不再提出这一条；它的修复任务同时撤销。",
    )  # fmt: skip
