"""What pages and the procedure engine read about family network meetings."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from assessments.models import FamilyNetworkMeeting, NetworkMeetingKind, NetworkMeetingState
from assessments.selectors.checkpoints import Item
from cases.models import Case, FamilyRole
from cases.selectors.access import visible_cases
from cases.selectors.people import family_of
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.documents.models import Circulation, CirculationKind
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.events import Event
from visits.selectors import visits_to

PREPARATION, TOPICS = "fnm_preparation", "fnm_topics"
# How somebody took part, by what the row of the person says.
CAME, CAME_FROM_AFAR, EXCUSED, STAYED_AWAY = "came", "from_afar", "excused", "stayed_away"
UNFINISHED = [NetworkMeetingState.PREPARING, NetworkMeetingState.HELD]


def network_meetings_of(case: Case) -> QuerySet[FamilyNetworkMeeting]:
    """List the family network meetings of a case, newest first."""
    return case.network_meetings.select_related("written_by", "recorded_by")


def find_network_meeting(user: User, meeting_id: int) -> FamilyNetworkMeeting:
    """Give one family network meeting with its case; refuses (NotFound) one this person may not
    know of.
    """
    found = (
        FamilyNetworkMeeting.objects.filter(pk=meeting_id, case__in=visible_cases(user))
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "case__referral",
            "written_by",
            "recorded_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such family network meeting, or it belongs to another team.")
    return found


def unfinished_network_meeting(case: Case) -> FamilyNetworkMeeting | None:
    """Give the meeting that is being prepared or whose record is not finished, if any."""
    return network_meetings_of(case).filter(state__in=UNFINISHED).first()


def items_of_meeting(
    meeting: FamilyNetworkMeeting, setting: str, procedure: Procedure | None = None
) -> list[Item]:
    """List what the procedure asks about the preparation or in the record, with what is written; a
    record that is finished keeps the items it was written under.
    """
    asked = (procedure or procedure_in_force(meeting.case.authority_id)).get(setting)
    texts = meeting.preparation if setting == PREPARATION else meeting.discussion
    if meeting.is_editable:
        return [Item(text=texts.get(each["code"], ""), **each) for each in asked]
    titles = meeting.titles.get(setting, {})
    return [
        Item(code=code, title=titles.get(code, code), hint="", text=text)
        for code, text in texts.items()
    ]


def obstacle_to_preparing(case: Case) -> str:
    """Say why no family network meeting can be begun on a case, or nothing when one can."""
    if not case.is_open:
        return f"Case {case.reference} is closed, so no meeting can be prepared on it."
    if unfinished_network_meeting(case) is not None:
        return "The last family network meeting is not finished yet. Go on with that one."
    return ""


def usual_kind(case: Case) -> str:
    """Give the kind that the next meeting most likely is: the first one until that was held."""
    held = case.network_meetings.filter(state__in=["held", "recorded"]).exists()
    return NetworkMeetingKind.REVIEW if held else NetworkMeetingKind.FIRST


def family_rows(case: Case) -> list[dict[str, Any]]:
    """Give the family as rows of people who may be asked to come, but those who are not to be told
    something.
    """
    return [
        {
            "name": str(row.person),
            "relationship": "The child"
            if row.person_id == case.child_id
            else _relation(row.role, row.get_role_display()),
        }
        for row in family_of(case)
        if not vars(row.person)["present_limits"]
    ]


def _relation(role: str, words: str) -> str:
    return "Brother or sister" if role == FamilyRole.CHILD else words


def agreed_with_family(case: Case) -> datetime | None:
    """Give the day and time that was agreed with the family: of the meeting that is being
    prepared, or else what the first visit says (ROC-46).
    """
    meeting = unfinished_network_meeting(case)
    if meeting is not None and meeting.planned_at is not None:
        return meeting.planned_at
    part = visits_to(case).exclude(visit__fnm_at=None).first()
    return part.visit.fnm_at if part else None


def took_part(meeting: FamilyNetworkMeeting, *ways: str) -> int:
    """Count the people who took part in one of these ways."""
    return sum(1 for person in meeting.people if person.get("attended") in ways)


def sendings_of_minutes(meeting: FamilyNetworkMeeting) -> QuerySet[Circulation]:
    """List the sendings of a meeting's minutes, newest first."""
    return Circulation.objects.filter(
        case_id=meeting.case_id, kind=CirculationKind.NETWORK, of_id=meeting.pk
    ).select_related("sent_by")


def network_facts(case_ids: Iterable[int]) -> Iterator[tuple[int, Event]]:
    """Give the family network meetings held, those found not appropriate, and their minutes sent,
    each with its case, with two queries.
    """
    wanted = list(case_ids)
    meetings = FamilyNetworkMeeting.objects.filter(case_id__in=wanted).order_by()
    for row in meetings.values_list(*_OF_A_MEETING, named=True):
        known = f"network-{row.pk}"
        if row.state == NetworkMeetingState.NOT_APPROPRIATE and row.decided_on is not None:
            yield row.case_id, Event(type="fnm_not_appropriate", on=row.decided_on, id=known)
        elif row.held_on is not None and row.state != NetworkMeetingState.PREPARING:
            yield row.case_id, Event(type="fnm_held", on=row.held_on, id=known)
    sent = Circulation.objects.filter(case_id__in=wanted, kind=CirculationKind.NETWORK)
    in_order = sent.order_by("sent_on", "pk")
    for case_id, pk, of_id, on in in_order.values_list("case_id", "pk", "of_id", "sent_on"):
        sending, of = f"network-minutes-{pk}", f"network-{of_id}"
        yield case_id, Event(type="fnm_minutes_distributed", on=on, id=sending, of=of)


_OF_A_MEETING = ("case_id", "pk", "state", "decided_on", "held_on")
