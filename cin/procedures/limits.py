"""What limits a span of a duty: the settings that apply to this child, and which of them is in
force (C9, C10).
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from itertools import count
from typing import NamedTuple

from cin.procedures.calendar import CalendarEnds
from cin.procedures.durations import Duration, Unit
from cin.procedures.events import AgreedAssessment, ExceptionGranted
from cin.procedures.reckoning import Limit, Reckoner
from cin.procedures.situation import Situation, Span


class Ruling(NamedTuple):
    """The limits on one span, the target beside them, and what else is to be shown or said.

    `shown` are dates that inform and never apply. Without limits there is no obligation, unless it
    is `open_ended`: a task without a date. `missed_on` is an earlier date that had passed before a
    longer time was agreed.
    """

    limits: Sequence[Limit] = ()
    target: Limit | None = None
    shown: Sequence[Limit] = ()
    warnings: tuple[str, ...] = ()
    open_ended: bool = False
    missed_on: date | None = None


NO_RULING = Ruling()
Rule = Callable[[Situation, Span, Reckoner], Ruling]
Condition = Callable[[Situation, Reckoner], bool]


class Alone(NamedTuple):
    """The one setting that limits every span, and after it that of the target if there is one,
    where nothing else does.

    That is so where `when` holds; without it, always.
    """

    settings: tuple[str, ...]
    when: Condition | None = None


class Limits(NamedTuple):
    """A way to limit spans, and the settings without any of which it never does (none: it may).

    `alone` is what the rule comes to for most children: the same limits, found the short way.
    """

    needs: tuple[str, ...]
    rule: Rule
    alone: Alone | None = None


def needing(*settings: str, alone: Alone | None = None) -> Callable[[Rule], Limits]:
    """Make limits of a function that rules on a span, and of the settings it needs one of."""
    return lambda rule: Limits(settings, rule, alone)


def within(setting: str, when: Condition | None = None) -> Limits:
    """Limit a span by a setting counted from its start, on a condition."""

    @needing(setting, alone=Alone((setting,), when))
    def rule(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
        if when is not None and not when(situation, reckoner):
            return NO_RULING
        limit = reckoner.limit(setting, span.start)
        return NO_RULING if limit is None else Ruling((limit,))

    return rule


def sitting(
    after: str, dates: str, *, interval: str = "", every: str = "", when: Condition | None = None
) -> Limits:
    """Limit a span by the first sitting (clinic, panel) on or after the time reached; without
    dates, that time itself.

    `interval` applies instead to the sitting that follows another: the next one held, whenever it
    is. `every` is the setting that says how often there is one: the dates go on from the last that
    was entered (HIL-112).
    """

    @needing(after, interval or after)
    def rule(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
        follows = bool(interval) and span.start.type != "plan_started"
        reached = reckoner.limit(interval if follows else after, span.start)
        if reached is None or (when is not None and not when(situation, reckoner)):
            return NO_RULING
        held = sorted(reckoner.procedure.get(dates))
        if follows:
            coming: Sequence[date] = [day for day in held if day > span.start.on]
        else:
            coming = [day for day in held if day >= reached.due_on]
        if not coming and held and every:
            coming = _going_on(held[-1], reached.due_on, reckoner, every)
        if not coming:
            return Ruling([reached])
        reason = "the next sitting after" if follows else "the first sitting once there were"
        limit = Limit(reached.setting, reached.duration, span.start, coming[0], None, reason)
        return Ruling([limit])

    return rule


def _going_on(last: date, wanted: date, reckoner: Reckoner, every: str) -> Sequence[date]:
    """Give the first sitting on or after a day, counted on from the last known one; on a day off it
    is held on the next working day.
    """
    length = reckoner.procedure.duration(every)
    if length is None or length.amount == 0 or length.unit is Unit.HOURS:
        return ()
    with suppress(CalendarEnds):
        for number in count(1):
            whole = Duration(number * length.amount, length.unit)
            day = reckoner.calendar.add(last, whole)
            if not reckoner.calendar.is_working_day(day):
                day = reckoner.calendar.next_working_day(day)
            if day >= wanted:
                return (day,)
    return ()


def switched_on(setting: str) -> Condition:
    """Apply where a setting is switched on, or names somebody."""
    return lambda situation, reckoner: bool(reckoner.procedure.get(setting))


def for_cohort(cohort: str) -> Condition:
    """Apply to children of one cohort."""
    return lambda situation, reckoner: cohort in situation.facts.child.cohorts


def not_for_cohort(cohort: str) -> Condition:
    """Apply to children outside one cohort."""
    return lambda situation, reckoner: cohort not in situation.facts.child.cohorts


def both(first: Condition, second: Condition) -> Condition:
    """Apply where two conditions hold."""
    return lambda situation, reckoner: first(situation, reckoner) and second(situation, reckoner)


def not_exempt(rule: str) -> Condition:
    """Apply unless the plan acknowledges longer-term support, and that exempts from this rule."""

    def applies(situation: Situation, reckoner: Reckoner) -> bool:
        procedure = reckoner.procedure
        exempt = (
            situation.facts.agreed.long_term_support
            and "long_term_support" in procedure.get("long_plan_exemptions")
            and rule in procedure.get("long_plan_exemption_applies_to")
        )
        return not exempt

    return applies


def not_short_assessment(situation: Situation, reckoner: Reckoner) -> bool:
    """Apply unless the case's first assessment was agreed to be a short one, and the procedure
    offers that (ROC-83).
    """
    agreed = situation.facts.agreed
    if not (agreed.assessments or agreed.short_assessment):
        return True
    is_short = agreed_for(situation, first_assessment(situation)).short
    return not (is_short and reckoner.procedure.flag("short_assessment_enabled"))


def first_assessment(situation: Situation) -> str:
    """Give the id of what started the case's first assessment, the one that allocation calls for:
    the first approved, or the last begun while none is.
    """
    approved = situation.events("assessment_approved")
    if approved and approved[0].of:
        return approved[0].of
    started = situation.events("assessment_started")
    return started[-1].id if started and not approved else ""


def agreed_for(situation: Situation, assessment_id: str) -> AgreedAssessment:
    """Give what was agreed for one assessment, by the id of what started it; what was agreed for no
    one in particular holds for each.
    """
    agreed = situation.facts.agreed
    own = [each for each in agreed.assessments if assessment_id and each.of == assessment_id]
    if own:
        return own[-1]
    return AgreedAssessment(assessment_id, agreed.assessment_due_on, agreed.short_assessment)


def workbook_used(situation: Situation, reckoner: Reckoner) -> bool:
    """Apply where the workbook is used and the child is of no cohort exempt from it (ROC-150)."""
    exempt = situation.facts.child.cohorts.intersection(
        reckoner.procedure.get("workbook_exempt_cohorts")
    )
    return reckoner.procedure.flag("workbook_enabled") and not exempt


def transfer_proposed(situation: Situation, reckoner: Reckoner) -> bool:
    """Apply where a transfer was proposed by the time of the first meeting, at which the case
    changes teams (PET-76), and the case not kept for short work (PET-75).

    One proposed later follows from no assessment, so its end starts no clock.
    """
    proposed = situation.events("transfer_proposed")
    if not proposed or situation.facts.agreed.retained_for_short_work:
        return False
    meetings = (event for event in situation.events("meeting_held") if event.kind == "initial")
    first = next(meetings, None)
    return first is None or proposed[0].on <= first.on


class Asked(NamedTuple):
    """A span whose limits are asked for, as they stood at the end of a day."""

    situation: Situation
    span: Span
    reckoner: Reckoner
    day: date


def granted(
    asked: Asked, rule: str, settings: Collection[str], *, allowed: bool = False
) -> Limit | None:
    """Give the longest exception that had been approved for some settings of a rule, if the
    procedure allows one (C9).

    `rule` is the name of the `<rule>_exception_allowed` setting. `allowed` says that it is allowed
    to this child in any case.
    """
    exceptions, reckoner = asked.situation.facts.exceptions, asked.reckoner
    if not exceptions:
        return None
    if not (allowed or reckoner.procedure.flag(f"{rule}_exception_allowed")):
        return None
    found = [
        _until(exception, _longer(exception, asked))
        for exception in exceptions
        if exception.setting in settings and exception.approved_on <= asked.day
    ]
    return max(found, key=lambda limit: limit.ends, default=None)


def _longer(exception: ExceptionGranted, asked: Asked) -> Limit:
    reckoner, start = asked.reckoner, asked.span.start
    try:
        return reckoner.counted(exception.setting, exception.duration, start, FOR)
    except CalendarEnds:
        # It lies beyond the known bank holidays: until more are known, their last day is the date.
        known_until = reckoner.calendar.known_until
        return Limit(exception.setting, None, start, known_until, None, LAST_KNOWN)


def _until(exception: ExceptionGranted, limit: Limit) -> Limit:
    """Let a longer time end with the last day for which it was approved."""
    last_day = exception.until
    if last_day is None or limit.due_on <= last_day:
        return limit
    return Limit(limit.setting, None, limit.start, last_day, None, LAST_DAY)


FOR = "as approved for this child,"
LAST_DAY = "the last day of the longer time approved for this child"
LAST_KNOWN = (
    "the last day whose bank holidays are known, in the longer time approved for this child"
)
SETTINGS_OF_RULE = {
    "review_interval": ("review_interval_max", "first_review_max"),
    "visit_interval": ("visit_interval_max",),
    "initial_meeting": (
        "initial_meeting_max",
        "cp_stepdown_meeting_max",
        "stepdown_other_meeting_max",
    ),
}


def loosened(ruling: Ruling, exception: Limit | None) -> Ruling:
    """Put an exception in place of limits that end before it; a shorter one changes nothing
    (C9).
    """
    if exception is None or not ruling.limits:
        return ruling
    if exception.ends <= min(limit.ends for limit in ruling.limits):
        return ruling
    return ruling._replace(limits=[exception], target=None)
