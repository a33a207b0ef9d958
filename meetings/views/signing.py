"""The page on which it is recorded who agrees with the record of a meeting."""

from typing import Any

from django.urls import reverse

from cases.selectors.access import find_case
from meetings.forms.signing import SignaturesForm
from meetings.selectors import find_part
from meetings.selectors.signing import obstacle_to_signing, signatories_of, signatures_of
from meetings.services.signing import SignatureDetails, record_signatures
from plans.views.case_steps import WorkStepView

OF_SIGNATURE = ("name", "role", "answer", "answered_on", "reason")


class RecordSignaturesView(WorkStepView):
    """Record who signed the record of a meeting about one child, or why not."""

    form_class = SignaturesForm
    template_name = "meetings/record_signatures.html"
    success_message = "Saved."

    def find_subject(self) -> Any:
        """Give the child's part of the meeting, when this person may know of both."""
        case = find_case(self.request.user, self.kwargs["case_id"])
        return find_part(case, self.kwargs["meeting_id"])

    def obstacle(self) -> str:
        """Say why nobody can agree with it now."""
        return obstacle_to_signing(self.subject.meeting)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was said, and with whoever else is asked."""
        said = signatures_of(self.subject.meeting, self.subject.case)
        rows = [{name: getattr(row, name) for name in OF_SIGNATURE} for row in said]
        known = {row.name for row in said}
        rows += [
            {"name": each.name, "role": each.role}
            for each in signatories_of(self.subject.case)
            if each.name not in known
        ]
        return {"signatures": rows}

    def cancel_address(self) -> str:
        """Go back to the meeting."""
        return reverse("meetings:meeting", args=[self.subject.meeting_id])

    def perform(self, form: SignaturesForm) -> str:
        """Record it."""
        record_signatures(
            case_id=self.subject.case_id,
            meeting_id=self.subject.meeting_id,
            actor=self.request.user,
            signatures=[SignatureDetails(**row) for row in form.cleaned_data["signatures"]],
        )
        return self.cancel_address()
