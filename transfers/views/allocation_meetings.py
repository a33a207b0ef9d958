"""Pages about the meetings at which transfers between teams are agreed."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.core import clock
from cin.core.errors import NotFound
from cin.core.views import StepView
from transfers.forms.allocation_meetings import (
    PlanAllocationMeetingForm,
    RecordAllocationMeetingForm,
)
from transfers.models import AllocationMeeting
from transfers.selectors.allocation_meetings import (
    agenda_for,
    arranging_refusal,
    authority_of,
    cases_on,
    decisions_at,
    expected_at_next,
    find_allocation_meeting,
    goes_to_allocation_meetings,
    timetable_of,
)
from transfers.services.allocation_meetings import (
    Came,
    Said,
    plan_allocation_meeting,
    record_allocation_meeting,
)
from transfers.views.move_words import linked_procedures


def refuse_elsewhere(user: Any) -> None:
    """Refuse (NotFound) whoever is no manager, or works where no such meetings are held."""
    if not goes_to_allocation_meetings(user):
        raise NotFound("There is no such page.")


@require_safe
def allocation_meetings(request: SignedInRequest) -> TemplateResponse:
    """Show the timetable, the agenda of the next meeting, and what was agreed."""
    refuse_elsewhere(request.user)
    agenda = agenda_for(request.user)
    timetable = timetable_of(request.user)
    latest = timetable.held[0] if timetable.held else None
    decisions = decisions_at(request.user, latest) if latest else []
    shown = [*cases_on(agenda), *(each.case for each in decisions)]
    note_views(cases=shown, viewer=request.user, page="allocation meetings")
    context = {
        "timetable": timetable,
        "agenda": agenda,
        "latest": latest,
        "decisions": decisions,
        "may_arrange": not arranging_refusal(request.user),
        "protocols": linked_procedures(authority_of(request.user), "transfer"),
        "today": clock.today(),
    }
    return TemplateResponse(request, "transfers/allocation_meetings.html", context)


class ArrangingView(StepView):
    """A step of whoever arranges allocation meetings."""

    def find_subject(self) -> Any:
        """Say that nothing is there yet, where such meetings are held."""
        refuse_elsewhere(self.request.user)

    def refusal(self) -> str:
        """Refuse the managers of other teams."""
        return arranging_refusal(self.request.user)

    def cancel_address(self) -> str:
        """Lead back to the timetable."""
        return reverse("transfers:allocation_meetings")


class PlanAllocationMeetingView(ArrangingView):
    """Put a meeting into the timetable."""

    form_class = PlanAllocationMeetingForm
    template_name = "transfers/plan_allocation_meeting.html"
    success_message = "The meeting is in the timetable."

    def perform(self, form: PlanAllocationMeetingForm) -> str:
        """Plan it."""
        plan_allocation_meeting(actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


class RecordAllocationMeetingView(ArrangingView):
    """Record who came, and what was agreed."""

    form_class = RecordAllocationMeetingForm
    template_name = "transfers/record_allocation_meeting.html"
    success_message = "The record is saved. What was agreed can be accepted now."

    def find_subject(self) -> AllocationMeeting:
        """Find the meeting."""
        refuse_elsewhere(self.request.user)
        return find_allocation_meeting(self.request.user, self.kwargs["meeting_id"])

    def obstacle(self) -> str:
        """Say that it is recorded already, or still to come."""
        if self.subject.recorded_at is not None:
            return "This meeting was recorded already."
        return "" if self.subject.held_on <= clock.today() else "This meeting is still to come."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask of the teams that are expected, and of the offers that wait."""
        return {
            **super().get_form_kwargs(),
            "teams": expected_at_next(self.request.user),
            "offers": agenda_for(self.request.user),
        }

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """Write down which children are named."""
        shown = cases_on(list(context["form"].offers))
        note_views(cases=shown, viewer=self.request.user, page="allocation meeting")
        return super().render_to_response(context, **response_kwargs)

    def perform(self, form: RecordAllocationMeetingForm) -> str:
        """Record it."""
        record_allocation_meeting(
            meeting_id=self.subject.pk,
            actor=self.request.user,
            attendance=[Came(**row) for row in form.attendance()],
            decisions=[Said(**row) for row in form.decisions()],
        )
        return self.cancel_address()
