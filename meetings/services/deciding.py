"""Finishing the record of a meeting, and carrying out what it decided."""

from datetime import date

from django.db import transaction

from cases.models import Case
from cases.services.progress import clear_recommendation, recommend_ending
from cases.services.telling import mind_limits_of
from cin.accounts.models import User
from cin.accounts.permissions import may_administer
from cin.audit.selectors import has_done
from cin.audit.services import announce, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, NotReady, StepNotAllowed
from cin.core.services import refuse_unread
from cin.documents.models import Circulation, CirculationKind
from cin.documents.services import note_circulation
from cin.policy.rationale import refuse_unreasoned
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.readiness import (
    ChildAtMeeting,
    MeetingAsked,
    asked_blockers,
    meeting_blockers,
    record_blockers,
)
from meetings.asking import asked_at, open_prompts, unanswered
from meetings.beforehand import in_school_time
from meetings.lacking import facts_of_record, is_judged_by_plan
from meetings.models import Meeting, MeetingChild, MeetingKind
from meetings.selectors import (
    ENDING_OUTCOMES,
    WRITING,
    find_meeting,
    obstacle_to_ratifying,
    obstacle_to_sending,
    takes_effect_ratified,
    waits_for_ratification,
)
from meetings.services.agreeing import ask_manager
from meetings.services.filing import file_minutes
from meetings.services.harm import tell_of_harm_found
from plans.models import PlanState, PlanVersion
from plans.services import confirm_plan

WROTE_IT = "You wrote in this record, so somebody else must ratify it."


@transaction.atomic
def finish_meeting_record(*, meeting_id: int, actor: User) -> Meeting:
    """Finish the record of a meeting and carry out each child's outcome.

    An initial meeting that agreed the plan confirms it; a review that finds a child no longer in
    need recommends the ending, at once or once a manager ratified it (BIR-105), and one that finds
    significant harm puts it before a manager at once; the minutes are filed among the case notes
    where the procedure has a heading for them (BOL-50). Refuses (NotReady) with everything that is
    missing, for each child.
    """
    meeting, cases = _locked(meeting_id, actor)
    parts = list(meeting.children.all())
    procedure = procedure_in_force(meeting.case.authority_id)
    if blockers := _blockers(procedure, meeting, parts, cases):
        raise NotReady(blockers)
    meeting.submitted_by = actor
    meeting.recorded_at = clock.now()
    take_step(meeting, "finish_record", actor=actor)
    ask_manager(asked_at(procedure, meeting.kind), meeting, parts)
    waits = waits_for_ratification(meeting)
    tell_of_harm_found(meeting, parts, cases, actor)
    for part in parts:
        if not waits:
            _carry_out(meeting, part, cases[part.case_id], actor)
        _note_plan(meeting, part, cases[part.case_id])
        announce(part.case_id)
    file_minutes(procedure, meeting, [cases[part.case_id] for part in parts], actor)
    return meeting


@transaction.atomic
def ratify_meeting(
    *, meeting_id: int, actor: User, read_version: int, comment: str = ""
) -> Meeting:
    """Confirm what a review decided (HIL-93, BIR-105), and have it take effect where the procedure
    has that wait.

    Refuses (StepNotAllowed) any other meeting, and where the procedure asks no manager to,
    (NotPermitted) whoever wrote in the record, (ChangedMeanwhile) a record that changed since it
    was read, (BadInput) no comment where the procedure wants a reason for every decision (BIR-110).
    """
    meeting, cases = _locked(meeting_id, actor)
    if obstacle := obstacle_to_ratifying(meeting):
        raise StepNotAllowed(obstacle)
    if has_done(actor, meeting, WRITING):
        raise NotPermitted(WROTE_IT)
    refuse_unread(meeting, read_version=read_version)
    refuse_unreasoned(meeting, comment)
    meeting.ratified_by = actor
    meeting.ratified_at = clock.now()
    meeting.ratification_comment = comment
    take_step(meeting, "ratify", actor=actor, reason=comment)
    if takes_effect_ratified(meeting):
        for part in meeting.children.all():
            _carry_out(meeting, part, cases[part.case_id], actor)
            announce(part.case_id)
    return meeting


