"""Who may do what: roles, and for every verb the roles that may call it.

A right is named `<slice>.<verb>`. `Reach.OWN` covers the organ of the post (and what hangs below it in the tree),
`Reach.ALL` the whole jurisdiction. The table is the only place; verbs ask it through `Actor.require`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zwgk.domain.errors import NotAllowed


class Role(StrEnum):
    """Roles of architecture.md §8; a post carries one or more of them."""

    OFFICE = "office"  # supervisor of the competent department (政务公开办)
    LIAISON = "liaison"  # 信息员/联络员 of an organ, drafts and reports
    LEADER = "leader"  # 分管负责人, signs
    REVIEWER = "reviewer"  # first/second/final reviewer
    SECRECY = "secrecy"  # 保密审查员
    DISCLOSURE = "disclosure"  # officer of the 政府信息公开工作机构
    LEGAL = "legal"  # 法律顾问
    CLERK = "clerk"  # window clerk
    ASSESSOR = "assessor"  # outside, read-only
    SYSTEM_ADMIN = "system_admin"  # 系统管理员
    SECURITY_ADMIN = "security_admin"  # 安全管理员
    AUDIT_ADMIN = "audit_admin"  # 审计管理员


ROLE_NAMES: Mapping[Role, str] = {
    Role.OFFICE: "政务公开主管部门工作人员",
    Role.LIAISON: "信息员（联络员）",
    Role.LEADER: "分管负责人",
    Role.REVIEWER: "审核人",
    Role.SECRECY: "保密审查员",
    Role.DISCLOSURE: "信息公开工作机构工作人员",
    Role.LEGAL: "法律顾问",
    Role.CLERK: "窗口工作人员",
    Role.ASSESSOR: "评估员",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
}


# 三员: held by three different persons
ADMIN_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class Reach(StrEnum):
    """How far a right goes."""

    OWN = "own"
    ALL = "all"


OFFICE_ALL = {Role.OFFICE: Reach.ALL}
OWN_STAFF = {Role.LIAISON: Reach.OWN, Role.LEADER: Reach.OWN, Role.DISCLOSURE: Reach.OWN}
HANDLERS = {Role.LIAISON: Reach.OWN, Role.DISCLOSURE: Reach.OWN}
EVERY_STAFF = dict.fromkeys(Role, Reach.ALL)

RIGHTS: Mapping[str, Mapping[Role, Reach]] = {
    # organs, people, posts
    "organs.see": EVERY_STAFF,
    "organs.edit": {Role.OFFICE: Reach.ALL, Role.SYSTEM_ADMIN: Reach.ALL},
    "organs.import": {Role.OFFICE: Reach.ALL, Role.SYSTEM_ADMIN: Reach.ALL},
    "organs.propose_alias": {**OFFICE_ALL, **dict.fromkeys(OWN_STAFF, Reach.ALL)},
    "organs.confirm_alias": OFFICE_ALL,
    "organs.create_person": {Role.OFFICE: Reach.ALL, Role.SECURITY_ADMIN: Reach.ALL, Role.SYSTEM_ADMIN: Reach.ALL},
    "organs.appoint": {Role.OFFICE: Reach.ALL, Role.SECURITY_ADMIN: Reach.ALL},
    "organs.appoint_admin": {Role.SECURITY_ADMIN: Reach.ALL},
    "organs.reset_password": {Role.SECURITY_ADMIN: Reach.ALL, Role.OFFICE: Reach.ALL},
    "organs.lock_person": {Role.SECURITY_ADMIN: Reach.ALL, Role.OFFICE: Reach.ALL},
    "organs.grant_pass": OFFICE_ALL,  # 手机链接; everybody may make one for themselves
    "organs.revoke_pass": {Role.OFFICE: Reach.ALL, Role.SECURITY_ADMIN: Reach.ALL},  # and whoever it was made for or by
    # files
    "files.upload": EVERY_STAFF,
    # rules in force here
    "rulebook.see": EVERY_STAFF,
    "rulebook.propose": OFFICE_ALL,
    "rulebook.confirm": OFFICE_ALL,
    # the index of the search, and what people ask
    "search.keep": {Role.OFFICE: Reach.ALL, Role.SYSTEM_ADMIN: Reach.ALL},
    # journal
    "journal.see": {Role.AUDIT_ADMIN: Reach.ALL, Role.OFFICE: Reach.ALL},
    # clocks and inbox
    "clocks.see": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    "inbox.see": EVERY_STAFF,
    "inbox.set_robots": {Role.OFFICE: Reach.ALL, Role.SYSTEM_ADMIN: Reach.ALL},
    "inbox.relay": OFFICE_ALL,  # told in the group of the county
    # deliveries outside
    "jobs.see": {Role.OFFICE: Reach.ALL, Role.SYSTEM_ADMIN: Reach.ALL},
    "jobs.retry": {Role.OFFICE: Reach.ALL, Role.SYSTEM_ADMIN: Reach.ALL},
    # received documents
    "notices.see": EVERY_STAFF,
    "notices.receive": OFFICE_ALL,
    "notices.correct": OFFICE_ALL,
    "notices.deliver": OFFICE_ALL,
    "notices.acknowledge": OWN_STAFF | OFFICE_ALL,
    "notices.approve": {Role.OFFICE: Reach.ALL, Role.LEADER: Reach.ALL},
    # letters
    "letters.see": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    "letters.prepare": OFFICE_ALL,
    "letters.issue": OFFICE_ALL,
    "letters.void": OFFICE_ALL,
    "letters.attach_signed": OFFICE_ALL,
    "letters.register_receipt": OWN_STAFF | OFFICE_ALL,
    "letters.set_template": OFFICE_ALL,
    "letters.set_seal": OFFICE_ALL,
    # findings
    "findings.see": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    "findings.raise": {**OFFICE_ALL, Role.ASSESSOR: Reach.ALL},
    "findings.order": OFFICE_ALL,
    "findings.answer": OWN_STAFF | OFFICE_ALL,
    "findings.return": OFFICE_ALL,
    "findings.close": OFFICE_ALL,
    "findings.withdraw": OFFICE_ALL,
    "findings.export": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    # governance
    "governance.see": EVERY_STAFF,
    "governance.register_department": OFFICE_ALL,
    "governance.register": OFFICE_ALL | OWN_STAFF,
    "governance.publish": OFFICE_ALL | OWN_STAFF,
    "governance.file": OWN_STAFF | OFFICE_ALL,
    "governance.confirm": OFFICE_ALL,
    "governance.call": OFFICE_ALL,
    "governance.export": OFFICE_ALL,
    # ledger
    "ledger.see": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL, Role.CLERK: Reach.ALL},
    "ledger.adopt": OFFICE_ALL,
    "ledger.edit_plan": OFFICE_ALL,
    "ledger.assign_person": OWN_STAFF | OFFICE_ALL,
    "ledger.report": OWN_STAFF | OFFICE_ALL,
    "ledger.add_evidence": OWN_STAFF | OFFICE_ALL,
    "ledger.summarise": OWN_STAFF | OFFICE_ALL,
    "ledger.return_report": OFFICE_ALL,
    "ledger.confirm_done": OFFICE_ALL,
    "ledger.ask_extension": OWN_STAFF,
    "ledger.grant_extension": OFFICE_ALL,
    "ledger.enter_for": {**OFFICE_ALL, Role.CLERK: Reach.ALL},  # 代录: the paper comes to the window; the office still confirms
    "ledger.object": OWN_STAFF,
    "ledger.file_unit_plan": OWN_STAFF | OFFICE_ALL,
    "ledger.urge": OFFICE_ALL,
    "ledger.inspect": OFFICE_ALL,
    "ledger.publish": OFFICE_ALL,
    "ledger.export": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    # reviews
    "reviews.see": {**OFFICE_ALL, **OWN_STAFF, Role.REVIEWER: Reach.OWN, Role.SECRECY: Reach.OWN, Role.LEGAL: Reach.OWN},
    "reviews.open": OWN_STAFF | OFFICE_ALL | {Role.REVIEWER: Reach.OWN},
    "reviews.decide": {Role.REVIEWER: Reach.OWN, Role.SECRECY: Reach.OWN, Role.LEADER: Reach.OWN, Role.DISCLOSURE: Reach.OWN},
    "reviews.register_paper": OWN_STAFF | OFFICE_ALL,
    "reviews.allow_emergency": {Role.LEADER: Reach.OWN},
    # channels
    "channels.see": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    "channels.edit": OFFICE_ALL,
    "channels.keep": OWN_STAFF | OFFICE_ALL,
    "channels.release": OWN_STAFF | OFFICE_ALL,
    # the site itself
    "sites.see": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL, Role.SYSTEM_ADMIN: Reach.ALL},
    "sites.edit": {Role.OFFICE: Reach.ALL, Role.SYSTEM_ADMIN: Reach.ALL},  # identity, links, register, partners
    "sites.plan_channel": OWN_STAFF | OFFICE_ALL,
    "sites.open_channel": OFFICE_ALL,
    "sites.accept": OFFICE_ALL,  # 找错: take in, hand on
    "sites.answer": OWN_STAFF | OFFICE_ALL,
    # requests for information: only who handles them sees who asks
    "inforequests.see": {**OFFICE_ALL, **OWN_STAFF, Role.LEGAL: Reach.OWN, Role.CLERK: Reach.OWN},
    "inforequests.receive": {**OFFICE_ALL, **HANDLERS, Role.CLERK: Reach.OWN},  # enter what came by hand, confirm, forward, split
    "inforequests.assign": OFFICE_ALL | OWN_STAFF,
    "inforequests.clarify": OFFICE_ALL | HANDLERS,  # also: ask for reasons, establish a lapse
    "inforequests.consult": OFFICE_ALL | HANDLERS,
    "inforequests.extend": {**OFFICE_ALL, **HANDLERS, Role.LEADER: Reach.OWN},
    "inforequests.approve_extension": {Role.LEADER: Reach.OWN, **OFFICE_ALL},  # 工作机构负责人
    "inforequests.fee": OFFICE_ALL | HANDLERS,
    "inforequests.search": OFFICE_ALL | HANDLERS,
    "inforequests.ask_legal": OFFICE_ALL | HANDLERS,
    "inforequests.give_legal": {Role.LEGAL: Reach.OWN, **OFFICE_ALL},
    "inforequests.draft": OFFICE_ALL | HANDLERS,
    "inforequests.approve": {Role.LEADER: Reach.OWN},
    "inforequests.answer": OFFICE_ALL | HANDLERS,
    "inforequests.letters": OFFICE_ALL | HANDLERS,  # write, number and issue the letters of requests; own patterns, templates, seal
    "inforequests.serve": {**OFFICE_ALL, **HANDLERS, Role.CLERK: Reach.OWN},
    "inforequests.correct": OFFICE_ALL | HANDLERS,
    "inforequests.withdraw": {**OFFICE_ALL, **HANDLERS, Role.CLERK: Reach.OWN},
    "inforequests.close": OFFICE_ALL | HANDLERS,
    "inforequests.archive": OFFICE_ALL | HANDLERS,
    "inforequests.appeal": OFFICE_ALL | HANDLERS,
    "inforequests.convert": OFFICE_ALL | HANDLERS,
    "inforequests.relate": OFFICE_ALL,
    "inforequests.complaints": OFFICE_ALL,  # 投诉举报: the competent department; the organ complained about never sees who wrote
    "inforequests.analyse": {**OFFICE_ALL, **HANDLERS, Role.LEADER: Reach.OWN},
    "inforequests.export": OFFICE_ALL | HANDLERS,
    "inforequests.see_identity": OFFICE_ALL | HANDLERS,  # the identity paper itself; each look is journalled
    # catalogue
    "catalogue.see": {**OFFICE_ALL, **OWN_STAFF, Role.REVIEWER: Reach.OWN, Role.ASSESSOR: Reach.ALL},
    "catalogue.edit": OFFICE_ALL,
    "catalogue.propose": OWN_STAFF | OFFICE_ALL,
    "catalogue.release": OFFICE_ALL,
    # records
    "records.see": {**OFFICE_ALL, **OWN_STAFF, Role.REVIEWER: Reach.OWN, Role.SECRECY: Reach.OWN, Role.LEGAL: Reach.OWN, Role.ASSESSOR: Reach.ALL},
    "records.draft": OWN_STAFF | OFFICE_ALL | {Role.REVIEWER: Reach.OWN},
    "records.submit": OWN_STAFF | OFFICE_ALL | {Role.REVIEWER: Reach.OWN},
    "records.override_finding": OWN_STAFF | OFFICE_ALL | {Role.SECRECY: Reach.OWN, Role.REVIEWER: Reach.OWN},
    "records.publish": OWN_STAFF | OFFICE_ALL,
    "records.withdraw": OWN_STAFF | OFFICE_ALL,
    "records.take_down": {**OFFICE_ALL, **OWN_STAFF, Role.SECRECY: Reach.OWN, Role.REVIEWER: Reach.OWN},
    "records.reassess": OWN_STAFF | OFFICE_ALL,
    "records.migrate": OFFICE_ALL,
    "records.export": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    # data calls
    "datacalls.see": OFFICE_ALL | OWN_STAFF,
    "datacalls.open": OFFICE_ALL,
    "datacalls.answer": OWN_STAFF | OFFICE_ALL,
    "datacalls.sign": {Role.LEADER: Reach.OWN},
    "datacalls.merge": OFFICE_ALL,
    # daily check of columns and pages
    "inspections.see": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    "inspections.run": OFFICE_ALL,
    "inspections.look": OWN_STAFF | OFFICE_ALL,  # one page, now
    "inspections.dismiss": OFFICE_ALL,  # 误报
    "inspections.export": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    # assessments
    "assessments.see": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    "assessments.import_table": OFFICE_ALL,
    "assessments.tag": OWN_STAFF | OFFICE_ALL,
    "assessments.pack": {**OFFICE_ALL, Role.ASSESSOR: Reach.ALL},
    # annual report
    "annualreport.see": {**OFFICE_ALL, **OWN_STAFF, Role.ASSESSOR: Reach.ALL},
    "annualreport.write": OWN_STAFF | OFFICE_ALL,
    "annualreport.submit": OWN_STAFF | OFFICE_ALL,
    "annualreport.accept": OFFICE_ALL,
    # briefings
    "briefings.see": {**OFFICE_ALL, Role.LEADER: Reach.OWN},
    "briefings.count": OFFICE_ALL,
    "briefings.write": OFFICE_ALL,
    "briefings.decide": {Role.LEADER: Reach.OWN},
    # hand-overs
    "handovers.see": OWN_STAFF | OFFICE_ALL,
    "handovers.hand_over": OWN_STAFF | OFFICE_ALL,
    "handovers.hand_over_for": OFFICE_ALL,
    "handovers.deputise": OWN_STAFF | OFFICE_ALL,
}

# What a 手机链接 (organs.Pass) may carry: reading and reporting one item. Never approval, publication, people or rules.
PASS_RIGHTS = frozenset({"ledger.see", "ledger.report", "ledger.add_evidence", "datacalls.see", "datacalls.answer", "files.upload"})


@dataclass(frozen=True, slots=True)
class Grant:
    """One role that a person holds at one organ, through a post."""

    role: Role
    organ_id: int
    acting_for: str = ""  # AB 角: the holder whose post this is, while another stands in


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: passed into every verb; plain values only."""

    person_id: int | None  # None for the system itself
    name: str  # shown in the journal
    organ_id: int | None  # the organ the person sits in
    organ_name: str = ""
    grants: tuple[Grant, ...] = ()
    below: frozenset[int] = frozenset()  # organs under those of the grants, for Reach.OWN
    system: bool = False  # jobs and set-up act as named system actors
    only: frozenset[str] | None = None  # narrowed by a 手机链接: these rights, at `organ_id`, about `subject`
    subject: tuple[str, str] | None = None  # type and number of the one thing: ("ledger.item", "12")
    pass_id: int | None = None  # the link by which this person acts; the journal says so

    def may(self, right: str, organ_id: int | None = None) -> bool:
        """True when one of the grants reaches `organ_id` (None asks: anywhere at all)."""
        if self.only is not None and (right not in self.only or organ_id not in (None, self.organ_id)):
            return False
        if self.system:
            return True
        roles = RIGHTS[right]
        return any(self._reaches(grant, roles[grant.role], organ_id) for grant in self.grants if grant.role in roles)

    def _reaches(self, grant: Grant, reach: Reach, organ_id: int | None) -> bool:
        return reach is Reach.ALL or organ_id is None or organ_id == grant.organ_id or organ_id in self.below

    def standing_in(self, right: str, organ_id: int | None = None) -> str:
        """For whom the actor acts here: the absent holder's name when only a deputy's grant reaches, else ""."""
        roles = RIGHTS.get(right)
        if roles is None:
            reaching = list(self.grants)
        else:
            reaching = [grant for grant in self.grants if grant.role in roles and self._reaches(grant, roles[grant.role], organ_id)]
        own = self.system or any(not grant.acting_for for grant in reaching)
        return "" if own or not reaching else reaching[0].acting_for

    def require(self, right: str, organ_id: int | None = None) -> None:
        """Raise NotAllowed, naming the right and who holds it, unless `may`."""
        if not self.may(right, organ_id):
            if self.only is not None:
                raise NotAllowed("手机链接只能办理它所指的那一件事，不能办理这项操作。", remedy="请登录平台办理。")
            holders = "、".join(ROLE_NAMES[role] for role in RIGHTS[right])
            raise NotAllowed(f"“{self.name}”没有办理这项操作的权限。", remedy=f"可以办理的有：{holders}；请联系本单位管理人员调整岗位。")

    def require_about(self, kind: str, number: int | str) -> None:
        """Raise NotAllowed when a 手机链接 for another thing is used; everybody else passes."""
        if self.only is not None and self.subject != (kind, str(number)):
            raise NotAllowed("这个手机链接指的是另一件事。", remedy="请打开这件事自己的链接，或登录平台办理。")


def system_actor(name: str) -> Actor:
    """The system as actor, e.g. `system_actor("时限巡检")`."""
    return Actor(person_id=None, name=name, organ_id=None, system=True)
