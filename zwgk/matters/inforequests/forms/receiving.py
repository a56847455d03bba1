"""What applicants type, and what the clerk types for them. Nothing asks for a purpose (Art. 27 knows none)."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from zwgk.foundation.files import fields
from zwgk.foundation.gate.pages import Questioned
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.queries import existing

from ..models import ApplicantKind, Channel, Delivery, Form
from .step import day

PHONE = re.compile(r"^(?:\+?86)?(1\d{10}|0\d{2,3}-?\d{7,8}(?:-\d{1,5})?|[2-9]\d{6,7})$")
KINDS = (
    (ApplicantKind.NATURAL.value, "公民（个人）"), (ApplicantKind.BUSINESS.value, "商业企业"), (ApplicantKind.RESEARCH.value, "科研机构"),
    (ApplicantKind.WELFARE.value, "社会公益组织"), (ApplicantKind.LEGAL_SERVICE.value, "法律服务机构"), (ApplicantKind.OTHER.value, "其他组织"),
)  # fmt: skip
IDENTITIES = (
    ("", "请选择"), ("居民身份证", "居民身份证"), ("护照", "护照"), ("港澳居民来往内地通行证", "港澳居民来往内地通行证"), ("台湾居民来往大陆通行证", "台湾居民来往大陆通行证"),
    ("营业执照", "营业执照"), ("法人登记证书", "法人登记证书"), ("其他", "其他证件"),
)  # fmt: skip
CHANNELS_AT_THE_DESK = (Channel.COUNTER, Channel.POST_SIGNED, Channel.POST, Channel.FAX, Channel.ORAL, Channel.EMAIL, Channel.ZONE)


class SafeFiles(fields.SafeFiles):
    """Whoever cannot send it over the internet sends it by post."""

    elsewhere = "，或者把其余材料邮寄给受理机关"


class Applicant(forms.Form):
    """Who asks, what is asked, how it is wanted (Art. 29): common to the applicant's form and the clerk's."""

    applicant_kind = forms.ChoiceField(label="申请人类别", choices=KINDS, initial=ApplicantKind.NATURAL.value, widget=forms.RadioSelect)
    applicant = forms.CharField(label="姓名或者名称", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    organisation_code = forms.CharField(label="统一社会信用代码", max_length=30, required=False, help_text="单位申请时填写。")
    representative = forms.CharField(label="法定代表人或者联系人", max_length=60, required=False, help_text="单位申请时填写。")
    identity_kind = forms.ChoiceField(label="身份证明", choices=IDENTITIES, required=False)
    identity_number = forms.CharField(label="证件号码", max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = forms.CharField(label="联系电话", max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
    email = forms.EmailField(label="电子邮箱", required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    address = forms.CharField(label="通信地址", max_length=300, required=False, widget=forms.TextInput(attrs={"autocomplete": "street-address"}))
    postcode = forms.CharField(label="邮政编码", max_length=10, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}))
    title = forms.CharField(
        label="您要什么信息", max_length=200, help_text="写文件或者事项的名称，例如“青禾镇柳溪村2025年征地补偿安置方案”。一份申请写一件事，办得更快。",
    )  # fmt: skip
    hint_number = forms.CharField(label="文号", max_length=80, required=False, help_text="知道的话写上，例如“和光府发〔2025〕3号”。")
    description = forms.CharField(
        label="其他便于查找的说明", required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="大约什么时间形成、涉及哪个地方或项目、在哪里看到过。不用说明用途。",
    )  # fmt: skip
    form = forms.ChoiceField(label="想要什么形式", choices=Form.choices[:3], initial=Form.ELECTRONIC.value, widget=forms.RadioSelect)
    delivery = forms.ChoiceField(label="怎么给您", choices=Delivery.choices, initial=Delivery.ONLINE.value, widget=forms.RadioSelect)
    assistance = forms.CharField(
        label="需要的帮助", max_length=200, required=False, help_text="阅读、视力或者听力有困难的，写明需要什么帮助，例如大字版、电话读给您听、请人代填。",
    )  # fmt: skip

    def clean_phone(self) -> str:
        phone = re.sub(r"[\s－—]", lambda found: "" if found[0].isspace() else "-", str(self.cleaned_data["phone"]))
        if phone and not PHONE.match(phone):
            raise forms.ValidationError("电话号码的写法不对。手机写11位数字，固定电话写区号和号码，例如 0999-6000000。")
        return phone

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("delivery") == Delivery.POST and not values.get("address"):
            self.add_error("address", "选择邮寄的，请写明通信地址。")
        if values.get("delivery") == Delivery.EMAIL and not values.get("email"):
            self.add_error("email", "选择电子邮件的，请写明电子邮箱。")
        return values


class ApplyForm(Questioned, Applicant):
    """The applicant's own form."""

    organ = forms.ModelChoiceField(Organ.objects.none(), label="向谁申请", to_field_name="slug", empty_label="请选择机关")
    identity_file = SafeFiles(
        label="身份证明照片或者扫描件", required=False, help_text="一张照片或一个 PDF，不超过 10 MB。加密保存，只用来核对申请人身份，不公开。不方便上传的可以先提交，工作机构可能会请您补正。",
    )  # fmt: skip
    files = SafeFiles(label="补充材料", required=False, help_text="有助于查找的材料，最多 5 个，每个不超过 10 MB。")
    account = forms.BooleanField(label="把这份申请放进我的账号，登录后随时查看进度", required=False, initial=True)
    sure = forms.BooleanField(label="我确认这份申请由本人（本单位）提交，填写的内容属实")

    field_order = ("organ", *Applicant.base_fields, "identity_file", "files", "mark", "answer", "account", "sure")

    def __init__(self, *args: Any, organs: Any = None, signed_in: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not signed_in:
            del self.fields["account"]
        self.fields["organ"].queryset = existing() if organs is None else organs  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        # Art. 29(1): a means of contact belongs to every application.
        if not values.get("phone") and not values.get("email") and not self.errors.keys() & {"phone", "email"}:
            self.add_error("phone", "电话和电子邮箱至少写一个，查询进度、确认收到申请时要用（条例第二十九条）。")
        return values


class ClerkForm(Applicant):
    """What came by hand, post, fax, mouth or mail, entered by the clerk."""

    channel = forms.ChoiceField(label="怎么收到的", choices=[(each.value, each.label) for each in CHANNELS_AT_THE_DESK], widget=forms.RadioSelect)
    organs = forms.ModelMultipleChoiceField(
        Organ.objects.none(), label="受理机关", help_text="集中受理点可以选几个机关，各登记一件并转送；其他渠道选一个。", widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    arrived_on = day("收到的日期", "当面、口头：提交之日；需签收的邮件：签收之日；平常信函、传真、电子邮件：到达之日。")
    confirmed_on = day("与申请人确认的日期", "平常信函应当在收到当日确认；传真、电子邮件双方确认。还没有联系上的不填，确认后再补登。", required=False)
    contact_ok = forms.BooleanField(label="申请人联系得上", required=False, initial=True, help_text="信封或申请表上没有能用的电话、邮箱时不勾选：先登记，取得联系后起算。")
    scans = SafeFiles(label="申请书、信封的扫描件", required=False, help_text="原件扫描或拍照，最多 5 个，每个不超过 10 MB；进入案卷。")
    identity_file = SafeFiles(label="身份证明复印件", required=False, help_text="加密保存。")
    note = forms.CharField(label="登记说明", max_length=500, required=False)

    field_order = ("channel", "organs", "arrived_on", "confirmed_on", *Applicant.base_fields, "contact_ok", "scans", "identity_file", "note")

    def __init__(self, *args: Any, organs: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organs"].queryset = existing() if organs is None else organs  # type: ignore[attr-defined]
        self.fields["delivery"].initial, self.fields["form"].initial = Delivery.POST.value, Form.PAPER.value

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if len(values.get("organs") or ()) > 1 and values.get("channel") != Channel.ZONE:
            self.add_error("organs", "只有集中受理点可以一次登记几个机关；请只选收到这份申请的机关。")
        arrived, confirmed = values.get("arrived_on"), values.get("confirmed_on")
        if arrived and confirmed and confirmed < arrived:
            self.add_error("confirmed_on", "确认日期不能早于收到的日期。")
        return values


class ProgressForm(forms.Form):
    """Query code and the contact that was given: no account."""

    code = forms.CharField(label="查询码", max_length=30, help_text="在申请回执上。不分大小写，横线可以不写。")
    contact = forms.CharField(label="申请时填的手机号或者电子邮箱", max_length=120, help_text="申请时两样都没有填的，写申请人的姓名或者名称。")
    answer = forms.CharField(label="验证", max_length=12, required=False)

    def clean_code(self) -> str:
        return re.sub(r"[^0-9A-Za-z]", "", str(self.cleaned_data["code"])).upper()

    def clean_contact(self) -> str:
        return "".join(str(self.cleaned_data["contact"]).split()).lower()


class SplitForm(forms.Form):
    """The matters of one application, a line each."""

    parts = forms.CharField(
        label="拆分成哪几件", widget=forms.Textarea(attrs={"rows": 6}), help_text="一行一件，写明各件所需的信息；至少两行。拆分结果连同各件的编号告知申请人。",
    )  # fmt: skip
    reason = forms.CharField(label="为什么拆分", max_length=300, help_text="写明原申请包含哪几个独立的事项；申请人看得到。")

    def clean_parts(self) -> list[str]:
        parts = [line.strip() for line in str(self.cleaned_data["parts"]).splitlines() if line.strip()]
        if len(parts) < 2:
            raise forms.ValidationError("至少写两件；只有一件事的不需要拆分。")
        if long := next((part for part in parts if len(part) > 200), ""):
            raise forms.ValidationError(f"“{long[:20]}……”超过200字，请写得简短些。")
        return parts


class ForwardForm(forms.Form):
    """Another organ than the common counter first chose."""

    to = forms.ModelChoiceField(Organ.objects.none(), label="改送哪个机关", empty_label="请选择机关")
    reason = forms.CharField(label="为什么改送", max_length=300)

    def __init__(self, *args: Any, organs: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = existing() if organs is None else organs  # type: ignore[attr-defined]


class PlatformForm(forms.Form):
    """The list that the superior platform gave."""

    file = forms.FileField(label="上级平台导出的申请列表", help_text=".xlsx、.xls、.et 或 .csv。按申请编号对应，已经接收的不会重复登记。")
    organ = forms.ModelChoiceField(Organ.objects.none(), label="受理机关", required=False, help_text="表里没有“受理机关”一列时选择。")

    def __init__(self, *args: Any, organs: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = existing() if organs is None else organs  # type: ignore[attr-defined]
