"""A complaint about non-disclosure, and what the competent department finds."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.gate.pages import Questioned
from zwgk.foundation.organs.models import Organ

from ..models import Complaint
from .receiving import PHONE, SafeFiles


class ComplainForm(Questioned):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="反映哪个单位", to_field_name="slug", empty_label="请选择单位")
    about = forms.ChoiceField(label="反映什么", choices=Complaint.About.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="具体情况", max_length=3000, widget=forms.Textarea(attrs={"rows": 6}), help_text="什么信息、应当在哪里公开、您什么时候查过或者申请过。申请过的，写上受理编号。")
    files = SafeFiles(label="材料", required=False, help_text="网页截图、答复书等，最多 5 个，每个不超过 10 MB。")
    name = forms.CharField(label="姓名或者名称", max_length=120, required=False, help_text="可以不写；被反映的单位看不到。")
    phone = forms.CharField(label="联系电话", max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
    email = forms.EmailField(label="电子邮箱", required=False, help_text="电话和邮箱都不写的，凭查询码查看结果。")

    account = forms.BooleanField(label="放进我的账号，登录后随时查看结果", required=False, initial=True)

    field_order = ("organ", "about", "text", "files", "name", "phone", "email", "mark", "answer", "account")

    def __init__(self, *args: Any, organs: Any, signed_in: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not signed_in:
            del self.fields["account"]
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        phone = "".join(str(self.cleaned_data["phone"]).split())
        if phone and not PHONE.match(phone):
            raise forms.ValidationError("电话号码的写法不对。手机写11位数字，固定电话写区号和号码，例如 0999-6000000。")
        return phone


class FindForm(forms.Form):
    state = forms.ChoiceField(label="核查结果", choices=[(Complaint.State.FOUNDED, "属实"), (Complaint.State.UNFOUNDED, "不属实"), (Complaint.State.ELSEWHERE, "不属于本机关受理")], widget=forms.RadioSelect)
    result = forms.CharField(label="告知反映人的结果", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text="查了什么、结果怎样、依据哪一条；不属于受理范围的，写明向哪里反映。")
    order = forms.CharField(label="整改要求", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="属实的填写，列入问题并交办（条例第四十七条）。")
    due_on = forms.DateField(label="整改期限", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("state") == Complaint.State.FOUNDED:
            for name in ("order", "due_on"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, "属实的，请写明整改要求和期限：经核实的应当督促整改或者通报批评（条例第四十七条第二款）。")
        return values
