"""Who was told of a referral and of the decision, as far as it is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from cases.models import Case, Telling, TellingKind
from cases.selectors.access import visible_cases
from cin.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Told:
    """One telling that a referral asks for, and what is recorded of it: `telling` is the last of
    those that may be shown, and `is_elsewhere` that a later one is in another team's file.
    """

    kind: str
    telling: Telling | None
    obstacle: str
    is_elsewhere: bool = False

    @property
    def is_recorded(self) -> bool:
        """Whether anything is recorded of it, also where this person may not read it."""
        return self.telling is not None or self.is_elsewhere

    @property
    def slug(self) -> str:
        """The kind as addresses have it."""
        return self.kind.replace("_", "-")

    @property
    def label(self) -> str:
        """Who is told of what."""
        return str(TellingKind(self.kind).label)


def tellings_of(user: User, case: Case) -> list[Told]:
    """List whom a referral asks to be told, each with what was recorded last, with one query.

    That the family knows of a referral is shared by the brothers and sisters whom it concerns; of
    one whose case this person may not open it is said only that it was recorded.
    """
    shared = Q(case__referral_id=case.referral_id, kind=TellingKind.FAMILY_OF_REFERRAL)
    may_see = Exists(visible_cases(user).filter(pk=OuterRef("case_id")))
    rows = Telling.objects.filter(Q(case=case) | shared).annotate(may_see=may_see)
    latest: dict[str, Telling] = {}
    elsewhere: dict[str, bool] = {}
    for row in rows.select_related("recorded_by", "case").order_by("pk"):
        elsewhere[row.kind] = not row.may_see
        if row.may_see:
            latest[row.kind] = row
    return [
        Told(
            kind=kind,
            telling=latest.get(kind),
            obstacle=obstacle_to_telling(case, kind),
            is_elsewhere=elsewhere.get(kind, False),
        )
        for kind in TellingKind.values
    ]


def cases_told_of(tellings: Iterable[Told]) -> list[Case]:
    """Give the cases whose tellings are shown, for which the view is written down."""
    return [each.telling.case for each in tellings if each.telling is not None]


def obstacle_to_telling(case: Case, kind: str) -> str:
    """Say why something cannot have been told yet, or nothing."""
    if kind != TellingKind.FAMILY_OF_REFERRAL and case.screened_on is None:
        return "A manager has not decided on this referral yet."
    return ""
