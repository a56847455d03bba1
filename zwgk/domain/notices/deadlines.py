"""Phrases of time in a clause → `Deadline`s (DOC-07).

Reads: text and the plan year. Writes: each phrase once, with the rule used. X月底前 is the last day of X, X月前 the last day of
the month before, N日前 that day; 年底前/年内 is 31 December of the plan year; a date without year takes the plan year.
及时, 尽快, 逐步 … are no deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .dates import iso, month_end
from .model import Deadline, DeadlineKind
from .numerals import number_of

_NUM = r"(?:\d{1,4}|[一二三四五六七八九十两]{1,3})"
_Y = r"(?:(?P<y>(?:19|20)\d{2})\s?年(?:度)?|(?P<rel>今年|本年度?|当年|明年|次年|翌年|去年))"
_YEARS = r"(?P<years>(?:(?:19|20)\d{2}\s?年?\s?[、和及,，]\s?){1,4})"
_PRE = r"(?:截至|截止|力争|确保|[最至]迟于?|最晚于?|不迟于|将于|应于|须于|要于|于|在|到|至)?"
_BEFORE = r"(?:之前|以前|前)"
_MONTH = r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s?月份?"
_DAY = r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号]"
_CLOCK = r"(?:\s?[（(][^（）()，。]{1,8}[)）])?(?:\s?(?:上午|下午|中午|晚)?\s?\d{1,2}(?:[:：]\d{2}|\s?[时点](?:\d{1,2}分|半)?))?"  # 6月20日（星期五）17:00前

_DATE = re.compile(
    rf"(?=[\d今本当明次翌去一二三四五六七八九十截力确最不将应须要于在到至])(?<![\d第]){_PRE}\s?(?:{_YEARS})?(?:{_Y}\s?)?(?<![\d一二三四五六七八九十]){_MONTH}\s?(?:{_DAY}{_CLOCK}|(?P<part>底|末|上旬|中旬|下旬|中下旬))?"
    rf"\s?(?P<more>(?:[、和及,，]\s?\d{{1,2}}\s?月份?\s?(?:\d{{1,2}}\s?[日号]|底|末)?){{0,6}})\s?(?P<before>{_BEFORE})?(?P<finish>(?:完成|报送|上报|上线))?"
)
_YEAR_END = re.compile(rf"(?=[\d今本当明次翌去年底内截力确最不将应须要于在到至])(?<!\d){_PRE}\s?(?:{_YEARS})?(?:{_Y})?\s?(?P<part>(?<!每)年[底末]|底(?=前|之前|以前|，|,|基本|全|完)|内(?!容|部|涵|外|控|设|蒙|地)|年内(?!容|部|涵|外|控|设|地))\s?(?P<before>{_BEFORE})?")
_TO_YEAR = re.compile(r"(?:到|至|截至)\s?(?P<y>20\d{2})\s?年(?:底|末)?(?![\d月内])|(?<!\d)(?P<y2>20\d{2})\s?年(?:之前|以前|前)")
_DONE = r"(?:完成|建成|出台|上线|公布)(?!情况|率|的)"
_POINTED = re.compile(rf"(?<![\d.])(?P<y>20\d{{2}})\s?[.．/-]\s?(?P<m>\d{{1,2}})(?:\s?[.．/-]\s?(?P<d>\d{{1,2}}))?\s?(?P<part>底)?(?P<before>{_BEFORE})")
_QUARTER = re.compile(rf"(?=[\d今本当明次翌去第上下一二三四截力确最不将应须要于在到至]){_PRE}(?:{_Y})?\s?(?:(?:第)?(?P<q>[一二三四1-4])\s?季度(?:末|底|内)?\s?(?:{_BEFORE}|内|末|底|{_DONE})|(?P<half>上半年|下半年)(?:{_BEFORE}|内|底|末|{_DONE}))")
_RELATIVE = re.compile(
    rf"(?P<n>{_NUM})\s?(?:个)?(?P<u>工作日|自然日|日|天|小时|分钟|个月|月|年|周|星期)(?:时间|期限)?(?:之内|以内|内)(?!容|部|涵|外|控|地)"
)
_ANCHOR = re.compile(r"(?P<anchor>[^，。；：、,;:《》（）〓]{0,24}?(?:之日起|之时起|后|起|之日))(?:的|，|,)?\s?(?:在|于|应于|应在|应当在|不得?超过|最长不超过|原则上|应|应当)?\s?$|(?:在|于|应于|应在)\s?$")
_NOT_OVER = re.compile(rf"(?:不得?超过|不长于|不多于|控制在)\s?(?P<n>{_NUM})\s?个?(?P<u>工作日|小时)")
_COUNT = re.compile(rf"(?:至少|不少于|不低于|不得少于|原则上|最少|应当?|要|专题|专门|组织|开展|召开|听取|研究|进行|解读|举办|发布|更新|公布|公开|汇报|报送){{0,3}}[^，。；,;\d一二三四五六七八九十两]{{0,20}}(?P<c>{_NUM})\s?(?P<cu>次|期|场|场次|篇|轮|遍)")
_EVERY = re.compile(
    rf"(?P<every>每(?:一)?个?(?P<e1>半年|季度|季|月|年度|年|周|日|天|两年|三年|两个月|半个月|半月|学期)(?!初|龄|复一|人|户|均)|按(?P<e2>季度|季|月度|月|年度|年|半年|周|日)(?!照)|(?P<e3>一年|全年|[1１]年)(?:之?内)?(?=[^。；，]{{0,20}}(?:不少于|至少|不低于)?\s?{_NUM}\s?次)|(?<![\d一二三四五六七八九十])(?P<e4>[月季周])(?:调度|通报|报告|报送)|(?P<e6>{_NUM})\s?个?(?P<e7>年|月|季度|周)\s?(?P<e8>[一二三两1-3])次)"
)
_AFTER_EVERY = re.compile(r"^\s?(?P<em>\d{1,2})\s?月\s?(?:(?P<ed>\d{1,2})\s?[日号]|(?P<ep>底|末))?\s?(?:之前|以前|前)?|^(?:度)?(?:末月|首月|终了后|结束后|的?次月|下月|次月)?\s?(?P<day>\d{1,2})\s?[日号](?:之前|以前|前)?|^(?:底|末)(?:之前|以前|前)?")
_START = re.compile(r"(?:自|从)?\s?(?P<y>20\d{2})\s?年(?:(?P<m>\d{1,2})\s?月)?(?:(?P<d>\d{1,2})\s?[日号])?\s?(?:起|开始|以来|以后)(?!草|始)")
_CONDITION = re.compile(r"(?:待|在|俟)[^，。；,;]{2,40}?(?:出台|印发|公布|发布|实施|批准|审定|确定|下发|施行|明确|修订)(?:[^，。；,;]{0,20}?)后")
_VAGUE = re.compile(r"(?<!不)(?:不?定期|限时)[^，。；、,;（）]{0,14}")
_ANNUAL = re.compile(r"[^，。；、,;（）《》]{0,10}年度(?:报告|培训计划|工作计划|抽查工作计划|计划|责任书|减贫责任书|考核|评估|总结|[^，。；、,;（）《》]{0,6}(?:考核评估|考核))")
_MASK = re.compile(r"《[^《》]{0,120}(?:《[^《》]{0,80}》[^《》]{0,80})?》|[〔\[［][^〕\]］]{0,8}[〕\]］]\s?\d{0,5}号?")
_SKIP_AFTER = re.compile(r"^[年的份]?(?:版|修订|本|以来|已|印发|发布的|颁布|施行|实施的|底数|子)")

_LONGEST = 3000

_FREQUENCY = {
    "半年": "half_yearly", "季度": "quarterly", "季": "quarterly", "月": "monthly", "月度": "monthly", "年度": "yearly", "年": "yearly", "一年": "yearly", "全年": "yearly", "1年": "yearly",
    "周": "weekly", "日": "daily", "天": "daily", "两年": "biennial", "三年": "triennial", "两个月": "bimonthly", "半个月": "half_monthly", "半月": "half_monthly", "学期": "per_term",
}  # fmt: skip
_UNIT = {
    "工作日": "working_day", "自然日": "calendar_day", "日": "calendar_day", "天": "calendar_day", "小时": "hour", "分钟": "minute", "个月": "month", "月": "month",
    "年": "year", "周": "week", "星期": "week",
}  # fmt: skip


class Reader:
    """Deadlines of one clause; phrases found earlier are masked for later rules."""

    def __init__(self, text: str, plan_year: int | None, line: int = 0) -> None:
        self.text = _MASK.sub(lambda hit: "〓" * len(hit.group(0)), text)
        self.year = plan_year
        self.line = line
        self.found: list[tuple[int, Deadline]] = []

    def run(self) -> tuple[Deadline, ...]:
        """All deadlines in the order of the text."""
        if not re.search(r"[年月日天周内前起后时期季次]", self.text):
            return ()
        rules: tuple[tuple[re.Pattern[str], str | tuple[str, ...], Callable[[re.Match[str]], Iterator[Deadline] | None]], ...] = (
            (_CONDITION, "后", self._condition), (_EVERY, "每按年通调报月季周", self._every), (_START, "起始来以", self._start), (_DATE, "月", self._date), (_POINTED, ".．/-", self._pointed),
            (_QUARTER, "季半", self._quarter), (_YEAR_END, "底末内", self._year_end), (_TO_YEAR, "年", self._to_year), (_RELATIVE, "内", self._relative),
            (_NOT_OVER, "超长多控", self._not_over), (_VAGUE, ("定期", "限时"), self._vague), (_ANNUAL, "度", self._annual),
        )  # fmt: skip
        for pattern, needed, rule in rules:
            if not any(piece in self.text for piece in needed):
                continue
            for hit in list(pattern.finditer(self.text)):
                if "〓" in hit.group(0) and pattern is not _CONDITION:
                    continue
                made = rule(hit)
                if made is not None:
                    self.found += [(hit.start(), one) for one in made]
        return tuple(one for _, one in sorted(self.found, key=lambda pair: pair[0]))

    def _take(self, hit: re.Match[str], end: int | None = None) -> str:
        """The phrase; it cannot be found a second time."""
        stop = hit.end() if end is None else end
        phrase = self.text[hit.start() : stop].strip(" ，,")
        self.text = self.text[: hit.start()] + "〓" * (stop - hit.start()) + self.text[stop:]
        return phrase

    def _about(self, position: int) -> str:
        start = max(self.text.rfind(mark, 0, position) for mark in "。；;！") + 1
        stops = [stop for mark in "。；;！" if (stop := self.text.find(mark, position)) >= 0]
        return self.text[start : min(stops, default=len(self.text))].replace("〓", "").strip()[:160]

    def _made(self, kind: DeadlineKind, phrase: str, hit: re.Match[str], **rest: object) -> Deadline:
        core = kind in (DeadlineKind.DATE, DeadlineKind.RELATIVE, DeadlineKind.RECURRENCE)
        return Deadline(phrase, kind, core, line=self.line, about=self._about(hit.start()), **rest)  # type: ignore[arg-type]

    def _year_of(self, hit: re.Match[str]) -> tuple[int | None, str]:
        groups = hit.groupdict()
        if groups.get("y"):
            return int(groups["y"]), "explicit"
        relative = groups.get("rel") or ""
        if self.year and relative in ("明年", "次年", "翌年"):
            return self.year + 1, "next_year"
        if self.year and relative == "去年":
            return self.year - 1, "last_year"
        return self.year, "plan_year" if self.year else "year_missing"

    def _condition(self, hit: re.Match[str]) -> Iterator[Deadline] | None:
        if re.search(r"\d{1,3}个?(?:工作日|日|天)|〓", hit.group(0)[-14:]):
            return None
        following = self.text[hit.end() : hit.end() + 10]
        if re.match(rf"\s?(?:的|，)?{_NUM}\s?个?(?:工作日|日|天|小时|个月)", following):
            return None
        return iter([self._made(DeadlineKind.CONDITIONAL, self._take(hit), hit, rule="event")])

    def _every(self, hit: re.Match[str]) -> Iterator[Deadline]:
        word = hit["e1"] or hit["e2"] or hit["e3"] or hit["e4"] or hit["e7"]
        frequency = _FREQUENCY.get(re.sub("１", "1", word), "yearly")
        end, count, rule = hit.end(), None, "stated_frequency"
        tail = _AFTER_EVERY.match(self.text[end : end + 16])
        day = None
        if tail and tail.group(0):
            end += tail.end()
            if tail["em"] and self.year:
                day = iso(self.year, int(tail["em"]), int(tail["ed"])) if tail["ed"] else month_end(self.year, int(tail["em"]))
                rule = "month_day_each_year"
        many = _COUNT.match(self.text[end : end + 40].lstrip("，, "))
        if many and "〓" not in many.group(0):
            count = number_of(many["c"])
            end += many.end() + len(self.text[end : end + 40]) - len(self.text[end : end + 40].lstrip("，, "))
        elif hit["e8"]:
            count = number_of(hit["e8"])
        phrase = self._take(hit, end)
        yield self._made(DeadlineKind.RECURRENCE, phrase, hit, frequency=frequency, min_count=count, date=day, rule=rule)

    def _start(self, hit: re.Match[str]) -> Iterator[Deadline]:
        day = iso(int(hit["y"]), int(hit["m"] or 1), int(hit["d"] or 1))
        yield self._made(DeadlineKind.START, self._take(hit), hit, date=day, rule="start")

    def _date(self, hit: re.Match[str]) -> Iterator[Deadline] | None:
        since = hit.group(0).startswith("至") and self.text[: hit.start()].endswith("起")
        if not (hit["before"] or hit["part"] or hit["finish"] or since) and not re.match(r"(?:截至|截止|最迟|至迟|最晚|到|不迟于)", hit.group(0)):
            return None
        if _SKIP_AFTER.match(self.text[hit.end() : hit.end() + 6]) and not hit["before"]:
            return None
        month = number_of(hit["m"])
        if not month or month > 12:
            return None
        years = [int(word) for word in re.findall(r"20\d{2}|19\d{2}", hit["years"] or "")]
        year, source = self._year_of(hit)
        phrase = self._take(hit)
        return self._dates(hit, phrase, [*years, year], source, month)

    def _pointed(self, hit: re.Match[str]) -> Iterator[Deadline]:
        """2022.12.31前, 2022-12-31前, 2022.6底前."""
        value, rule = _day(int(hit["y"]), int(hit["m"]), int(hit["d"]) if hit["d"] else None, hit["part"] or "", True)
        yield self._made(DeadlineKind.DATE, self._take(hit), hit, date=value, rule=rule)

    def _dates(self, hit: re.Match[str], phrase: str, years: list[int | None], source: str, month: int) -> Iterator[Deadline]:
        for year in years:
            for value, rule in _days(hit, year, month):
                name = rule if source == "explicit" else f"{rule}_of_{source}"
                yield self._made(DeadlineKind.DATE, phrase, hit, date=value, rule=name)

    def _quarter(self, hit: re.Match[str]) -> Iterator[Deadline]:
        year, source = self._year_of(hit)
        month = {"上半年": 6, "下半年": 12}.get(hit["half"] or "") or (number_of(hit["q"]) or 1) * 3
        yield self._made(DeadlineKind.DATE, self._take(hit), hit, date=month_end(year, month) if year else None, rule=f"quarter_end_of_{source}")

    def _year_end(self, hit: re.Match[str]) -> Iterator[Deadline] | None:
        part, before = hit["part"], hit["before"]
        named = bool(hit["y"] or hit["rel"])
        preceding = self.text[hit.start() - 1 : hit.start()] if hit.start() else ""
        if part.startswith(("底", "内")) and not named:
            return None
        if not named and (preceding in "近两三几多数当上每半同跨往届前隔成" and preceding or re.match(rf"{_NUM}$", preceding)):
            return None
        if part in ("年底", "年末") and not before and not re.match(r"(?:截至|到|至|力争|于|在)", hit.group(0)) and not named:
            return None
        years = [int(word) for word in re.findall(r"20\d{2}", hit["years"] or "")]
        year, source = self._year_of(hit)
        end, count = hit.end(), None
        many = _COUNT.match(self.text[end : end + 24]) if "内" in part else None
        if many and "〓" not in many.group(0):
            count, end = number_of(many["c"]), end + many.end()
        phrase = self._take(hit, end)
        rule = ("within_year" if "内" in part else "year_end") + ("" if source == "explicit" else f"_of_{source}")
        return iter([self._made(DeadlineKind.DATE, phrase, hit, date=f"{one}-12-31" if one else None, rule=rule, min_count=count) for one in [*years, year]])

    def _to_year(self, hit: re.Match[str]) -> Iterator[Deadline]:
        year = int(hit["y"]) if hit["y"] else int(hit["y2"]) - 1
        yield self._made(DeadlineKind.DATE, self._take(hit), hit, date=f"{year}-12-31", rule="year_end" if hit["y"] else "before_year")

    def _relative(self, hit: re.Match[str]) -> Iterator[Deadline] | None:
        amount, unit = number_of(hit["n"]), _UNIT[hit["u"]]
        before = self.text[max(0, hit.start() - 32) : hit.start()]
        if not amount or (unit == "year" and amount > 50) or re.search(r"[近过前到至—\-－~]$", before):
            return None
        event = _ANCHOR.search(before)
        start = hit.start() - (len(before) - event.start() if event else 0)
        phrase = self.text[start : hit.end()].strip(" ，,")
        self.text = self.text[:start] + "〓" * (hit.end() - start) + self.text[hit.end() :]
        anchor = _anchor(event["anchor"]) if event else None
        return iter([self._made(DeadlineKind.RELATIVE, phrase, hit, amount=amount, unit=unit, anchor=anchor, rule="within")])

    def _not_over(self, hit: re.Match[str]) -> Iterator[Deadline]:
        yield self._made(DeadlineKind.RELATIVE, self._take(hit), hit, amount=number_of(hit["n"]), unit=_UNIT[hit["u"]], rule="not_over")

    def _vague(self, hit: re.Match[str]) -> Iterator[Deadline]:
        yield self._made(DeadlineKind.VAGUE, self._take(hit), hit, rule="unspecified")

    def _annual(self, hit: re.Match[str]) -> Iterator[Deadline]:
        yield self._made(DeadlineKind.ANNUAL_PRODUCT, self._take(hit), hit, rule="yearly_product", frequency="yearly")


def _anchor(words: str | None) -> str | None:
    cleaned = re.sub(r"^(?:应当?|要|须|自|从|在|于)+", "", (words or "").strip())
    return re.sub(r"(?:之日起|之时起|后|起|之日)$", "", cleaned) or None


def _days(hit: re.Match[str], year: int | None, month: int) -> Iterator[tuple[str | None, str]]:
    """The day of the phrase, and those of further months or days it lists."""
    day = number_of(hit["d"]) if hit["d"] else None
    yield _day(year, month, day, hit["part"] or "", bool(hit["before"]))
    for more in re.finditer(r"(\d{1,2})\s?月份?\s?(?:(\d{1,2})\s?[日号]|(底|末))?", hit["more"] or ""):
        yield _day(year, int(more[1]), int(more[2]) if more[2] else None, more[3] or "", bool(hit["before"]))


def _day(year: int | None, month: int, day: int | None, part: str, before: bool) -> tuple[str | None, str]:
    if year is None or not 1 <= month <= 12:
        return None, "year_missing"
    if day:
        return iso(year, month, day), "explicit_day"
    if part in ("底", "末", "下旬", "中下旬"):
        return month_end(year, month), "month_end"
    if part:
        return iso(year, month, 10 if part == "上旬" else 20), "third_of_month"
    if before:
        return (month_end(year, month - 1) if month > 1 else month_end(year - 1, 12)), "before_month"
    return month_end(year, month), "month_end"


def read_deadlines(text: str, plan_year: int | None, line: int = 0) -> tuple[Deadline, ...]:
    """The deadlines of running text; long texts go sentence by sentence, so that the work stays linear."""
    if len(text) <= _LONGEST:
        return Reader(text, plan_year, line).run()
    found: list[Deadline] = []
    for start in range(0, len(text), _LONGEST):
        found += Reader(text[start : start + _LONGEST], plan_year, line).run()
    return tuple(found)
