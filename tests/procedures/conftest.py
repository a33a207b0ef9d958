"""The command, as a person at a terminal would run it."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command


class Printed(list[dict[str, Any]]):
    """What the command printed, read back."""

    def of(self, key: str) -> list[dict[str, Any]]:
        """The obligations of one kind."""
        return [entry for entry in self if entry["key"] == key]

    def the(self, key: str) -> dict[str, Any]:
        """The only obligation of one kind."""
        (only,) = self.of(key)
        return only


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Printed]:
    """Run the command on facts and a day; give what it printed."""

    def run(authority: str, *events: dict[str, Any], today: str, **more: Any) -> Printed:
        path = tmp_path / "facts.json"
        path.write_text(json.dumps({"authority": authority, "events": events, **more}))
        out = io.StringIO()
        call_command("obligations", facts=str(path), today=today, stdout=out)
        return Printed(json.loads(out.getvalue()))

    return run
