"""A year of documents of all units, through the real verbs: drafted, judged by four people, published; some days after they were signed, a few too late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction

from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.catalogue.models import Entry
from zwgk.matters.records import actions
from zwgk.matters.records.actions import NewRecord
from zwgk.matters.records.models import Attribute, Record

from . import paper
from .desk import Desk, at_hour
from .reading import load
from .rows.batches import month_back, workday

FILES = ("general", "livelihood", "regulation")
NUMBERED = ("通知", "通告", "批复", "纪要")  # these carry a 文号
ABOUT = "机构概况"
LATE, EVERY = 33, 19  # days after signing; one document in so many
Row = dict[str, Any]


@dataclass
class Papers:
    """Drafts with body, number, column, entries and files; counts what is public."""

    desk: Desk
    public: int = 0
    numbers: Counter[tuple[str, int]] = field(default_factory=Counter)

    def draft(self, unit: str, told: Row, signed: date, at: datetime | None = None, **said: Any) -> Record:
        """`told` as in the files under data/records/; `said` overrules what the form would hold."""
        organ, actor = self.desk.organ(unit), self.desk.drafter(unit)
        at = at or at_hour(signed)
        title, text = paper.dated(told["title"], signed), paper.dated(told.get("text", ""), signed)
        column = catalogue.column_at(organ, told["column"]) if told.get("column") else None
        values: Row = {
            "genre": told["genre"], "theme": told.get("theme", ""), "doc_number": self._number(unit, told["genre"], signed), "formed_on": signed, "written_on": signed,
            "attribute": Attribute.PUBLIC, "ground": "statutory",
        }  # fmt: skip
        entries = Entry.objects.filter(template__in=told.get("filed", []), owner=None)
        new = NewRecord(organ=organ, title=title, body=paper.body(text), said=values | said, columns=[column] if column else [], entries=entries)
        record = actions.draft(new, actor=actor, at=at)
        for name in told.get("files", []):
            actions.attach_bytes(record, paper.attachment(name, name.rpartition(".")[0], paper.grid(text)), name, actor=actor, at=at)
        return record

    def _number(self, unit: str, genre: str, signed: date) -> str:
        if genre not in NUMBERED:
            return ""
        self.numbers[unit, signed.year] += 1
        return f"{load('records/letters.yaml')[unit]}〔{signed.year}〕{self.numbers[unit, signed.year] + 2}号"

    def release(self, unit: str, records: Sequence[Record], at: datetime) -> None:
        """Judged and out on that day."""
        month = f"{at.year}年{at.month}月"
        self.desk.judge(unit, records, f"{self.desk.organ(unit).label}{month}文件{len(records)}件", at)
        self.public += self.desk.settle(unit, records, at + timedelta(hours=6))

    def published(self, unit: str, told: Row, signed: date, **said: Any) -> Record:
        """One document, out two days after it was signed."""
        record = self.draft(unit, told, signed, **said)
        self.release(unit, [record], at_hour(workday(signed + timedelta(days=2))))
        record.refresh_from_db()
        return record


def make_records(desk: Desk) -> Papers:
    """The documents of the year."""
    papers = Papers(desk)
    today = desk.cast.today
    every = [(_last(row["when"], today), row) for name in FILES for row in load(f"records/{name}.yaml")["documents"]]
    every.sort(key=lambda each: (each[0], each[1]["unit"]))
    for (_, _, unit), group in groupby(sorted(every, key=_bundle), key=_bundle):
        rows = list(group)
        records = [papers.draft(unit, row, signed) for signed, row in rows]
        wait = LATE if sum(map(len, (row["title"] for _, row in rows))) % EVERY == 0 else 2 + len(rows[0][1]["title"]) % 6
        papers.release(unit, records, at_hour(min(workday(rows[-1][0] + timedelta(days=wait)), today - timedelta(days=2))))
    return papers


def unknown_units(desk: Desk) -> list[str]:
    """Units that have not yet said what they are."""
    there = set(Record.objects.filter(title__endswith=ABOUT).values_list("organ__slug", flat=True))
    return [unit for unit in desk.units if unit not in there]


@transaction.atomic
def introduce(desk: Desk, unit: str) -> int:
    """机关简介 and 政府信息公开指南, from the register of organs."""
    papers = Papers(desk)
    _introduced(papers, unit, workday(month_back(desk.cast.today, 9).replace(day=6)))
    return papers.public


def _bundle(each: tuple[date, Row]) -> tuple[int, int, str]:
    return each[0].year, each[0].month, each[1]["unit"]


def _last(when: str, today: date) -> date:
    """The last such day that lies some days back; a working day."""
    found = date.fromisoformat(f"{today.year}-{when}")
    return workday(found if found <= today - timedelta(days=6) else found.replace(year=today.year - 1))


def _introduced(papers: Papers, unit: str, day: date) -> None:
    organ = papers.desk.organ(unit)
    told = next(row for row in load("organs.yaml")["organs"] if row["slug"] == unit)
    leader = papers.desk.cast.people[papers.desk.held[unit]["leader"]]
    post = next(post["title"] for row in load("people.yaml")["people"] if row["username"] == leader.username for post in row["posts"] if post["organ"] == unit)
    about = {"title": f"{organ.label}{ABOUT}", "genre": "其他", "column": "art20-02", "theme": "综合政务\\政务公开", "filed": ["statutory/1", "statutory/2", "statutory/3"], "text": _about(organ, told, post, leader.name)}
    guide = {"title": f"{organ.label.removesuffix('政府')}政府信息公开指南", "genre": "其他", "column": "guide", "theme": "综合政务\\政务公开", "filed": ["statutory/4", "statutory/5", "statutory/6"], "text": _guide(organ)}
    papers.release(unit, [papers.draft(unit, each, day) for each in (about, guide)], at_hour(day, 11))


def _about(organ: Organ, told: Row, post: str, name: str) -> str:
    return f"""# 主要职责
{told.get("duty", "负责本领域行政管理和公共服务。")}
# 领导信息
{name}，{post}，分管政务公开、办公室工作。其他负责人信息按干部管理权限公布。
# 内设机构
| 机构 | 职责 |
| 办公室 | 综合协调、文电会务、政务公开、档案保密 |
| 业务股 | 办理本单位业务事项，提出公开属性建议 |
| 法规和行政审批股 | 合法性审核、行政许可和执法监督 |
# 联系方式
办公地址：{organ.address}
办公时间：{organ.office_hours}
办公电话：{organ.phone}"""


def _guide(organ: Organ) -> str:
    return f"""为了方便公民、法人和其他组织获取{organ.label}的政府信息，编制本指南。
# 一、主动公开的范围和方式
范围见本单位政府信息公开目录。信息在县政府网站公开，同时可以到县档案馆、县图书馆和政务公开专区查阅。信息形成或者变更之日起二十个工作日内公开。
# 二、依申请公开
可以当面、邮寄或者通过网上平台提出，填写申请表，写明姓名或者名称、身份证明、联系方式、所需信息的名称或者特征、获取方式。能够当场答复的当场答复，不能当场答复的二十个工作日内答复；需要延长的，最多延长二十个工作日，并书面告知。
# 三、工作机构
| 项目 | 内容 |
| 机构 | {organ.name}办公室 |
| 地址 | {organ.address} |
| 时间 | {organ.office_hours} |
| 电话 | {organ.phone} |
# 四、监督和救济
认为没有依法履行公开义务的，可以向县政务公开办公室反映，也可以依法举报、申请行政复议或者提起行政诉讼。"""
