"""Earlier referrals of a child and of brothers and sisters: what makes a re-referral."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.models import Case, Referral, ScreeningDecision
from cases.models.case import CaseQuerySet
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.procedures.calendar import add_months
from cin.procedures.codes import CEASE_REASONS

RE_REFERRAL_MONTHS = 12
_REASONS = {**CEASE_REASONS, **dict(ScreeningDecision.choices)}


@dataclass(frozen=True, kw_only=True)
class Episode:
    """One earlier time that a child was referred: `case` only where this person may open it."""

    child: str
    is_the_child: bool
    received_on: date
    closed_on: date | None
    reason: str
    team: str
    case: Case | None = None


@dataclass(frozen=True, kw_only=True)
class EarlierEpisodes:
    """What came before a case's referral, the latest first.

    `within_12_months` counts the child's own earlier referrals less than 12 months before this
    one, the same day a year earlier not among them.
    """

    own: list[Episode]
    siblings: list[Episode]
    within_12_months: int

    @property
    def is_re_referral(self) -> bool:
        """Whether the child was referred less than 12 months before."""
        return self.within_12_months > 0

    @property
    def in_words(self) -> str:
        """Say how often the child was referred before, or nothing for the first time."""
        if not self.own:
            return ""
        times = _times(len(self.own))
        if not self.within_12_months:
            return f"Referred {times} before, not in the 12 months before this referral."
        return (
            f"Re-referral: referred {times} before, {self.within_12_months} in the last 12 months."
        )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def earlier_episodes(user: User, case: Case) -> EarlierEpisodes:
    """List the earlier referrals of a case's child, and those of brothers and sisters that this
    person may open, with three queries.

    Of a case of another team only the dates, how it ended, and whom to ask are told.
    """
    received = case.referral.received_on
    own = _before(case, Case.objects.filter(child_id=case.child_id, authority_id=case.authority_id))
    of_others = visible_cases(user).filter(family_id=case.family_id).exclude(child_id=case.child_id)
    open_to = visible_cases(user).filter(pk__in=[row.pk for row in own])
    visible = set(open_to.values_list("pk", flat=True))
    recent = [row for row in own if _is_recent(row.referral, received)]
    return EarlierEpisodes(
        own=_episodes(own, case, visible),
        siblings=_episodes(_before(case, of_others), case, None),
        within_12_months=len(recent),
    )


def _before(case: Case, rows: CaseQuerySet) -> list[Case]:
    found = (
        rows.exclude(referral_id=case.referral_id)
        .filter(referral__received_on__lte=case.referral.received_on, pk__lt=case.pk)
        .select_related("child", "referral", "team")
        .order_by("-referral__received_on", "-pk")
    )
    return list(found)


def _is_recent(earlier: Referral, received: date) -> bool:
    return add_months(earlier.received_on, RE_REFERRAL_MONTHS) > received


def _episodes(rows: Iterable[Case], case: Case, visible: set[int] | None) -> list[Episode]:
    return [
        Episode(
            child=str(row.child),
            is_the_child=row.child_id == case.child_id,
            received_on=row.referral.received_on,
            closed_on=row.closed_on,
            reason=_REASONS.get(row.close_reason, row.close_reason),
            team=row.team.name,
            case=row if visible is None or row.pk in visible else None,
        )
        for row in rows
    ]
