"""The whole of one case at a glance: who, how far, what is due, and the records made so far."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from alerts.selectors.due import Due, due_on_case
from assessments.models import Assessment, AssessmentOutcome
from assessments.selectors import assessments_of
from cases.models import (
    Case,
    Circumstance,
    FamilyMember,
    LongerTime,
    LongerTimeState,
    Milestone,
    NextStep,
    RefusalReview,
    RefusalState,
    SafetyPlan,
    ScreeningDecision,
    VisitSchedule,
)
from cases.models.orders import LegalOrder
from cases.selectors.after_closing import contact_until, obstacle_to_contact
from cases.selectors.circumstances import holding_now, see_also
from cases.selectors.episodes import EarlierEpisodes, earlier_episodes
from cases.selectors.informing import Told, tellings_of
from cases.selectors.oversight import open_next_steps
from cases.selectors.people import family_of, sibling_cases
from cases.selectors.referrals import obstacle_to_referring_again
from cases.selectors.safety_plans import safety_plan_in_force
from cases.selectors.schedules import schedule_of
from cin.accounts.models import Team, User
from cin.core.errors import NotFound
from cin.core.templatetags.cin import plain_day
from cin.documents.selectors import last_sent_of
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.codes import (
    CEASE_REASONS,
    CLOSURE_DESTINATIONS,
    INITIATION_REASONS,
    REVIEW_OUTCOMES,
)
from closures.models import Closure
from closures.selectors import closures_of
from closures.selectors.orders import orders_to_decide
from desk.selectors.lifecycle import Stage, stages_of
from desk.selectors.unfinished import Unfinished, unfinished_on
from desk.selectors.without_consent import WithoutConsent, without_consent_on
from meetings.models import Booking, Meeting, MeetingChild
from meetings.selectors import (
    bookings_about,
    has_initial_meeting,
    meetings_about,
    specialist_wanted_since,
    unfinished_meetings,
)
from meetings.selectors.sending import ToSend, to_send_on
from meetings.selectors.signing import unsigned_meeting
from plans.following import overdue_actions
from plans.lacking import services_not_given_in_force
from plans.models import PlanAction, PlanState, PlanVersion
from safeguarding.selectors import concerns_wanted
from safeguarding.selectors.standing import Protection, protection_of
from transfers.models import Transfer
from transfers.selectors import transfers_of
from transfers.selectors.routes import usual_next_team
from visits.models import NotAloneDecision, PlannedVisit, VisitChild
from visits.selectors import decisions_about, planned_for, unfinished_visits, visits_to
from visits.selectors.handing_over import joint_visit_wanted_since

LATEST = 10
# Milestones are few: one or two a month in a long case.
MOST_MILESTONES = 50
_ENDINGS = {
    **REVIEW_OUTCOMES,
    **CEASE_REASONS,
    **dict(AssessmentOutcome.choices),
    **dict(ScreeningDecision.choices),
}


@dataclass(frozen=True)
class Latest:
    """The newest records of one kind, and how many there are in all."""

    rows: list[Any]
    total: int

    @property
    def has_more(self) -> bool:
        """Whether some are left out."""
        return self.total > len(self.rows)


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What the case page shows; `plans` has the version in force first."""

    case: Case
    procedure: Procedure
    stages: list[Stage]
    dues: list[Due]
    everybody: list[FamilyMember]
    siblings: list[Case]
    visits: Latest
    last_seen_at: datetime | None
    open_visits: list[VisitChild]
    planned: list[PlannedVisit]
    not_alone: list[NotAloneDecision]
    meetings: Latest
    booked: list[Booking]
    to_send: list[ToSend]
    unsigned: Meeting | None
    open_meetings: list[MeetingChild]
    had_initial_meeting: bool
    assessments: list[Assessment]
    plans: list[PlanVersion]
    protection: Protection
    transfers: list[Transfer]
    next_team: Team | None
    closures: list[Closure]
    last_sent: dict[str, dict[int, date]]
    milestones: list[Milestone]
    unfinished: list[Unfinished]
    circumstances: list[Circumstance]
    longer_times_asked: list[LongerTime]
    refusals_asked: list[RefusalReview]
    joint_visit_since: date | None
    schedule: VisitSchedule | None
    tellings: list[Told]
    may_be_referred_again: bool
    contact_until: date | None
    specialist_since: date | None
    concerns_wanted: list[RefusalReview]
    earlier: EarlierEpisodes
    next_steps: list[NextStep]
    safety_plan: SafetyPlan | None
    late_actions: list[PlanAction]
    not_given: list[str]
    ended_orders: list[LegalOrder]
    without_consent: list[WithoutConsent]

    @property
    def untold(self) -> list[Told]:
        """What somebody could have been told, and is not recorded."""
        return [each for each in self.tellings if not each.is_recorded and not each.obstacle]

    @property
    def consent_is_undecided(self) -> bool:
        """Whether the plan goes on without consent, and nobody has decided that it does."""
        return any(row.is_with_worker or row.is_with_manager for row in self.without_consent)

    @property
    def schedule_text(self) -> str:
        """Say how often a manager wants the child visited; nothing where none said so."""
        if self.schedule is None:
            return ""
        since = plain_day(self.schedule.starts_on)
        return f"Every {self.schedule.duration}, set by {self.schedule.set_by} on {since}"

    @property
    def plan_in_force(self) -> PlanVersion | None:
        """The version of the plan that is in force, if any."""
        return next((plan for plan in self.plans if plan.state == PlanState.ACTIVE), None)

    @property
    def family(self) -> list[FamilyMember]:
        """The family without the child."""
        return [row for row in self.everybody if row.person_id != self.case.child_id]

    @property
    def cautions(self) -> list[tuple[FamilyMember, Any]]:
        """What to mind when contacting or visiting anybody of the family, with whom it is about."""
        return [(row, flag) for row in self.everybody for flag in vars(row.person)["present_flags"]]

    @property
    def not_to_be_told(self) -> list[tuple[FamilyMember, Any]]:
        """What somebody of the family must not be told, with whom it is about."""
        return [
            (row, each) for row in self.everybody for each in vars(row.person)["present_limits"]
        ]

    @property
    def family_without_cases(self) -> list[FamilyMember]:
        """The family without the child, without siblings whose open case is listed."""
        listed = {sibling.child_id for sibling in self.siblings}
        return [row for row in self.family if row.person_id not in listed]

    @property
    def assessment_label(self) -> str:
        """What the authority calls the assessment."""
        return str(self.procedure.get("assessment_label"))

    @property
    def circumstances_text(self) -> str:
        """Name what sets the case apart today; nothing when nothing does."""
        return "; ".join(str(row.get_kind_display()) for row in self.circumstances)

    @property
    def ending_text(self) -> str:
        """Say since when, and as what, the ending of an open case is recommended; nothing when it
        is not.
        """
        case = self.case
        if not case.is_open or case.ending_recommended_on is None:
            return ""
        what = _ENDINGS.get(case.ending_recommendation, "")
        return f"On {plain_day(case.ending_recommended_on)}. {what}".strip()

    @property
    def closed_title(self) -> str:
        """Say when the case was closed."""
        return f"Closed on {plain_day(self.case.closed_on)}"

    @property
    def closed_text(self) -> str:
        """Say why the case was closed and where the child went."""
        case = self.case
        parts = (_ENDINGS.get(case.close_reason), CLOSURE_DESTINATIONS.get(case.close_destination))
        return ". ".join(part for part in parts if part) + "."

    @property
    def facts(self) -> list[dict[str, str]]:
        """The key facts as rows of a summary list."""
        case, child = self.case, self.case.child
        born = "Expected on" if child.born_on is None else "Born on"
        rows = {
            "Social worker": case.worker.name if case.worker else "Not allocated",
            "Team": case.team.name,
            born: plain_day(child.born_on or child.expected_on),
            "Sex": child.get_sex_display(),
            "Disabled": "Yes" if child.is_disabled else "No",
            **self._reaching_the_child(),
            "Circumstances": self.circumstances_text,
            "See also": "; ".join(see_also(case, self.procedure, self.circumstances)),
            "Schedule of visits": self.schedule_text,
            "Referred on": plain_day(case.referral.received_on),
            "Child in Need for": INITIATION_REASONS.get(case.initiation_reason, ""),
        }
        optional = {
            "See also",
            "Address",
            "Phone",
            "Child in Need for",
            "Circumstances",
            "Schedule of visits",
        }
        return [
            {"key": key, "value": value}
            for key, value in rows.items()
            if value or key not in optional
        ]

    def _reaching_the_child(self) -> dict[str, str]:
        mine = [row.person for row in self.everybody if row.person_id == self.case.child_id]
        addresses = [
            f"Secret address: {each}" if each.is_secret else str(each)
            for child in mine
            for each in vars(child)["present_addresses"][:1]
        ]
        contacts = [
            f"{each} (not safe to use)" if each.is_safe is False else str(each)
            for child in mine
            for each in vars(child)["present_contacts"][:1]
        ]
        return {"Address": "".join(addresses), "Phone": "".join(contacts)}


