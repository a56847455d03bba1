"""The data sets that are given away whole: documents, organs, the standard catalogue, plans, annual reports. Tables of kinds have their own files.

A set reads what its page reads. One with a state (`keeping.state`) is large and its files are kept; the others are small and written anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from zwgk.foundation.ui.words import cn_date
from zwgk.matters.annualreport import queries as reports
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.ledger import queries as ledger
from zwgk.matters.records.models import DOCUMENT
from zwgk.matters.records.queries import opened

from .. import directory, making, plans

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a set, as its dictionary tells it."""

    id: str
    label: str
    type: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class DataSet:
    """What a set is and where its rows come from."""

    id: str
    title: str
    says: str
    page: str
    api: str
    columns: tuple[Column, ...]
    rows: Callable[[str], Iterator[Values]]  # of how addresses begin
    has_state: bool = False


def _columns(*told: tuple[str, str, str] | tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*each) for each in told)


def _documents(start: str) -> Iterator[Values]:
    for each in opened.every(DOCUMENT):
        line = making.line_values(each, start)
        yield {
            **{key: value for key, value in line.items() if key not in ("organ", "kind", "api", "replaced_by")}, "organ": each.organ.name, "organ_id": each.organ.slug,
            "source": each.meta.get("source", ""), "replaced_by": line["replaced_by"].url if line["replaced_by"] else None,
            "columns": [column.title for column in each.columns.all()], "entries": [entry.pk for entry in each.entries.all()],
            "files": [f"{start}/xxgk/info/{each.slug}/files/{file.pk}/" for file in each.files.all()], "text": opened.plain_text(each), "sha256": each.body_hash,
        }  # fmt: skip


def _organs(start: str) -> Iterator[Values]:
    for each in directory.organs_told(start):
        yield {**each.dict(), "sections": [_spoken(section) for section in each.sections]}


def _spoken(section: Any) -> str:
    return "：".join(filter(None, (section.name, section.duties))) + (f"（{section.phone}）" if section.phone else "")


def _catalogue(start: str) -> Iterator[Values]:
    names = {each.pk: each.name for each in catalogue.public_fields(timezone.localdate())}
    found = catalogue.public_entries()
    for shown, each in zip(found, directory.entries_told(found, start), strict=True):
        elements = each.elements
        yield {
            "id": each.id, "field": names.get(shown.field_id, shown.field_name), "url": each.url, "publishers": [organ.name for organ in each.publishers], "published": each.published,
            **{key: elements.get(label, "") for key, label in ELEMENTS},
        }  # fmt: skip


def _plans(start: str) -> Iterator[Values]:
    at = timezone.now()
    for found in ledger.published_plans():
        for task in plans.tasks_of(plans.lines_of(found, at)):
            for duty in task.duties:
                yield {
                    "plan": found.title, "year": found.year, "chapter": task.chapter, "number": task.number, "task": task.text, "organ": duty.organ.name, "label": duty.label,
                    "state": duty.state, "done_on": duty.done_on, "said": duty.said, "result": duty.url, "url": f"{start}/ledger/{found.pk}/",
                }  # fmt: skip


def _reports(start: str) -> Iterator[Values]:
    for found in reports.online().order_by("-year", "organ__order", "organ_id"):
        cells = reports.paper(found).cells
        for table, row, column, cell in reports.form_of(found).cells():
            value = cells.get(cell)
            yield {
                "organ": found.organ.name, "organ_id": found.organ.slug, "year": found.year, "table": table.title, "row": row.title, "column": column.title, "cell": cell,
                "value": value if value is None or isinstance(value, int | str) else str(value), "url": f"{start}{found.record.live.url}",
            }  # fmt: skip


ELEMENTS = (
    ("level1", "一级事项"), ("level2", "二级事项"), ("level3", "三级事项"), ("content", "公开内容（要素）"), ("basis", "公开依据"), ("limit", "公开时限"), ("publisher", "公开主体"),
    ("channels", "公开渠道和载体"), ("to", "公开对象"), ("how", "公开方式"), ("tiers", "公开层级"), ("every", "公开频次"),
)  # fmt: skip

