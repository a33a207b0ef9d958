"""Pages on which an approved assessment is shared with the family."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.forms.sharing import RecordCommentsForm, ShareAssessmentForm
from assessments.models import Assessment, AssessmentShare
from assessments.permissions import may_work
from assessments.reading.belongings import share_rows
from assessments.selectors.assessments import find_assessment
from assessments.selectors.sharing import (
    enclosures_for,
    family_names,
    find_share,
    obstacle_to_sharing,
    shares_of,
)
from assessments.services.sharing import Sharing, record_comments, share_assessment
from assessments.views.belonging import BelongingStepView, Card
from assessments.views.whole import label_for
from cases.views.pages import Button
from cases.views.telling import TellingMixin
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view


def sharing(request: SignedInRequest, assessment_id: int) -> TemplateResponse:
    """Show with whom an assessment was shared, and what the family said of it."""
    found = find_assessment(request.user, assessment_id)
    note_view(case=found.case, viewer=request.user, page="sharing")
    may_write = not may_work.reason(found, request.user)
    giving = Button(
        text="Record that it was shared",
        href=reverse("assessments:share_assessment", args=[found.pk]),
    )
    context = {
        "case": found.case,
        "title": f"{label_for(found.case)} shared with the family",
        "back": reverse("assessments:assessment", args=[found.pk]),
        "empty": obstacle_to_sharing(found) or "It was not shared with anybody yet",
        "buttons": [giving] if may_write and not obstacle_to_sharing(found) else [],
        "cards": [
            Card(
                title=row.recipient,
                rows=share_rows(row),
                buttons=[_comment(row)] if may_write else [],
            )
            for row in shares_of(found)
        ],
    }
    return TemplateResponse(request, "assessments/records.html", context)


def _comment(row: AssessmentShare) -> Button:
    href = reverse("assessments:record_comments", args=[row.pk])
    return Button(text="Record what they said", href=href)


class ShareAssessmentView(TellingMixin, BelongingStepView):
    """Write down to whom an assessment was given."""

    form_class = ShareAssessmentForm
    heading = "Share the assessment with the family"
    success_message = "Saved. Write down here what they say of it."
    subject: Assessment

    def find_subject(self) -> Assessment:
        """Find the assessment among those this person may know of."""
        return find_assessment(self.request.user, self.kwargs["assessment_id"])

    def obstacle(self) -> str:
        """Say that only an approved assessment is shared."""
        return obstacle_to_sharing(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the family, and the papers that go with it."""
        return {
            **super().get_form_kwargs(),
            "people": family_names(self.subject.case),
            "enclosures": enclosures_for(self.subject.case),
        }

    def cancel_address(self) -> str:
        """Lead back to the sharing."""
        return reverse("assessments:sharing", args=[self.subject.pk])

    def perform(self, form: ShareAssessmentForm) -> str:
        """Save it."""
        answers = form.answers()
        share_assessment(
            assessment_id=self.subject.pk,
            actor=self.request.user,
            sharing=Sharing(
                recipient=answers["recipient"],
                shared_on=answers["shared_on"],
                method=answers["method"],
                result=answers["result"],
                note=answers["note"],
                enclosures=answers.get("enclosures") or [],
                left_out_reason=answers.get("left_out_reason") or "",
                despite=answers["despite"],
            ),
        )
        return self.cancel_address()


class RecordCommentsView(BelongingStepView):
    """Write down what somebody of the family said of the assessment."""

    form_class = RecordCommentsForm
    heading = "What the family says of the assessment"
    success_message = "Saved."
    subject: AssessmentShare

    def find_subject(self) -> AssessmentShare:
        """Find the giving among those this person may know of."""
        return find_share(self.request.user, self.kwargs["share_id"])

    def obstacle(self) -> str:
        """Take what they say even after the case is closed."""
        return ""

    def cancel_address(self) -> str:
        """Lead back to the sharing."""
        return reverse("assessments:sharing", args=[self.subject.assessment_id])

    def perform(self, form: RecordCommentsForm) -> str:
        """Save it."""
        record_comments(share_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()
