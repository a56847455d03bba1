"""What people type about the ways in which they are written to."""

from __future__ import annotations

from django import forms

from zwgk.foundation.inbox import queries
from zwgk.foundation.inbox.actions import NewWay

KINDS = [("mail", "电子邮件"), ("sms", "短信"), ("dingtalk", "钉钉机器人"), ("wecom", "企业微信机器人")]
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class RobotForm(forms.Form):
    """A group robot."""

    kind = forms.ChoiceField(label="种类", choices=KINDS[2:])
    name = forms.CharField(label="群名称", max_length=60, required=False)
    address = forms.CharField(label="机器人地址（Webhook）", max_length=1000, help_text="在群的机器人设置里复制，以 https:// 开头。保存后不再显示。")
    secret = forms.CharField(label="加签密钥", max_length=200, required=False, help_text="钉钉机器人选了“加签”的才填，以 SEC 开头。加密保存，不再显示。", widget=forms.PasswordInput)
    keyword = forms.CharField(label="自定义关键词", max_length=30, required=False, help_text="钉钉机器人设了关键词的才填，例如“政务公开”。")

    def new(self) -> NewWay:
        told = self.cleaned_data
        return NewWay(told["kind"], told["address"], told.get("secret", ""), told.get("keyword", ""), told.get("name", ""))


class WayForm(RobotForm):
    """One's own way."""

    kind = forms.ChoiceField(label="方式", choices=KINDS)
    name = None
    address = forms.CharField(label="邮箱、手机号码或者机器人地址", max_length=1000, help_text="机器人请用只有您自己的群。机器人地址保存后不再显示。")


class WishForm(forms.Form):
    """When, and which kinds only in the inbox."""

    quiet_from = forms.TimeField(label="免打扰开始", widget=TIME)
    quiet_until = forms.TimeField(label="免打扰结束", widget=TIME, help_text="这段时间里不发，过后再发。开始和结束相同，就是不设免打扰。")
    rest_days = forms.BooleanField(label="休息日也接收", required=False)
    lowered = forms.MultipleChoiceField(label="只在站内看，不进每日汇总", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)  # type: ignore[arg-type]
        self.fields["lowered"].choices = [(kind.code, kind.name) for kind in queries.kinds().values() if kind.may_lower]  # type: ignore[attr-defined]
