"""What an open page needs: where the browser calls from, and the form that asks a question first."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property

from . import queries


def address_of(request: HttpRequest) -> str:
    """Where the browser calls from. Behind our own proxy (ZWGK_HTTPS=1) it is the last address that the proxy added."""
    told = request.headers.get("X-Forwarded-For", "")
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) and told:
        return told.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


class Questioned(forms.Form):
    """Asks a question first, as a picture or in words."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=120)
    answer = forms.CharField(label="验证", max_length=12, required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "aria-describedby": "captcha-words"}))

    @cached_property
    def question(self) -> queries.Question:
        """What is asked now: the same again when it was answered, so that nobody answers twice."""
        given = queries.asked(str(self.data.get("mark", ""))) if self.is_bound else None
        return given if given and given.answered(str(self.data.get("answer", ""))) else queries.ask()

    def clean_answer(self) -> str:
        given = queries.asked(str(self.cleaned_data.get("mark", "")))
        if given is None:
            raise forms.ValidationError("验证已经过期，请回答新的一题。")
        if not given.answered(str(self.cleaned_data["answer"])):
            raise forms.ValidationError("验证没有通过，请照新的图片填写，或者回答文字题。")
        return str(self.cleaned_data["answer"])


class CodeForm(forms.Form):
    """The code that was shown after sending; it is read as it is written or said."""

    code = forms.CharField(label="查询码", max_length=40, help_text="提交后显示的那一串。不分大小写，横线可以不写。", widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean_code(self) -> str:
        return "".join(sign for sign in str(self.cleaned_data["code"]).upper() if sign.isalnum())
