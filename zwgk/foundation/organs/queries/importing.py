"""What a table of organs and people would do here: row by row, with every mistake named. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zwgk.domain.organ_names import key
from zwgk.domain.rights import ADMIN_ROLES, ROLE_NAMES, Role
from zwgk.foundation.organs.imports import Row, Sheet
from zwgk.foundation.organs.models import Holding, Organ, OrganKind, Person

from .resolution import propose

DETAILS = ("short_name", "code", "division_code", "address", "phone", "office_hours")
_KINDS: Mapping[str, OrganKind] = {
    **{key(label): OrganKind(value) for value, label in OrganKind.choices},
    "政府": OrganKind.GOVERNMENT, "政府办": OrganKind.GOVERNMENT_OFFICE, "部门": OrganKind.DEPARTMENT, "县直部门": OrganKind.DEPARTMENT,
    "政府工作部门": OrganKind.DEPARTMENT, "党委部门": OrganKind.PARTY, "垂直管理": OrganKind.DISPATCHED, "派出机构": OrganKind.DISPATCHED,
    "乡镇": OrganKind.TOWNSHIP, "镇": OrganKind.TOWNSHIP, "乡": OrganKind.TOWNSHIP, "街道": OrganKind.STREET, "村": OrganKind.VILLAGE,
    "社区": OrganKind.COMMUNITY, "公共企业": OrganKind.ENTERPRISE, "企业": OrganKind.ENTERPRISE, "其他": OrganKind.OTHER,
}  # fmt: skip
_BY_NAME = (
    ("^中共|^(?:[县市区]?(?:委办|委办公室)$|[县市区]委)|(?:组织部|宣传部|统战部|政法委员?会?|纪委监委|纪律检查委员会)$", OrganKind.PARTY),
    ("人民政府办公(?:室|厅)$|^[县市区旗]?政府办(?:公室)?$", OrganKind.GOVERNMENT_OFFICE), ("街道(?:办事处|办)?$", OrganKind.STREET), ("(?:乡|镇)(?:人民政府|政府)?$", OrganKind.TOWNSHIP),
    ("[县区市旗]人民政府$", OrganKind.GOVERNMENT), ("(?:村民委员会|村委会|村)$", OrganKind.VILLAGE), ("(?:居民委员会|居委会|社区)$", OrganKind.COMMUNITY),
    ("分局$|^国家税务|税务局$|气象局$|烟草专卖局$|消防救援大队$", OrganKind.DISPATCHED), ("(?:局|委员会|委|办公室)$", OrganKind.DEPARTMENT),
    ("(?:中心|院|所|站|馆|队|学|学校|医院)$", OrganKind.INSTITUTION), ("(?:公司|集团|银行|支行)$", OrganKind.ENTERPRISE),
)  # fmt: skip
_ROLES: Mapping[str, Role] = {
    **{key(name): role for role, name in ROLE_NAMES.items()}, **{role.value: role for role in Role},
    "信息员": Role.LIAISON, "联络员": Role.LIAISON, "联系人": Role.LIAISON, "分管领导": Role.LEADER, "分管负责同志": Role.LEADER,
    "负责同志": Role.LEADER, "审核员": Role.REVIEWER, "审核": Role.REVIEWER, "保密员": Role.SECRECY, "政务公开办": Role.OFFICE,
    "主管部门": Role.OFFICE, "公开工作人员": Role.DISCLOSURE, "窗口": Role.CLERK, "窗口人员": Role.CLERK,
}  # fmt: skip


# 职务 and 分工 → role; the first that fits. Everybody else is the contact of the unit.
_BY_TITLE = (
    ("政务公开(?:办|股|科|室)", Role.OFFICE), ("联络员|信息员|经办", Role.LIAISON), ("分管", Role.LEADER),
    ("(?:办公室|股|科|室|站|所|中心)(?:副?主任|副?[长股站所]|负责人)", Role.LIAISON),
    ("(?:局|镇|乡|[县市区]|部|院|校|大队|总经)[长理]|书记|党组成员|副?主任$|主席", Role.LEADER),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in the table: where, what, and how to mend it."""

    row: int
    column: str
    message: str
    remedy: str


