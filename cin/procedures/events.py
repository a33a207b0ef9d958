"""What happened to a case: dated events, the child, and what was agreed; the facts that
obligations follow from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cin.procedures.calendar import in_london
from cin.procedures.codes import CLOSURE_DESTINATIONS, COHORTS, MEETING_KINDS, VISIT_KINDS, CodeSet
from cin.procedures.durations import Duration


class BadFacts(ValueError):
    """Facts that cannot be: the message names the item in one line."""


# How each is named in the middle of a sentence: "after the visit on Wednesday 1 April 2026".
EVENT_TYPES: Mapping[str, str] = {
    "referral_received": "the referral was received",
    "referral_accepted": "the referral was accepted",
    "referral_decided": "the referral was decided on",
    "case_allocated": "the case was allocated",
    "worker_changed": "the social worker changed",
    "team_changed": "the case changed teams",
    "joint_visit_made": "the joint visit",
    "joint_visit_waived": "the joint visit was given up",
    "visit_made": "the visit",
    "visit_recorded": "the visit was recorded",
    "initial_recording_completed": "the first visit's papers were completed",
    "consent_recorded": "the consent was recorded",
    "case_summary_written": "the case summary was written",
    "safety_plan_recorded": "the safety plan was recorded",
    "genogram_uploaded": "the genogram was uploaded",
    "information_checks_requested": "the information checks were requested",
    "checkpoint_1_agreed": "checkpoint 1 was agreed",
    "checkpoint_2_agreed": "checkpoint 2 was agreed",
    "fnm_held": "the family network meeting",
    "fnm_not_appropriate": "a family network meeting was found not appropriate",
    "fnm_minutes_distributed": "the family network meeting's minutes were sent out",
    "assessment_started": "the assessment was started",
    "assessment_submitted": "the assessment was submitted",
    "assessment_approved": "the assessment was approved",
    "assessment_completed": "the assessment was completed",
    "plan_decided": "the decision that a plan is needed",
    "plan_started": "the plan was started",
    "plan_updated": "the plan was updated",
    "plan_ratified": "the plan was ratified",
    "plan_circulated": "the plan was sent out",
    "plan_ended": "the plan was ended",
    "cp_step_down_decided": "the decision to step down from child protection",
    "stepped_down": "the step-down",
    "cp_plan_started": "a child protection plan was started",
    "meeting_held": "the meeting",
    "meeting_recorded": "the meeting was recorded",
    "minutes_circulated": "the minutes were sent out",
    "significant_change": "the significant change",
    "planned_move": "the planned move became known",
    "early_review_declined": "an early review was declined",
    "supervision_held": "supervision",
    "group_supervision_held": "group supervision",
    "clinic_held": "the clinic",
    "panel_heard": "the panel",
    "panel_decisions_uploaded": "the panel's decisions were uploaded",
    "manager_review_done": "the manager's review",
    "long_plan_review_held": "the review of the long plan",
    "long_plan_authorised": "the longer plan was authorised",
    "transfer_proposed": "the transfer was proposed",
    "internal_transfer_completed": "the transfer was completed",
    "strategy_decided": "the decision to hold a strategy meeting",
    "strategy_held": "the strategy meeting",
    "strategy_actions_shared": "the strategy actions were shared",
    "strategy_minutes_shared": "the strategy minutes were shared",
    "s47_started": "the section 47 enquiry was started",
    "s47_child_seen": "the child was seen in the section 47 enquiry",
    "s47_not_seen_agreed": "a manager agreed that the child was not seen alone",
    "s47_completed": "the section 47 enquiry was completed",
    "moved_out": "the family moved",
    "transfer_out_information_shared": "information was shared with the new authority",
    "transfer_out_notified": "the new authority was notified",
    "transfer_out_decided": "the new authority decided",
    "became_resident": "the family became resident",
    "transfer_in_notified": "the transfer in was notified",
    "transfer_in_decided": "the transfer in was decided",
    "nrpf_started": "support without recourse to public funds was started",
    "nrpf_ended": "support without recourse to public funds was ended",
    "nrpf_connect_checked": "the NRPF Connect check",
    "nrpf_subsistence_checked": "the subsistence check",
    "nrpf_home_visited": "the NRPF home visit",
    "nrpf_reviewed": "the NRPF review",
    "pf_notified": "the private fostering was notified",
    "pf_arrangement_started": "the private fostering arrangement was started",
    "pf_ended": "the private fostering arrangement was ended",
    "case_closed": "the case was closed",
    "child_died": "the child's death",
    "withdrawn": "the record was withdrawn",
}

BIRTH = "born_on"
_PHRASES = {**EVENT_TYPES, BIRTH: "the child was born"}
_KINDS: Mapping[str, tuple[CodeSet, str]] = {
    "visit_made": (VISIT_KINDS, "cin"),
    "meeting_held": (MEETING_KINDS, "review"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, or at a moment if it is known (Europe/London).

    `of` is the id of the event that this one completes. `kind` is that of a visit (default cin) or
    a meeting (default review); `changes_plan` is for meetings, `destination` for the closing of a
    case. An event of type withdrawn takes the event named by `of` back, as if it had never been
    recorded. What cannot be raises BadFacts.
    """

    type: str
    on: date
    at: datetime | None = None
    id: str = ""
    of: str = ""
    kind: str = ""
    changes_plan: bool = True
    destination: str = ""

    def __post_init__(self) -> None:
        """Fill in the kind, place the moment in London, and refuse what cannot be."""
        if self.type not in _PHRASES:
            raise BadFacts(f"unknown type {self.type!r}")
        if self.at is not None:
            object.__setattr__(self, "at", in_london(self.at))
            if self.at.date() != self.on:
                raise BadFacts(f"{self.type}: the moment {self.at} is not on {self.on}")
        if self.type in _KINDS:
            self._fill_kind(*_KINDS[self.type])
        elif self.kind:
            raise BadFacts(f"{self.type}: only visits and meetings have a kind")
        if self.destination and self.destination not in CLOSURE_DESTINATIONS:
            raise BadFacts(f"{self.type}: unknown destination {self.destination!r}")

    def _fill_kind(self, known: CodeSet, default: str) -> None:
        if not self.kind:
            object.__setattr__(self, "kind", default)
        elif self.kind not in known:
            raise BadFacts(f"{self.type}: unknown kind {self.kind!r}")

    @property
    def phrase(self) -> str:
        """Name the event in the middle of a sentence: "the initial meeting", "the case was
        allocated".
        """
        if self.kind == "initial":
            return _PHRASES[self.type].replace("the ", "the initial ", 1)
        return _PHRASES[self.type]


