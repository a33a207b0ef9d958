"""Who was told of a referral and of the decision, as far as it is recorded."""

from dataclasses import dataclass

from django.db.models import Q

from cases.models import Case, Telling, TellingKind


@dataclass(frozen=True, kw_only=True)
class Told:
    """One telling that a referral asks for, and what is recorded of it: `telling` is the last."""

    kind: str
    telling: Telling | None
    obstacle: str

    @property
    def slug(self) -> str:
        """The kind as addresses have it."""
        return self.kind.replace("_", "-")

    @property
    def label(self) -> str:
        """Who is told of what."""
        return str(TellingKind(self.kind).label)


def tellings_of(case: Case) -> list[Told]:
    """List whom a referral asks to be told, each with what was recorded last, with one query.

    That the family knows of a referral is shared by the brothers and sisters whom it concerns.
    """
    shared = Q(case__referral_id=case.referral_id, kind=TellingKind.FAMILY_OF_REFERRAL)
    rows = Telling.objects.filter(Q(case=case) | shared).select_related("recorded_by")
    latest: dict[str, Telling] = {}
    for row in rows.order_by("pk"):
        latest[row.kind] = row
    return [
        Told(kind=kind, telling=latest.get(kind), obstacle=obstacle_to_telling(case, kind))
        for kind in TellingKind.values
    ]


def obstacle_to_telling(case: Case, kind: str) -> str:
    """Say why something cannot have been told yet, or nothing."""
    if kind != TellingKind.FAMILY_OF_REFERRAL and case.screened_on is None:
        return "A manager has not decided on this referral yet."
    return ""
