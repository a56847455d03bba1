"""The course of one request while its events are taken: what has been done, since when it counts, what stands still."""

from __future__ import annotations

from datetime import date

from zwgk.domain.deadlines import Extension, Restart, Suspension, Unit, compute_length, find, value_on
from zwgk.domain.deadlines.counting import day_of, end_of, merged
from zwgk.domain.inforequests.events import Event
from zwgk.domain.inforequests.holds import Hold, pause
from zwgk.domain.inforequests.standing import Ground
from zwgk.domain.workdays import Calendar
from zwgk.law.book import Law
from zwgk.law.model import Status

ANSWER = "requests/answer"


class Course:
    """Facts and grounds of one request; `clock` decides what is lawful, this only keeps it."""

    def __init__(self, law: Law, calendar: Calendar) -> None:
        self.law, self.calendar = law, calendar
        self.received: date | None = None
        self.start = date.min  # the day after which the present count begins
        self.rule = ANSWER
        self.anew: Restart | None = None
        self.extension: Extension | None = None
        self.holds: list[Hold] = []
        self.clarification: Event | None = None
        self.awaits_correction = False
        self.fee: date | None = None
        self.awaits_payment = False
        self.pay_by: date | None = None
        self.set_by_organ: date | None = None  # Art. 35
        self.ended: Event | None = None
        self.stopped_on: date | None = None
        self.grounds: list[Ground] = []

    # --- what is asked of it

    @property
    def stopped(self) -> bool:
        """Whether a correction or a payment is awaited: no day runs."""
        return self.awaits_correction or self.awaits_payment

    @property
    def length(self) -> int:
        """Working days of the present count, with its extension."""
        value = value_on(find(self.law, self.rule), self.start).value
        return (value if isinstance(value, int) else 0) + (self.extension.amount if self.extension else 0)

    @property
    def clarify_days(self) -> int:
        """Working days within which a correction may be asked for."""
        value = value_on(find(self.law, "requests/clarification"), self.received or self.start).value
        return value if isinstance(value, int) else 0

    @property
    def clarify_by(self) -> date:
        """The last day on which a correction may be asked for."""
        return self.calendar.add(self.received or self.start, self.clarify_days)

    def due(self, on: date) -> date | None:
        """The last day to answer, as it looks on a day; None while a correction or a payment is awaited."""
        if self.stopped:
            return None
        end = day_of(end_of(self.start, self.length, Unit.WORKING_DAY, self.calendar, self.pauses(on)))
        return max(end, self.set_by_organ) if self.set_by_organ else end

    def pauses(self, on: date | None) -> tuple[Suspension, ...]:
        """The days that stand still; a consultation without a limit stands still up to `on`, for ever without it."""
        found = []
        for hold in self.holds:
            one = pause(
                hold, from_sending_day=self._chosen("standstill-first", hold.sent) == "same_day",
                answer_day_counts=self._chosen("standstill-last", hold.sent) == "day_before", until=on,
                basis=self.cite("第三十三条第三款"),
            )  # fmt: skip
            if one is not None and (one.last is None or one.last > self.start):
                found.append(one)
        return merged(found)

    def limit_of(self, rule: str, sent: date) -> date | None:
        """The last day of somebody consulted; None where the law sets no number."""
        value = value_on(find(self.law, rule), sent).value
        if not isinstance(value, int):
            return None
        return compute_length(value, Unit.WORKING_DAY, sent, calendar=self.calendar).day

    # --- what changes it

    def receive(self, on: date) -> None:
        """The first day."""
        value = value_on(find(self.law, ANSWER), on)
        self.received = self.start = on
        self._say(str(value.reference), f"{on}收到申请，当日不计入，自次日起{value.value}个工作日内答复。")

    def ask_correction(self, event: Event) -> None:
        """No day runs until the correction comes."""
        self.clarification, self.awaits_correction, self.stopped_on = event, True, event.on
        said = f"{event.on}告知补正（收到申请起{self.clarify_days}个工作日内，一次性），补正期限到{event.limit_on}；收到补正之日起重新计算答复期限。"
        self._say(self.cite("第三十条"), said)

    def restart(self, event: Event, rule: str, why: str, basis: str) -> None:
        """The whole limit anew, from the day after."""
        self.start, self.rule, self.stopped_on, self.set_by_organ = event.on, rule, None, None
        self.anew = Restart(event.on, why, basis)
        fallen = self.extension is not None and self._chosen("restart", event.on) == "falls_away"
        if fallen:
            self.extension = None
        self._say(basis, f"{event.on}{why}，答复期限自次日起重新计算{value_on(find(self.law, rule), event.on).value}个工作日。")
        if fallen:
            self._say(self.agreed("restart", event.on), "期限重新计算，此前的延长不再计入。")

    def consult(self, hold: Hold) -> None:
        """Somebody is asked; the clock stands still from the day after, unless the limit is over already."""
        due = self.due(hold.sent)
        self.holds.append(hold)
        until = f"到收到意见或者其答复期限{hold.limit}届满为止" if hold.limit else "到收到意见为止（法律没有规定答复期限）"
        over = due is not None and hold.sent >= due
        effect = f"答复期限在{due}届满，不因此停止计算" if over else f"所需时间不计入答复期限，{until}"
        article = f"{hold.sort.article}、第三十三条第三款" if hold.limit else "第三十三条第三款"
        self._say(self.cite(article), f"{hold.sent}征求{hold.name}意见，{effect}。")
        if not over:
            for name in ("standstill-first", "standstill-last"):
                self._agree(name, hold.sent)

    def hear(self, hold: Hold, on: date) -> None:
        """Somebody has answered."""
        hold.answered = on
        late = hold.limit is not None and on > hold.limit
        text = f"{on}收到{hold.name}的意见" + (f"，已超过{hold.limit}的答复期限，停止计算到该日为止。" if late else "，次日起继续计算。")
        self._say(self.cite(hold.sort.article), text)

    def extend(self, wanted: Extension, basis: str) -> None:
        """Longer, once."""
        self.extension = wanted
        self._say(basis, f"{wanted.decided}经{wanted.approved_by}同意，答复期限延长{wanted.amount}个工作日。")

    def charge(self, on: date, basis: str) -> None:
        """No day runs until the fee is paid."""
        self.fee, self.awaits_payment, self.stopped_on = on, True, on
        self.pay_by = self.limit_of("fees/payment", on)
        self._say(basis, f"{on}在答复期限内发出收费通知，申请人应当在{self.pay_by}以前缴费；缴费次日起重新计算答复期限。")

    def delay(self, event: Event, basis: str) -> None:
        """Art. 35: the organ has set a day."""
        self.set_by_organ = event.limit_on
        self._say(basis, f"{event.on}经{event.approved_by}同意，确定延迟到{event.limit_on}答复。")

    def end(self, event: Event, basis: str, text: str) -> None:
        """Nothing moves it any more."""
        self.ended = event
        self._say(basis, text)

    # --- words

    def cite(self, article: str) -> str:
        """An article of the Regulation."""
        return f"《{self.law.instruments['foi-regulation'].title}》{article}"

    def cite_fee(self, article: str) -> str:
        """An article of the fee measures."""
        act = self.law.instruments["fee-measures"]
        return f"《{act.title}》（{act.number}）{article}"

    def agreed(self, name: str, on: date) -> str:
        """A convention, marked as one."""
        choice = self.law.conventions[f"requests/{name}"].on(on)
        mark = "未核实" if choice.status is Status.UNVERIFIED else "本地规定"
        return f"{choice.reference}没有规定，按计算惯例（{mark}）"

    def _chosen(self, name: str, on: date) -> str:
        return self.law.conventions[f"requests/{name}"].on(on).value

    def _agree(self, name: str, on: date) -> None:
        ground = Ground(self.agreed(name, on), f"{self.law.conventions[f'requests/{name}'].text(on)}。")
        if ground not in self.grounds:
            self.grounds.append(ground)

    def _say(self, article: str, text: str) -> None:
        self.grounds.append(Ground(article, text))

