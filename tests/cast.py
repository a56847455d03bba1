"""The fixed cast: 和光县 and the people in it. Everything here is fictional; telephone numbers begin with 0999-600.

    和光县人民政府 (county.government)               曜州市人民政府办公室 (county.higher) is heard from, above all
    ├── 和光县人民政府办公室 (county.office)          the competent department 政务公开主管部门; its people reach the whole county
    │   └── 和光县政务服务中心 (county.center)        a public institution: may never be a 政府信息公开工作机构
    ├── 和光县财政局 (county.finance)  和光县司法局 (county.justice)  和光县发展和改革委员会 (county.development)
    ├── 青禾镇人民政府 (county.qinghe) ── 青禾镇柳溪村村民委员会 (county.village)
    ├── 白石乡人民政府 (county.baishi)
    └── 临江街道办事处 (county.linjiang)

Actors are made on demand: `office_actor()` may do everything of the office; `liaison_actor(county.finance)` reports for
the finance bureau only; `leader_actor(county.finance)` signs there; `assessor_actor()` only reads; `actor_with(role, organ)`
is anybody else. `login(client, actor)` signs the same person in on a test client. All need the `county` fixture first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from zwgk.domain.rights import ROLE_NAMES, Actor, Role, system_actor
from zwgk.foundation.organs.actions import ensure_standard_groups
from zwgk.foundation.organs.models import Holding, Organ, OrganKind, Person, Post
from zwgk.foundation.organs.queries import actor_of

DAY = date(2026, 11, 23)  # a Monday and a working day
AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DIVISION = "999900"  # no such division exists
PASSWORD = "Hexie-2026-guang"


@dataclass(frozen=True, slots=True)
class County:
    """The organs of 和光县 by what the tests call them."""

    higher: Organ
    government: Organ
    office: Organ
    center: Organ
    finance: Organ
    justice: Organ
    development: Organ
    qinghe: Organ
    baishi: Organ
    linjiang: Organ
    village: Organ

    @property
    def towns(self) -> list[Organ]:
        """The two townships and the street."""
        return [self.qinghe, self.baishi, self.linjiang]


def make_county() -> County:
    """Write the organs of 和光县."""
    higher = _organ("曜州市人民政府办公室", "", OrganKind.HIGHER, None, "higher")
    government = _organ("和光县人民政府", "和光县政府", OrganKind.GOVERNMENT, None, "heguang")
    office = _organ("和光县人民政府办公室", "县政府办公室", OrganKind.GOVERNMENT_OFFICE, government, "office")
    center = _organ("和光县政务服务中心", "县政务服务中心", OrganKind.INSTITUTION, office, "center")
    finance = _organ("和光县财政局", "县财政局", OrganKind.DEPARTMENT, government, "finance")
    justice = _organ("和光县司法局", "县司法局", OrganKind.DEPARTMENT, government, "justice")
    development = _organ("和光县发展和改革委员会", "县发展改革委", OrganKind.DEPARTMENT, government, "development")
    qinghe = _organ("青禾镇人民政府", "青禾镇", OrganKind.TOWNSHIP, government, "qinghe")
    return County(
        higher=higher,
        government=government,
        office=office,
        center=center,
        finance=finance,
        justice=justice,
        development=development,
        qinghe=qinghe,
        baishi=_organ("白石乡人民政府", "白石乡", OrganKind.TOWNSHIP, government, "baishi"),
        linjiang=_organ("临江街道办事处", "临江街道", OrganKind.STREET, government, "linjiang"),
        village=_organ("青禾镇柳溪村村民委员会", "柳溪村", OrganKind.VILLAGE, qinghe, "liuxi"),
    )


def _organ(name: str, short_name: str, kind: OrganKind, parent: Organ | None, slug: str) -> Organ:
    order = Organ.objects.count() + 1
    return Organ.objects.create(
        name=name, short_name=short_name, kind=kind, parent=parent, slug=slug, order=order, division_code=DIVISION,
        phone=f"0999-600{order:04d}",
    )  # fmt: skip


def person_with(role: Role, organ: Organ) -> Person:
    """The one person who holds a post with this role at the organ (made at first call)."""
    username = f"{role.value}.{organ.slug}"
    found = Person.objects.filter(username=username).first()
    if found:
        return found
    person = Person.objects.create(username=username, name=f"{organ.label}{ROLE_NAMES[role]}", phone="0999-6009999")
    post = Post.objects.create(organ=organ, title=ROLE_NAMES[role], roles=[role.value])
    Holding.objects.create(post=post, person=person, since=date(2026, 1, 4))
    return person


def actor_with(role: Role, organ: Organ) -> Actor:
    """That person as actor, on the day of the tests."""
    return actor_of(person_with(role, organ), DAY)


def office_actor() -> Actor:
    """A supervisor of the competent department."""
    return actor_with(Role.OFFICE, Organ.objects.get(slug="office"))


def liaison_actor(organ: Organ) -> Actor:
    """The 信息员 of an organ."""
    return actor_with(Role.LIAISON, organ)


def leader_actor(organ: Organ) -> Actor:
    """The leader in charge at an organ."""
    return actor_with(Role.LEADER, organ)


def assessor_actor() -> Actor:
    """An assessor from outside, sitting nowhere in the tree of the county."""
    return actor_with(Role.ASSESSOR, Organ.objects.get(slug="higher"))


def login(client: Client, actor: Actor) -> Client:
    """Sign the actor's person in."""
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def county(db: None) -> County:
    """The organs of 和光县 and the standard groups, in the database of this test."""
    made = make_county()
    ensure_standard_groups(actor=system_actor("测试"), at=AT)
    return made


@pytest.fixture
def office_client(client: Client, county: County) -> Client:
    """A browser in which the office is signed in."""
    return login(client, office_actor())


@pytest.fixture
def liaison_client(county: County) -> Client:
    """A browser in which the liaison of the finance bureau is signed in."""
    return login(Client(), liaison_actor(county.finance))
