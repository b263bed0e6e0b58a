"""Relations between tables point down the house, and annotations are complete."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from tests.house.layers import apps_from_top
from zwerm.personal import note_of

PERSONAL_KINDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.DateField,
    models.TimeField,
    models.GenericIPAddressField,
    models.FileField,
    models.FloatField,
)


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("zwerm.")]


def fields() -> Iterator[tuple[type[models.Model], "models.Field[object, object]"]]:
    for model in own_models():
        for field in model._meta.local_fields:
            yield model, field


def height(model: type[models.Model]) -> int:
    """Larger is higher in the house."""
    order = list(reversed(apps_from_top()))
    return order.index(model._meta.app_label)


def test_relations_point_down_and_leave_no_way_back() -> None:
    for model, field in fields():
        if field.remote_field is None:
            continue
        other = field.remote_field.model
        if not isinstance(other, type) or not other.__module__.startswith("zwerm."):
            continue
        assert height(other) <= height(model), f"{model.__name__}.{field.name} points up"
        if other._meta.app_label != model._meta.app_label:
            assert field.remote_field.related_name == "+", f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_PR01_every_field_that_may_hold_personal_data_has_its_note(
    model: type[models.Model],
) -> None:
    for field in model._meta.local_fields:
        to_person = (
            field.remote_field is not None
            and getattr(field.remote_field.model, "__name__", "") == "Person"
        )
        if isinstance(field, PERSONAL_KINDS) or to_person:
            assert note_of(field) is not None, f"{model.__name__}.{field.name} has no note"


def test_AT25_ids_of_what_may_be_without_name_cannot_be_sorted() -> None:
    for model in own_models():
        key = model._meta.pk
        assert key is not None
        assert isinstance(key, (models.UUIDField, models.CharField)), model.__name__
