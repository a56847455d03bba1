"""As whom a command acts: `--as USERNAME`, else the first officer of the competent department, said aloud."""

from __future__ import annotations

import argparse
import sys

from django.utils import timezone

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.organs import queries as organs


def arguments(parser: argparse.ArgumentParser) -> None:
    """The option itself."""
    parser.add_argument("--as", dest="username", metavar="登录名", help="以谁的名义办理；不写则为政务公开主管部门第一位工作人员")


def actor(username: str | None) -> Actor:
    """The actor, or a refusal that says what is missing."""
    today = timezone.localdate()
    held = organs.holdings_on(today).filter(person__is_active=True)
    if username:
        found = held.filter(person__username=username).first()
        if found is None:
            raise BadInput(f"没有登录名为“{username}”的在岗人员。", remedy="请核对登录名；还没有人员时，先运行 make demo 或 zwgk organs import。")
        return organs.actor_of(found.person, today)
    found = next((row for row in held.order_by("since", "id") if Role.OFFICE in row.post.roles), None)
    if found is None:
        raise BadInput("还没有政务公开主管部门的工作人员，不知道以谁的名义办理。", remedy="请先运行 make demo，或用 zwgk organs import 导入单位和人员。")
    print(f"以 {found.person}（{found.post}）的名义办理；用 --as 可以另行指定。", file=sys.stderr)
    return organs.actor_of(found.person, today)
