"""Earlier referrals of a child and of brothers and sisters: what makes a re-referral."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cases.models import Case, Referral, ScreeningDecision
from cases.models.case import CaseQuerySet
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.procedures.calendar import add_months
from cin.procedures.codes import CEASE_REASONS

RE_REFERRAL_MONTHS = 12
MOST_TOLD = 3
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
    def cases(self) -> list[Case]:
        """List the cases told of that this person may open."""
        return [each.case for each in [*self.own, *self.siblings] if each.case is not None]

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


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told in a sentence of a child's earlier referrals, and of which cases."""

    words: str
    cases: list[Case]


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


def episodes_until_now(user: User, case: Case) -> EarlierEpisodes:
    """List every referral of a case's child so far, that of the case among them, and those of
    brothers and sisters that this person may open: what comes before a referral today, with three
    queries.
    """
    today = clock.today()
    own = _newest_first(Case.objects.filter(child_id=case.child_id, authority_id=case.authority_id))
    reach = visible_cases(user)
    others = reach.filter(family_id=case.family_id).exclude(child_id=case.child_id)
    visible = set(reach.filter(pk__in=[row.pk for row in own]).values_list("pk", flat=True))
    return EarlierEpisodes(
        own=_episodes(own, case, visible),
        siblings=_episodes(_newest_first(others), case, None),
        within_12_months=len([row for row in own if _is_recent(row.referral, today)]),
    )


def episodes_in_words(user: User, children: Iterable[int]) -> dict[int, Told]:
    """Say of children whose records this person may open, by the child, when each was referred
    before and how that ended, and the brothers and sisters too, with two queries.
    """
    wanted = set(children)
    reach = visible_cases(user)
    families = reach.filter(child_id__in=wanted).values("family_id")
    rows = _newest_first(reach.filter(Q(child_id__in=wanted) | Q(family_id__in=families)))
    family_of = {row.child_id: row.family_id for row in rows if row.child_id in wanted}
    return {
        child: _told(
            [row for row in rows if row.child_id == child],
            [row for row in rows if row.family_id == family and row.child_id != child],
        )
        for child, family in family_of.items()
    }


def _told(own: list[Case], siblings: list[Case]) -> Told:
    recent = sum(_is_recent(row.referral, clock.today()) for row in own)
    again = "Re-referral within 12 months. " if recent else ""
    own, siblings = own[:MOST_TOLD], siblings[:MOST_TOLD]
    words = f"{again}Referred before: {'; '.join(map(_one, own))}."
    if siblings:
        told = "; ".join(f"{row.child.given_names}, {_one(row)}" for row in siblings)
        words = f"{words} Brothers and sisters: {told}."
    return Told(words=words, cases=[*own, *siblings])


def _one(row: Case) -> str:
    received = plain_day(row.referral.received_on)
    if row.closed_on is None:
        return f"{received}, still open"
    how = _REASONS.get(row.close_reason, row.close_reason)
    return f"{received} to {plain_day(row.closed_on)}, {how[:1].lower()}{how[1:]}"


def _newest_first(rows: CaseQuerySet) -> list[Case]:
    return list(
        rows.select_related("child", "referral", "team").order_by("-referral__received_on", "-pk")
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
