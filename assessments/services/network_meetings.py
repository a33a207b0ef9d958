"""Family network meetings: prepared, held, recorded and sent out, or found not appropriate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from assessments.models import FamilyNetworkMeeting, NetworkMeetingKind, NetworkMeetingState
from assessments.selectors.network_meetings import (
    CAME,
    CAME_FROM_AFAR,
    PREPARATION,
    TOPICS,
    find_network_meeting,
    items_of_meeting,
    obstacle_to_preparing,
    took_part,
    unfinished_network_meeting,
)
from cases.models import Case
from cases.services.locking import lock_case
from cases.services.telling import mind_limits
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.core.services import revise
from cin.documents.models import Circulation, CirculationKind
from cin.documents.services import note_circulation
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.readiness import NetworkMeetingFacts, network_meeting_blockers

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What is written before the meeting; `preparation` is text by item code, `people` has a row
    for each person who may come.
    """

    kind: str = NetworkMeetingKind.FIRST
    planned_at: datetime | None = None
    venue: str = ""
    preparation: Mapping[str, str] = field(default_factory=dict)
    people: Rows = ()
    interpreter: str = ""
    access_needs: str = ""
    religious_considerations: str = ""
    # Why somebody who is not to be told something is asked all the same: a manager's reason.
    despite: str = ""


@dataclass(frozen=True, kw_only=True)
class NetworkRecord:
    """What is written of the meeting itself; an action has `what`, `who` and `due_on`, an ISO
    date.
    """

    held_on: date
    people: Rows = ()
    remote_reason: str = ""
    discussion: Mapping[str, str] = field(default_factory=dict)
    actions: Rows = ()
    owned_by_family: bool | None = None
    effect_on_plan: str = ""
    follow_up_at: datetime | None = None
    next_review_on: date | None = None


@transaction.atomic
def prepare_network_meeting(
    *, case_id: int, actor: User, seen_version: int, answers: Preparation
) -> FamilyNetworkMeeting:
    """Save the preparation of the case's next family network meeting, complete or not;
    `seen_version` is the version that was on screen, 0 when there was none yet.

    Refuses (StepNotAllowed) a closed case and a meeting that was held, (ChangedMeanwhile) an edit
    that did not see the latest text, (BadInput) somebody who is not to be told something without a
    manager's reason.
    """
    case = _lock(case_id, actor)
    meeting = unfinished_network_meeting(case)
    _mind_limits(case, actor, meeting, answers)
    changes = {
        "kind": answers.kind,
        "planned_at": answers.planned_at,
        "venue": answers.venue,
        "preparation": dict(answers.preparation),
        "people": [dict(row) for row in answers.people],
        "interpreter": answers.interpreter,
        "access_needs": answers.access_needs,
        "religious_considerations": answers.religious_considerations,
    }
    if meeting is None:
        if obstacle := obstacle_to_preparing(case):
            raise StepNotAllowed(obstacle)
        meeting = FamilyNetworkMeeting(case=case, written_by=actor, **changes)
    else:
        meeting.case = case
        if meeting.state == NetworkMeetingState.HELD:
            changes.pop("people")
        revise(meeting, seen_version=seen_version, changes=changes)
    _keep_titles(meeting)
    meeting.save()
    record(action="assessments.prepare_network_meeting", subject=meeting, actor=actor)
    return meeting


@transaction.atomic
def record_network_meeting(
    *, meeting_id: int, actor: User, seen_version: int, answers: NetworkRecord
) -> FamilyNetworkMeeting:
    """Save what happened at the meeting, complete or not: from now on it counts as held.

    Refuses (BadInput) a day in the future or before the referral, (StepNotAllowed) a record that
    is finished, (ChangedMeanwhile) an edit that did not see the latest text.
    """
    meeting = _locked(meeting_id, actor)
    if not meeting.is_editable:
        raise StepNotAllowed("The record of this meeting is finished, so it cannot be changed.")
    if answers.held_on > clock.today():
        raise BadInput("held_on", "The date of the meeting cannot be in the future")
    if answers.held_on < meeting.case.referral.received_on:
        raise BadInput("held_on", "The date of the meeting cannot be before the referral")
    changes = {
        "held_on": answers.held_on,
        "people": [dict(row) for row in answers.people],
        "remote_reason": answers.remote_reason,
        "discussion": dict(answers.discussion),
        "actions": [dict(row) for row in answers.actions],
        "owned_by_family": answers.owned_by_family,
        "effect_on_plan": answers.effect_on_plan,
        "follow_up_at": answers.follow_up_at,
        "next_review_on": answers.next_review_on,
    }
    revise(meeting, seen_version=seen_version, changes=changes)
    _keep_titles(meeting)
    if meeting.state == NetworkMeetingState.PREPARING:
        take_step(meeting, "hold", actor=actor)
    else:
        meeting.save()
    record(action="assessments.record_network_meeting", subject=meeting, actor=actor)
    return meeting


