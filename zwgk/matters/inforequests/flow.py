"""The published flow chart (REQ-02), drawn from the table of states and verbs by which cases are handled; nothing here knows a step of its own."""

from __future__ import annotations

from dataclasses import dataclass

from zwgk.domain.inforequests import STATE_NAMES, TABLE, CaseState, Effect, Verb, arrows
from zwgk.domain.inforequests.states import EFFECT_NAMES

S = CaseState
MAIN = (S.ARRIVED, S.REGISTERED, S.IN_HAND, S.DRAFTED, S.APPROVED, S.ANSWERED, S.SERVED, S.CLOSED, S.ARCHIVED)
STAGES = {
    S.ARRIVED: "接收", S.REGISTERED: "登记", S.IN_HAND: "办理", S.DRAFTED: "审核", S.APPROVED: "答复", S.ANSWERED: "送达", S.SERVED: "办结", S.CLOSED: "归档",
}  # fmt: skip
ACTS = {"organ": "受理机关", "applicant": "申请人", "consulted": "被征求意见方", "court": "复议机关、法院"}
WIDTH, BOX, LINE = 800, 46, 22
MAIN_X, MAIN_WIDTH, STEP = 190, 170, 96
SIDE_X, SIDE_WIDTH = 500, 240


@dataclass(frozen=True, slots=True)
class Row:
    """One act of the list below the chart."""

    verb: Verb
    who: str
    article: str
    after: str  # where it leads; "" leaves the state as it is
    clock: str  # what it does to the limit; "" nothing


@dataclass(frozen=True, slots=True)
class Stage:
    """The acts that become possible in one state."""

    name: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its lines; the first is the name of the state."""

    state: CaseState
    x: int
    y: int
    width: int
    lines: tuple[str, ...]
    kind: str  # main, side, end

    @property
    def height(self) -> int:
        return max(BOX, 18 + LINE * len(self.lines))

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def texts(self) -> list[tuple[int, int, str]]:
        top = self.y + (self.height - LINE * len(self.lines)) // 2
        return [(self.x + self.width // 2, top + LINE * at + 16, line) for at, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow: its path, its words and where they stand."""

    path: str
    words: str = ""
    x: int = 0
    y: int = 0
    both: bool = False
    left: bool = False  # the words end here instead of beginning


def stages() -> list[Stage]:
    """Every act of the table once, where it first may happen."""
    first: dict[CaseState, list[Row]] = {}
    for verb in TABLE.values():
        after = STATE_NAMES[verb.target] if verb.target else ""
        clock = "" if verb.clock is Effect.NONE else EFFECT_NAMES[verb.clock]
        row = Row(verb, ACTS[verb.by], verb.article.replace("《中华人民共和国政府信息公开条例》", "条例"), after, clock)
        first.setdefault(min(verb.sources, key=list(CaseState).index), []).append(row)
    return [Stage(STAGES.get(state, ""), STATE_NAMES[state], tuple(first[state])) for state in CaseState if state in first]


def chart() -> dict[str, object]:
    """Boxes and arrows for the drawing."""
    main = {state: Box(state, MAIN_X, 20 + STEP * at, MAIN_WIDTH, (STATE_NAMES[state],), "main") for at, state in enumerate(MAIN)}
    side = _side(main[S.IN_HAND])
    ends = _ends(main, side)
    links = [*_down(main), *(_across(main[S.IN_HAND], box) for box in side), *_to_ends(main, side, ends)]
    height = max(box.y + box.height for box in (*main.values(), *side, *ends.values())) + 20
    return {"boxes": [*main.values(), *side, *ends.values()], "links": links, "width": WIDTH, "height": height}


def _titles(source: CaseState, target: CaseState) -> tuple[str, ...]:
    return next((each.titles for each in arrows() if each.source is source and each.target is target), ())


def _side(hub: Box) -> list[Box]:
    """Where the case waits for somebody and comes back from."""
    states = [state for state in CaseState if state not in MAIN and _titles(hub.state, state) and _titles(state, hub.state)]
    found: list[Box] = []
    y = 20
    for state in states:
        lines = (STATE_NAMES[state], *(f"→ {each}" for each in _titles(hub.state, state)), *(f"← {each}" for each in _titles(state, hub.state)))
        found.append(Box(state, SIDE_X, y, SIDE_WIDTH, lines, "side"))
        y += found[-1].height + 28
    return found


def _ends(main: dict[CaseState, Box], side: list[Box]) -> dict[CaseState, Box]:
    """Where a case ends without an answer: below the waiting ones what lapses, on the left what the applicant or the counter ends."""
    below = side[-1].y + side[-1].height + 40
    left = main[S.REGISTERED].y
    return {
        S.LAPSED: Box(S.LAPSED, SIDE_X, below, SIDE_WIDTH, (STATE_NAMES[S.LAPSED], *(f"→ {each}" for box in side for each in _titles(box.state, S.LAPSED))), "end"),
        S.FORWARDED: Box(S.FORWARDED, 20, left, 110, (STATE_NAMES[S.FORWARDED],), "end"),
        S.WITHDRAWN: Box(S.WITHDRAWN, 20, main[S.DRAFTED].y, 110, (STATE_NAMES[S.WITHDRAWN],), "end"),
    }  # fmt: skip


def _down(main: dict[CaseState, Box]) -> list[Link]:
    """The way of an ordinary case, and back when a draft is returned."""
    found = []
    for above, below in zip(MAIN, MAIN[1:], strict=False):
        x, top, bottom = MAIN_X + MAIN_WIDTH // 2, main[above].y + BOX, main[below].y
        found.append(Link(f"M{x} {top}V{bottom - 2}", "、".join(_titles(above, below)), x + 10, (top + bottom) // 2 + 5))
    back = [verb.title for verb in TABLE.values() if S.DRAFTED in verb.sources and verb.target is S.IN_HAND and verb.by == "organ"]
    if back:
        x, low, high = MAIN_X, main[S.DRAFTED].middle, main[S.IN_HAND].middle + 8
        found.append(Link(f"M{x} {low}h-22V{high}h20", "、".join(back), x - 28, (low + high) // 2 + 5, left=True))
    return found


def _across(hub: Box, box: Box) -> Link:
    bend = SIDE_X - 34
    return Link(f"M{hub.x + hub.width + 2} {hub.middle}H{bend}V{box.middle}H{SIDE_X - 2}", both=True)


def _to_ends(main: dict[CaseState, Box], side: list[Box], ends: dict[CaseState, Box]) -> list[Link]:
    lapsed, forwarded, withdrawn = ends[S.LAPSED], ends[S.FORWARDED], ends[S.WITHDRAWN]
    right = SIDE_X + SIDE_WIDTH
    found = [
        Link(f"M{right} {box.middle}h24V{lapsed.middle}H{right + 2}") for box in side if _titles(box.state, S.LAPSED)
    ]
    found.append(Link(f"M{MAIN_X} {main[S.REGISTERED].middle}H{forwarded.x + forwarded.width + 2}"))
    spine = withdrawn.x + withdrawn.width // 2
    found.append(Link(f"M{MAIN_X} {main[S.IN_HAND].middle - 6}H{spine}V{withdrawn.y - 2}", "答复作出前", 20, main[S.IN_HAND].middle - 14))
    return found
