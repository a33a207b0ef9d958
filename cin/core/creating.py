"""Making many tables at once: Django draws the whole house anew for each of them."""

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel


class CreateTables(Operation):
    """Create the tables of several new models: the same as the operations one after another.

    Every operation makes one of the models or adds to a model made here; nothing else is refused,
    so the list is to be what Django itself wrote for a new application.
    """

    reversible = True

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations
        self.names = [made.name for made in operations if isinstance(made, CreateModel)]

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Add every model, with all that belongs to it, and draw the models once."""
        was_drawn = state.__dict__.pop("apps", None) is not None
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if was_drawn:
            state.apps  # noqa: B018 - drawing is what reading it does

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Create each table as it is in the end, with its indexes and constraints."""
        for name in self.names:
            schema_editor.create_model(to_state.apps.get_model(app_label, name))

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Drop the tables, the last first."""
        for name in reversed(self.names):
            schema_editor.delete_model(from_state.apps.get_model(app_label, name))

    def describe(self) -> str:
        """Say how much is made."""
        return f"Create {len(self.names)} tables"
