"""Forms of long records, which can be saved unfinished and are edited by several people."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cin.core.forms import Form
from cin.core.showing import in_words

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
        self.theirs = {
            name: in_words(self.fields.get(name), value) for name, value in theirs.items()
        }
