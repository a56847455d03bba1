"""No slice can forget the hand-over: every key to a person is either passed on by a provider or kept as history."""

from __future__ import annotations

from django.apps import apps

from tests.guards import house
from zwgk.foundation.organs.models import Person
from zwgk.matters.handovers.providers import MOVES, PROVIDERS, STAYS


def keys_to_people() -> set[str]:
    """“ledger.Duty.person” for every foreign key of ours that points at Person."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if house.slice_of(model.__module__)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation and field.related_model is Person and model is not Person
        if not (model._meta.auto_created and field.name == "person" and model.__name__.startswith("Person_"))
    }


def test_every_key_to_a_person_is_declared():
    undeclared = keys_to_people() - set(MOVES) - set(STAYS)
    assert not undeclared, house.told(sorted(undeclared), "say in zwgk/matters/handovers/providers.py whether it moves (and who passes it on) or stays")


def test_nothing_is_declared_that_does_not_exist():
    assert not (set(MOVES) | set(STAYS)) - keys_to_people()


def test_what_moves_has_a_verb():
    verbs = {each.name for each in PROVIDERS if each.pass_on} | {"organs", "handovers"}
    assert set(MOVES.values()) <= verbs
