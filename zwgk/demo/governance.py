"""The competent department, working organs, leaders and contacts of 和光县, and their filing."""

from __future__ import annotations

from typing import Any

from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.actions import Call, Department, Named, WorkingBody
from zwgk.matters.governance.models import Filing, FilingCall

from .reading import Cast, day, load, moment


def make_governance(cast: Cast) -> None:
    """Register, call for filing, file, confirm; in the order in which it happened for each organ."""
    data = load("governance.yaml")
    told = data["department"]
    new = Department(cast.organs[told["government"]], cast.organs[told["organ"]], day(told["since"]), joint=cast.organs[told["joint"]])
    governance.register_department(new, actor=cast.actor(told["by"]), at=moment(told["at"]))
    call = _call(data, cast)
    for row in data["organs"]:
        _organ(row, call, cast)


def _call(data: dict[str, Any], cast: Cast) -> FilingCall:
    told = data["call"]
    organs = [cast.organs[row["organ"]] for row in data["organs"]]
    new = Call(told["title"], cast.organs[told["receiver"]], day(told["due_on"]), organs, told["words"], told["source_title"])
    return governance.open_call(new, actor=cast.actor(told["by"]), at=moment(told["at"]))


def _organ(row: dict[str, Any], call: FilingCall, cast: Cast) -> None:
    organ, filing = cast.organs[row["organ"]], Filing.objects.get(call=call, organ=cast.organs[row["organ"]])
    first = row["filed"][0]
    actor, at = cast.actor(first["by"]), moment(first["at"])
    if body := row.get("body"):
        new = WorkingBody(organ, body["name"], body["address"], body["hours"], body["phone"], day(body["since"]), email=body["email"])
        governance.register_working_organ(new, actor=actor, at=at)
    leader = governance.set_responsible(_named(organ, "leader", row["leader"]), actor=actor, at=at)
    contacts = row.get("contacts") or [row["contact"]]
    for number, filed in enumerate(row["filed"]):
        actor, at = cast.actor(filed["by"]), moment(filed["at"])
        if number < len(contacts):
            governance.set_responsible(_named(organ, "contact", contacts[number]), actor=actor, at=at)
        filing = governance.file_people(filing, actor=actor, at=at)
        if number == 0 and (told := row.get("returned")):
            filing = governance.return_filing(filing, told["reason"], actor=cast.actor(told["by"]), at=moment(told["at"]))
    told = row["confirmed"]
    governance.confirm_filing(filing, actor=cast.actor(told["by"]), at=moment(told["at"]))
    if told := row.get("published"):
        governance.publish_work(leader, actor=cast.actor(told["by"]), at=moment(told["at"]))


def _named(organ: Any, duty: str, told: dict[str, Any]) -> Named:
    return Named(organ, duty, told["name"], told["title"], told["phone"], day(told["since"]), work=told.get("work", ""))
