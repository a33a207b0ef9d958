"""How often a child is visited and a plan reviewed: by the procedure, by the child's cohort, and
as agreed.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cin.procedures.calendar import CalendarEnds
from cin.procedures.case_limits import AS_AGREED, assessment_open
from cin.procedures.durations import Duration
from cin.procedures.events import Facts
from cin.procedures.limits import Alone, Ruling, granted, loosened, needing
from cin.procedures.reckoning import Limit, Reckoner
from cin.procedures.settings import AGREED_BY_MANAGER, Value
from cin.procedures.situation import Situation, Span

BY_SCHEDULE = "by the manager's schedule,"
NOT_AGREED = "visit interval not agreed"


@needing()
def review(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the time between meetings: the first by its own limit, later ones by the interval.

    A first review without a limit of its own has the interval's.
    """
    settings, general = reckoner.procedure.settings, "review_interval_max"
    if span.start.kind != "review" and settings["first_review_max"] is not None:
        general = "first_review_max"
    interval = _Interval(situation, span, reckoner, "review_interval", general)
    agreed = situation.facts.agreed.review_interval
    if agreed is None and _is_ordinary(situation.facts, settings["review_interval_by_cohort"]):
        return interval.for_every_child()
    return interval.loosened(interval.ruling(agreed))


def _is_ordinary(facts: Facts, by_cohort: Mapping[str, Value]) -> bool:
    return not facts.exceptions and facts.child.cohorts.isdisjoint(by_cohort)


def _as_for_every_child(situation: Situation, reckoner: Reckoner) -> bool:
    facts, settings = situation.facts, reckoner.procedure.settings
    if facts.agreed.visit_interval is not None or settings["visit_interval_assessment"] is not None:
        return False
    if facts.agreed.visit_schedules:
        return False
    return _is_ordinary(facts, settings["visit_interval_by_cohort"])