SETS = {
    each.id: each
    for each in (
        DataSet("documents", "政府信息文件", "已经公开的文件：信息头、正文纯文字、附件地址、有效性。逐条公开的数据另有各自的表。", "/xxgk/new/", "/api/v1/documents?kind=document", _columns(
            ("slug", "编号", "文字", "永久网址的最后一段，各版本不变"), ("title", "名称", "文字"), ("organ", "发文单位", "文字"), ("organ_id", "单位网址名", "文字"), ("index_number", "索引号", "文字"),
            ("doc_number", "文号", "文字"), ("theme", "主题分类", "文字"), ("genre", "体裁分类", "文字"), ("validity", "有效性代码", "文字", "valid 有效，lapsed 失效，repealed 废止"), ("validity_label", "有效性", "文字"),
            ("version", "第几版", "整数"), ("published_at", "发布时间", "时刻", "现行版本的发布时间"), ("first_published_at", "首次公开时间", "时刻"), ("written_on", "成文日期", "日期"),
            ("formed_on", "发文日期", "日期"), ("effective_on", "生效日期", "日期"), ("ended_at", "失效或者废止时间", "时刻"), ("replaced_by", "替代文件", "网址"), ("source", "来源", "文字"), ("summary", "内容概述", "文字"),
            ("keywords", "主题词", "文字"), ("columns", "所在栏目", "列表"), ("entries", "目录事项编号", "列表"), ("files", "附件地址", "列表"), ("url", "网址", "网址"), ("text", "正文", "文字", "纯文字；Excel 里过长的会截断，以网页为准"),
            ("sha256", "内容 SHA-256", "文字"),
        ), _documents, has_state=True),
        DataSet("organs", "机构职能目录", "本级各单位的主要职责、内设机构、地址、电话和办公时间。", "/xxgk/functions/", "/api/v1/organs", _columns(
            ("id", "单位网址名", "文字"), ("name", "全称", "文字"), ("short_name", "简称", "文字"), ("kind", "类别", "文字"), ("parent", "上级单位网址名", "文字"), ("address", "办公地址", "文字"), ("phone", "办公电话", "文字"),
            ("office_hours", "办公时间", "文字"), ("basis", "三定规定", "文字"), ("duties", "主要职责", "文字", "空的是尚未公开"), ("sections", "内设机构", "列表", "名称：职责（电话）"), ("subordinates", "下属单位", "列表"),
            ("url", "网址", "网址"), ("feed", "订阅地址", "网址"),
        ), _organs),
        DataSet("catalogue", "基层政务公开标准目录", "各领域已经发布的公开事项和全部要素，以及每个事项下已经公开的条数。", "/xxgk/catalogue/", "/api/v1/catalogue", _columns(
            ("id", "事项编号", "整数"), ("field", "领域", "文字"), *((key, label, "文字") for key, label in ELEMENTS), ("publishers", "本级公开单位", "列表"), ("published", "已公开条数", "整数"), ("url", "网址", "网址"),
        ), _catalogue),
        DataSet("plans", "政务公开工作要点完成情况", "已经公开的年度工作要点：每项任务、每个责任单位是否完成，以及公开的完成情况。", "/ledger/", "/api/v1/plans", _columns(
            ("plan", "工作要点", "文字"), ("year", "年度", "整数"), ("chapter", "部分", "文字"), ("number", "条款", "文字"), ("task", "任务", "文字"), ("organ", "责任单位", "文字"), ("label", "分期", "文字"),
            ("state", "情况", "文字", "done 已完成，late 逾期未完成，doing 正在办理"), ("done_on", "完成日期", "日期"), ("said", "完成情况", "文字"), ("result", "成果网页", "网址"), ("url", "网址", "网址"),
        ), _plans),
        DataSet("annual-reports", "政府信息公开工作年度报告", "已经公开的年度报告的各表各格，一格一行。", "/annual-reports/", "/api/v1/annual-reports", _columns(
            ("organ", "单位", "文字"), ("organ_id", "单位网址名", "文字"), ("year", "年度", "整数"), ("table", "表", "文字"), ("row", "行", "文字"), ("column", "列", "文字"), ("cell", "格的编号", "文字"),
            ("value", "数值", "文字", "空的是报告里没有填"), ("url", "网址", "网址"),
        ), _reports),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """How much a set holds, of which time, when it changed last."""

    rows: int
    period: str = ""
    changed: Any = None


def standings() -> dict[str, Standing]:
    """Set → how it stands, without reading its rows."""
    extent = opened.extents().get(DOCUMENT)
    entries = catalogue.public_entries()
    years = list(reports.online().values_list("year", "record__live__published_at"))
    published = list(ledger.published_plans())
    counts = ledger.standings("plan", timezone.now())
    functions = catalogue.functions_in_force().values()
    return {
        "documents": standing_of(extent),
        "organs": Standing(len(directory.organs_told("")), "现行", max((each.made_at for each in functions), default=None)),
        "catalogue": Standing(len(entries), "现行", max((each.released_at for each in entries if each.released_at), default=None)),
        "plans": Standing(sum(counts[each.pk].total for each in published if each.pk in counts), _span([each.year for each in published]), max((each.published_at for each in published), default=None)),
        "annual-reports": Standing(len(years), _span([year for year, _ in years]), max((at for _, at in years), default=None)),
    }  # fmt: skip


def standing_of(extent: opened.Extent | None) -> Standing:
    if extent is None:
        return Standing(0)
    first, newest = cn_date(extent.first), cn_date(extent.newest)
    return Standing(extent.rows, first if first == newest else f"{first}—{newest}", extent.newest)


def _span(years: list[int]) -> str:
    first, last = (min(years), max(years)) if years else (0, 0)
    return "" if not years else f"{first}年" if first == last else f"{first}—{last}年"
