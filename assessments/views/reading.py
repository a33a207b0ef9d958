"""The page on which an assessment is read, with everything that belongs to it."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.models import Assessment
from assessments.permissions import may_manage
from assessments.reading.checkpoints import state_in_words
from assessments.selectors.assessments import find_assessment, obstacle_to_agreeing_date
from assessments.selectors.checkpoints import NUMBERS, checkpoints_of, numbers_asked
from assessments.views.whole import label_for, whole_of
from cases.views.pages import Button, buttons
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view

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
    return [*_checkpoints(found)]


def _checkpoints(found: Assessment) -> list[dict[str, Any]]:
    asked = numbers_asked(found.case)
    if found.case.support_began_on is not None or found.is_short:
        asked = []
    held = {row.number: row for row in checkpoints_of(found)}
    rows = []
    for number in NUMBERS:
        if number in held or number in asked:
            rows.append(
                {
                    "key": f"Checkpoint {number}",
                    "value": state_in_words(held.get(number)),
                    "href": reverse("assessments:checkpoint", args=[found.case_id, number]),
                    "action": "Open",
                }
            )
    return rows