def overview_of(case: Case, user: User) -> Overview:
    """Gather what the page of a case shows, with the same number of queries for 5 visits as for
    500.

    The case comes from `find_case`, so that this person may open it.
    """
    visits = visits_to(case)
    procedure = procedure_in_force(case.authority_id)
    plans = list(case.plan_versions.select_related("plan", "approved_by").order_by("-number"))
    assessments = list(assessments_of(case))
    return Overview(
        case=case,
        procedure=procedure,
        stages=stages_of(case, assessments, plans),
        dues=due_on_case(case, user),
        everybody=list(family_of(case)),
        siblings=sibling_cases(user, case),
        visits=Latest(list(visits[:LATEST]), visits.count()),
        last_seen_at=_last_seen(case),
        open_visits=list(unfinished_visits([case.pk])[:LATEST]),
        planned=planned_for(user, case),
        not_alone=decisions_about(case),
        **_of_meetings(case, user),
        assessments=assessments,
        plans=sorted(plans, key=lambda plan: plan.state != PlanState.ACTIVE),
        protection=protection_of(case),
        transfers=list(transfers_of(case)),
        next_team=usual_next_team(case),
        closures=list(closures_of(case)),
        milestones=list(case.milestones.select_related("recorded_by")[:MOST_MILESTONES]),
        next_steps=list(open_next_steps(case)[:LATEST]),
        ended_orders=orders_to_decide(case),
        safety_plan=safety_plan_in_force(case),
        late_actions=list(overdue_actions([case])),
        not_given=services_not_given_in_force(plans),
        last_sent=last_sent_of(case.pk),
        unfinished=unfinished_on(case, user),
        circumstances=holding_now(case),
        longer_times_asked=list(case.longer_times.filter(state=LongerTimeState.ASKED)),
        earlier=earlier_episodes(user, case),
        joint_visit_since=joint_visit_wanted_since(case),
        schedule=schedule_of(case),
        tellings=tellings_of(user, case),
        may_be_referred_again=not obstacle_to_referring_again(case),
        contact_until=None if obstacle_to_contact(case) else contact_until(case),
        specialist_since=specialist_wanted_since(case),
        concerns_wanted=list(concerns_wanted([case])),
        refusals_asked=_refusals_asked(case),
        without_consent=_without_consent(case, plans, procedure),
    )


