"""Pages about the invitations to a meeting: the letter, that it was sent, and the answer."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.core import clock
from cin.core.downloads import pdf_download
from cin.core.errors import NotPermitted, StepNotAllowed
from cin.documents.printing import pdf_of
from meetings.forms.booking import InvitationsSentForm, ReplyForm
from meetings.models import Booking, Invitation
from meetings.selectors import (
    cases_of_booking,
    find_booking,
    find_invitation,
    obstacle_to_changing,
)
from meetings.selectors.inviting import (
    not_to_be_told,
    standing_invitations,
)
from meetings.services import Reply, note_invitations_sent, record_reply
from meetings.views.booking import BookingStepView
from meetings.views.words_of_booking import letter_to


@require_safe
def invitation(request: SignedInRequest, booking_id: int, invitation_id: int) -> TemplateResponse:
    """Show the letter that asks somebody to come, to be copied or printed."""
    booking, letter = _letter(request, booking_id, invitation_id)
    context = {"case": booking.case, **letter}
    return TemplateResponse(request, "meetings/invitation.html", context)


@require_safe
def print_invitation(request: SignedInRequest, booking_id: int, invitation_id: int) -> HttpResponse:
    """Give the letter that asks somebody to come as a PDF."""
    _booking, letter = _letter(request, booking_id, invitation_id)
    told = {"title": "Invitation", "printed_by": request.user.name, "printed_at": clock.now()}
    contents = pdf_of("meetings/print/invitation.html", {**letter, **told})
    return pdf_download(contents, name="invitation.pdf")


def _letter(
    request: SignedInRequest, booking_id: int, invitation_id: int
) -> tuple[Booking, dict[str, Any]]:
    """Give a letter, and write down who opened it.

    Refuses (StepNotAllowed) one to a meeting that was held or called off, or that was taken back;
    (NotPermitted) one to somebody who is not to be told something that no manager's reason covers.
    """
    booking = find_booking(request.user, booking_id)
    found = find_invitation(booking, invitation_id)
    cases = cases_of_booking(booking)
    if obstacle := obstacle_to_changing(booking):
        raise StepNotAllowed(obstacle)
    if found.taken_back_at is not None:
        raise StepNotAllowed("This invitation was taken back.")
    if any(row.pk == found.pk for row in not_to_be_told(booking)):
        raise NotPermitted(
            f"{found.name} is not to be told something about this family, so there is no letter."
        )
    note_views(cases=cases, viewer=request.user, page="invitation")
    return booking, letter_to(booking, found)


class InvitationsSentView(BookingStepView):
    """Note that people were asked to come."""

    form_class = InvitationsSentForm
    template_name = "meetings/invitations_sent.html"
    success_message = "Saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer everybody who is invited."""
        rows = standing_invitations(self.subject)
        return {**super().get_form_kwargs(), "invitations": rows}

    def get_initial(self) -> dict[str, Any]:
        """Begin with today, and those who were not asked yet."""
        rows = standing_invitations(self.subject)
        unasked = [str(row.pk) for row in rows if row.sent_on is None]
        return {"sent_on": clock.today(), "people": unasked}

    def perform(self, form: InvitationsSentForm) -> str:
        """Note it, and lead back to the meeting."""
        answers = form.cleaned_data
        note_invitations_sent(
            booking_id=self.subject.pk,
            actor=self.request.user,
            people=[int(pk) for pk in answers["people"]],
            sent_on=answers["sent_on"],
            way=answers["way"],
        )
        return self.cancel_address()


class RecordReplyView(BookingStepView):
    """Record what somebody invited answered, and their written update."""

    form_class = ReplyForm
    template_name = "meetings/record_reply.html"
    success_message = "Saved."
    invitation: Invitation

    def find_subject(self) -> Booking:
        """Find the meeting, and the invitation to it."""
        booking = super().find_subject()
        self.invitation = find_invitation(booking, self.kwargs["invitation_id"])
        return booking

    def get_initial(self) -> dict[str, Any]:
        """Show what is known so far."""
        return {name: getattr(self.invitation, name) for name in ReplyForm.base_fields}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who it is."""
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def perform(self, form: ReplyForm) -> str:
        """Record it, and lead back to the meeting."""
        answers = dict(form.cleaned_data)
        seen_version = answers.pop("version") or 0
        record_reply(
            booking_id=self.subject.pk,
            invitation_id=self.invitation.pk,
            actor=self.request.user,
            seen_version=seen_version,
            reply=Reply(**answers),
        )
        return reverse("meetings:booking", args=[self.subject.pk])
