"""The competent department, working organs, leaders and contacts of 和光县, and their filing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zwgk.matters.findings import actions as findings
from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.actions import (
    Call,
    Department,
    Named,
    NewGuidance,
    NewLineContact,
    NewMeeting,
    NewResources,
    NewSection,
    NewStandard,
    NewTalk,
    NewTarget,
    WorkingBody,
)
from zwgk.matters.governance.models import Filing, FilingCall

from .reading import Cast, day, load, moment


def make_governance(cast: Cast) -> None:
    """Register, call for filing, file, confirm; in the order in which it happened for each organ."""
    data = load("governance.yaml")
    told = data["department"]
    new = Department(cast.organs[told["government"]], cast.organs[told["organ"]], day(told["since"]), joint=cast.organs[told["joint"]], joint_basis=told["joint_basis"])
    governance.register_department(new, actor=cast.actor(told["by"]), at=moment(told["at"]))
    call = _call(data, cast)
    for row in data["organs"]:
        _organ(row, call, cast)
    _daily(data, cast)


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


def _by(told: dict[str, Any], cast: Cast) -> dict[str, Any]:
    """Who and when, as the verbs ask it."""
    return {"actor": cast.actor(told["by"]), "at": moment(told["at"])}


def _daily(data: dict[str, Any], cast: Cast) -> None:
    """Heads and sections, meetings with their required number, staff and funds, guidance, the superior line."""
    for row in data["heads"]:
        head = governance.set_responsible(_named(cast.organs[row["organ"]], "head", row), **_by(row, cast))
        governance.publish_work(head, actor=cast.actor(row["by"]), at=moment(row["published"]))
    for row in data["sections"]:
        new = NewSection(cast.organs[row["organ"]], row["name"], row["chief"], row["title"], row["phone"], day(row["since"]))
        governance.set_section(new, **_by(row, cast))
    _meetings(data, cast)
    for row in data["resources"]:
        funds = Decimal(str(row["funds"])) if "funds" in row else None
        told = NewResources(cast.organs[row["organ"]], row["year"], row.get("body", ""), row["full"], row["part"], funds, row.get("note", ""))
        governance.report_resources(told, **_by(row, cast))
    for row in data["guidance"]:
        _guidance(row, cast)
    for row in data["line"]:
        _line(row, cast)


def _meetings(data: dict[str, Any], cast: Cast) -> None:
    told, competent = data["targets"], cast.organs[data["department"]["organ"]]
    for row in told["rows"]:
        target = NewTarget(2026, row["kind"], row["times"], row["words"], told["source_title"])
        governance.set_meeting_target(target, competent, **_by(told, cast))
    for row in data["meetings"]:
        meeting = NewMeeting(cast.organs[row["organ"]], row["kind"], day(row["held_on"]), row["number"], row["topic"], row["decisions"])
        governance.record_meeting(meeting, **_by(row, cast))


def _guidance(row: dict[str, Any], cast: Cast) -> None:
    new = NewGuidance(
        cast.organs[row["organ"]], row["kind"], day(row["day"]), row["matter"], row.get("reply", ""), row.get("channel", ""), row.get("basis", "")
    )
    entry = governance.log_guidance(new, **_by(row, cast))
    if told := row.get("correct"):
        found = governance.correct_improper(entry, told["text"], due_on=day(told["due_on"]), **_by(told, cast))
        findings.answer(found, told["answer"]["text"], **_by(told["answer"], cast))
        findings.close(found, told["closed"]["note"], **_by(told["closed"], cast))


def _line(row: dict[str, Any], cast: Cast) -> None:
    organ = cast.organs[row["organ"]]
    new = NewLineContact(organ, row["superior"], row["person"], row["phone"], day(row["since"]), row["section"], row["title"])
    contact = governance.set_line_contact(new, **_by(row, cast))
    for told in row["talks"]:
        talk = NewTalk(contact, day(told["day"]), told["subject"], told["outcome"], told["follow_up"], day(told["due_on"]))
        kept = governance.log_talk(talk, **_by(told, cast))
        if done := told.get("done"):
            governance.finish_talk(kept, done["note"], **_by(done, cast))
    for told in row["standards"]:
        due = day(told["due_on"]) if "due_on" in told else None
        watched = NewStandard(organ, told["issuer"], told["name"], day(told["issued_on"]), told["number"], due_on=due)
        standard = governance.watch_standard(watched, **_by(told, cast))
        if decided := told.get("decided"):
            governance.decide_standard(standard, decided["state"], decided["decision"], **_by(decided, cast))