@dataclass(slots=True)
class Planned:
    """What one row will do."""

    row: Row
    organ: Organ | None = None  # the one that exists already
    kind: OrganKind | None = None  # of a new organ
    parent: str = ""  # name as given
    changes: dict[str, str] = field(default_factory=dict)  # of an existing organ
    person: Person | None = None
    roles: list[Role] = field(default_factory=list)
    appointed: bool = False  # the person is on this post already
    notes: list[str] = field(default_factory=list)

    @property
    def organ_does(self) -> str:
        """新增, 更新, 已有."""
        return "新增" if self.organ is None else "更新" if self.changes else "已有"

    @property
    def person_does(self) -> str:
        if not self.row["person"]:
            return ""
        return "新增" if self.person is None else "已在岗" if self.appointed else "任命"

    @property
    def role_names(self) -> str:
        return "、".join(ROLE_NAMES[role] for role in self.roles)


@dataclass(frozen=True, slots=True)
class Preview:
    """All rows, and all mistakes."""

    sheet: Sheet
    planned: tuple[Planned, ...]
    problems: tuple[Problem, ...]

    @property
    def new_organs(self) -> int:
        return len({key(plan.row["name"]) for plan in self.planned if plan.organ is None})

    @property
    def changed_organs(self) -> int:
        return sum(bool(plan.changes) for plan in self.planned)

    @property
    def changes_nothing(self) -> bool:
        """Everything in the table is there already."""
        return not (self.new_organs or self.changed_organs or self.problems or any(plan.person_does in ("新增", "任命") for plan in self.planned))

    @property
    def new_people(self) -> int:
        return sum(plan.person_does == "新增" for plan in self.planned)


def kind_of_name(name: str) -> OrganKind | None:
    """The kind that the ending of a name tells."""
    return next((kind for pattern, kind in _BY_NAME if re.search(pattern, name)), None)


def kind_named(word: str) -> OrganKind | None:
    """The kind that a person means by 县直部门 or 政府部门."""
    return _KINDS.get(key(word)) if word else None


def preview(sheet: Sheet, day: date) -> Preview:
    """Look at every row; rows with a mistake are planned as far as they go."""
    return _Check(sheet, day).run()


