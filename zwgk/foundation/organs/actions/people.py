"""People and their accounts. A new account has no password until one is issued; the issued one must be changed at first use."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import ADMIN_ROLES, Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Person
from zwgk.foundation.organs.queries import roles_on

_LETTERS = "abcdefghjkmnpqrstuvwxyz"  # without characters that are misread on paper
_DIGITS = "23456789"


@transaction.atomic
def create_person(username: str, name: str, *, email: str = "", phone: str = "", actor: Actor, at: datetime) -> Person:
    """Enter a person. `reset_password` issues the first password."""
    actor.require("organs.create_person")
    username, name = username.strip(), name.strip()
    if not re.fullmatch(r"[A-Za-z0-9._-]{2,60}", username):
        raise BadInput("登录名只能用字母、数字、点、横线和下划线，2 至 60 个字符。", field="username")
    if not name:
        raise BadInput("请填写姓名。", field="name")
    if Person.objects.filter(username__iexact=username).exists():
        raise Conflict(f"登录名“{username}”已有人使用。", field="username", remedy="请换一个登录名，例如在后面加数字。")
    person = Person(username=username, name=name, email=email.strip(), phone=phone.strip(), must_change_password=True)
    person.set_unusable_password()
    person.save()
    _tell(person, "organs.create_person", f"登记人员“{name}”（登录名 {username}）", actor, at)
    return person


@transaction.atomic
def edit_person(person: Person, *, name: str, email: str = "", phone: str = "", actor: Actor, at: datetime) -> Person:
    """Correct name, e-mail or telephone."""
    actor.require("organs.create_person")
    if not name.strip():
        raise BadInput("请填写姓名。", field="name")
    person.name, person.email, person.phone = name.strip(), email.strip(), phone.strip()
    person.save(update_fields=["name", "email", "phone"])
    _tell(person, "organs.create_person", f"修改人员“{person.name}”的信息", actor, at)
    return person


@transaction.atomic
def reset_password(person: Person, *, actor: Actor, at: datetime) -> str:
    """Issue a one-time password and return it, to be told once; it must be changed at the first log-in."""
    actor.require("organs.reset_password")
    _guard_admins(person, actor, at)
    password = initial_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    _tell(person, "organs.reset_password", f"为“{person.name}”发放初始口令（首次登录须修改）", actor, at)
    return password


def issue_passwords(people: Sequence[Person], *, actor: Actor, at: datetime) -> list[tuple[Person, str]]:
    """First passwords for many, returned once; only for people who have never signed in."""
    actor.require("organs.reset_password")
    if settled := [person.name for person in people if person.last_login]:
        raise Conflict(f"{'、'.join(settled[:5])}已经登录过，不再成批发放口令。", remedy="忘记密码的，请在人员页面逐人重置。")
    issued = [(person, initial_password()) for person in people]
    hashes = [make_password(password, hasher="start") for _, password in issued]  # before the transaction: hashing takes its time
    with transaction.atomic():
        for (person, _), hashed in zip(issued, hashes, strict=True):
            _guard_admins(person, actor, at)
            person.password, person.must_change_password = hashed, True
            person.save(update_fields=["password", "must_change_password"])
            _tell(person, "organs.reset_password", f"为“{person.name}”发放初始口令（首次登录须修改）", actor, at)
    return issued


@transaction.atomic
def lock_person(person: Person, *, reason: str, actor: Actor, at: datetime) -> Person:
    """The account can no longer log in; posts and history stay."""
    actor.require("organs.lock_person")
    _guard_admins(person, actor, at)
    if person.pk == actor.person_id:
        raise Conflict("不能停用自己的账号。", remedy="请由另一名管理人员办理。")
    if not reason.strip():
        raise BadInput("请写明停用账号的原因。", field="reason")
    return _switch(person, False, f"停用“{person.name}”的账号：{reason}", actor, at)


@transaction.atomic
def unlock_person(person: Person, *, actor: Actor, at: datetime) -> Person:
    """The account may log in again."""
    actor.require("organs.lock_person")
    _guard_admins(person, actor, at)
    return _switch(person, True, f"恢复“{person.name}”的账号", actor, at)


def initial_password() -> str:
    """Letters, digits and a sign in three groups, readable on a slip of paper: `kqwm-4827-Rhtd`."""
    first = "".join(secrets.choice(_LETTERS) for _ in range(4))
    second = "".join(secrets.choice(_DIGITS) for _ in range(4))
    third = "".join(secrets.choice(_LETTERS) for _ in range(4)).capitalize()
    return f"{first}-{second}-{third}"


def _guard_admins(person: Person, actor: Actor, at: datetime) -> None:
    """The accounts of the three administrators are in the hands of the security administrator only."""
    if person.is_superuser or roles_on(person, timezone.localdate(at)) & ADMIN_ROLES:
        actor.require("organs.appoint_admin")


def _switch(person: Person, active: bool, sentence: str, actor: Actor, at: datetime) -> Person:
    if person.is_active != active:
        person.is_active = active
        person.save(update_fields=["is_active"])
        _tell(person, "organs.lock_person", sentence, actor, at)
    return person


def _tell(person: Person, verb: str, sentence: str, actor: Actor, at: datetime) -> None:
    subject = Subject("organs.person", person.pk, person.name, f"/office/organs/people/{person.pk}/")
    journal.record(subject, Told(verb, sentence), actor=actor, at=at)
