"""Significant harm that an earlier stage of the work finds: who answers it is told at once.

A review or an assessment knows no concerns: those belong to a later stage. The application that
keeps them puts itself in place when the house starts (`use`), and is told in the same transaction
in which the finding is written down (docs/decisions/0058).
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.models import Case
from cin.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class HarmFound:
    """What was found about one child of a locked case, by whom, and in which record: `source`
    names it, such as "meeting-12".
    """

    case: Case
    actor: User
    what: str
    source: str


_told: list[Callable[[HarmFound], None]] = []


def use(answer: Callable[[HarmFound], None]) -> None:
    """Have this answer every finding of harm from now on."""
    _told[:] = [answer]


def tell_of_harm(found: HarmFound) -> None:
    """Tell whoever answers findings of harm; the same record tells as often as it likes."""
    for answer in _told:
        answer(found)
