"""The limits of duties that depend on more than one setting, such as the first visit or the
assessment.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

from cin.procedures.calendar import add_months, day_in_words
from cin.procedures.changing import over_time, turns_of
from cin.procedures.durations import Duration, Unit
from cin.procedures.events import AgreedAssessment
from cin.procedures.limits import (
    NO_RULING,
    SETTINGS_OF_RULE,
    Alone,
    Asked,
    Ruling,
    agreed_for,
    first_assessment,
    granted,
    loosened,
    needing,
)
from cin.procedures.reckoning import Limit, Reckoner
from cin.procedures.situation import Situation, Span

AS_AGREED = "as agreed for this child,"
_MANAGERS_DATE = "the date the manager set"
_EIGHTEEN_YEARS = Duration(18 * 12, Unit.MONTHS)
_FOSTERING_STAGES = (
    "pf_visit_interval_assessment",
    "pf_visit_interval_year1",
    "pf_visit_interval_later",
)
_MEETING_SETTINGS = {
    "cp_step_down_decided": "cp_stepdown_meeting_max",
    "stepped_down": "stepdown_other_meeting_max",
}


@needing()
def initial_visit(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the first visit by working days, by hours, and by what the manager set, whichever is
    earliest (K28).

    Hours that end on a day off give way to the limit in working days, unless the manager set fewer
    hours than the procedure.
    """
    limits = reckoner.limits(["initial_visit_max"], span.start)
    cap = reckoner.limit("initial_visit_hours_cap", span.start)
    if cap is not None and not (limits and _ends_on_a_day_off(cap, reckoner)):
        limits.append(cap)
    agreed = situation.facts.agreed.initial_visit_within
    if agreed is not None:
        own = reckoner.counted("initial_visit_within", agreed, span.start, AS_AGREED)
        fewer = cap is None or agreed.unit is not Unit.HOURS or own.ends < cap.ends
        if fewer or not _ends_on_a_day_off(own, reckoner):
            limits.append(own)
    return Ruling(limits)


def _ends_on_a_day_off(limit: Limit, reckoner: Reckoner) -> bool:
    return not reckoner.calendar.is_working_day(limit.due_on)


