"""How often a child is visited and a plan reviewed: by the procedure, by the child's cohort, and
as agreed.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cin.procedures.calendar import CalendarEnds
from cin.procedures.case_limits import AS_AGREED, assessment_open
from cin.procedures.changing import over_time, turns_of
from cin.procedures.durations import Duration
from cin.procedures.events import Event, Facts
from cin.procedures.limits import Alone, Asked, Ruling, granted, loosened, needing
from cin.procedures.reckoning import Limit, Reckoner
from cin.procedures.settings import AGREED_BY_MANAGER, Value
from cin.procedures.situation import Situation, Span

BY_SCHEDULE = "by the manager's schedule,"
NOT_AGREED = {
    "visit_interval": "visit interval not agreed",
    "review_interval": "review interval not agreed",
}


@needing()
def review(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the time between meetings: the first by its own limit, later ones by the interval.

    A first review without a limit of its own has the interval's.
    """
    facts, by_cohort = situation.facts, reckoner.procedure.settings["review_interval_by_cohort"]
    agreed = facts.agreed
    is_agreed = bool(agreed.review_intervals) or agreed.review_interval is not None
    if not is_agreed and _is_ordinary(facts, by_cohort):
        return _review_interval(Asked(situation, span, reckoner, span.start.on)).for_every_child()
    turns = turns_of(situation, "review_interval")
    return over_time(situation, span, reckoner, _review, turns)


def _review(asked: Asked) -> Ruling:
    interval = _review_interval(asked)
    return interval.loosened(interval.ruling(asked.situation.facts.agreed.reviews_on(asked.day)))


def _review_interval(asked: Asked) -> "_Interval":
    general = "review_interval_max"
    first = asked.reckoner.procedure.settings["first_review_max"]
    if asked.span.start.kind != "review" and first is not None:
        general = "first_review_max"
    return _Interval(asked, "review_interval", general)


def _is_ordinary(facts: Facts, by_cohort: Mapping[str, Value]) -> bool:
    return not facts.exceptions and facts.child.cohorts.isdisjoint(by_cohort)


def _as_for_every_child(situation: Situation, reckoner: Reckoner) -> bool:
    facts, settings = situation.facts, reckoner.procedure.settings
    agreed = facts.agreed
    if agreed.visit_interval is not None or settings["visit_interval_assessment"] is not None:
        return False
    if agreed.visit_schedules or agreed.visit_intervals:
        return False
    return _is_ordinary(facts, settings["visit_interval_by_cohort"])


