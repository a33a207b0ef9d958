"""The form of a long record."""

from cases.forms.drafts import DraftForm
from cin.procedures.readiness import Blocker


class LongRecordForm(DraftForm):
    """A long record: only the fields in `always` are needed to save it for later.

    What else is missing is for the service to say when the person finishes; it is then shown beside
    the box it belongs to.
    """

    always: list[str] = []

    @property
    def may_wait(self) -> set[str]:
        """Name the fields that a record can be saved without."""
        return set(self.fields) - set(self.always)

    def place_blockers(self) -> None:
        """Move what is missing to the boxes where it is missing; keep the rest above the form."""
        above = []
        for blocker in self.blockers:
            if name := self.place_of(blocker):
                self.add_error(name, blocker.message)
            else:
                above.append(blocker)
        self.blockers = above

    def place_of(self, blocker: Blocker) -> str:
        """Name the field that a missing answer belongs to, or nothing."""
        return blocker.code if blocker.code in self.fields else ""