class _Check:
    def __init__(self, sheet: Sheet, day: date) -> None:
        self.sheet, self.day = sheet, day
        names = [row[column] for row in sheet.rows for column in ("name", "parent") if row[column]]
        self.known = {text: found.organ for text, found in propose(names, day).items()}
        self.in_file = {key(row["name"]) for row in sheet.rows}
        self.people = {person.username.lower(): person for person in Person.objects.all()}
        self.held = list(Holding.objects.filter(until__isnull=True).select_related("post", "person"))
        self.seen: set[tuple[str, ...]] = set()
        self.unkind: set[str] = set()  # new units whose kind nothing tells
        self.dialled: dict[str, tuple[int, str]] = {}  # number → the row and the person that had it first
        self.problems: list[Problem] = []

    def run(self) -> Preview:
        planned = tuple(self._row(row) for row in self.sheet.rows)
        return Preview(self.sheet, planned, tuple(self.problems))

    def _row(self, row: Row) -> Planned:
        plan = Planned(row)
        self._organ(plan)
        if row["person"] or row["username"] or row["roles"]:
            self._person(plan)
        once = (key(row["name"]), key(row["person"]), row["username"].lower(), key(row["title"]))
        if once in self.seen:
            self._wrong(row, "name", "与前面一行重复", "请删去重复的一行。")
        self.seen.add(once)
        return plan

    def _organ(self, plan: Planned) -> None:
        row = plan.row
        if not row["name"]:
            return self._wrong(row, "name", "没有填写单位全称", "请填写单位的全称。")
        plan.organ = self.known[row["name"]]
        plan.parent = row["parent"]
        if row["parent"] and self.known[row["parent"]] is None and key(row["parent"]) not in self.in_file:
            self._wrong(row, "parent", f"没有名为“{row['parent']}”的单位", "请填写已登记或本表中有的单位全称。")
        kind = self._kind(plan)
        if plan.organ:
            given = {column: row[column] for column in DETAILS if row[column]} | ({"kind": kind.value} if kind and row["kind"] else {})
            plan.changes = {column: value for column, value in given.items() if getattr(plan.organ, column) != value}
        elif kind is None and not row["kind"]:
            if key(row["name"]) not in self.unkind:  # once for a unit with several people
                self._wrong(row, "kind", "从单位名称看不出来是哪一类", "请在“类别”一栏选一种，例如政府部门、事业单位、其他机关和组织。")
            self.unkind.add(key(row["name"]))
        plan.kind = kind

    def _kind(self, plan: Planned) -> OrganKind | None:
        row = plan.row
        if row["kind"]:
            kind = _KINDS.get(key(row["kind"]))
            if kind is None:
                self._wrong(row, "kind", f"没有“{row['kind']}”这种类别", "可以填写：" + "、".join(OrganKind.labels))
            return kind
        guessed = kind_of_name(row["name"])
        if guessed and plan.organ is None:
            plan.notes.append(f"类别未填，按名称判断为“{guessed.label}”")
        return guessed or self._by_section(plan)

    def _by_section(self, plan: Planned) -> OrganKind | None:
        kind = _KINDS.get(key(plan.row["section"])) if plan.row["section"] else None
        if kind and plan.organ is None:
            plan.notes.append(f"类别按分组标题判断为“{kind.label}”")
        return kind

    def _person(self, plan: Planned) -> None:
        row = plan.row
        if not row["person"]:
            return self._wrong(row, "person", "填写了登录名或角色，但没有姓名", "请填写姓名，或清空这几列。")
        self._contacts(plan)
        plan.roles = self._roles(plan)
        plan.person = self._known_person(plan)
        same = [h for h in self.held if plan.person and plan.organ and (h.person_id, h.post.organ_id) == (plan.person.pk, plan.organ.pk)]
        plan.appointed = any(set(plan.roles) <= {Role(role) for role in h.post.roles} for h in same)

    def _contacts(self, plan: Planned) -> None:
        row = plan.row
        if row["mobile"] and not re.fullmatch(r"[\d\s()+,，、/;；—-]{7,40}", row["mobile"]):
            self._wrong(row, "mobile", f"“{row['mobile']}”不是电话号码", "请只填写数字和短横线。")
        elif re.fullmatch(r"1[3-9]\d*", row["mobile"]) and len(row["mobile"]) != 11:
            self._wrong(row, "mobile", f"手机号“{row['mobile']}”是 {len(row['mobile'])} 位，应为 11 位", "请核对号码，或清空以后再补。")
        elif row["mobile"] and (before := self.dialled.setdefault(row["mobile"], (row.number, row["person"])))[1] != row["person"]:
            plan.notes.append(f"与第 {before[0]} 行“{before[1]}”的号码相同，请核对")
        if row["email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", row["email"]):
            self._wrong(row, "email", f"“{row['email']}”不是电子邮箱", "请填写完整的邮箱地址，或留空。")
        if row["username"] and not re.fullmatch(r"[A-Za-z0-9._-]{2,60}", row["username"]):
            self._wrong(row, "username", "登录名含有不能使用的字符", "请只用字母、数字、点、横线和下划线。")

    def _roles(self, plan: Planned) -> list[Role]:
        row = plan.row
        if not row["roles"]:
            return [self._guessed_role(plan)]
        roles = []
        for word in re.split(r"[、,，;；/]", row["roles"]):
            role = _ROLES.get(key(word))
            if role is None:
                self._wrong(row, "roles", f"没有“{word}”这种角色", "可以填写：" + "、".join(ROLE_NAMES.values()))
            elif role in ADMIN_ROLES:
                self._wrong(row, "roles", f"“{ROLE_NAMES[role]}”不能批量导入", "请由安全管理员在“人员”页面逐人任命。")
            elif role not in roles:
                roles.append(role)
        return roles

    def _guessed_role(self, plan: Planned) -> Role:
        """From 职务 and 分工; said in the preview, where it can be changed."""
        said = key(row["title"] + row["duty"]) if (row := plan.row) else ""
        role = next((role for pattern, role in _BY_TITLE if re.search(pattern, said)), Role.LIAISON)
        if role is Role.OFFICE and (plan.kind or (plan.organ and plan.organ.kind)) != OrganKind.GOVERNMENT_OFFICE:
            role = Role.LIAISON
        plan.notes.append("角色未填，按“信息员（联络员）”登记" if role is Role.LIAISON else f"角色未填，按职务判断为“{ROLE_NAMES[role]}”")
        return role

    def _known_person(self, plan: Planned) -> Person | None:
        """The same log-in name; or the same name at the same organ."""
        row = plan.row
        person = self.people.get(row["username"].lower()) if row["username"] else None
        if person and person.name != row["person"]:
            self._wrong(row, "username", f"登录名“{row['username']}”已由“{person.name}”使用", "请换一个登录名。")
        if person or plan.organ is None:
            return person
        here = [h.person for h in self.held if h.post.organ_id == plan.organ.pk and h.person.name == row["person"]]
        return here[0] if here else None

    def _wrong(self, row: Row, column: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(row.number, self.sheet.column(column), message, remedy))
