"""A year of documents of some twenty units, in every state, through the real verbs: drafted, judged in batches by four people, published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from zwgk.domain.rights import Actor
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.queries import actor_of
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.catalogue.models import Entry
from zwgk.matters.records import actions
from zwgk.matters.records.actions import Ending, NewRecord
from zwgk.matters.records.models import Attribute, Record
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews.actions import Decision

from .reading import SETUP, Cast, load, moment

APPOINTED = moment("2026-01-05 09:00")
NOW = moment("2026-11-23 08:30")
CLOSING = {
    "通知": "请认真组织实施。执行中的问题，请及时向{unit}反映。", "公告": "特此公告。", "通告": "本通告自发布之日起施行。", "公示": "公示期间如有意见，可以书面形式向{unit}反映。",
    "纪要": "", "报告": "以上报告已经审议通过。",
}  # fmt: skip
Row = dict[str, Any]


def make_records(cast: Cast) -> int:
    """Everything; returns how many are public."""
    spec = load("records.yaml")
    made = _Year(cast, spec)
    for unit in spec["units"]:
        made.whole(unit)
    by_name = {unit["organ"]: unit for unit in spec["units"]}
    _ends(made, by_name)
    _open_ones(made, by_name)
    _withheld(made, by_name)
    return made.public


class _Year:
    """Who drafts, who judges, and how a document goes its way."""

    def __init__(self, cast: Cast, spec: Row) -> None:
        self.cast, self.public = cast, 0
        self.judges = [cast.people[row["username"]] for row in spec["judges"]]
        for unit in spec["units"]:
            for row in spec["judges"]:
                wanted = organs.Appointment(cast.people[row["username"]], cast.organs[unit["organ"]], row["title"], row["roles"], date.fromisoformat("2026-01-05"))
                organs.appoint(wanted, actor=SETUP, at=APPOINTED)

    def actor(self, username: str) -> Actor:
        return actor_of(self.cast.people[username], NOW.date())

    def draft(self, unit: Row, title: str, genre: str, at: datetime, *, body: str = "", column: str = "", filed: Sequence[str] = (), **said: Any) -> Record:
        organ = self.cast.organs[unit["organ"]]
        place = catalogue.column_at(organ, column) if column else None
        serial = Record.objects.filter(organ=organ).count() + 3
        values: Row = {
            "genre": genre, "theme": "综合政务\\政务公开" if column == "art20-01" else "", "doc_number": f"{unit['letters']}〔2026〕{serial}号", "formed_on": at.date(),
            "written_on": at.date(), "attribute": Attribute.PUBLIC, "ground": "statutory",
        }  # fmt: skip
        new = NewRecord(organ=organ, title=title, body=body or _body(organ.name, title, genre), said=values | said, columns=[place] if place else [], entries=Entry.objects.filter(template__in=filed, owner=None))
        return actions.draft(new, actor=self.actor(unit["drafter"]), at=at)

    def judged(self, unit: Row, records: list[Record], at: datetime, *, steps: int = 4) -> None:
        """To review as one batch, or alone; so many steps are taken."""
        drafter = self.actor(unit["drafter"])
        if len(records) == 1:
            review = actions.submit(records[0], actor=drafter, at=at)
        else:
            review = actions.submit_batch(records, f"{self.cast.organs[unit['organ']].label}{at.month}月文件", actor=drafter, at=at)
        people = [*(actor_of(person, NOW.date()) for person in self.judges), self.actor(unit["leader"])]
        for number, person in enumerate(people[:steps], 1):
            review = reviews.decide(review, Decision(True, review.hash, "同意。"), actor=person, at=at + timedelta(hours=number))

    def publish(self, unit: Row, records: list[Record], at: datetime) -> None:
        for record in records:
            actions.publish(record, actor=self.actor(unit["drafter"]), at=at)
            self.public += 1

    def whole(self, unit: Row) -> None:
        """The year of one unit: each document some days after it was signed; a few of them late."""
        for place, (when, genre, column, title, *filed) in enumerate(unit["topics"]):
            signed = moment(date.fromisoformat(f"2026-{when}"))
            wait = 32 if (place + len(title)) % 13 == 0 else 2 + len(title) % 7
            record = self.draft(unit, title, genre, signed, column=column, filed=filed)
            at = min(signed + timedelta(days=wait), NOW - timedelta(days=2))
            self.judged(unit, [record], at)
            self.publish(unit, [record], at + timedelta(hours=6))

    def public_now(self, unit: Row, title: str, genre: str, at: datetime, **said: Any) -> Record:
        record = self.draft(unit, title, genre, at, **said)
        self.judged(unit, [record], at + timedelta(hours=1))
        self.publish(unit, [record], at + timedelta(hours=6))
        record.refresh_from_db()
        return record


def _body(unit: str, title: str, genre: str) -> str:
    about = title.removeprefix("关于").removesuffix("的通知").removesuffix("的通告").removesuffix("公告").removesuffix("公示")
    to = "<p>各有关单位：</p>" if genre == "通知" else ""
    return (
        f"{to}<p>为做好{about}有关工作，保障群众知情权，现就有关事项说明如下。</p><h3>一、主要内容</h3><p>本次事项由{unit}负责，按照年度工作安排组织实施，"
        f"具体时间、范围和办理方式以本文为准。</p><h3>二、工作安排</h3><p>各承办单位应当按时完成，并将进展情况在本单位政府信息公开专栏公布。</p>"
        f"<h3>三、联系方式</h3><p>咨询可到{unit}办公室，或者在工作时间拨打单位办公电话。</p><p>{CLOSING[genre].format(unit=unit)}</p><p>（此件公开发布）</p>"
    )


def _ends(year: _Year, units: dict[str, Row]) -> None:
    """One repealed with a successor, one amended, one lapsed, one withdrawn, one taken down."""
    sifa, minzheng, jiaotong, chengguan = (units[name] for name in ("sifaju", "minzhengju", "jiaotongju", "chengguanju"))
    old = year.public_now(sifa, "和光县行政规范性文件制定程序规定（试行）", "通知", moment("2026-02-12 09:00"), column="art20-01")
    new = year.public_now(sifa, "和光县行政规范性文件制定程序规定", "通知", moment("2026-09-08 09:00"), column="art20-01")
    actions.repeal(old, Ending("replaced"), new, actor=year.actor(sifa["drafter"]), at=moment("2026-09-09 10:00"))
    low = year.public_now(minzheng, "2026年第三季度临时救助情况公示", "公示", moment("2026-10-15 09:00"), column="art20-11")
    drafter = year.actor(minzheng["drafter"])
    low = actions.amend(low, "合计金额单位写错", actor=drafter, at=moment("2026-10-19 09:00"))
    low = actions.edit(low, {"summary": "第三季度临时救助户次和金额，金额单位为元。"}, seen=low.number, actor=drafter, at=moment("2026-10-19 09:30"))
    year.judged(minzheng, [low], moment("2026-10-19 10:00"))
    actions.publish(low, actor=drafter, at=moment("2026-10-19 16:00"))
    closed = year.public_now(jiaotong, "关于和安大桥检测期间限行的通告", "通告", moment("2026-05-06 09:00"), column="art20-10", lapses_on=date.fromisoformat("2026-06-30"))
    actions.lapse(closed, Ending("task_done"), actor=year.actor(jiaotong["drafter"]), at=moment("2026-07-01 09:00"))
    wrong = year.public_now(chengguan, "关于调整停车泊位收费时段的通告", "通告", moment("2026-06-15 09:00"), column="art20-08")
    actions.withdraw(wrong, Ending("misfiled", "应由县发展改革局发布"), actor=year.actor(chengguan["drafter"]), at=moment("2026-06-16 09:00"))
    list_ = year.public_now(minzheng, "2026年9月特困人员救助供养情况公示", "公示", moment("2026-10-09 09:00"), column="art20-11")
    incident = actions.take_down(list_, "personal", "群众反映附表能看出具体住户", actor=drafter, at=moment("2026-10-10 20:12"))
    for copy in list(incident.copies.all())[:5]:
        actions.clear_copy(copy, "已检索，未发现副本。", actor=drafter, at=moment("2026-10-11 09:30"))
    actions.prove(low, actor=drafter, at=moment("2026-11-02 09:00"))


def _open_ones(year: _Year, units: dict[str, Row]) -> None:
    """What is on the way now: a draft with findings, one under review, one scheduled, one let out in an emergency."""
    caizheng, fagai, yingji, qinghe = (units[name] for name in ("caizhengju", "fagaiju", "yingjiju", "qinghe"))
    year.judged(caizheng, [year.draft(caizheng, "关于开展2027年部门预算编制工作的通知", "通知", moment("2026-11-16 09:00"), column="art20-07")], moment("2026-11-20 09:00"), steps=2)
    later = year.draft(fagai, "关于公布2027年重大建设项目名单的通知", "通知", moment("2026-11-17 09:00"), column="art20-10")
    year.judged(fagai, [later], moment("2026-11-19 09:00"))
    actions.schedule(later, moment("2026-12-01 09:00"), actor=year.actor(fagai["drafter"]), at=moment("2026-11-19 15:00"))
    actions.settle(later, actor=year.actor(fagai["drafter"]), at=moment("2026-11-19 15:01"))
    urgent = year.draft(yingji, "关于寒潮大风天气关闭部分景区道路的通告", "通告", moment("2026-11-22 17:00"), column="art20-12")
    review = actions.submit(urgent, actor=year.actor(yingji["drafter"]), at=moment("2026-11-22 17:20"))
    reviews.allow_emergency(review, "寒潮黄色预警，今晚封路，须立即告知", actor=year.actor(yingji["leader"]), at=moment("2026-11-22 17:30"))
    year.publish(yingji, [urgent], moment("2026-11-22 17:32"))
    body = "<p>经村民小组评议、镇政府审核，拟对柳溪村下列住户实施危房改造：户主周某，身份证号11010519491231002X，补助20000元。</p><p>公示期五个工作日。</p>"
    rough = year.draft(qinghe, "2026年第二批农村危房改造对象公示", "公示", moment("2026-11-19 15:00"), body=body, column="art20-11")
    actions.rescreen(rough, actor=year.actor(qinghe["drafter"]), at=moment("2026-11-19 15:05"))
    year.draft(caizheng, "关于清理规范财政专户的通知", "通知", moment("2026-10-14 09:00"), body="<p>正文待完善。</p>", attribute="", ground="")


def _withheld(year: _Year, units: dict[str, Row]) -> None:
    """What is judged and kept, and this year's round over it."""
    caizheng = units["caizhengju"]
    drafter = year.actor(caizheng["drafter"])
    kept = [
        year.draft(caizheng, "预算评审会议讨论记录", "纪要", moment("2026-03-03 09:00"), body="<p>会议讨论了部门预算评审口径。</p>", attribute=Attribute.WITHHELD, ground="process"),
        year.draft(caizheng, "机关车辆管理办法", "通知", moment("2026-04-02 09:00"), body="<p>规定机关车辆使用和保养。</p>", attribute=Attribute.WITHHELD, ground="internal"),
        year.draft(caizheng, "县级国库集中支付操作流程", "通知", moment("2026-05-11 09:00"), body="<p>说明支付申请和审核流程。</p>", attribute=Attribute.ON_REQUEST, ground="specific"),
    ]  # fmt: skip
    year.judged(caizheng, kept, moment("2026-05-12 09:00"))
    for record in kept:
        actions.settle(record, actor=drafter, at=moment("2026-05-12 16:00"))
    made = actions.reassess(kept[0].organ, 2026, date.fromisoformat("2026-12-15"), actor=drafter, at=moment("2026-11-10 09:00"))
    first = made.lines.get(record=kept[0])
    verdict = actions.Verdict(Attribute.WITHHELD, "process", "仍属讨论记录，公开会影响评审专家独立发表意见")
    actions.decide_line(first, verdict, actor=drafter, at=moment("2026-11-12 10:00"))