@needing(alone=Alone(("visit_interval_max", "visit_interval_target"), _as_for_every_child))
def visit(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the time between visits; during an assessment by that interval too, and by the
    manager's own schedule: neither is loosened by a longer time (ROC-86, C9, C10).
    """
    turns = turns_of(situation, "visit_interval")
    return over_time(situation, span, reckoner, _visit, turns)


def _visit(asked: Asked) -> Ruling:
    situation, span, reckoner, _ = asked
    if span.start.type == "case_allocated":
        return Ruling(_scheduled(asked))
    interval = _Interval(asked, "visit_interval", "visit_interval_max")
    ruling = interval.loosened(interval.ruling(interval.agreed_visits()))
    during = reckoner.limit("visit_interval_assessment", span.start)
    if during is not None and assessment_open(situation, span.start.on):
        ruling = ruling._replace(limits=[*ruling.limits, during])
    if not situation.facts.agreed.visit_schedules:
        return ruling
    return ruling._replace(limits=_scheduled(asked, ruling.limits))


def _scheduled(asked: Asked, beside: Sequence[Limit] = ()) -> list[Limit]:
    limits, beyond = list(beside), None
    for schedule in asked.situation.facts.agreed.visit_schedules:
        if schedule.holds_on(asked.day):
            try:
                limits.append(
                    asked.reckoner.counted(
                        "visit_schedule", schedule.every, asked.span.start, BY_SCHEDULE
                    )
                )
            except CalendarEnds as why:
                # It is later than all that is known, so later than any other limit.
                beyond = why
    if beyond is not None and not limits:
        raise beyond
    return limits


class _Interval(NamedTuple):
    """One span between visits or reviews, and the names of the settings that limit it."""

    asked: Asked
    rule: str
    general: str

    @property
    def start(self) -> Event:
        """What the span begins with."""
        return self.asked.span.start

    @property
    def reckoner(self) -> Reckoner:
        """What reckons the span."""
        return self.asked.reckoner

    def ruling(self, agreed: Duration | None) -> Ruling:
        """Give the limits, the child's cohort coming before the general ones."""
        own = None if agreed is None else self._own(agreed)
        entry = self._entry()
        if entry == AGREED_BY_MANAGER:
            return self._left_to_the_manager(own, self._by_cohort().get("fallback"))
        if own is not None and self._may_be_longer(entry):
            return Ruling([own])
        if "max" in entry:
            limit = self.reckoner.counted(f"{self.rule}_by_cohort", entry["max"], self.start)
            return Ruling([limit] if own is None else [limit, own])
        return self.for_every_child(own)

    def agreed_visits(self) -> Duration | None:
        """Give how often visits were agreed: by the manager where the procedure leaves that to
        them, or else in the plan.
        """
        agreed, day = self.asked.situation.facts.agreed, self.asked.day
        own = agreed.managers_visits_on(day) if self._entry() == AGREED_BY_MANAGER else None
        return own or agreed.visits_on(day)

    def _own(self, agreed: Duration) -> Limit | None:
        try:
            return self.reckoner.counted(self.rule, agreed, self.start, AS_AGREED)
        except CalendarEnds:
            # Later than all that is known, it is later than the maximum, if that stands beside it.
            entry = self._entry()
            alone = entry == AGREED_BY_MANAGER or self._may_be_longer(entry)
            if alone or self._maximum() is None:
                raise
            return None

    def for_every_child(self, own: Limit | None = None) -> Ruling:
        """Give the limits that children of no cohort have, and what was agreed for this one.

        An agreed interval only tightens (C10). One that is the target itself says no more than the
        target does, so the maximum stands: 4 weeks agreed, 4 weeks the aim, 6 the limit.
        """
        reckoner, start = self.reckoner, self.start
        limits = reckoner.limits([self.general], start)
        target = reckoner.limit(f"{self.rule}_target", start)
        confirms = own is not None and target is not None and own.ends == target.ends
        if own is not None and not (confirms and limits):
            limits.append(own)
        return Ruling(limits, target)

    def loosened(self, ruling: Ruling) -> Ruling:
        """Put the longer time that was approved in place of the procedure's maximum; what was
        agreed for this child stands where it is tighter than that (C9, C10).
        """
        if not self.asked.situation.facts.exceptions:
            return ruling
        exception = self.exception()
        own = next((limit for limit in ruling.limits if limit.setting == self.rule), None)
        if exception is None or own is None:
            return loosened(ruling, exception)
        maximum = self._maximum()
        if maximum is None or maximum.ends <= own.ends:
            return ruling if maximum is None else loosened(ruling, exception)
        longer = loosened(Ruling([maximum]), exception)
        return ruling._replace(limits=[own, *longer.limits])

    def _maximum(self) -> Limit | None:
        entry = self._entry()
        if entry == AGREED_BY_MANAGER:
            entry = self._by_cohort().get("fallback") or {}
        if "max" in entry:
            return self.reckoner.counted(f"{self.rule}_by_cohort", entry["max"], self.start)
        return self.reckoner.limit(self.general, self.start)

    def exception(self) -> Limit | None:
        """Give the longer time that was approved, where one is allowed to every child or to this
        one.
        """
        entry = self._entry()
        allowed = entry != AGREED_BY_MANAGER and self._may_be_longer(entry)
        return granted(self.asked, self.rule, {f"{self.rule}_max", self.general}, allowed=allowed)

    def _by_cohort(self) -> Mapping[str, Value]:
        found: Mapping[str, Value] = self.reckoner.procedure.get(f"{self.rule}_by_cohort")
        return found

    def _entry(self) -> Value:
        cohorts = self.asked.situation.facts.child.cohorts
        if not cohorts:
            return {}
        by_cohort = self._by_cohort()
        return next((by_cohort[name] for name in by_cohort if name in cohorts), {})

    def _left_to_the_manager(self, own: Limit | None, fallback: Value) -> Ruling:
        # K7: no general interval for these children, but what the manager agreed; until then the
        # fallback, and a warning.
        if own is not None:
            return Ruling([own])
        warnings = (NOT_AGREED[self.rule],)
        if fallback is None:
            return Ruling(self.reckoner.limits([self.general], self.start), warnings=warnings)
        setting = f"{self.rule}_by_cohort"
        limit = self.reckoner.counted(setting, fallback["max"], self.start)
        return Ruling([limit], warnings=warnings)

    def _may_be_longer(self, entry: Mapping[str, Value]) -> bool:
        # ROC-157: for these children a manager may agree a longer one, where the team is theirs.
        of_the_team = "team" not in entry or "cwd_team" in self.asked.situation.facts.child.cohorts
        return bool(entry.get("exception_roles")) and of_the_team
