"""Forms of long records, which can be saved unfinished and are edited by several people."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from cin.core.forms import Form
from cin.core.templatetags.cin import moment, plain_day

FINISH = "finish"


class DraftForm(Form):
    """A form with two buttons: save and finish later, and finish.

    The fields that `may_wait` names are asked for like any other, but none of them stops a save:
    when the record is to be finished, the service lists all that is missing at once.
    """

    finish_label = "Finish"
    later_label = "Save and finish later"

    @property
    def may_wait(self) -> set[str]:
        """Name the fields that a record can be saved without."""
        return set()

    @property
    def is_finishing(self) -> bool:
        """Whether the person pressed the button that finishes the record."""
        return self.data.get("then") == FINISH

    def _clean_fields(self) -> None:
        with self._nothing_demanded():
            super()._clean_fields()

    @contextmanager
    def _nothing_demanded(self) -> Iterator[None]:
        relaxed = [
            self.fields[name]
            for name in self.may_wait
            if name in self.fields and self.fields[name].required
        ]
        for field in relaxed:
            field.required = False
        try:
            yield
        finally:
            for field in relaxed:
                field.required = True

    def show_theirs(self, theirs: Mapping[str, Any]) -> None:
        """Show beside each box what somebody else saved in it meanwhile, in words."""
        self.theirs = {name: self._in_words(name, value) for name, value in theirs.items()}

    def _in_words(self, name: str, value: Any) -> str:
        if value is None or value == "":
            return "(left empty)"
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, datetime):
            return moment(value)
        choices = dict(getattr(self.fields.get(name), "choices", None) or {})
        if isinstance(value, list):
            return "\n".join(str(choices.get(each, each)) for each in value)
        return str(choices.get(value) or plain_day(value) or value)
