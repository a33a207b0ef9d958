"""Pages about visits."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse

from cases.models import Case
from cases.selectors.people import sibling_cases
from cases.views.pages import CaseStepView, DraftStepView, buttons
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from visits.forms import (
    ANSWERS,
    DETAILS,
    INCLUDED,
    EditVisitForm,
    RecordFailedVisitForm,
    RecordVisitForm,
)
from visits.models import Visit
from visits.permissions import may_work
from visits.reading import COLOURS, beginning_of, ending_of, rows_of
from visits.selectors import (
    case_shown_with,
    find_visit,
    obstacle_to_editing,
    obstacle_to_visiting,
    parts_of,
    siblings_at,
    usual_kind,
)
from visits.services import (
    ChildPart,
    VisitDetails,
    edit_visit,
    finalise_visit,
    record_failed_visit,
    record_visit,
)


class RecordVisitView(DraftStepView):
    """Record a visit that was made."""

    form_class = RecordVisitForm
    template_name = "visits/record_visit.html"
    blocked_title = "Before you can finish the record"
    saved_message = "The visit is saved. Its record is not finished yet."
    finished_message = "The visit is saved and its record is finished."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no visit can be recorded on this case."""
        return obstacle_to_visiting(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about this case's child first, then about each brother and sister."""
        siblings = sibling_cases(self.request.user, self.subject)
        return {**super().get_form_kwargs(), "case": self.subject, "siblings": siblings}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the kind of visit this most likely was."""
        return {"kind": usual_kind(self.subject)}

    def save(self, form: RecordVisitForm) -> Visit:
        """Save the visit, with each child's part."""
        return record_visit(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=VisitDetails(**form.visit_answers()),
            parts=[ChildPart(**answers) for answers in form.part_answers()],
        )

    def finish(self, record: Visit) -> None:
        """Finish the record."""
        finalise_visit(visit_id=record.pk, actor=self.request.user)

    def after(self, record: Visit) -> str:
        """Lead to the visit."""
        return reverse("visits:visit", args=[record.pk])


class EditVisitView(RecordVisitView):
    """Change the record of a visit that is not finished, and finish it."""

    form_class = EditVisitForm
    template_name = "visits/edit_visit.html"

    def find_subject(self) -> Visit:
        """Find the visit among those this person may know of."""
        return find_visit(self.request.user, self.kwargs["visit_id"])

    def obstacle(self) -> str:
        """Say that a finished record cannot be changed."""
        return obstacle_to_editing(self.subject)

    def cancel_address(self) -> str:
        """Lead back to the visit."""
        return reverse("visits:visit", args=[self.subject.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about the same children, those already in the record included."""
        siblings = siblings_at(self.request.user, self.subject)
        kwargs = super(RecordVisitView, self).get_form_kwargs()
        return {**kwargs, "case": self.subject.case, "siblings": siblings}

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whose parts are on the page."""
        parts = parts_of(self.request.user, self.subject)
        return [*super().cases_shown(), *(part.case for part in parts)]

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is saved."""
        visit = self.subject
        shown: dict[str, Any] = {name: getattr(visit, name) for name in DETAILS}
        for part in parts_of(self.request.user, visit):
            lead = f"child-{part.case_id}-"
            shown |= {f"{lead}{name}": getattr(part, name) for name in ANSWERS}
            shown[f"{lead}included"] = [INCLUDED]
        return {**shown, "version": visit.version}

    def save(self, form: RecordVisitForm) -> Visit:
        """Save the changes."""
        return edit_visit(
            visit_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            details=VisitDetails(**form.visit_answers()),
            parts=[ChildPart(**answers) for answers in form.part_answers()],
        )


class RecordFailedVisitView(CaseStepView):
    """Record an attempt at which nobody was seen."""

    form_class = RecordFailedVisitForm
    template_name = "visits/record_failed_visit.html"
    success_message = "The attempt is saved. It does not count as a visit."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no attempt can be recorded on this case."""
        return obstacle_to_visiting(self.subject)

    def get_initial(self) -> dict[str, Any]:
        """Begin with the kind of visit this most likely was."""
        return {"kind": usual_kind(self.subject)}

    def perform(self, form: RecordFailedVisitForm) -> str:
        """Save the attempt."""
        answers = dict(form.cleaned_data)
        reason = answers.pop("failed_reason")
        visit = record_failed_visit(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=VisitDetails(**answers),
            reason=reason,
        )
        return reverse("visits:visit", args=[visit.pk])


def visit(request: SignedInRequest, visit_id: int) -> TemplateResponse:
    """Show a visit, with the part of each child this person may know of."""
    found = find_visit(request.user, visit_id)
    case = case_shown_with(request.user, found)
    parts = parts_of(request.user, found)
    note_views(cases=[part.case for part in parts], viewer=request.user, page="visit")
    steps = [("finalise", "Change or finish the record", "visits:edit_visit")]
    context = {
        "visit": found,
        "case": case,
        "colour": COLOURS[found.state],
        "beginning": beginning_of(found),
        "parts": [{"name": str(part.case.child), "rows": rows_of(part)} for part in parts],
        "ending": ending_of(found),
        "buttons": buttons(found, request.user, steps),
    }
    return TemplateResponse(request, "visits/visit.html", context)
