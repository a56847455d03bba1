"""The living style guide: every component once, with invented values."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace as Row

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from zwgk.foundation.organs.pages import StaffRequest, staff

DEMO = datetime(2026, 11, 23, 9, 30, tzinfo=timezone.get_fixed_timezone(480))
LIGHTS = (
    ("late", "逾期 2 个工作日"), ("today", "今天到期"), ("soon", "还剩 3 个工作日 · 11月26日"), ("later", "还剩 12 个工作日 · 12月9日"),
    ("waiting", "12月9日期满"), ("over", "已期满 · 11月20日"), ("met", "已办结"), ("met_late", "已办结（逾期 1 个工作日）"),
    ("suspended", "中止计时 · 恢复后还剩 8 个工作日"), ("void", "已取消"), ("none", "期限待定"),
)  # fmt: skip
TASKS = (
    (1, "推进基层政务公开标准化规范化，完成 26 个试点领域标准目录更新", "县司法局", ("late", "逾期 2 个工作日"), 60),
    (2, "常态化召开政策吹风会，全年不少于 12 场", "县政府办公室", ("soon", "还剩 3 个工作日 · 11月26日"), 75),
    (3, "公开本级重大建设项目批准服务信息、批准结果信息", "县发展改革委", ("later", "还剩 12 个工作日 · 12月9日"), 40),
    (4, "乡镇政务公开专区建设，提供查阅、申请、咨询服务", "青禾镇", ("met", "已办结"), 100),
)
CHAT = "各单位：以下 3 项任务将于本周到期，请登录政务公开工作平台上报进展。\n一、县司法局：标准目录更新（11月19日，已逾期）\n二、县政府办公室：政策吹风会（11月26日）"


class SampleForm(forms.Form):
    """One field of each sort."""

    title = forms.CharField(label="标题", max_length=80, help_text="写明机关、事由和文种。")
    amount = forms.IntegerField(label="印发份数", required=False)
    since = forms.DateField(label="成文日期", widget=forms.DateInput(attrs={"type": "date"}))
    organ = forms.ChoiceField(label="牵头单位", choices=[("", "请选择"), ("1", "县财政局"), ("2", "县司法局")])
    openness = forms.ChoiceField(
        label="公开属性", widget=forms.RadioSelect, choices=[("1", "主动公开"), ("2", "依申请公开"), ("3", "不予公开")]
    )
    text = forms.CharField(label="进展情况", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="佐证材料", required=False, help_text="可以是 Word、PDF、OFD、图片，单个不超过 50 MB。")
    sure = forms.BooleanField(label="内容已经本单位负责同志审核", required=False)


@staff("inbox.see")
def style(request: StaffRequest) -> HttpResponse:
    wrong = SampleForm({"title": "", "since": "2026-13-40", "organ": "1", "openness": "1", "amount": "三"})
    values = {
        "title": "界面样式", "crumbs": [("工作台", "/office/"), ("界面样式", "")], "lights": LIGHTS, "tasks": TASKS, "chat": CHAT,
        "form": SampleForm(auto_id="plain_%s"), "wrong": wrong, "page": Paginator(range(430), 20).get_page(4), "facts": _facts(),
        "metadata": _metadata(), "lines": _explained(), "heat": _heat(), "tabs": [("办理事项", "?", True, 128), ("佐证材料", "?", False, 36), ("工作日志", "?", False)],
        "files": [Row(name="2026年政务公开工作要点.docx", url="#", size=48_210), Row(name="任务分工表.xlsx", url="#", size=1_400_000)],
        "bulk_button": mark_safe('<button class="button button-small" form="sample-bulk">催办所选</button>'),
        "exports": [("导出 Excel", "?"), ("导出 CSV", "?")],
    }  # fmt: skip
    return render(request, "office/style.html", values)


def _facts() -> list[Row]:
    said = [
        ("上报进展：已完成 16 个领域标准目录更新", "李禾", "县司法局", ""),
        ("催办：请于 11月26日前上报", "周敏", "县政府办公室", ""),
        ("分解下发任务，期限 2026年11月19日", "周敏", "县政府办公室", "和政办发〔2026〕12号 第三条第二项"),
    ]
    return [Row(at=DEMO, sentence=text, actor_name=who, actor_organ=organ, basis=basis) for text, who, organ, basis in said]


def _metadata() -> list[tuple[str, object]]:
    return [
        ("索引号", "999900001/2026-00110"), ("主题分类", "综合政务 / 政务公开"), ("发文机关", "和光县人民政府办公室"), ("成文日期", "2026年3月18日"),
        ("发文字号", "和政办发〔2026〕12号"), ("发布日期", "2026年3月20日"), ("有效性", "现行有效"), ("废止日期", ""),
    ]  # fmt: skip


def _explained() -> list[Row]:
    head = ["期限规则：答复政府信息公开申请", "依据：《中华人民共和国政府信息公开条例》第三十三条第二款", "收到申请之日：2026-11-16，当日不计，次日起算 5 个工作日（示例）"]
    days = [(17, 1, "工作日"), (18, 2, "工作日"), (19, 3, "工作日"), (20, 4, "工作日"), (21, None, "周末"), (22, None, "周末"), (23, 5, "工作日")]
    said = [Row(text=f"2026-11-{day} {why}", day=date(2026, 11, day), counted=number is not None, number=number, basis="") for day, number, why in days]
    return [Row(text=text, day=None) for text in head] + said


def _heat() -> dict[str, object]:
    rows = [("县司法局", "", (3, 2, 0, 5, 1)), ("县财政局", "", (1, 4, 7, 2, 0)), ("青禾镇", "", (0, 1, 12, 3, 6)), ("白石乡", "", (0, 0, 2, 0, 1))]
    return {"columns": ["逾期", "本周", "下周", "12月7日起", "12月14日起"], "rows": rows}
