"""What is typed about places, releases, filings, zones → clean values."""

from __future__ import annotations

from typing import Any

from django import forms

from zwgk.foundation.files.fields import ResumableFileField, ResumableInput
from zwgk.foundation.organs.queries import existing, people

from .carrying import sources
from .models import Channel, Condition, FilingStep, Function, Kind, Level, Mode, Receipt, Standing
from .zones import LINES

LONG = {"rows": 3}
PLATFORMS = ("微信公众号", "微信视频号", "微博", "抖音", "快手", "今日头条", "移动客户端", "小程序", "其他平台")


def _day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs=LONG), **more)


class ChannelForm(forms.Form):
    """The entry of a place; `state` only when it is new."""

    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    name = forms.CharField(label="名称", max_length=120)
    organ = forms.ModelChoiceField(existing(), label="主办单位")
    level = forms.ChoiceField(label="层级", choices=Level.choices, initial=Level.COUNTY)
    state = forms.ChoiceField(label="状态", choices=[(each.value, each.label) for each in (Standing.OPEN, Standing.PROPOSED, Standing.FOUND)], help_text="新开账号先登记为“拟开设”，备案后运行；清理中发现的登记为“待清理”。")
    keeper = forms.ModelChoiceField(people().none(), label="管理人", required=False, help_text="发布任务、撤除通知发给管理人；交接时随人移交。")
    platform = forms.CharField(label="平台", max_length=30, required=False, help_text=f"政务新媒体账号必填，例如：{'、'.join(PLATFORMS[:5])}。")
    account = forms.CharField(label="账号", max_length=80, required=False)
    certified_as = forms.CharField(label="认证主体", max_length=120, required=False)
    certified_until = _day("认证有效期至", required=False)
    members = forms.IntegerField(label="人数", min_value=0, required=False, help_text="工作群的成员数，或账号的关注数。")
    address = forms.CharField(label="网址", max_length=500, required=False)
    place = forms.CharField(label="地点", max_length=200, required=False, help_text="公开栏、专区、电子屏所在的地方。")
    hours = forms.CharField(label="开放时间", max_length=120, required=False)
    phone = forms.CharField(label="电话", max_length=60, required=False, help_text="办公电话；海报上作为监督电话。")
    receipt = forms.ChoiceField(label="回执方式", choices=Receipt.choices, help_text="登记“已发布”时必须提供什么。")
    within_days = forms.IntegerField(label="发布时限（工作日）", min_value=1, max_value=60, required=False, help_text="不填则不计时。")
    idle_days = forms.IntegerField(label="停更天数", min_value=1, max_value=365, initial=14, help_text="多少天没有发布算停更。")
    text_length = forms.IntegerField(label="文字版字数上限", min_value=60, max_value=5000, initial=300)
    opened_on = _day("开设日期", required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = people()
        if not new:
            del self.fields["state"]


class ReleaseForm(forms.Form):
    """The receipt; which of them is needed says the place."""

    address = forms.CharField(label="发布地址", max_length=500, required=False, help_text="发布后从浏览器地址栏复制，粘贴到这里；系统会在后台打开页面核对标题、正文和日期。")
    issue = forms.CharField(label="期号或版面", max_length=80, required=False)
    released_on = _day("发布日期")
    photos = ResumableFileField(label="照片或截图", required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, receipt: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photos"].widget = ResumableInput(attrs={"accept": "image/*,application/pdf"})
        for name, wanted, said in (("address", Receipt.ADDRESS, "请粘贴发布地址。"), ("issue", Receipt.ISSUE, "请填写期号或版面。")):
            if receipt == wanted:
                self.fields[name].required, self.fields[name].error_messages["required"] = True, said
        if receipt == Receipt.PHOTO:
            self.fields["photos"].help_text = "必须有现场照片，看得清标题即可；已经传过的不用再传。"


class RemoveForm(forms.Form):
    photos = ResumableFileField(label="撤除后的截图或照片", required=False)
    note = _words("撤除说明", required=False, help_text="没有截图的，写清怎样核实已经撤除。", max_length=300)


class LabelForm(forms.Form):
    photos = ResumableFileField(label="标注后的截图或照片", required=False)
    note = _words("标注说明", required=False, help_text="没有截图的，写清标注在哪里、怎样核实。", max_length=300)


class ReasonForm(forms.Form):
    reason = _words("理由", max_length=300)


class AddForm(forms.Form):
    channels = forms.ModelMultipleChoiceField(Channel.objects.none(), label="渠道", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].queryset = choices
        self.fields["channels"].label_from_instance = lambda row: f"{row.name}（{row.sort}，{row.organ.label}）"


class FilingForm(forms.Form):
    step = forms.ChoiceField(label="事项", choices=FilingStep.choices)
    reason = _words("理由")
    filed_with = forms.CharField(label="备案单位", max_length=120)
    filed_on = _day("报备日期")
    name = forms.CharField(label="变更后的名称", max_length=120, required=False, help_text="以下四项只在办理变更时填写，不变的不填。")
    organ = forms.ModelChoiceField(existing(), label="变更后的主办单位", required=False)
    account = forms.CharField(label="变更后的账号", max_length=80, required=False)
    certified_as = forms.CharField(label="变更后的认证主体", max_length=120, required=False)


class AnswerForm(forms.Form):
    agreed = forms.TypedChoiceField(label="答复", choices=[("yes", "同意备案"), ("no", "退回")], coerce=lambda value: value == "yes", widget=forms.RadioSelect)
    answered_on = _day("答复日期")
    number = forms.CharField(label="备案号", max_length=80, required=False)
    announced = forms.CharField(label="公告地址", max_length=500, required=False, help_text="关停、注销、变更主办单位须向社会公告。")
    answer = _words("意见", required=False, max_length=300, help_text="退回时必填。")


class ModeForm(forms.Form):
    function = forms.ChoiceField(label="功能", choices=Function.choices)
    mode = forms.ChoiceField(label="方式", choices=Mode.choices, widget=forms.RadioSelect)
    organ = forms.ModelChoiceField(existing(), label="单位", required=False, help_text="不选为全县。单位自己的决定优先于全县的。")
    since = _day("起")
    reason = _words("理由", max_length=300, help_text="依据的文件或会议。")


class ColumnForm(forms.Form):
    label = forms.CharField(label="上级平台的栏名", max_length=80, required=False)
    source = forms.ChoiceField(label="取自", choices=[("", "——"), *sources()], required=False)
    fixed = forms.CharField(label="固定值", max_length=200, required=False)


class NothingForm(forms.Form):
    """No field of its own: a place for what a verb refuses about a whole set of rows."""


ColumnSet = forms.formset_factory(ColumnForm, extra=4, max_num=60)


class EquipmentForm(forms.Form):
    name = forms.CharField(label="设备或资料", max_length=80)
    count = forms.IntegerField(label="数量", min_value=1, initial=1)
    number = forms.CharField(label="编号", max_length=60, required=False)
    condition = forms.ChoiceField(label="状况", choices=Condition.choices)
    since = _day("配置日期", required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)


class StaffForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    duty = forms.CharField(label="岗位", max_length=80)
    phone = forms.CharField(label="办公电话", max_length=60, required=False)
    trained_on = _day("最近培训", required=False)
    until = _day("离岗日期", required=False, help_text="仍在岗的不填。")


FITS = {"yes": True, "no": False, "": None}


class LookForm(forms.Form):
    """The check list on a phone: each line 符合 or 不符合, words, a photo."""

    day = _day("检查日期")
    note = forms.CharField(label="其他情况", max_length=300, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in LINES:
            self.fields[line.key] = forms.ChoiceField(label=line.label, choices=[("yes", "符合"), ("no", "不符合")], widget=forms.RadioSelect, required=False)
            self.fields[f"note_{line.key}"] = forms.CharField(label="情况", max_length=200, required=False)
            if line.photo:
                self.fields[f"photo_{line.key}"] = ResumableFileField(label="拍照", required=False)
                self.fields[f"photo_{line.key}"].widget = ResumableInput(attrs={"accept": "image/*", "capture": "environment"})

    def parts(self) -> list[tuple[str, list[tuple[Any, Any, Any]]]]:
        """Group → its lines with choice, words and photo, for the page."""
        groups: dict[str, list[tuple[Any, Any, Any]]] = {}
        for line in LINES:
            groups.setdefault(line.group, []).append((self[line.key], self[f"note_{line.key}"], self[f"photo_{line.key}"] if line.photo else None))
        return list(groups.items())

    def fits(self) -> dict[str, bool | None]:
        return {line.key: FITS[self.cleaned_data[line.key]] for line in LINES}

    def notes(self) -> dict[str, str]:
        return {line.key: self.cleaned_data[f"note_{line.key}"] for line in LINES}
