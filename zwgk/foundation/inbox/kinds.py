"""The table of kinds: what of a message leaves the inbox, and when. Each slice names its kinds in its AppConfig:

    messages = {"ledger.urge": ("催办", "now", "urged")}        # kind: name, push, part of the digest

`now` goes out as soon as quiet hours allow, `alarm` without regard to them, `digest` waits for the one digest of the day,
`inbox` is only seen by who looks. A person may lower `digest` to `inbox`, never what is urgent. A kind nobody has named
waits for the digest: nothing gets lost and nothing rings by oversight.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.apps import apps


class Push(StrEnum):
    """How far a message goes by itself."""

    ALARM = "alarm"
    NOW = "now"
    DIGEST = "digest"
    INBOX = "inbox"


PUSH_NAMES = {Push.ALARM: "立即发送，不受免打扰限制", Push.NOW: "立即发送", Push.DIGEST: "进每日汇总", Push.INBOX: "只在站内"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message."""

    code: str  # "ledger.urge"
    name: str  # “催办”
    push: Push = Push.DIGEST
    part: str = ""  # part of the digest: returned, urged, sign, new

    @property
    def may_lower(self) -> bool:
        """Whether a person may keep it in the inbox only."""
        return self.push is Push.DIGEST

    @property
    def push_name(self) -> str:
        return PUSH_NAMES[self.push]


@cache
def kinds() -> dict[str, Kind]:
    """All that the slices have named, in the order of the house."""
    found = {}
    for app in apps.get_app_configs():
        for code, (name, push, part) in getattr(app, "messages", {}).items():
            found[code] = Kind(code, name, Push(push), part)
    return found


def kind_of(code: str) -> Kind:
    """The kind, also one that nobody has named."""
    return kinds().get(code) or Kind(code, "其他消息")
