"""Refusals: what is wrong, in words that reach the screen."""

from collections.abc import Mapping, Sequence

from cin.procedures.readiness import Blocker


class DomainError(Exception):
    """A refusal that a person should read; nothing was written."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


class NotFound(DomainError):
    """There is no such record, or this person may not know of it."""


class NotPermitted(DomainError):
    """This person may not take this step, and the message says why."""


class StepNotAllowed(DomainError):
    """The record is not at a stage from which this step can be taken."""


class BadInput(DomainError):
    """One answer cannot be accepted; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotReady(DomainError):
    """Things stand in the way; all of them are listed at once."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        super().__init__("; ".join(blocker.message for blocker in blockers))
        self.blockers = list(blockers)


class TooMuchKept(DomainError):
    """One person keeps more unsaved text than the house holds for anybody."""


class SentBefore(DomainError):
    """This form was acted on already, with other answers than it carries now."""


class ChangedMeanwhile(DomainError):
    """Somebody else changed the record after this person opened it."""

    def __init__(
        self,
        message: str,
        *,
        theirs: Mapping[str, object] | None = None,
        version: int | None = None,
    ) -> None:
        super().__init__(message)
        self.theirs = dict(theirs or {})
        self.version = version
