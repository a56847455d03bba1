"""Where one may go from the list and from a case: what follows an answer, as far as this person has the right."""

from __future__ import annotations

from django.urls import reverse

from zwgk.domain.rights import Actor

from ..models import Case

FROM_LIST = (
    ("inforequests.see", "register", "登记簿"), ("inforequests.see", "forwardings", "转送登记"), ("inforequests.receive", "platform", "上级平台"),
    ("inforequests.see", "appeals", "复议和诉讼"), ("inforequests.convert", "conversions", "转主动公开"), ("inforequests.complaints", "complaints", "投诉举报"),
    ("inforequests.analyse", "analysis", "分析"),
)  # fmt: skip
FROM_CASE = (
    ("inforequests.relate", "related", "全县关联申请"), ("inforequests.convert", "suggest", "建议主动公开"), ("inforequests.appeal", "appeal_new", "登记复议、诉讼"),
)  # fmt: skip


def of_list(actor: Actor) -> list[tuple[str, str]]:
    """Label and address."""
    return [(label, reverse(f"inforequests:{name}")) for right, name, label in FROM_LIST if actor.may(right)]


def of_case(actor: Actor, case: Case) -> list[tuple[str, str]]:
    """Label and address; a request that was not received yet has nothing to follow."""
    if case.received_on is None:
        return []
    return [(label, reverse(f"inforequests:{name}", args=[case.pk])) for right, name, label in FROM_CASE if actor.may(right, case.organ_id)]