@dataclass(frozen=True, slots=True)
class Child:
    """What the engine needs to know of a child: the birthday, and the cohorts with rules of
    their own.
    """

    born_on: date | None = None
    cohorts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a cohort that is not known."""
        for cohort in self.cohorts:
            if cohort not in COHORTS:
                raise BadFacts(f"child: unknown cohort {cohort!r}")


@dataclass(frozen=True, slots=True)
class DatedInterval:
    """How often something is to be done for this child, as agreed from a day up to another, both
    included.

    Without `until` it still holds.
    """

    every: Duration
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class AgreedAssessment:
    """What a manager agreed for one assessment: `of` is the id of the event that started it."""

    of: str
    due_on: date | None = None
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What was agreed for this child beside the procedure.

    What has no days of its own holds at all times and for every assessment; `visit_intervals`,
    `review_intervals` and `managers_visit_intervals` hold in their days and `assessments` for the
    one that each names, and come first there. `visit_schedules` are the manager's own: each
    tightens what else is agreed, and loosens nothing. The manager's visit interval outranks the
    plan's where the procedure leaves the visits of such children to the manager, and says nothing
    elsewhere (K7).
    """

    visit_interval: Duration | None = None
    visit_intervals: tuple[DatedInterval, ...] = ()
    managers_visit_interval: Duration | None = None
    managers_visit_intervals: tuple[DatedInterval, ...] = ()
    visit_schedules: tuple[DatedInterval, ...] = ()
    joint_visit_by: date | None = None
    review_interval: Duration | None = None
    review_intervals: tuple[DatedInterval, ...] = ()
    initial_visit_within: Duration | None = None
    assessment_due_on: date | None = None
    short_assessment: bool = False
    assessments: tuple[AgreedAssessment, ...] = ()
    long_term_support: bool = False
    retained_for_short_work: bool = False

    def visits_on(self, day: date) -> Duration | None:
        """Give how often the plan agreed visits, as it was on a day."""
        return _holding(self.visit_intervals, day) or self.visit_interval

    def reviews_on(self, day: date) -> Duration | None:
        """Give how often the plan agreed reviews, as it was on a day."""
        return _holding(self.review_intervals, day) or self.review_interval

    def managers_visits_on(self, day: date) -> Duration | None:
        """Give how often the manager agreed visits, as it was on a day (K7)."""
        return _holding(self.managers_visit_intervals, day) or self.managers_visit_interval


def _holding(intervals: Sequence[DatedInterval], day: date) -> Duration | None:
    for interval in reversed(intervals):
        if interval.holds_on(day):
            return interval.every
    return None


@dataclass(frozen=True, slots=True)
class ExceptionGranted:
    """A longer limit that was approved for this child, in force from the day of its approval
    (C9).

    With `until` it carries no due date beyond that day, which is included.
    """

    setting: str
    duration: Duration
    approved_on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything obligations follow from, whatever the order in which the events are given."""

    child: Child = field(default_factory=Child)
    agreed: Agreed = field(default_factory=Agreed)
    exceptions: tuple[ExceptionGranted, ...] = ()
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        """Put the events in order of time."""
        object.__setattr__(self, "events", tuple(sorted(self.events, key=_order)))


def _order(event: Event) -> tuple[date, float, str, str]:
    return event.on, event.at.timestamp() if event.at else 0.0, event.type, event.id
