"""The first start: the government, its office and the first officer, in one act that happens once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zwgk.domain import divisions
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.organs import setup_code
from zwgk.foundation.organs.models import Organ, OrganKind, Person
from zwgk.foundation.organs.queries import unfounded

from .people import create_person
from .posts import Appointment, appoint
from .tree import NewOrgan, create_organ


@dataclass(frozen=True, slots=True)
class Founding:
    """What the county tells at the first start."""

    division_code: str
    government: str  # full name
    office: str  # full name of the competent department
    name: str  # the first officer
    username: str
    password: str
    phone: str = ""


@transaction.atomic
def found(told: Founding, code: str, *, at: datetime) -> Person:
    """Make government, office and first officer. There is nobody yet who could hold a right: whoever has the set-up code may."""
    if not setup_code.fits(code):
        raise BadInput("启用码不对。", field="code", remedy="请看服务器终端上 zwgk serve 显示的那一行，或数据目录中的 setup_code 文件。")
    if not unfounded():
        raise Conflict("平台已经启用，不能再做首次设置。", remedy="请由已有账号的工作人员登录办理。")
    place = divisions.place_of(told.division_code, told.government)
    actor = system_actor("首次设置")
    government = create_organ(
        NewOrgan(told.government, OrganKind.GOVERNMENT, short_name=f"{place}政府", division_code=told.division_code), actor=actor, at=at
    )
    office = _office(told, government, place, at)
    person = create_person(told.username, told.name, phone=told.phone, actor=actor, at=at)
    try:
        validate_password(told.password, person)
    except ValidationError as error:
        raise BadInput("".join(error.messages), field="password") from None
    person.set_password(told.password)
    person.is_superuser = True  # appoints the three administrators, and is an officer like others from then on
    person.save(update_fields=["password", "must_change_password", "is_superuser"])
    appoint(Appointment(person, office, "政务公开工作人员", [Role.OFFICE], timezone.localdate(at)), actor=actor, at=at)
    transaction.on_commit(setup_code.spend)
    return person


def prepare_first_start() -> str:
    """The set-up code to print on the terminal; "" when somebody has an account already."""
    return setup_code.issue() if unfounded() else ""


def _office(told: Founding, government: Organ, place: str, at: datetime) -> Organ:
    if told.office.strip() == told.government.strip():
        raise BadInput("主管部门不能与政府同名。", field="office", remedy="例如“××县人民政府办公室”。")
    short = f"{place[-1]}政府办公室" if told.office.endswith(f"{place}人民政府办公室") else ""
    new = NewOrgan(told.office, OrganKind.GOVERNMENT_OFFICE, short_name=short, parent=government, division_code=told.division_code)
    return create_organ(new, actor=system_actor("首次设置"), at=at)
