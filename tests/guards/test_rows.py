"""Rows obey the order of the house too: a foreign key points upstream, and always at a named table."""

from __future__ import annotations

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import Field, Model

from . import house


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if house.slice_of(model.__module__)]


def links(model: type[Model]) -> list[Field]:
    """Its foreign keys and many-to-many fields."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in fields if field.is_relation]


def points_downstream(model: type[Model], target: type[Model]) -> bool:
    ours, theirs = house.slice_of(model.__module__), house.slice_of(target.__module__)
    if theirs is None or ours == theirs:  # Django's own tables lie below everything
        return False
    places = house.order()
    return places[theirs] >= places[ours]


def test_there_are_rows_to_look_at():
    assert our_models()


def test_foreign_keys_point_upstream():
    broken = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in our_models()
        for field in links(model)
        if points_downstream(model, field.related_model)
    ]
    assert not broken, house.told(broken, "turn the key round: the row further downstream knows the one upstream")


def test_no_generic_foreign_keys():
    broken = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in [*model._meta.private_fields, *links(model)]
        if isinstance(field, GenericForeignKey) or getattr(field.related_model, "__name__", "") == "ContentType"
    ]
    assert not broken, house.told(broken, "keep (type, id, title, address) as plain values, as clocks do")
