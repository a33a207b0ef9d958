"""Altering several tables at once: Django draws the whole house anew for each step."""

from dataclasses import dataclass, field
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models import BaseConstraint


@dataclass(frozen=True, kw_only=True)
class Alteration:
    """What happens to one table: constraints that go, by name, columns that come, and constraints
    that come.
    """

    gone: list[str] = field(default_factory=list)
    columns: list[tuple[str, Any]] = field(default_factory=list)
    constraints: list[BaseConstraint] = field(default_factory=list)


class AlterTables(Operation):
    """Take constraints off, add columns and add constraints, in that order, on several models.

    The same as the operations one after another; on SQLite each table is copied once at most, and
    columns are added with their default.
    """

    reversible = True

    def __init__(self, tables: dict[str, Alteration]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change every model, and draw them once."""
        was_drawn = state.__dict__.pop("apps", None) is not None
        for name, change in self.tables.items():
            for gone in change.gone:
                state.remove_constraint(app_label, name, gone)
            for column, kind in change.columns:
                state.add_field(app_label, name, column, kind, True)
            for constraint in change.constraints:
                state.add_constraint(app_label, name, constraint)
        if was_drawn:
            state.apps  # noqa: B018 - drawing is what reading it does

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Alter every table."""
        is_sqlite = schema_editor.connection.vendor == "sqlite"
        if is_sqlite:
            # SQLite cannot drop a default afterwards; it does no harm where it stays.
            schema_editor.skip_default_on_alter = lambda _field: True
        for name, change in self.tables.items():
            before = from_state.apps.get_model(app_label, name)
            after = to_state.apps.get_model(app_label, name)
            if not is_sqlite:
                _take_off(schema_editor, before, change.gone)
            for column, _ in change.columns:
                kind = after._meta.get_field(column)
                BaseDatabaseSchemaEditor.add_field(schema_editor, before, kind)
            if not is_sqlite:
                _put_on(schema_editor, after, [each.name for each in change.constraints])
            elif change.gone or change.constraints:
                schema_editor._remake_table(after)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Make every table what it was."""
        for name, change in reversed(self.tables.items()):
            before = from_state.apps.get_model(app_label, name)
            after = to_state.apps.get_model(app_label, name)
            if schema_editor.connection.vendor == "sqlite":
                schema_editor._remake_table(after)
                continue
            _take_off(schema_editor, before, [each.name for each in change.constraints])
            for column, _ in reversed(change.columns):
                schema_editor.remove_field(before, before._meta.get_field(column))
            _put_on(schema_editor, after, change.gone)

    def describe(self) -> str:
        """Say how much is altered."""
        return f"Alter {len(self.tables)} tables"


def _take_off(schema_editor: Any, model: Any, names: list[str]) -> None:
    for constraint in model._meta.constraints:
        if constraint.name in names:
            schema_editor.remove_constraint(model, constraint)


def _put_on(schema_editor: Any, model: Any, names: list[str]) -> None:
    for constraint in model._meta.constraints:
        if constraint.name in names:
            schema_editor.add_constraint(model, constraint)
