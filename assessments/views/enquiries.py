"""Pages about what other agencies were asked, and about specialist assessments."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.forms.enquiries import (
    AskAgenciesForm,
    ChaseReplyForm,
    ReceiveSpecialistForm,
    RecordReplyForm,
    RequestSpecialistForm,
)
from assessments.models import InformationRequest, SpecialistAssessment
from assessments.permissions import may_work
from assessments.reading.belongings import request_rows, specialist_rows
from assessments.selectors.enquiries import (
    enquiries_on,
    find_request,
    find_specialist,
    sources_for,
    specialists_of,
)
from assessments.services.enquiries import Question, ask_agencies, chase_reply, record_reply
from assessments.services.specialists import receive_specialist, request_specialist
from assessments.views.belonging import BelongingStepView, Card
from cases.models import Case
from cases.selectors.access import find_case
from cases.selectors.agencies import agencies_around
from cases.views.pages import Button
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view


def information(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show what other agencies were asked about a child, and what they answered."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="information")
    may_write = case.is_open and not may_work.reason(case, request.user)
    found = enquiries_on(case)
    context = {
        "case": case,
        "title": "Information from other agencies",
        "missing": found.missing,
        "empty": "No agency was asked yet",
        "buttons": [_button("Ask agencies", "ask_agencies", case.pk)] if may_write else [],
        "cards": [
            Card(
                title=row.agency,
                rows=request_rows(row),
                buttons=_on_request(row) if may_write else [],
            )
            for row in found.requests
        ],
    }
    return TemplateResponse(request, "assessments/records.html", context)


def specialists(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show the specialist assessments of a child: asked for, due and received."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="specialists")
    may_write = case.is_open and not may_work.reason(case, request.user)
    asking = _button("Ask for a specialist assessment", "request_specialist", case.pk)
    context = {
        "case": case,
        "title": "Specialist assessments",
        "empty": "No specialist assessment was asked for",
        "buttons": [asking] if may_write else [],
        "cards": [
            Card(
                title=row.kind,
                rows=specialist_rows(row),
                buttons=[_button("Record what it found", "receive_specialist", row.pk)]
                if may_write and row.received_on is None
                else [],
            )
            for row in specialists_of(case)
        ],
    }
    return TemplateResponse(request, "assessments/records.html", context)


def _button(text: str, page: str, number: int) -> Button:
    return Button(text=text, href=reverse(f"assessments:{page}", args=[number]))


def _on_request(row: InformationRequest) -> list[Button]:
    if row.replied_on is not None:
        return []
    return [
        _button("Record the answer", "record_reply", row.pk),
        _button("Ask again", "chase_reply", row.pk),
    ]


class AskAgenciesView(BelongingStepView):
    """Write down whom one asked about a child."""

    form_class = AskAgenciesForm
    heading = "Ask other agencies"
    success_message = "Saved. Write their answers here when they come."
    subject: Case

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the procedure's agencies, and those that work with the child."""
        return {
            **super().get_form_kwargs(),
            "offered": [
                *sources_for(self.subject.authority_id),
                *agencies_around(self.subject),
            ],
            "received_on": self.subject.referral.received_on,
        }

    def get_initial(self) -> dict[str, Any]:
        """Begin with the agencies nobody asked yet."""
        return {"agencies": enquiries_on(self.subject).missing}

    def cancel_address(self) -> str:
        """Lead back to what was asked."""
        return reverse("assessments:information", args=[self.subject.pk])

    def perform(self, form: AskAgenciesForm) -> str:
        """Save one record for each agency."""
        answers = form.cleaned_data
        ask_agencies(
            case_id=self.subject.pk,
            actor=self.request.user,
            agencies=form.agencies_asked(),
            question=Question(
                asked_on=answers["asked_on"],
                method=answers["method"],
                basis=answers["basis"],
                question=answers["question"],
                basis_reason=answers["basis_reason"],
                contact=answers["contact"],
            ),
        )
        return self.cancel_address()


class RequestStepView(BelongingStepView):
    """A step on one agency's request."""

    subject: InformationRequest

    def find_subject(self) -> InformationRequest:
        """Find the request among those this person may know of."""
        return find_request(self.request.user, self.kwargs["request_id"])

    def obstacle(self) -> str:
        """Say that an answer which is recorded is not written over."""
        if self.subject.replied_on is not None:
            return "Their answer is recorded already. Ask again if there is more."
        return super().obstacle()

    def cancel_address(self) -> str:
        """Lead back to what was asked."""
        return reverse("assessments:information", args=[self.subject.case_id])

    def context_rows(self) -> list[dict[str, Any]]:
        """Show what was asked."""
        return request_rows(self.subject)


class RecordReplyView(RequestStepView):
    """Write down what an agency answered."""

    form_class = RecordReplyForm
    success_message = "The answer is saved."

    @property
    def heading(self) -> str:  # type: ignore[override]
        """Name the agency."""
        return f"What {self.subject.agency} answered"

    def perform(self, form: RecordReplyForm) -> str:
        """Save it."""
        record_reply(request_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


class ChaseReplyView(RequestStepView):
    """Write down that an agency was asked again."""

    form_class = ChaseReplyForm
    success_message = "Saved."

    @property
    def heading(self) -> str:  # type: ignore[override]
        """Name the agency."""
        return f"Ask {self.subject.agency} again"

    def perform(self, form: ChaseReplyForm) -> str:
        """Save it."""
        chase_reply(request_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


class RequestSpecialistView(BelongingStepView):
    """Write down that a specialist assessment was asked for."""

    form_class = RequestSpecialistForm
    heading = "Ask for a specialist assessment"
    success_message = "The request is saved."
    subject: Case

    def cancel_address(self) -> str:
        """Lead back to the specialist assessments."""
        return reverse("assessments:specialists", args=[self.subject.pk])

    def perform(self, form: RequestSpecialistForm) -> str:
        """Save it."""
        request_specialist(case_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


class ReceiveSpecialistView(BelongingStepView):
    """Write down what a specialist assessment found."""

    form_class = ReceiveSpecialistForm
    heading = "What the specialist assessment found"
    success_message = "Saved."
    subject: SpecialistAssessment

    def find_subject(self) -> SpecialistAssessment:
        """Find it among those this person may know of."""
        return find_specialist(self.request.user, self.kwargs["specialist_id"])

    def obstacle(self) -> str:
        """Say that one which was received is not written over."""
        if self.subject.received_on is not None:
            return "This specialist assessment is recorded as received already."
        return super().obstacle()

    def cancel_address(self) -> str:
        """Lead back to the specialist assessments."""
        return reverse("assessments:specialists", args=[self.subject.case_id])

    def context_rows(self) -> list[dict[str, Any]]:
        """Show what was asked for."""
        return specialist_rows(self.subject)

    def perform(self, form: ReceiveSpecialistForm) -> str:
        """Save it."""
        receive_specialist(
            specialist_id=self.subject.pk, actor=self.request.user, **form.cleaned_data
        )
        return self.cancel_address()