@transaction.atomic
def finish_network_meeting(*, meeting_id: int, actor: User) -> FamilyNetworkMeeting:
    """Finish the record, so that nobody can change it; refuses (NotReady) with all it lacks."""
    meeting = _locked(meeting_id, actor)
    procedure = procedure_in_force(meeting.case.authority_id)
    facts = NetworkMeetingFacts(
        unprepared=_empty(meeting, PREPARATION, procedure),
        unwritten=_empty(meeting, TOPICS, procedure),
        unanswered=[row["name"] for row in meeting.people if not row.get("attended")],
        loose_actions=[
            row["what"] for row in meeting.actions if not (row.get("who") and row.get("due_on"))
        ],
        came=took_part(meeting, CAME, CAME_FROM_AFAR),
        came_from_afar=took_part(meeting, CAME_FROM_AFAR),
        actions=len(meeting.actions),
        has_remote_reason=bool(meeting.remote_reason.strip()),
        is_owned_answered=meeting.owned_by_family is not None,
        has_effect=bool(meeting.effect_on_plan),
        has_follow_up=meeting.follow_up_at is not None,
        closes=meeting.kind == NetworkMeetingKind.CLOSURE,
        in_person_required=procedure.flag("fnm_in_person_required"),
        follow_up_required=procedure.flag("fnm_follow_up_required"),
    )
    if blockers := network_meeting_blockers(facts):
        raise NotReady(blockers)
    meeting.recorded_at = clock.now()
    meeting.recorded_by = actor
    take_step(meeting, "finish_record", actor=actor)
    return meeting


@transaction.atomic
def find_network_meeting_not_appropriate(
    *, case_id: int, actor: User, reason: str
) -> FamilyNetworkMeeting:
    """Write down today that a family network meeting would not be right for this family, and why
    (HIL-18).

    Refuses (BadInput) no reason, (StepNotAllowed) a closed case and a meeting that was held.
    """
    case = _lock(case_id, actor)
    if not reason.strip():
        raise BadInput("reason", "Say why a family network meeting is not right for this family")
    meeting = unfinished_network_meeting(case)
    if meeting is None:
        meeting = FamilyNetworkMeeting(case=case, written_by=actor)
        meeting.save()
    meeting.case = case
    meeting.not_appropriate_reason, meeting.decided_on = reason, clock.today()
    take_step(meeting, "find_not_appropriate", actor=actor, reason=reason)
    return meeting


@transaction.atomic
def send_network_minutes(
    *, meeting_id: int, actor: User, sent_on: date, recipients: str, despite: str = ""
) -> Circulation:
    """Note that the minutes of a finished meeting were sent to people, one on each line (ROC-104).

    Refuses (StepNotAllowed) a record that is not finished, (BadInput) a day in the future or before
    the meeting, nobody, and somebody who is not to be told without a manager's reason (`despite`).
    """
    meeting = _locked(meeting_id, actor)
    if meeting.state != NetworkMeetingState.RECORDED or meeting.held_on is None:
        raise StepNotAllowed("The minutes are sent once the record of the meeting is finished.")
    if sent_on < meeting.held_on:
        raise BadInput("sent_on", "The date it was sent cannot be before the meeting")
    mind_limits(meeting.case, actor, names=recipients, despite=despite, field="recipients")
    return note_circulation(
        case=meeting.case,
        kind=CirculationKind.NETWORK,
        of_id=meeting.pk,
        actor=actor,
        sent_on=sent_on,
        recipients=recipients,
    )


def _mind_limits(
    case: Case, actor: User, meeting: FamilyNetworkMeeting | None, answers: Preparation
) -> None:
    """Ask for a manager's reason for whoever is newly named, not for those it was given for."""
    before = {row["name"] for row in meeting.people} if meeting else set()
    names = [row["name"] for row in answers.people if row["name"] not in before]
    mind_limits(case, actor, names="\n".join(names), despite=answers.despite, field="people")


def _lock(case_id: int, actor: User) -> Case:
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not case.is_open:
        raise StepNotAllowed(f"Case {case.reference} is closed, so nothing can be added to it.")
    return case


def _locked(meeting_id: int, actor: User) -> FamilyNetworkMeeting:
    case = _lock(find_network_meeting(actor, meeting_id).case_id, actor)
    meeting = FamilyNetworkMeeting.objects.locked().get(pk=meeting_id)
    meeting.case = case
    return meeting


def _keep_titles(meeting: FamilyNetworkMeeting) -> None:
    procedure = procedure_in_force(meeting.case.authority_id)
    meeting.titles = {
        setting: {item.code: item.title for item in items_of_meeting(meeting, setting, procedure)}
        for setting in (PREPARATION, TOPICS)
    }


def _empty(meeting: FamilyNetworkMeeting, setting: str, procedure: Procedure) -> list[str]:
    items = items_of_meeting(meeting, setting, procedure)
    return [item.title for item in items if not item.text.strip()]
