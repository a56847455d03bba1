"""What one types to come in, and what is chosen."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.gate.pages import Questioned
from zwgk.foundation.visitors import queries
from zwgk.foundation.visitors.models import Contact, Follow

MAIL, BOTH = "电子邮箱", "电子邮箱或者手机号"


class ContactForm(Questioned):
    """A mailbox or a telephone; whether it is known here is never told."""

    contact = forms.CharField(label=BOTH, max_length=254, widget=forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}))
    field_order = ("contact", "mark", "answer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Contact.Kind.PHONE.value not in queries.ways():
            self.fields["contact"].label = MAIL

    def clean_contact(self) -> queries.Reach:
        found = queries.read_contact(str(self.cleaned_data["contact"]))
        if found is None:
            raise forms.ValidationError("写法不对。邮箱例如 name@example.cn，手机号是11位数字。")
        if found.kind not in queries.ways():
            said = "本站现在不能发短信，请填写电子邮箱。" if found.kind == Contact.Kind.PHONE else "本站现在不能发邮件，请填写手机号。"
            raise forms.ValidationError(said)
        return found


class EnterForm(ContactForm):
    """Signing in and registering are the same."""

    agreed = forms.BooleanField(label="我同意为登录、查看本人事项和接收通知使用这个联系方式", error_messages={"required": "请先同意，再获取验证码；不同意的，不登录也可以办事。"})
    field_order = ("contact", "mark", "answer", "agreed")


class CodeForm(forms.Form):
    code = forms.CharField(
        label="验证码", max_length=12, help_text="6位数字，10分钟内有效。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )  # fmt: skip


class FollowForm(forms.Form):
    how = forms.ChoiceField(label="怎么通知您", choices=Follow.How.choices, initial=Follow.How.DAILY.value, widget=forms.RadioSelect)


class DeleteForm(forms.Form):
    sure = forms.BooleanField(label="我确认注销账号", error_messages={"required": "确认注销的，请勾选。"})
