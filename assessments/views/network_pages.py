"""What is shown of the family network meetings of a case."""

from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.models import FamilyNetworkMeeting, NetworkMeetingState
from assessments.permissions import may_work
from assessments.reading.belongings import meeting_in_words
from assessments.reading.network_meetings import (
    NETWORK_COLOURS,
    actions_in_words,
    beginning_of_meeting,
    ending_of_meeting,
    item_rows,
    people_in_words,
)
from assessments.selectors.network_meetings import (
    PREPARATION,
    TOPICS,
    find_network_meeting,
    items_of_meeting,
    network_meetings_of,
    sendings_of_minutes,
)
from assessments.views.belonging import Card
from cases.selectors.access import find_case
from cases.views.pages import Button
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view


def network_meetings(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show a case's family network meetings, and what can be done next."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="network_meetings")
    meetings = list(network_meetings_of(case))
    begun = any(row.is_editable for row in meetings)
    offered = []
    if case.is_open and not may_work.reason(case, request.user) and not begun:
        offered = [
            _button("Prepare a family network meeting", "prepare_network_meeting", case.pk),
            _button("Not appropriate for this family", "network_meeting_not_right", case.pk),
        ]
    context = {
        "case": case,
        "title": "Family network meetings",
        "intro": "The family meets with the people who could help, finds its own strengths and "
        "resources, and makes a plan of its own.",
        "empty": "No family network meeting yet",
        "buttons": offered,
        "cards": [
            Card(
                title=str(row),
                rows=[{"key": "How far", "value": meeting_in_words(row)}],
                buttons=[_button("Open", "network_meeting", row.pk)],
            )
            for row in meetings
        ],
    }
    return TemplateResponse(request, "assessments/records.html", context)


def network_meeting(request: SignedInRequest, meeting_id: int) -> TemplateResponse:
    """Show one family network meeting whole."""
    found = find_network_meeting(request.user, meeting_id)
    note_view(case=found.case, viewer=request.user, page="network_meeting")
    may_write = found.case.is_open and not may_work.reason(found, request.user)
    context = {
        "case": found.case,
        "meeting": found,
        "colour": NETWORK_COLOURS[found.state],
        "buttons": _steps(found) if may_write else [],
        "beginning": beginning_of_meeting(found),
        "people": people_in_words(found),
        "preparation": item_rows(items_of_meeting(found, PREPARATION)),
        "discussion": item_rows(items_of_meeting(found, TOPICS)) if found.held_on else [],
        "actions": actions_in_words(found),
        "ending": ending_of_meeting(found) if found.held_on else [],
        "sendings": sendings_of_minutes(found),
    }
    return TemplateResponse(request, "assessments/network_meeting.html", context)


def _button(text: str, page: str, number: int) -> Button:
    return Button(text=text, href=reverse(f"assessments:{page}", args=[number]))


def _steps(found: FamilyNetworkMeeting) -> list[Button]:
    made = Button(
        text="Write the safety plan made there",
        href=reverse("cases:write_safety_plan", args=[found.case_id]),
    )
    if found.state == NetworkMeetingState.RECORDED:
        sent = _button("Note that the minutes were sent", "send_network_minutes", found.pk)
        return [sent, made]
    if not found.is_editable:
        return []
    steps = [
        _button("Record the meeting", "record_network_meeting", found.pk),
        _button("Change the preparation", "prepare_network_meeting", found.case_id),
    ]
    if found.state == NetworkMeetingState.PREPARING:
        steps.append(_button("Not appropriate", "network_meeting_not_right", found.case_id))
    else:
        steps.append(made)
    return steps
