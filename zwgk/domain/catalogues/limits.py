"""公开时限 in words → days, kind of days, and the event they run from."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit that the words name."""

    days: int  # 0: at once, or without a number
    working: bool = True
    event: str = ""  # 信息形成或者变更, 批准, 决定 …
    at_once: bool = False  # 实时, 及时
    lasting: bool = False  # 长期公开
    yearly: tuple[int, int] | None = None  # month and day: 每年1月31日前

    @property
    def certain(self) -> bool:
        """A day can be computed or the words name none on purpose."""
        return self.days > 0 or self.at_once or self.lasting or self.yearly is not None


_DAYS = re.compile(r"(\d{1,3})\s*(?:个)?\s*(工作日|自然日|日|天)")
_YEARLY = re.compile(r"每年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_EVENT = re.compile(r"(?:自|从)?([^，。；;\d]{0,40}?)(?:之日)?(?:起|后|之后)?\s*\d{1,3}\s*(?:个)?\s*(?:工作日|自然日|日|天)")
_NOT_A_LIMIT = re.compile(r"(?:公示|公告期限|公告期|征求意见期限|公示期)[^，。；;\d]{0,6}$")


def read_limit(text: str) -> Limit:
    """The first limit in these words; the time of a public notice (公示7个工作日) is no limit."""
    words = "".join(text.split())
    if yearly := _YEARLY.search(words):
        month, day = int(yearly[1]), int(yearly[2])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return Limit(0, yearly=(month, day))
    for hit in _DAYS.finditer(words):
        if _NOT_A_LIMIT.search(words[: hit.start()]):
            continue
        named = _EVENT.search(words[: hit.end()])
        event = named[1].strip("自从在") if named else ""
        return Limit(int(hit[1]), hit[2] == "工作日", event.removesuffix("之日") or "信息形成或者变更")
    if re.search(r"长期公开|永久公开|动态调整", words):
        return Limit(0, lasting=True)
    return Limit(0, at_once=bool(re.search(r"实时|及时|即时|随时|当日|当天", words)))
