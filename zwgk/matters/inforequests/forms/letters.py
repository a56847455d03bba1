"""What is typed about letters of requests: a new one, a batch, its service, the details of the organ, what is burnt out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from zwgk.domain.errors import BadInput
from zwgk.foundation.files.fields import ResumableFileField
from zwgk.foundation.files.redaction import Box
from zwgk.matters.letters import queries as letters

from ..models import Service
from .step import day

LINE = re.compile(r"^(\d{1,4})[\s,，]+" + r"[\s,，]+".join([r"(\d{1,3}(?:\.\d+)?)"] * 4) + r"$")


class KindForm(forms.Form):
    """Which letter is to be drafted."""

    kind = forms.ChoiceField(label="文种")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["kind"].choices = [(each.id, each.title) for each in letters.kinds().values() if each.topic == "inforequests"]


class ServeLetterForm(forms.Form):
    way = forms.ChoiceField(label="送达方式", choices=Service.Way.choices)
    on = day("送达的日期", "邮寄：交邮之日；当面、委托、自行领取：签收之日。")
    tracking = forms.CharField(label="邮件号码", max_length=60, required=False, help_text="邮政企业的挂号或者特快专递号码；快递企业不能寄递公文。")
    signed_by = forms.CharField(label="签收人", max_length=60, required=False)
    proof = ResumableFileField(label="送达证明", required=False, help_text="收寄回执、签收单、网上查收记录，选填。")


class DetailsForm(forms.Form):
    """What the letters of the organ say of the organ itself."""

    court = forms.CharField(label="有管辖权的人民法院", max_length=80, required=False, help_text="写入救济途径。以县级以上地方人民政府为被告的，由中级人民法院管辖；实行集中管辖的，填写指定的法院。")
    review_organ = forms.CharField(label="行政复议机关", max_length=120, required=False, help_text="不填的，按机关的类别确定（部门、乡镇为本级县人民政府）；县人民政府自己填写上一级人民政府。")
    internet = forms.CharField(label="互联网复议渠道", max_length=200, required=False, help_text="网上送达答复书的，应当同时告知（行政复议法第二十二条）。")
    contact = forms.CharField(label="经办机构和联系方式", max_length=200, required=False, help_text="不填的，用承办股室和本单位的地址、电话。")
    sender = forms.CharField(label="寄件地址", max_length=200, required=False, help_text="印在邮寄标签上。")
    pay = forms.CharField(label="信息处理费缴纳方式", max_length=300, required=False, help_text="收款单位、缴款的地点和途径；写入收费通知书。")


class OriginalForm(forms.Form):
    title = forms.CharField(label="题名", max_length=200)
    files = ResumableFileField(label="要涂黑的文件", help_text="PDF、图片（png、jpg、tif）或者 Word 文件。原件只留在案件里，不入案卷，申请人看不到。")


class RedactForm(forms.Form):
    """Words, proposals and boxes."""

    found = forms.MultipleChoiceField(label="系统找到的个人信息", required=False, widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(label="要涂黑的词", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="一行一个，全文所有出现的地方都会涂黑。")
    boxes = forms.CharField(
        label="要涂黑的方框", required=False, widget=forms.Textarea(attrs={"rows": 4, "data-boxes": "", "spellcheck": "false"}),
        help_text="一行一个：页 左 上 宽 高，后四个数是占页面的百分数，例如“1 10 20 35 4”。在页面图上按住鼠标拖动会自动填写。",
    )  # fmt: skip
    public = forms.BooleanField(label="涂黑后的副本随答复提供给申请人", required=False, initial=True)

    def __init__(self, proposals: Sequence[Any], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(each.word, f"{each.kind}：{each.word}（第{'、'.join(map(str, each.pages))}页）") for each in proposals]
        if choices:
            self.fields["found"].choices = choices
        else:
            del self.fields["found"]

    @property
    def every_word(self) -> list[str]:
        typed = [line.strip() for line in self.cleaned_data["words"].splitlines() if line.strip()]
        return [*self.cleaned_data.get("found", []), *typed]

    @property
    def every_box(self) -> list[Box]:
        return [_box(line, number) for number, line in enumerate(self.cleaned_data["boxes"].splitlines(), 1) if line.strip()]


def _box(line: str, number: int) -> Box:
    hit = LINE.match(line.strip())
    if not hit:
        raise BadInput(f"第 {number} 行“{line.strip()[:40]}”不是“页 左 上 宽 高”。", field="boxes", remedy="五个数用空格隔开，例如“1 10 20 35 4”。")
    page, left, top, width, height = int(hit[1]), *(float(hit[n]) / 100 for n in (2, 3, 4, 5))
    return Box(page, left, top, min(1.0, left + width), min(1.0, top + height))
