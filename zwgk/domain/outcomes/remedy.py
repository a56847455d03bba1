"""The remedy paragraph of a reply: which way, to whom, within what time; each part dated and marked where unsure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zwgk.domain.deadlines.notes import length
from zwgk.domain.errors import LawMissing
from zwgk.domain.outcomes.choosing import find
from zwgk.law.book import Law
from zwgk.law.model import Status
from zwgk.law.outcome_model import Outcome, OutcomeGroup
from zwgk.law.remedy_model import RouteText, held_on

NAMES = {
    "own_government": "本级人民政府", "higher_government": "上一级人民政府", "founder": "设立派出机关的人民政府", "superior": "上一级主管部门",
    "local_government": "所在地人民政府", "manager": "管理该组织的人民政府", "court": "有管辖权的人民法院", "internet": "互联网复议渠道",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrganFacts:
    """What must be known of the organ that answers; "" where nobody has entered it."""

    kind: str  # id in law.review_organs: department, government, township, street, …
    own_government: str = ""
    higher_government: str = ""
    founder: str = ""
    superior: str = ""
    local_government: str = ""
    manager: str = ""
    court: str = ""
    internet: str = ""
    served_online: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the reply says about remedies."""

    paragraphs: tuple[str, ...]
    references: tuple[str, ...]
    unverified: tuple[str, ...] = ()  # CHECK items
    missing: tuple[str, ...] = ()  # names nobody has entered: the paragraph would be incomplete

    @property
    def text(self) -> str:
        """All paragraphs."""
        return "\n".join(self.paragraphs)


def review_organ(law: Law, organ: OrganFacts, on: date) -> tuple[str, str]:
    """(the reviewing organ in words, what is unsure); refuses a kind that nobody has described."""
    known = law.review_organs.get(organ.kind)
    if known is None:
        raise LawMissing(f"没有“{organ.kind}”这类机关的复议管辖规则。", field="kind", remedy=f"可用：{'、'.join(law.review_organs)}。")
    # Before the act of 2023 the files hold no rule; the reply then names the own government, marked.
    held = held_on(known.values, on) or known.values[0]
    names = {each: getattr(organ, each) or f"〔{NAMES[each]}〕" for each in held.asks}
    doubt = f"{known.title}：{held.note}" if held.status is Status.UNVERIFIED else ""
    if held.since > on:
        doubt = f"{known.title}：{held.since}以前的复议管辖规则没有收录。"
    return held.text.format(**names), doubt


def remedy_text(law: Law, outcomes: Iterable[str], organ: OrganFacts, on: date) -> Remedy:
    """The paragraph for one or several decisions as of a day."""
    chosen = [find(law, ident) for ident in outcomes]
    routes = list(dict.fromkeys(each.remedy for each in chosen if each.remedy != "N"))
    if not routes:
        return Remedy((), ())
    body, doubt = review_organ(law, organ, on)
    words = {"review_organ": body, "court": organ.court or f"〔{NAMES['court']}〕", "internet": organ.internet or f"〔{NAMES['internet']}〕"}
    mixed = routes == ["P", "C"] or routes == ["C", "P"] or any(each.group is OutcomeGroup.PARTLY and each.remedy == "P" for each in chosen)
    said: list[str] = []
    texts: list[RouteText] = []
    for route in ("P", "C") if mixed else routes:
        held = _route(law, route, on)
        texts.append(held)
        said.append((_WHICH[route] if mixed else "") + _fill(law, held, words, on, mixed=mixed))
    if organ.served_online:
        held = _route(law, "ONLINE", on)
        texts.append(held)
        said.append(_fill(law, held, words, on))
    said += [each.remedy_note for each in chosen if each.remedy_note]
    doubts = [doubt, *(f"救济途径：{text.note}" for text in texts if text.status is Status.UNVERIFIED)]
    doubts += [f"{each.label}：{each.note}" for each in chosen if each.status is Status.UNVERIFIED]
    return Remedy(
        tuple(said), tuple(dict.fromkeys(str(text.reference) for text in texts)), tuple(dict.fromkeys(filter(None, doubts))),
        _missing(law, organ, on),
    )  # fmt: skip


_WHICH = {"P": "对不予公开的部分：", "C": "对本决定的其他部分："}


def _route(law: Law, name: str, on: date) -> RouteText:
    route = law.remedies[name]
    return held_on(route.values, on) or route.values[0]


def _fill(law: Law, held: RouteText, words: dict[str, str], on: date, *, mixed: bool = False) -> str:
    lengths = {}
    for word, rule in held.rules.items():
        limit = law.deadlines[rule]
        value = limit.value_on(on) or limit.values[0]
        lengths[word] = length(value.value, limit.unit)
    text = held.text.format(**words, **lengths, **held.terms)
    return text.replace("如不服本决定，", "不服的，") if mixed else text


def _missing(law: Law, organ: OrganFacts, on: date) -> tuple[str, ...]:
    known = law.review_organs[organ.kind]
    asks = list((held_on(known.values, on) or known.values[0]).asks) + ["court"] + (["internet"] if organ.served_online else [])
    return tuple(NAMES[each] for each in asks if not getattr(organ, each))


def basis_of(outcome: Outcome) -> str:
    """The articles of a decision, for the reply."""
    return outcome.cited
