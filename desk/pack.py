"""A pack of papers about a child for another authority: what is in it, what is missing, and all of
it as one PDF.
"""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.reading.belongings import specialist_rows
from assessments.views.whole import label_for, whole_of
from cases.models import CaseSummary
from cases.selectors.access import find_case
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core.downloads import FileAnswer, pdf_download
from cin.core.errors import NotPermitted
from cin.core.templatetags.cin import plain_day
from cin.documents.printing import pdf_of
from cin.policy.selectors import procedure_in_force
from desk.chronology import printed
from desk.selectors.pack import Pack, pack_of
from meetings.views.deciding import texts_of as texts_of_meeting
from meetings.views.words import child_in_words, meeting_in_words
from plans.views.words import rows_of
from plans.views.words import whole_of as whole_of_plan
from transfers.views.move_words import locality_rows

LOCALITY = "Locality-based assessment of the move"
_WRITTEN = {
    "Why we are involved": "reason_for_involvement",
    "Risks now": "current_risks",
    "Out of hours": "out_of_hours",
}


@require_safe
def pack(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show what a pack for another authority holds, and what is missing."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="pack for another authority")
    found = pack_of(case)
    works = not may_work.reason(case, request.user)
    context = {"case": case, "pack": found, "papers": _listed(found), "works": works}
    return TemplateResponse(request, "desk/pack.html", context)


def _listed(found: Pack) -> list[dict[str, str]]:
    case = found.case
    papers = []
    if (assessment := found.assessment) is not None:
        on = plain_day(assessment.decided_at)
        href = reverse("assessments:assessment", args=[assessment.pk])
        papers.append({"text": f"{label_for(case)}, approved on {on}", "href": href})
    if (plan := found.plan) is not None:
        on = plain_day(plan.in_force_on)
        href = reverse("plans:plan", args=[plan.pk])
        papers.append({"text": f"Plan, version {plan.number}, from {on}", "href": href})
    if (part := found.review) is not None:
        on = plain_day(part.meeting.held_on)
        href = reverse("meetings:meeting", args=[part.meeting_id])
        papers.append({"text": f"{_kind_of(found)}, held on {on}", "href": href})
    if found.summary is not None:
        on = plain_day(found.summary.created_at)
        href = reverse("desk:case_summary", args=[case.pk])
        papers.append({"text": f"Case summary, written on {on}", "href": href})
    for each in found.specialists:
        href = reverse("assessments:specialists", args=[case.pk])
        papers.append({"text": str(each), "href": href})
    if (entry := found.locality.assessed) is not None:
        on = plain_day(entry.happened_on)
        href = reverse("transfers:move", args=[entry.move_id])
        papers.append({"text": f"{LOCALITY}, {on}", "href": href})
    return papers


def _kind_of(found: Pack) -> str:
    procedure = procedure_in_force(found.case.authority_id)
    is_review = found.review is not None and found.review.meeting.kind == "review"
    return str(procedure.get("review_label" if is_review else "meeting_label"))


@require_safe
def print_pack(request: SignedInRequest, case_id: int) -> FileAnswer:
    """Give the whole pack as one PDF; who took it is written down."""
    case = find_case(request.user, case_id)
    if refusal := may_work.reason(case, request.user):
        raise NotPermitted(refusal)
    found = pack_of(case)
    context = {
        "pack": found,
        "label": label_for(case),
        "papers": _listed(found),
        "assessment": whole_of(found.assessment) if found.assessment else None,
        "plan": _plan(found),
        "meeting": _meeting(found),
        "written": _written(found.summary),
        "specialists": [(str(each), specialist_rows(each)) for each in found.specialists],
        "locality": locality_rows(found.locality),
        "locality_title": LOCALITY,
        **printed("Pack for another authority", case, request),
    }
    contents = pdf_of("desk/print/pack.html", context)
    note_view(case=case, viewer=request.user, page="pack for another authority, printed")
    return pdf_download(contents, name="pack.pdf")


def _plan(found: Pack) -> dict[str, Any] | None:
    if found.plan is None:
        return None
    return {
        "rows": rows_of(found.plan),
        "whole": whole_of_plan(found.plan),
    }


def _meeting(found: Pack) -> dict[str, Any] | None:
    """The record of the meeting, with this child's own part and nobody else's."""
    if found.review is None:
        return None
    meeting = found.review.meeting
    # What was said of brothers and sisters together is theirs as well, and stays here.
    is_shared = meeting.children.count() > 1
    return {
        "title": _kind_of(found),
        "rows": meeting_in_words(meeting),
        "texts": [] if is_shared else texts_of_meeting(meeting),
        "is_shared": is_shared,
        "child": child_in_words(found.review, meeting.kind)["rows"],
    }


def _written(summary: CaseSummary | None) -> list[tuple[str, str]]:
    if summary is None:
        return []
    texts = [(title, getattr(summary, name)) for title, name in _WRITTEN.items()]
    return [(title, text) for title, text in texts if text]
