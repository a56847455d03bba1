"""Ways of a few people, and the digest of the morning of the demo."""

from __future__ import annotations

from datetime import time

from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as reading
from zwgk.foundation.inbox import actions as inbox

from .reading import SETUP, Cast, moment

WAYS = (("luqinghe", "luqinghe"), ("fusiqi", "fusiqi"), ("maidong", "maidong"))


def make_messages(cast: Cast) -> int:
    """Ways by e-mail, the digest, and one person told in the group; how many digests."""
    at = moment("2026-11-23 08:30")
    for username, name in WAYS:
        new = inbox.NewWay("mail", f"{name}@heguang.example")
        inbox.set_way(new, person=cast.people[username], actor=cast.actor(username), at=moment("2026-03-02 10:00"))
    fusiqi = cast.people["fusiqi"]
    inbox.set_wish(fusiqi, quiet=(time(21, 30), time(7)), rest_days=False, lowered=["governance"], actor=cast.actor("fusiqi"), at=at)
    written = clocks.send_digests(actor=SETUP, at=at)
    told = [owed.person for owed in reading.unreached(at) if owed][:3]
    if told:
        inbox.relay(told, at.date(), actor=cast.actor("luqinghe"), at=moment("2026-11-23 08:50"))
    return written
