"""Which limits of a case may be longer than the procedure's, who may decide it, and what was
decided (C9).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from cases.models import Case, LongerTime, LongerTimeState, Loosened
from cases.selectors.access import visible_cases
from cases.selectors.circumstances import cohorts_of
from cin.accounts.models import User
from cin.accounts.permissions import may_manage, may_work
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.codes import COHORTS, ROLES
from cin.procedures.durations import Duration
from cin.procedures.events import DatedInterval, ExceptionGranted
from cin.procedures.settings import AGREED_BY_MANAGER

# The limit that each exception stands in for, as the engine knows it.
SETTING_OF: Mapping[str, str] = {
    Loosened.REVIEW: "review_interval_max",
    Loosened.VISIT: "visit_interval_max",
    Loosened.INITIAL_MEETING: "initial_meeting_max",
    Loosened.AGREED_VISIT: "visit_interval_by_cohort",
}


@dataclass(frozen=True, kw_only=True)
class MayBeLonger:
    """One limit that may be longer for this child: who decides, and what applies otherwise."""

    limit: str
    roles: tuple[str, ...]
    usual: Duration | None
    cites: tuple[str, ...]

    @property
    def label(self) -> str:
        """What the limit is called."""
        return str(Loosened(self.limit).label)

    @property
    def roles_in_words(self) -> str:
        """Name who decides, inside a sentence."""
        return " or ".join(f"the {ROLES[role].lower()}" for role in self.roles) or "a manager"


def limits_that_may_be_longer(case: Case) -> dict[str, MayBeLonger]:
    """Give what may be longer on a case (its child loaded) under the procedure in force, by
    limit.
    """
    procedure = procedure_in_force(case.authority_id)
    return {each.limit: each for each in loosenings(procedure, cohorts_of(case))}


def loosenings(procedure: Procedure, cohorts: Iterable[str]) -> Iterator[MayBeLonger]:
    """Go through the limits that a procedure lets be longer for a child of some cohorts."""
    of_child = frozenset(cohorts)
    for rule in (Loosened.REVIEW, Loosened.VISIT):
        found = _interval(procedure, rule, of_child)
        if found is not None:
            yield found
    if procedure.flag("initial_meeting_exception_allowed"):
        yield _by_flag(procedure, Loosened.INITIAL_MEETING)


def _interval(procedure: Procedure, rule: str, cohorts: frozenset[str]) -> MayBeLonger | None:
    by_cohort = procedure.get(f"{rule}_by_cohort")
    name = next((name for name in by_cohort if name in cohorts), "")
    entry = by_cohort.get(name, {})
    cites = procedure.cites_for(f"{rule}_by_cohort")
    if entry == AGREED_BY_MANAGER:
        if rule != Loosened.VISIT:
            return None
        roles = tuple(procedure.get("visit_frequency_approver_roles"))
        usual = by_cohort.get("fallback", {}).get("max")
        return MayBeLonger(limit=Loosened.AGREED_VISIT, roles=roles, usual=usual, cites=cites)
    of_the_team = "team" not in entry or "cwd_team" in cohorts
    if entry.get("exception_roles") and of_the_team:
        usual = entry.get("max") or procedure.duration(SETTING_OF[rule])
        roles = tuple(entry["exception_roles"])
        return MayBeLonger(limit=rule, roles=roles, usual=usual, cites=cites)
    if procedure.flag(f"{rule}_exception_allowed"):
        return _by_flag(procedure, rule, entry.get("max"))
    return None


def _by_flag(procedure: Procedure, rule: str, usual: Duration | None = None) -> MayBeLonger:
    return MayBeLonger(
        limit=rule,
        roles=tuple(procedure.get(f"{rule}_exception_approver_roles")),
        usual=usual or procedure.duration(SETTING_OF[rule]),
        cites=procedure.cites_for(f"{rule}_exception_allowed"),
    )


Allowed = Mapping[str, MayBeLonger]


def decision_refusal(longer_time: LongerTime, user: User, allowed: Allowed | None = None) -> str:
    """Say why this person may not decide on a longer time, or end one, under the procedure, or
    nothing.

    `allowed` is what may be longer on the case, where the caller knows it already.
    """
    if refusal := may_work.reason(longer_time.case, user):
        return str(refusal)
    known = limits_that_may_be_longer(longer_time.case) if allowed is None else allowed
    limit = known.get(longer_time.limit)
    if limit is None:
        return "The procedure no longer allows a longer time for this."
    if not limit.roles:
        return str(may_manage.reason(longer_time.case, user))
    if user.procedure_roles.isdisjoint(limit.roles):
        return f"Only {limit.roles_in_words} decides on this."
    return ""


def withdrawal_refusal(longer_time: LongerTime, user: User, allowed: Allowed | None = None) -> str:
    """Say why this person may not withdraw a longer time, or nothing: who asked takes back what
    waits, who may approve ends what was approved.
    """
    if longer_time.state == LongerTimeState.ASKED:
        is_own = user.pk == longer_time.asked_by_id
        own = "" if is_own else "Only the person who asked can take the request back."
        return str(may_work.reason(longer_time.case, user)) or own
    known = limits_that_may_be_longer(longer_time.case) if allowed is None else allowed
    if longer_time.limit not in known:
        return str(may_manage.reason(longer_time.case, user))
    return decision_refusal(longer_time, user, known)


def longer_times_of(case: Case) -> list[LongerTime]:
    """List every longer time asked for on a case, the latest first."""
    return list(case.longer_times.select_related("asked_by", "decided_by", "ended_by"))


def visible_longer_times(user: User) -> QuerySet[LongerTime]:
    """List the longer times of the cases this person may open, with who asked and decided."""
    return LongerTime.objects.filter(case__in=visible_cases(user)).select_related(
        "case__child", "case__authority", "case__worker", "asked_by", "decided_by"
    )


def find_longer_time(user: User, longer_time_id: int) -> LongerTime:
    """Give one longer time of a case this person may open; refuses (NotFound) any other."""
    found = visible_longer_times(user).filter(pk=longer_time_id).first()
    if found is None:
        raise NotFound("There is no such request, or it belongs to another team.")
    return found


def awaiting_longer_time(user: User, procedure: Procedure) -> QuerySet[LongerTime]:
    """List the requests that this person could decide on, longest waiting first: none of their
    own.
    """
    asked = visible_longer_times(user).filter(state=LongerTimeState.ASKED)
    asked = asked.filter(limit__in=_limits_for(user, procedure))
    return asked.exclude(asked_by=user).order_by("created_at", "pk")


def _limits_for(user: User, procedure: Procedure) -> set[str]:
    """Give the limits on which a person decides, for one child or another."""
    children = [set(), *({cohort, "cwd_team"} for cohort in COHORTS)]
    found = (each for cohorts in children for each in loosenings(procedure, cohorts))
    return {
        each.limit
        for each in found
        if (not user.procedure_roles.isdisjoint(each.roles) if each.roles else user.is_manager)
    }


def last_day_of(row: LongerTime) -> date | None:
    """Give the last day on which an approved longer time carries a date, or None while it has no
    end.
    """
    return min(filter(None, (row.holds_until, row.ended_on)), default=None)


def first_day_of(row: LongerTime) -> date:
    """Give the day from which an approved longer time holds."""
    return max(row.holds_from, row.approved_on or row.holds_from)


def longer_time_behind(
    case: Case, setting: str, duration: Duration | None, due_on: date
) -> LongerTime | None:
    """Give the approved longer time from which a due date comes: by its length, or by its last day
    where that is the date; nothing if none matches.
    """
    rows = case.longer_times.exclude(approved_on=None).select_related("decided_by")
    for row in rows:
        same = row.duration == duration if duration else last_day_of(row) == due_on
        if same and SETTING_OF[row.limit] == setting:
            return row
    return None


def holds_on(row: LongerTime, day: date) -> bool:
    """Say whether an approved longer time holds on a day; on the day it was ended it no longer
    does.
    """
    if row.approved_on is None or not first_day_of(row) <= day:
        return False
    return (row.holds_until is None or day <= row.holds_until) and (
        row.ended_on is None or day < row.ended_on
    )


def exceptions_in(rows: Iterable[LongerTime]) -> list[ExceptionGranted]:
    """Give approved longer times as the engine takes them; one ended on the day it began never
    held.
    """
    return [
        ExceptionGranted(SETTING_OF[row.limit], row.duration, first_day_of(row), last_day_of(row))
        for row in rows
        if row.approved_on is not None
        and row.limit != Loosened.AGREED_VISIT
        and (row.ended_on is None or row.ended_on > first_day_of(row))
    ]


def agreed_in(rows: Iterable[LongerTime]) -> tuple[DatedInterval, ...]:
    """Give how often the manager agreed that the child is visited, each in the days in which it
    held; on the day it was ended it no longer does.
    """
    return tuple(
        DatedInterval(row.duration, first_day_of(row), _last_day_held(row))
        for row in sorted(rows, key=lambda row: row.pk)
        if row.limit == Loosened.AGREED_VISIT and row.approved_on is not None
    )


def _last_day_held(row: LongerTime) -> date | None:
    ended = None if row.ended_on is None else row.ended_on - timedelta(days=1)
    return min(filter(None, (row.holds_until, ended)), default=None)
