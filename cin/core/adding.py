"""Adding many columns to one table at once: Django draws the whole house anew for each."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


class AddColumns(Operation):
    """Add plain columns, pointing nowhere, to a model: the same as one AddField after another.

    On SQLite each is added in place with its default, where AddField would copy the table.
    """

    reversible = True

    def __init__(self, model_name: str, fields: list[tuple[str, Any]]) -> None:
        self.model_name, self.fields = model_name, fields

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Add every field, and draw the models once."""
        drawn = state.__dict__.pop("apps", None)
        for name, field in self.fields:
            state.add_field(app_label, self.model_name, name, field, True)
        if drawn is not None:
            state.__dict__["apps"] = drawn
            state.reload_model(app_label, self.model_name, delay=True)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Add every column."""
        before = from_state.apps.get_model(app_label, self.model_name)
        after = to_state.apps.get_model(app_label, self.model_name)
        if schema_editor.connection.vendor == "sqlite":
            # SQLite cannot drop a default afterwards; it does no harm where it stays.
            schema_editor.skip_default_on_alter = lambda _field: True
        for name, _ in self.fields:
            field = after._meta.get_field(name)
            BaseDatabaseSchemaEditor.add_field(schema_editor, before, field)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Drop every column."""
        before = from_state.apps.get_model(app_label, self.model_name)
        for name, _ in reversed(self.fields):
            schema_editor.remove_field(before, before._meta.get_field(name))

    def describe(self) -> str:
        """Say what is added."""
        return f"Add {len(self.fields)} columns to {self.model_name}"