@transaction.atomic
def circulate_minutes(
    *,
    meeting_id: int,
    case_id: int,
    actor: User,
    sent_on: date,
    recipients: str,
    despite: str = "",
) -> Circulation:
    """Note that the minutes of a meeting were sent, for one child's file, to the people named, a
    line each.

    Refuses (NotFound) a child who was no part of the meeting, (StepNotAllowed) an unfinished
    record, (BadInput) a day before the meeting or in the future, and somebody who is not to be told
    something about one of its children without a manager's reason (`despite`).
    """
    meeting, cases = _locked(meeting_id, actor)
    case = cases.get(case_id)
    if case is None:
        raise NotFound("That child was no part of this meeting.")
    if refusal := may_administer.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_sending(meeting):
        raise StepNotAllowed(obstacle)
    if sent_on < meeting.held_on:
        raise BadInput("sent_on", "The minutes cannot have been sent before the meeting")
    about = [case, *(each for each in cases.values() if each.pk != case_id)]
    mind_limits_of(about, actor, names=recipients, despite=despite, field="recipients")
    return note_circulation(
        case=case,
        kind=CirculationKind.MINUTES,
        of_id=meeting.pk,
        actor=actor,
        sent_on=sent_on,
        recipients=recipients,
    )


def _locked(meeting_id: int, actor: User) -> tuple[Meeting, dict[int, Case]]:
    """Lock every child's case in one order, then the meeting; a child may be in another team by
    now.
    """
    found = find_meeting(actor, meeting_id)
    wanted = {found.case_id, *found.children.values_list("case_id", flat=True)}
    rows = Case.objects.locked().filter(pk__in=wanted, authority_id=actor.authority_id)
    cases = {case.pk: case for case in rows.order_by("pk")}
    meeting = Meeting.objects.locked().get(pk=meeting_id)
    meeting.case = cases[meeting.case_id]
    return meeting, cases


def _blockers(
    procedure: Procedure, meeting: Meeting, parts: list[MeetingChild], cases: dict[int, Case]
) -> list:
    asked = asked_at(procedure, meeting.kind)
    children = [
        ChildAtMeeting(
            name=str(cases[part.case_id].child),
            attended=part.attended,
            absence_reason=part.absence_reason,
            views=part.views,
            plan_agreed=part.plan_agreed,
            outcome=part.outcome,
            outcome_reason=part.outcome_reason,
            has_next_date=part.next_meeting_on is not None,
            unanswered=unanswered(asked, part, goes_on=part.next_meeting_on is not None),
        )
        for part in parts
    ]
    judged = is_judged_by_plan(asked, cases)
    usual = meeting_blockers(
        kind=meeting.kind,
        discussion=None if asked.headings else meeting.discussion,
        progress=None if judged else meeting.progress,
        attended=meeting.attendance.count(),
        children=children,
    )
    facts = facts_of_record(asked, meeting, parts, cases)
    besides = asked_blockers(procedure, _asked(procedure, meeting, parts, cases))
    return [*usual, *besides, *record_blockers(procedure, facts)]


def _asked(
    procedure: Procedure, meeting: Meeting, parts: list[MeetingChild], cases: dict[int, Case]
) -> MeetingAsked:
    asked = asked_at(procedure, meeting.kind)
    came = [cases[part.case_id].child for part in parts if part.attended]
    without = bool(meeting.without_meeting)
    return MeetingAsked(
        prompts=open_prompts(asked, meeting.prompts),
        waits_for_manager=meeting.awaits_agreement,
        lacks_reason_for_none=without and not meeting.without_meeting_reason.strip(),
        in_school_time=[] if without else in_school_time(procedure, meeting, came),
        has_school_reason=bool(meeting.school_time_reason.strip()),
    )


def _note_plan(meeting: Meeting, part: MeetingChild, case: Case) -> None:
    """Note which version of the plan the meeting agreed or reviewed (BOL-20)."""
    versions = PlanVersion.objects.filter(case=case).order_by("-number")
    if meeting.kind == MeetingKind.INITIAL and part.plan_agreed:
        version = versions.first()
    else:
        version = versions.filter(state=PlanState.ACTIVE).first()
    if version is not None:
        part.plan_number = version.number
        part.save()


def _carry_out(meeting: Meeting, part: MeetingChild, case: Case, actor: User) -> None:
    if meeting.kind == MeetingKind.INITIAL:
        if part.plan_agreed:
            confirm_plan(case, actor=actor, met_on=meeting.held_on)
        return
    if part.outcome in ENDING_OUTCOMES:
        recommend_ending(case, on=meeting.held_on, recommendation=part.outcome)
    elif part.outcome and case.ending_recommended_on is not None:
        clear_recommendation(case)
        case.save()
