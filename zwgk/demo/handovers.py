"""Hand-overs of 和光县: one done in spring, one for next month, a deputy at work, and things that nobody answers for."""

from __future__ import annotations

import io
from datetime import date, datetime

import pypdfium2

from zwgk.domain.rights import Actor
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.models import Person
from zwgk.foundation.organs.queries import holdings_on
from zwgk.matters.handovers import actions
from zwgk.matters.handovers.actions import Arranged, NewHandover, NewObject, NewPerson
from zwgk.matters.handovers.models import Handover

from .reading import SETUP, Cast, moment

SPRING, SIGNED = moment("2026-04-20 09:30"), moment("2026-11-20 15:10")


def make_spring(cast: Cast) -> None:
    """望山乡: the keeper of the accounts was moved to another county; a U盾 has not turned up since."""
    town, office = cast.organs["wangshan"], cast.actor("luqinghe")
    leaving = _keeper(cast)
    kept = [
        actions.keep_object(NewObject(town, leaving, kind, name, place), actor=office, at=moment("2026-03-09 10:00"))
        for kind, name, place in (
            ("account", "微信公众号“望山乡发布”", "管理员微信绑定在党政办工作手机"), ("key", "财政专网 U盾", "党政办铁皮柜"), ("seal", "信息公开专用章", "党政办保险柜，双人双锁"),
        )
    ]  # fmt: skip
    remarks = "惠农补贴公示照片还差云台村一个组，找村会计补。\n公众号年审4月底到期，材料在党政办。"
    new = NewHandover(leaving, cast.people["cenye"], town, date(2026, 4, 20), "调往外县工作", remarks)
    row, _ = actions.prepare(new, actor=office, at=moment("2026-04-17 16:20"))
    said = [Arranged(f"handovers.object:{kept[1].pk}", remark="本人说已交财政所，财政所没有登记", missing=True)]
    actions.arrange(row, said, remarks=remarks, actor=office, at=moment("2026-04-17 16:30"))
    _signed(row, office, SPRING)
    actions.print_list(actions.carry_out(row, actor=office, at=SPRING), actor=office, at=SPRING)


def make_now(cast: Cast) -> None:
    """A hand-over signed for next month, a deputy, a closed account that still stands on a post; then the look of the night."""
    office, leaving = cast.actor("luqinghe"), cast.people["guyuqing"]
    new = NewHandover(
        leaving, NewPerson("lixiaoqing", "黎晓晴"), cast.organs["nongyeju"], date(2026, 12, 21), "轮岗到产业股",
        "农机补贴公示12月底还有一批，名单在农机股。\n涉农补贴目录正等省里新文件，省厅联系电话写在台账备注。",
    )  # fmt: skip
    row, _ = actions.prepare(new, actor=cast.actor("tianyuliang"), at=moment("2026-11-20 14:30"))
    _signed(row, office, SIGNED)
    away = holdings_on(date(2026, 11, 9)).filter(person=cast.people["zhanyifan"]).first()
    if away:
        deputy = organs.NewDeputy(away, cast.people["duanyumo"], date(2026, 11, 9), date(2026, 12, 4), approvals=False)
        organs.deputise(deputy, actor=cast.actor("gansufen"), at=moment("2026-11-09 08:40"))
    organs.lock_person(cast.people["xiangjiahui"], reason="社区反映本人已离职", actor=office, at=moment("2026-11-18 10:05"))
    actions.look(actor=SETUP, at=moment("2026-11-23 02:40"))


def _keeper(cast: Cast) -> Person:
    """The person who left in April."""
    at = moment("2026-01-05 09:00")
    person = organs.create_person("luochunsheng", "骆春生", phone="0989-6006804", actor=SETUP, at=at)
    post = organs.Appointment(person, cast.organs["wangshan"], "政务新媒体管理员", ["liaison"], date(2023, 3, 1))
    organs.appoint(post, actor=SETUP, at=at)
    return person


def _signed(row: Handover, office: Actor, at: datetime) -> None:
    """All have signed on paper; the scan is an empty page here."""
    sheet, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    sheet.new_page(595, 842)
    sheet.save(out)
    actions.confirm_on_paper(row, out.getvalue(), "交接清单签字件.pdf", actor=office, at=at)