@needing(alone=Alone(("visit_interval_max", "visit_interval_target"), _as_for_every_child))
def visit(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the time between visits; during an assessment by that interval too, and by the
    manager's own schedule: neither is loosened by a longer time (ROC-86, C9, C10).
    """
    if span.start.type == "case_allocated":
        return Ruling(_scheduled(situation, span, reckoner))
    interval = _Interval(situation, span, reckoner, "visit_interval", "visit_interval_max")
    ruling = interval.loosened(interval.ruling(interval.agreed_visits()))
    during = reckoner.limit("visit_interval_assessment", span.start)
    if during is not None and assessment_open(situation, span.start.on):
        ruling = Ruling([*ruling.limits, during], ruling.target, ruling.shown, ruling.warnings)
    if not situation.facts.agreed.visit_schedules:
        return ruling
    limits = _scheduled(situation, span, reckoner, ruling.limits)
    return Ruling(limits, ruling.target, ruling.shown, ruling.warnings)


def _scheduled(
    situation: Situation, span: Span, reckoner: Reckoner, beside: Sequence[Limit] = ()
) -> list[Limit]:
    # What held when the span ended, or holds now: a new schedule makes no earlier visit late.
    day = span.done.on if span.done else situation.as_of
    limits, beyond = list(beside), None
    for schedule in situation.facts.agreed.visit_schedules:
        if schedule.holds_on(day):
            try:
                every = schedule.every
                limits.append(reckoner.counted("visit_schedule", every, span.start, BY_SCHEDULE))
            except CalendarEnds as why:
                # It is later than all that is known, so later than any other limit.
                beyond = why
    if beyond is not None and not limits:
        raise beyond
    return limits


class _Interval(NamedTuple):
    """One span between visits or reviews, and the names of the settings that limit it."""

    situation: Situation
    span: Span
    reckoner: Reckoner
    rule: str
    general: str

    def ruling(self, agreed: Duration | None) -> Ruling:
        """Give the limits, the child's cohort coming before the general ones."""
        own = None if agreed is None else self._own(agreed)
        entry = self._entry()
        if entry == AGREED_BY_MANAGER:
            return self._left_to_the_manager(own, self._by_cohort().get("fallback"))
        if own is not None and self._may_be_longer(entry):
            return Ruling([own])
        if "max" in entry:
            limit = self.reckoner.counted(f"{self.rule}_by_cohort", entry["max"], self.span.start)
            return Ruling([limit] if own is None else [limit, own])
        return self.for_every_child(own)

    def agreed_visits(self) -> Duration | None:
        """Give how often visits were agreed: by the manager where the procedure leaves that to
        them, or else in the plan.
        """
        agreed = self.situation.facts.agreed
        if agreed.managers_visit_interval is not None and self._entry() == AGREED_BY_MANAGER:
            return agreed.managers_visit_interval
        return agreed.visit_interval

    def _own(self, agreed: Duration) -> Limit | None:
        try:
            return self.reckoner.counted(self.rule, agreed, self.span.start, AS_AGREED)
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
        limits = self.reckoner.limits([self.general], self.span.start)
        target = self.reckoner.limit(f"{self.rule}_target", self.span.start)
        confirms = own is not None and target is not None and own.ends == target.ends
        if own is not None and not (confirms and limits):
            limits.append(own)
        return Ruling(limits, target)

    def loosened(self, ruling: Ruling) -> Ruling:
        """Put the longer time that was approved in place of the procedure's maximum; what was
        agreed for this child stands where it is tighter than that (C9, C10).
        """
        exception = self.exception()
        own = next((limit for limit in ruling.limits if limit.setting == self.rule), None)
        if exception is None or own is None:
            return loosened(ruling, exception)
        maximum = self._maximum()
        if maximum is None or maximum.ends <= own.ends:
            return ruling if maximum is None else loosened(ruling, exception)
        longer = loosened(Ruling([maximum]), exception)
        return Ruling([own, *longer.limits], ruling.target, ruling.shown, ruling.warnings)

    def _maximum(self) -> Limit | None:
        entry = self._entry()
        if entry == AGREED_BY_MANAGER:
            entry = self._by_cohort().get("fallback") or {}
        if "max" in entry:
            return self.reckoner.counted(f"{self.rule}_by_cohort", entry["max"], self.span.start)
        return self.reckoner.limit(self.general, self.span.start)

    def exception(self) -> Limit | None:
        """Give the longer time that was approved, where one is allowed to every child or to this
        one.
        """
        entry = self._entry()
        allowed = entry != AGREED_BY_MANAGER and self._may_be_longer(entry)
        return granted(self.situation, self.span, self.reckoner, self.rule, allowed=allowed)

    def _by_cohort(self) -> Mapping[str, Value]:
        found: Mapping[str, Value] = self.reckoner.procedure.get(f"{self.rule}_by_cohort")
        return found

    def _entry(self) -> Value:
        by_cohort = self._by_cohort()
        cohorts = self.situation.facts.child.cohorts
        return next((by_cohort[name] for name in by_cohort if name in cohorts), {})

    def _left_to_the_manager(self, own: Limit | None, fallback: Value) -> Ruling:
        # K7: no general interval for these children, but what the manager agreed; until then the
        # fallback, and a warning.
        if own is not None:
            return Ruling([own])
        warnings = (NOT_AGREED,)
        if fallback is None:
            return Ruling(self.reckoner.limits([self.general], self.span.start), warnings=warnings)
        setting = f"{self.rule}_by_cohort"
        limit = self.reckoner.counted(setting, fallback["max"], self.span.start)
        return Ruling([limit], warnings=warnings)

    def _may_be_longer(self, entry: Mapping[str, Value]) -> bool:
        # ROC-157: for these children a manager may agree a longer one, where the team is theirs.
        of_the_team = "team" not in entry or "cwd_team" in self.situation.facts.child.cohorts
        return bool(entry.get("exception_roles")) and of_the_team
