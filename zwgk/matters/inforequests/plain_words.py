"""How a case stands, for somebody who knows no procedure: what happens now, what to do, by when. Pure but for the rows it is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zwgk.domain.inforequests import TABLE, ClockState, Effect, Standing
from zwgk.domain.inforequests.states import EFFECT_NAMES

from .models import Case, State

FOI = "《中华人民共和国政府信息公开条例》"
# In the order of the procedure; what the organ may do that moves the last day.
MOVES = (Effect.STOPS, Effect.STANDS_STILL, Effect.LENGTHENS, Effect.SETS)


@dataclass(frozen=True, slots=True)
class Now:
    """The box on top of the applicant's page."""

    title: str
    lines: tuple[str, ...]
    tone: str = ""  # waits: the applicant's turn; done: finished


def now(case: Case, standing: Standing | None, *, if_today: date | None = None, asked: str = "") -> Now:
    """What happens now. `if_today`: the last day if both sides confirmed today; `asked`: what the applicant was asked for."""
    match case.state:
        case State.ARRIVED:
            return _arrived(case, if_today)
        case State.CLARIFYING:
            limit = _said(standing.waits_until) if standing else ""
            return Now("请您补正", (f"请在{limit}以前补正下面的内容，从收到补正的第二天起重新计算答复期限。", asked, f"逾期没有补正、又没有正当理由的，视为放弃申请（{FOI}第三十条）。"), "waits")
        case State.AWAITING_PAYMENT:
            limit = _said(standing.waits_until) if standing else ""
            return Now("请您缴纳信息处理费", (f"请在{limit}以前缴费，从缴费的第二天起重新计算答复期限。", asked, "逾期没有缴费的，视为放弃申请（《政府信息公开信息处理费管理办法》第六条）。"), "waits")
        case State.ANSWERED | State.SERVED | State.CLOSED | State.ARCHIVED:
            day = f"{_said(case.finished_on)}" if case.finished_on else ""
            return Now("已经答复", (f"{case.organ.name}{day}作出了答复，请在下面下载。答复书写明了不服时向谁提出、在多少天以内。",), "done")
        case State.WITHDRAWN:
            return Now("您已撤回", ("这份申请不再办理。以后需要，可以重新申请。",), "done")
        case State.LAPSED:
            return Now("不再处理", (asked or "期限内没有收到补正或者缴费，申请不再处理。", "对此有异议的，可以向上一级行政机关投诉，也可以依法申请行政复议或者提起行政诉讼。"), "done")
        case State.FORWARDED:
            return Now("已经改送", ("申请改送下面的机关办理，请用新的编号查询。",), "done")
        case State.SPLIT:
            return Now("已经拆分", ("申请包含几件独立的事，按一事一申请拆分后分别办理，收到申请之日不变。各件的进展见下面。", asked), "done")
        case _:
            return _working(case, standing)


def _arrived(case: Case, if_today: date | None) -> Now:
    lines = [f"{case.organ.name}收到了您的申请，还要与您确认。确认之日为收到申请之日，从第二天起计算答复期限（{FOI}第三十一条）。"]
    if if_today:
        lines.append(f"如果今天确认，最迟{_said(if_today)}答复。")
    phone = case.organ.phone
    lines.append(f"请保持电话、邮箱畅通。几天内没有人联系您的，可以打电话询问{f'：{phone}' if phone else ''}。")
    return Now("等待确认", tuple(lines))


def _working(case: Case, standing: Standing | None) -> Now:
    if standing is None or standing.due is None:
        return Now("正在办理", ("受理机关正在办理。",))
    due = _said(standing.due)
    if standing.state is ClockState.SUSPENDED:
        asked = "、".join(f"{name}（{_said(until)}以前答复）" if until else name for name, until in standing.open_until)
        return Now(
            "正在征求意见，期限暂停", (f"您要的信息涉及别人，机关依法正在征求{asked or '有关方面'}的意见。这段时间不计入答复期限（{FOI}第三十三条第三款）。", f"按现在的情况，最迟{due}答复；意见回来得早，答复也会提前。"),
        )  # fmt: skip
    if standing.state is ClockState.LATE:
        return Now("已经超过答复期限", (f"应当在{due}以前答复，现在还没有答复。", f"您可以打电话催问{f'：{case.organ.phone}' if case.organ.phone else ''}，也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报（{FOI}第五十一条）。"), "waits")
    left = f"还有{standing.remaining}个工作日" if standing.remaining else "就是今天"
    return Now("正在办理", (f"最迟{due}答复，{left}。您现在不用做什么。",))


def movers() -> list[tuple[str, str, str]]:
    """What may move the last day: the act, what it does, its article; for the receipt."""
    rows = (verb for verb in TABLE.values() if verb.clock in MOVES)
    return [(verb.title, EFFECT_NAMES[verb.clock], verb.article.replace(FOI, "条例")) for verb in rows]


def _said(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
