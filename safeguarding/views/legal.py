"""Pages on which a legal planning meeting is recorded and read."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.views.cards import typed_rows
from cases.views.telling import LimitsKeptMixin
from cases.views.withdrawing import WithdrawView
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core.templatetags.cin import moment, plain_day
from plans.views.case_steps import WorkStepView
from safeguarding.forms.legal import LegalMeetingForm
from safeguarding.models import Concern, LegalDecision, LegalPlanningMeeting
from safeguarding.selectors.concerns import find_concern
from safeguarding.selectors.legal import find_legal_meeting, obstacle_to_legal_meeting
from safeguarding.services.legal import LegalDetails, record_legal_meeting, withdraw_legal_meeting

_NEXT = {
    LegalDecision.PROCEEDINGS: "The plan goes on until the court orders otherwise. Record each "
    "order and hearing with the child’s other facts.",
    LegalDecision.PRE_PROCEEDINGS: "The plan goes on beside the work before proceedings. If it "
    "does not keep the child safe, raise a concern again.",
    LegalDecision.NOT_MET: "The work with the family goes on. If the child may be suffering "
    "significant harm, raise a concern again.",
    LegalDecision.MORE_NEEDED: "The call stays open: record the next meeting when it is held.",
}


@require_safe
def legal_meeting(request: SignedInRequest, meeting_id: int) -> TemplateResponse:
    """Show a legal planning meeting."""
    found = find_legal_meeting(request.user, meeting_id)
    note_view(case=found.case, viewer=request.user, page="legal planning meeting")
    works = found.case.is_open and not may_work.reason(found.case, request.user)
    found.concern.case = found.case
    context = {
        "case": found.case,
        "meeting": found,
        "rows": _in_words(found),
        "concern": found.concern,
        "next": "" if found.is_withdrawn else _NEXT[LegalDecision(found.decision)],
        "may_record": works and not obstacle_to_legal_meeting(found.concern),
        "may_withdraw": works and not found.is_withdrawn,
    }
    return TemplateResponse(request, "safeguarding/legal_meeting.html", context)


def _in_words(found: LegalPlanningMeeting) -> list[dict[str, Any]]:
    by = f", by {plain_day(found.next_on)}" if found.next_on else ""
    facts = {
        "Held": moment(found.held_at),
        "Chaired by": found.chair_name,
        "Present": found.present,
        "Decided": str(found.get_decision_display()),
        "Why": found.reasons,
        "What happens next": found.next_step,
        "Who does it": f"{found.next_by}{by}",
        "Recorded by": f"{found.recorded_by}, {plain_day(found.created_at)}",
        "Entered in error": f"{found.withdrawal_reason} ({found.withdrawn_by})"
        if found.is_withdrawn
        else "",
    }
    return typed_rows(facts)


class RecordLegalMeetingView(LimitsKeptMixin, WorkStepView):
    """Record a legal planning meeting that a manager called."""

    form_class = LegalMeetingForm
    template_name = "safeguarding/record_legal_meeting.html"
    success_message = "The legal planning meeting is saved."
    subject: Concern

    def find_subject(self) -> Concern:
        """Give the concern, when this person may know of it."""
        return find_concern(self.request.user, self.kwargs["concern_id"])

    def obstacle(self) -> str:
        """Say why none can be recorded."""
        return obstacle_to_legal_meeting(self.subject)

    def perform(self, form: LegalMeetingForm) -> str:
        """Save it."""
        made = record_legal_meeting(
            concern_id=self.subject.pk,
            actor=self.request.user,
            details=LegalDetails(**form.details()),
            limits_kept=form.cleaned_data.get("limits_kept") or "",
        )
        return reverse("safeguarding:legal_meeting", args=[made.pk])


class WithdrawLegalMeetingView(WithdrawView):
    """Take back a legal planning meeting that was entered in error."""

    def find(self) -> LegalPlanningMeeting:
        """Find the meeting, when this person may know of it."""
        return find_legal_meeting(self.request.user, self.kwargs["meeting_id"])

    def obstacle(self) -> str:
        """Say that a closed case stays as it is."""
        return super().obstacle() or ("" if self.case.is_open else "This case is closed.")

    def shown(self) -> str:
        """Show what was decided."""
        return str(self.subject.get_decision_display())

    def cancel_address(self) -> str:
        """Lead back to the meeting."""
        return reverse("safeguarding:legal_meeting", args=[self.subject.pk])

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_legal_meeting(meeting_id=self.subject.pk, actor=self.request.user, reason=reason)
