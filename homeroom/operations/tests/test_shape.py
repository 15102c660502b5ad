"""Every column of every table, also of rooms that come later, has a kind that a backup can write; parents come before children."""

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from homeroom.operations.keeping import shape


def all_shapes() -> list[shape.Shape]:
    """Tables as all migrations together make them."""
    return shape.shapes(list(MigrationLoader(None).graph.nodes))


def test_every_table_and_column_can_be_written() -> None:
    found = {one.label: {name for name, _kind in one.columns} for one in all_shapes()}

    models = apps.get_models(include_auto_created=True)
    assert found == {model._meta.label: {field.column for field in model._meta.local_concrete_fields} for model in models}


def test_parents_come_before_children() -> None:
    order = [one.label for one in all_shapes()]

    early = [
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.related_model not in (None, model) and order.index(field.related_model._meta.label) > order.index(model._meta.label)
    ]
    assert early == []


def test_a_shape_comes_out_of_a_backup_as_it_went_in() -> None:
    assert [shape.from_json(one.as_json()) for one in all_shapes()] == all_shapes()


def test_migrations_of_a_newer_homeroom_are_told_apart() -> None:
    assert shape.unknown([("sections", "0001_initial"), ("sections", "0099_of_next_year")]) == ["sections.0099_of_next_year"]
