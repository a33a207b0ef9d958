"""What a checkpoint lacks before it can go to the manager."""

from collections.abc import Sequence

from cin.procedures.readiness.blocker import Blocker

_CITES = {1: ("ROC-50",), 2: ("ROC-58",)}


def checkpoint_blockers(
    *, number: int, unwritten: Sequence[str], lacks_meeting: bool
) -> list[Blocker]:
    """List what a checkpoint lacks before it can go to the manager.

    `unwritten` are the titles of empty items; `lacks_meeting` is true when the day of the family
    network meeting is wanted (ROC-50) and not given.
    """
    blockers = [
        Blocker(code="items", message=f"Write “{title}”", cites=_CITES[number])
        for title in unwritten
    ]
    if lacks_meeting:
        blockers.append(
            Blocker(
                code="meeting_at",
                message="Give the day of the family network meeting",
                cites=_CITES[number],
            )
        )
    return blockers