@needing("joint_visit_max")
def joint_visit(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the joint visit of the worker who leaves and the one who comes, where the procedure
    requires one, by the procedure and by the day the manager set, whichever is earlier.
    """
    of_team = span.start.type == "team_changed"
    setting = "transfer_joint_visit" if of_team else "reallocation_joint_visit"
    within = reckoner.procedure.duration("joint_visit_max")
    if reckoner.procedure.get(setting) != "required" or within is None:
        return NO_RULING
    limits = [reckoner.counted(setting, within, span.start)]
    changes = situation.events("worker_changed", "team_changed")
    set_on = situation.facts.agreed.joint_visit_by
    if set_on is not None and span.start is changes[-1]:
        limits.append(Limit(setting, None, span.start, set_on, None, _MANAGERS_DATE))
    return Ruling(limits)


@needing("assessment_max")
def assessment(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit an assessment by the procedure, by a short one's limit, and by the manager's date,
    whichever is earliest.

    The statutory limit from the referral is shown beside them where the procedure counts from
    another event.
    """
    start = span.start
    limits = reckoner.limits(["assessment_max"], start)
    if not limits:
        return NO_RULING
    agreed = _agreed_in(situation, span)
    if agreed.short and reckoner.procedure.flag("short_assessment_enabled"):
        limits += reckoner.limits(["short_assessment_max"], start)
    if agreed.due_on is not None:
        limits.append(Limit("assessment_due_on", None, start, agreed.due_on, None, _MANAGERS_DATE))
    referrals = situation.events("referral_received")
    shown = []
    if referrals and start.type != "referral_received":
        shown = reckoner.limits(["assessment_statutory_max"], referrals[0])
    return Ruling(limits, reckoner.limit("assessment_target", start), shown)


def _agreed_in(situation: Situation, span: Span) -> AgreedAssessment:
    """Give what was agreed for the assessment that a span is about."""
    if not situation.facts.agreed.assessments:
        return agreed_for(situation, "")
    if span.start.type == "assessment_started":
        return agreed_for(situation, span.start.id)
    done = span.done.of if span.done else ""
    return agreed_for(situation, done or first_assessment(situation))


def _for_no_assessment(situation: Situation, reckoner: Reckoner) -> bool:
    return not situation.facts.agreed.assessments


@needing("reassessment_max", alone=Alone(("reassessment_max",), _for_no_assessment))
def reassessment(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the time to the next approved assessment by the procedure, and by the date the manager
    set for that assessment, whichever is earlier.
    """
    start = span.start
    limits = reckoner.limits(["reassessment_max"], start)
    begun = [event.id for event in situation.events("assessment_started") if event.on >= start.on]
    following = span.done.of if span.done else next(reversed(begun), "")
    for agreed in situation.facts.agreed.assessments:
        if limits and agreed.due_on is not None and agreed.of == following != start.of:
            date_set = Limit("assessment_due_on", None, start, agreed.due_on, None, _MANAGERS_DATE)
            limits.append(date_set)
    return Ruling(limits)


@needing("initial_meeting_max", *_MEETING_SETTINGS.values())
def initial_meeting(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the initial meeting by each event that calls for it, the earliest date first (K3).

    The end of the follow-up window (ROC-105) is shown, and warned of where the limit lies beyond it
    (K30).
    """
    if not situation.facts.exceptions:
        return _initial_meeting(Asked(situation, span, reckoner, situation.as_of))
    turns = turns_of(situation, "initial_meeting")
    return over_time(situation, span, reckoner, _initial_meeting, turns)


def _initial_meeting(asked: Asked) -> Ruling:
    situation, span, reckoner, _ = asked
    found = (
        reckoner.limit(_MEETING_SETTINGS.get(start.type, "initial_meeting_max"), start)
        for start in (span.start, *span.also)
    )
    limits = [limit for limit in found if limit is not None]
    if not limits:
        return NO_RULING
    shown = _follow_up_window_end(situation, reckoner)
    warnings = _after_the_window(limits, shown) if shown else ()
    exception = granted(asked, "initial_meeting", SETTINGS_OF_RULE["initial_meeting"])
    return loosened(Ruling(limits, None, shown, warnings), exception)


def _after_the_window(limits: Sequence[Limit], shown: Sequence[Limit]) -> tuple[str, ...]:
    due_on = min(limit.due_on for limit in limits)
    return tuple(
        f"after day {limit.duration.amount} ({day_in_words(limit.due_on)})"
        for limit in shown
        if limit.duration is not None and due_on > limit.due_on
    )


def _follow_up_window_end(situation: Situation, reckoner: Reckoner) -> list[Limit]:
    last_day = reckoner.procedure.get("followup_meeting_window").get("to")
    allocated = situation.events("case_allocated")
    if last_day is None or not allocated:
        return []
    duration = _working_days(last_day)
    return [reckoner.counted("followup_meeting_window", duration, allocated[0])]


@cache
def _working_days(amount: int) -> Duration:
    return Duration(amount, Unit.WORKING_DAYS)


@needing("fnm_max", "fnm_after_meeting_max")
def family_network_meeting(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the family network meeting from allocation, or from the initial meeting it should
    have come before.
    """
    if reckoner.procedure.get("fnm_mode") == "off":
        return NO_RULING
    setting = "fnm_after_meeting_max" if span.start.type == "meeting_held" else "fnm_max"
    return Ruling(reckoner.limits([setting], span.start))


@needing("nrpf_subsistence_interval_cin", "nrpf_subsistence_interval_noncin")
def nrpf_subsistence(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the time between subsistence checks, which is another where destitution is the only
    need.
    """
    only = "nrpf_only" in situation.facts.child.cohorts
    setting = "nrpf_subsistence_interval_noncin" if only else "nrpf_subsistence_interval_cin"
    return Ruling(reckoner.limits([setting], span.start))


@needing("pf_initial_visit_max", *_FOSTERING_STAGES)
def private_fostering_visit(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit the time to a private fostering visit: the first, during the assessment, in the first
    year, later.

    The assessment lasts until the arrangement is started and no assessment that was begun is still
    open; the first year is that from the start of the arrangement. The day of the last visit
    decides.
    """
    if span.start.type == "pf_notified":
        return Ruling(reckoner.limits(["pf_initial_visit_max"], span.start))
    day = span.start.on
    started = [event for event in situation.events("pf_arrangement_started") if event.on <= day]
    during_assessment, first_year, later = _FOSTERING_STAGES
    if not started or assessment_open(situation, day):
        setting = during_assessment
    else:
        setting = first_year if day < add_months(started[-1].on, 12) else later
    return Ruling(reckoner.limits([setting], span.start))


def assessment_open(situation: Situation, day: date) -> bool:
    """Say whether an assessment had been started, and not finished, by the end of a day."""
    started = [event for event in situation.events("assessment_started") if event.on <= day]
    if not started:
        return False
    finished = situation.events(
        "assessment_submitted", "assessment_approved", "assessment_completed"
    )
    return not any(started[-1].on <= event.on <= day for event in finished)


@needing("early_review_on")
def early_review(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Open a task without a date where the procedure wants an early review after such a change."""
    return Ruling(open_ended=span.start.type in reckoner.procedure.get("early_review_on"))


@needing("cease_at_18")
def eighteenth_birthday(situation: Situation, span: Span, reckoner: Reckoner) -> Ruling:
    """Limit a plan by the child's 18th birthday; one born on 29 February has it on the 28th."""
    if not reckoner.procedure.flag("cease_at_18"):
        return NO_RULING
    birthday = add_months(span.start.on, _EIGHTEEN_YEARS.amount)
    return Ruling([Limit("cease_at_18", _EIGHTEEN_YEARS, span.start, birthday)])
