"""What is typed about the site → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.files.fields import SafeFiles
from zwgk.foundation.gate.pages import Questioned
from zwgk.foundation.organs.queries import existing
from zwgk.matters.catalogue.models import Column
from zwgk.matters.channels.models import Channel

from .models import (
    Block,
    Correction,
    EntryCheck,
    HeadAccount,
    HigherLink,
    OrganChannel,
    Palette,
    Partner,
    Reprint,
    Site,
    SiteEntry,
)
from .queries import facts
from .rules import identity_rules, yearly_items

LONG = {"rows": 4}
LINKS = 6  # governments above that the form has room for


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class IdentityForm(forms.ModelForm):
    """Every fact with its rule as help; each wrong one is said at its field."""

    palette = forms.ChoiceField(label="主色", required=False, choices=[(value, "蓝色" if not value else label) for value, label in Palette.choices], help_text="几种主色都测过对比度，深色方式下同样清楚。")

    class Meta:
        model = Site
        fields = facts.FACTS

    def __init__(self, *args: Any, environment: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = {rule.field: rule for rule in identity_rules()}
        for name, field in self.fields.items():
            rule, given = rules.get(name), environment.get(name, "")
            told = [f"{rule.says}。{rule.remedy}" if rule else "", f"现在用的是部署时设的“{given}”，这里填写后以这里为准。" if given else ""]
            field.help_text = field.help_text or "".join(told)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for problem in facts.checked({name: str(values.get(name, "")).strip() for name in facts.FACTS}):
            if problem.strict:
                self.add_error(problem.field, problem.sentence)
        return values


class LinksForm(forms.Form):
    """A table of governments above, in order; an empty line is left out."""

    def __init__(self, *args: Any, rows: list[HigherLink] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = rows or []
        for n in range(max(LINKS, len(known) + 2)):
            row = known[n] if n < len(known) else None
            self.fields[f"level_{n}"] = forms.ChoiceField(label=f"第{n + 1}行层级", choices=HigherLink.Level.choices, initial=row.level if row else "city")
            self.fields[f"label_{n}"] = forms.CharField(label=f"第{n + 1}行名称", max_length=60, required=False, initial=row.label if row else "")
            self.fields[f"url_{n}"] = forms.CharField(label=f"第{n + 1}行网址", max_length=200, required=False, initial=row.url if row else "")
        self.count = n + 1

    def lines(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"level_{n}"], self[f"label_{n}"], self[f"url_{n}"]) for n in range(self.count)]

    def links(self) -> list[tuple[str, str, str]]:
        told = self.cleaned_data
        found = [(told[f"level_{n}"], told[f"label_{n}"].strip(), told[f"url_{n}"].strip()) for n in range(self.count)]
        return [each for each in found if each[1] or each[2]]


class AccountsForm(forms.Form):
    """Which accounts the head shows, in which order, with a picture of the code."""

    def __init__(self, *args: Any, accounts: list[Channel], chosen: dict[int, HeadAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        for n, each in enumerate(accounts, 1):
            row = chosen.get(each.pk)
            self.fields[f"show_{each.pk}"] = forms.BooleanField(label=f"显示“{each.name}”", required=False, initial=row is not None)
            self.fields[f"at_{each.pk}"] = forms.IntegerField(label=f"“{each.name}”的顺序", min_value=1, max_value=99, required=False, initial=row.order if row else n)
            self.fields[f"code_{each.pk}"] = SafeFiles(label=f"“{each.name}”的二维码图片", required=False)

    def lines(self) -> list[tuple[Channel, Any, Any, Any]]:
        return [(each, self[f"show_{each.pk}"], self[f"at_{each.pk}"], self[f"code_{each.pk}"]) for each in self.accounts]

    def wanted(self) -> list[tuple[Channel, Any]]:
        """The chosen ones in their order, each with the picture that was sent, if any."""
        told = self.cleaned_data
        shown = [(told.get(f"at_{each.pk}") or 99, n, each) for n, each in enumerate(self.accounts) if told.get(f"show_{each.pk}")]
        return [(each, (told.get(f"code_{each.pk}") or [None])[0]) for _, _, each in sorted(shown, key=lambda line: line[:2])]


class ChannelForm(forms.ModelForm):
    """Name, introduction, colour, and the plan: what is ticked is shown, in the order of its number."""

    class Meta:
        model = OrganChannel
        fields = ("name", "intro", "palette", "old_site")
        widgets = {"intro": forms.Textarea(attrs=LONG), "palette": forms.RadioSelect}
        help_texts = {"name": "显示在频道页头，一般写单位全称。", "old_site": "原来单独开设的网站，迁入后旧网址自动转到新页面；没有的不填。"}

    def __init__(self, *args: Any, columns: list[Column], chosen: dict[str, int], counts: dict[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blocks = [(block.value, block.label, "") for block in Block if block is not Block.COLUMN]
        single = [(f"column-{each.pk}", each.title, f"{counts[each.pk][0]} 条" if each.pk in counts else "还没有内容") for each in columns]
        self.choices: list[tuple[str, str, str]] = [*blocks, *single]
        for n, (key, label, _) in enumerate(self.choices, 1):
            self.fields[f"show_{key}"] = forms.BooleanField(label=f"显示“{label}”", required=False, initial=key in chosen)
            self.fields[f"at_{key}"] = forms.IntegerField(label=f"“{label}”的顺序", min_value=1, max_value=999, required=False, initial=chosen.get(key, n), widget=forms.NumberInput(attrs={"class": "num-input"}))

    def lines(self) -> list[tuple[str, str, Any, Any]]:
        """What can be shown: words, note, its tick, its place."""
        return [(label, note, self[f"show_{key}"], self[f"at_{key}"]) for key, label, note in self.choices]

    def basics(self) -> list[Any]:
        return [self[name] for name in self.Meta.fields]

    def parts(self) -> list[tuple[str, int | None]]:
        told = self.cleaned_data
        shown = [(told.get(f"at_{key}") or 999, n, key) for n, (key, _, _) in enumerate(self.choices) if told.get(f"show_{key}")]
        return [(Block.COLUMN.value, int(key.removeprefix("column-"))) if key.startswith("column-") else (key, None) for _, _, key in sorted(shown)]


class ReasonForm(forms.Form):
    reason = forms.CharField(label="关闭原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="频道页面不再显示；单位的公开信息仍在政府信息公开栏目里。")


class EntryForm(forms.ModelForm):
    organ = forms.ModelChoiceField(existing(), label="主办单位")
    closed_on = forms.DateField(label="关停日期", required=False, widget=_day())

    class Meta:
        model = SiteEntry
        fields = ("organ", "name", "domain", "id_code", "state", "approval", "closed_on", "notice_url", "archive_url", "note")
        help_texts = {"domain": "不带 http:// 和斜杠，例如 www.heguang.gov.cn。", "approval": "县级部门、乡镇（街道）保留或者开设网站的，写批准文件的名称和文号。"}

    def validate_unique(self) -> None:
        """The verb says it, with its rule."""

    def validate_constraints(self) -> None:
        """The verb says it, with its rule."""


class CheckForm(forms.Form):
    """The yearly list: a result and, where something is wrong, a note for each line."""

    def __init__(self, *args: Any, done: dict[str, EntryCheck], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = yearly_items()
        for item in self.items:
            known = done.get(item.key)
            self.fields[f"result_{item.key}"] = forms.ChoiceField(label=item.title, choices=EntryCheck.Result.choices, initial=known.result if known else "", widget=forms.RadioSelect, help_text=f"{item.says}（{item.basis}）")
            self.fields[f"note_{item.key}"] = forms.CharField(label=f"{item.title}：情况", max_length=300, required=False, initial=known.note if known else "")

    def told(self) -> dict[str, tuple[str, str]]:
        return {item.key: (self.cleaned_data[f"result_{item.key}"], self.cleaned_data[f"note_{item.key}"]) for item in self.items}


class CorrectForm(Questioned):
    """找错, as a reader types it."""

    page = forms.CharField(label="哪个网页有问题", max_length=500, help_text="网页地址。从出错的网页点进来的，已经替您填好。")
    kind = forms.ChoiceField(label="是什么问题", choices=Correction.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="具体说明", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}), help_text="错在哪里、应当是什么，例如“第三段‘其它’应为‘其他’”。")
    contact = forms.CharField(label="电话或者电子邮箱", max_length=120, required=False, help_text="可以不写，凭查询码也能看到答复；写了邮箱的，答复会发到邮箱。")
    files = SafeFiles(label="截图", required=False, help_text="最多 5 张，每张不超过 10 MB。")

    field_order = ("page", "kind", "text", "files", "contact", "mark", "answer")

    def clean_contact(self) -> str:
        contact = str(self.cleaned_data["contact"]).strip()
        if "@" in contact:
            return str(forms.EmailField(error_messages={"invalid": "邮箱的写法不对，请核对后再填。"}).clean(contact))
        if contact and sum(sign.isdigit() for sign in contact) < 7:
            raise forms.ValidationError("请写完整的电话号码或者电子邮箱，不愿意留的可以不写。")
        return contact


class PassForm(forms.Form):
    organ = forms.ModelChoiceField(existing(), label="转给哪个单位")
    said = forms.CharField(label="转办意见", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="请该单位核实、改正并答复；答复时限从收到找错之日起算，不因转办重新计算。")


class AnswerForm(forms.Form):
    text = forms.CharField(label="给网民的答复", max_length=1000, widget=forms.Textarea(attrs=LONG), help_text="写明核实的情况、改了什么、什么时候改好；不写联系人手机号。")


class TrueForm(AnswerForm):
    as_finding = forms.BooleanField(label="登记为问题，跟踪整改", required=False, help_text="同类错误反复出现、需要单位整改的勾选。")


class PartnerForm(forms.ModelForm):
    agreed_on = forms.DateField(label="合作开始日期", required=False, widget=_day())
    feeds = forms.MultipleChoiceField(label="使用的订阅", required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Partner
        fields = ("kind", "name", "url", "contact", "agreed_on", "feeds", "active", "note")

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["feeds"].choices = offered  # type: ignore[attr-defined]

    def validate_unique(self) -> None:
        """The verb says it."""


class ReprintForm(forms.Form):
    partner = forms.ModelChoiceField(Partner.objects.all(), label="转载单位")
    page = forms.CharField(label="本站网址", max_length=300, help_text="被转载的网页；是本站信息的，标题和发布单位自动带出。")
    title = forms.CharField(label="标题", max_length=300, required=False, help_text="本站网址认不出来时填写。")
    form = forms.ChoiceField(label="转载方式", choices=Reprint.Form.choices)
    address = forms.CharField(label="转载网址", max_length=500)
    shown_on = forms.DateField(label="转载日期", widget=_day())
