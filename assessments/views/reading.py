"""The page on which an assessment is read, with everything that belongs to it."""

from collections.abc import Iterator
from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.models import Assessment
from assessments.permissions import may_manage
from assessments.reading.belongings import (
    meeting_in_words,
    shares_in_words,
    specialists_in_words,
)
from assessments.reading.checkpoints import state_in_words
from assessments.selectors.assessments import (
    find_assessment,
    obstacle_to_agreeing_date,
    summary_not_updated,
)
from assessments.selectors.checkpoints import NUMBERS, checkpoints_of, numbers_asked
from assessments.selectors.enquiries import enquiries_on, specialists_of
from assessments.selectors.network_meetings import network_meetings_of
from assessments.selectors.sharing import obstacle_to_sharing, shares_of
from assessments.views.whole import label_for, whole_of
from cases.views.pages import Button, buttons
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.policy.selectors import procedure_in_force

STEPS = [
    ("submit", "Write or submit it", "assessments:write_assessment"),
    ("approve", "Approve or return it", "assessments:decide_assessment"),
    ("take_back", "Take it back to change it", "assessments:take_back_assessment"),
]


def assessment(request: SignedInRequest, assessment_id: int) -> TemplateResponse:
    """Show an assessment whole."""
    found = find_assessment(request.user, assessment_id)
    note_view(case=found.case, viewer=request.user, page="assessment")
    steps = buttons(found, request.user, STEPS)
    if not (may_manage.reason(found, request.user) or obstacle_to_agreeing_date(found)):
        href = reverse("assessments:agree_assessment_date", args=[found.pk])
        steps.append(Button(text="Set the date", href=href))
    context = {
        "assessment": found,
        "case": found.case,
        "label": label_for(found.case),
        "buttons": steps,
        "belongings": belongings_of(found),
        **whole_of(found),
    }
    return TemplateResponse(request, "assessments/assessment.html", context)


def belongings_of(found: Assessment) -> list[dict[str, Any]]:
    """Give, as rows, what belongs to an assessment and how far each has come."""
    case = found.case
    meeting = network_meetings_of(case).first()
    specialists = list(specialists_of(case))
    rows = [
        *_checkpoints(found),
        _row("Other agencies", enquiries_on(case).in_words, "information", case.pk),
        _row("Specialist assessments", specialists_in_words(specialists), "specialists", case.pk),
    ]
    if meeting is not None or procedure_in_force(case.authority_id).get("fnm_mode") != "off":
        told = meeting_in_words(meeting)
        rows.append(_row("Family network meeting", told, "network_meetings", case.pk))
    if summary_not_updated(found):
        rows.append(
            {
                "key": "Case summary",
                "value": "Not updated since this assessment began",
                "href": reverse("desk:case_summary", args=[case.pk]),
                "action": "Open",
            }
        )
    if not obstacle_to_sharing(found):
        told = shares_in_words(list(shares_of(found)))
        rows.append(_row("Shared with the family", told, "sharing", found.pk))
    return rows


def _checkpoints(found: Assessment) -> Iterator[dict[str, Any]]:
    asked = numbers_asked(found.case)
    if found.case.support_began_on is not None or found.is_short:
        asked = []
    held = {row.number: row for row in checkpoints_of(found)}
    for number in NUMBERS:
        if number in held or number in asked:
            told = state_in_words(held.get(number))
            yield _row(f"Checkpoint {number}", told, "checkpoint", found.case_id, number)


def _row(key: str, value: str, page: str, *args: int) -> dict[str, Any]:
    href = reverse(f"assessments:{page}", args=args)
    return {"key": key, "value": value, "href": href, "action": "Open"}