def _without_consent(
    case: Case, plans: list[PlanVersion], procedure: Procedure
) -> list[WithoutConsent]:
    in_force = case.is_open and any(plan.state == PlanState.ACTIVE for plan in plans)
    return without_consent_on(case, procedure) if in_force else []


def _refusals_asked(case: Case) -> list[RefusalReview]:
    rows = case.refusal_reviews.filter(state=RefusalState.ASKED)
    return list(rows.select_related("consent"))


def _of_meetings(case: Case, user: User) -> dict[str, Any]:
    """Gather what the page shows of meetings: arranged, held, and what is still to be done."""
    meetings = meetings_about(case)
    return {
        "booked": bookings_about(user, case),
        "to_send": to_send_on(case),
        "unsigned": unsigned_meeting(case),
        "meetings": Latest(list(meetings[:LATEST]), meetings.count()),
        "open_meetings": list(unfinished_meetings([case.pk])[:LATEST]),
        "had_initial_meeting": has_initial_meeting(case),
    }


def _last_seen(case: Case) -> datetime | None:
    latest = visits_to(case).filter(seen=True).first()
    return None if latest is None else latest.visit.visited_at


_KINDS: dict[str, Callable[[Case], QuerySet[Any]]] = {
    "visits": visits_to,
    "meetings": meetings_about,
}


def records_of(case: Case, kind: str) -> QuerySet[Any]:
    """List every visit or every meeting of a case; refuses (NotFound) any other kind."""
    if kind not in _KINDS:
        raise NotFound("There is no such list.")
    return _KINDS[kind](case)
