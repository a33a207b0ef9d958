"""Pages on which a meeting is arranged, changed and called off."""

from functools import cached_property
from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.selectors.mindful import what_to_mind
from cases.models import Case
from cases.selectors.people import sibling_cases
from cases.selectors.telling import Recipient, limited_among, override_refusal
from cases.views.pages import CaseStepView
from cin.accounts.permissions import may_administer, may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.policy.selectors import procedure_in_force
from meetings.arranging import SUITS, not_thought_of, wanted
from meetings.beforehand import booked_in_school_time, warnings_before
from meetings.chairing import label_of
from meetings.forms.booking import (
    AnswerChairForm,
    BookMeetingForm,
    CallOffBookingForm,
    ChangeBookingForm,
)
from meetings.models import Booking
from meetings.permissions import may_answer_chair
from meetings.selectors import (
    cases_of_booking,
    find_booking,
    kind_named,
    obstacle_to_booking,
    obstacle_to_changing,
)
from meetings.selectors.inviting import (
    Candidate,
    invited_against_limits,
    not_invited,
    people_to_invite,
    standing_invitations,
)
from meetings.services import (
    BookingDetails,
    Invited,
    OtherInvited,
    answer_chair,
    book_meeting,
    call_off_booking,
    change_booking,
)
from meetings.views.words_of_booking import booking_in_words, invited_rows
from plans.views.case_steps import WorkStepView


@require_safe
def booking(request: SignedInRequest, booking_id: int) -> TemplateResponse:
    """Show an arranged meeting: when and where, who is invited, and what is still to be done."""
    found = find_booking(request.user, booking_id)
    cases = cases_of_booking(found)
    note_views(cases=cases, viewer=request.user, page="booking")
    candidates = people_to_invite(cases, found.kind)
    procedure = procedure_in_force(found.case.authority_id)
    is_booked = not obstacle_to_changing(found)
    can_change = is_booked and bool(may_administer(found, request.user))
    missing = not_invited(found, candidates)
    context = {
        "booking": found,
        "case": cases[0],
        "label": label_of(procedure, found.kind),
        "rows": booking_in_words(found),
        "invited": invited_rows(found.invitations.all(), can_change=can_change),
        "missing": missing if is_booked else [],
        "not_thought_of": not_thought_of(procedure, found) if is_booked else [],
        "warnings": _warnings(found, cases) if is_booked else [],
        "against_limits": invited_against_limits(found, candidates) if is_booked else [],
        "can_change": can_change,
        "can_record": can_change and bool(may_work(found, request.user)),
        "may_answer_chair": _waits_for_chair(found) and may_answer_chair(found, request.user),
    }
    return TemplateResponse(request, "meetings/booking.html", context)


def _warnings(found: Booking, cases: list[Case]) -> list[str]:
    """List what to mind before the meeting: school hours, and what is wanted first."""
    procedure = procedure_in_force(found.case.authority_id)
    in_school = booked_in_school_time(procedure, found, [case.child for case in cases])
    return [*in_school, *(each for case in cases for each in warnings_before(case, found.kind))]


def _waits_for_chair(found: Booking) -> bool:
    return bool(found.chair_asked) and found.answered_at is None


class BookingFormView(WorkStepView):
    """A page on which it is said when a meeting is and who is invited."""

    form_class: Any = BookMeetingForm
    rule = may_administer

    def about(self) -> list[Case]:
        """List the cases of the children whose people are offered."""
        return [self.subject]

    def kind(self) -> str:
        """Give the kind of meeting."""
        return kind_named(self.kwargs["kind"])

    def siblings(self) -> list[Case]:
        """List the brothers and sisters who can be named."""
        return sibling_cases(self.request.user, self.subject)

    def candidates(self) -> list[Candidate]:
        """List whom the meeting may ask."""
        return people_to_invite(self.about(), self.kind())

    def offered(self) -> list[tuple[str, str]]:
        """List those who can be ticked: not who is not to be told something."""
        return [(each.source, each.label) for each in self.candidates() if not each.limits]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form offer the people, and ask first what this procedure wants."""
        case = self.about()[0]
        procedure = procedure_in_force(case.authority_id)
        return {
            **super().get_form_kwargs(),
            "recipients": self.limited,
            "may_override": not override_refusal(case, self.request.user),
            "siblings": self.siblings(),
            "people": self.offered(),
            "wanted": wanted(procedure),
            "mind": what_to_mind(case),
            "chair_reasons": procedure.get("chair_escalation_reasons"),
        }

    @cached_property
    def limited(self) -> list[Recipient]:
        """List who is not to be told something about one of the children it is or may be about."""
        found = {
            each.person.pk: Recipient(person=each.person, role=each.role, limits=each.limits)
            for each in self.candidates()
            if each.limits and each.person is not None
        }
        others = {each.person.pk: each for each in limited_among(self.siblings())}
        return list((others | found).values())

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whose people's limits are on the page."""
        return [*super().cases_shown(), *(self.siblings() if self.limited else [])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the meeting is called, and who is not to be told something."""
        context = super().get_context_data(**kwargs)
        procedure = procedure_in_force(self.about()[0].authority_id)
        label = label_of(procedure, self.kind())
        return {**context, "label": label, "limited": context["form"].limited}


class BookMeetingView(BookingFormView):
    """Arrange a meeting and choose who is invited."""

    template_name = "meetings/book_meeting.html"
    success_message = "The meeting is booked."

    def obstacle(self) -> str:
        """Say why no such meeting can be arranged."""
        return obstacle_to_booking(self.subject, self.kind())

    def get_initial(self) -> dict[str, Any]:
        """Begin with everybody whom the meeting should not be held without."""
        expected = [each.source for each in self.candidates() if each.is_expected]
        return {"people": expected}

    def perform(self, form: BookMeetingForm) -> str:
        """Arrange it, and lead to it."""
        made = book_meeting(
            case_id=self.subject.pk,
            kind=self.kind(),
            actor=self.request.user,
            details=BookingDetails(**form.details),
            invited=invited_by(form),
            children=form.siblings_chosen,
        )
        return reverse("meetings:booking", args=[made.pk])


class BookingStepView(CaseStepView):
    """A step on an arranged meeting."""

    subject: Booking

    def find_subject(self) -> Booking:
        """Find the meeting among those this person may know of."""
        return find_booking(self.request.user, self.kwargs["booking_id"])

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_administer.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that it was held or called off."""
        return obstacle_to_changing(self.subject)

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whom it is about."""
        return [*super().cases_shown(), *cases_of_booking(self.subject)]

    def cancel_address(self) -> str:
        """Lead back to the meeting."""
        return reverse("meetings:booking", args=[self.subject.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is arranged."""
        procedure = procedure_in_force(self.subject.case.authority_id)
        label = label_of(procedure, self.subject.kind)
        rows = booking_in_words(self.subject)
        return super().get_context_data(rows=rows, booked_label=label, **kwargs)


class ChangeBookingView(BookingFormView, BookingStepView):
    """Change when and where a meeting is, or who is invited."""

    form_class = ChangeBookingForm
    template_name = "meetings/change_booking.html"
    success_message = "The meeting is changed. Tell those who were invited."

    def about(self) -> list[Case]:
        """List the cases of the children of the meeting."""
        return cases_of_booking(self.subject)

    def kind(self) -> str:
        """Give the kind of meeting, which does not change."""
        return self.subject.kind

    def siblings(self) -> list[Case]:
        """Name nobody else: another child is another meeting."""
        return []

    def offered(self) -> list[tuple[str, str]]:
        """Add who is invited and is on no list any more."""
        offered = super().offered()
        listed = {each.source for each in self.candidates()}
        return offered + [
            (row.source, f"{row.name}, {row.role}".rstrip(", "))
            for row in standing_invitations(self.subject)
            if row.source and row.source not in listed
        ]

    def get_initial(self) -> dict[str, Any]:
        """Show what is arranged so far."""
        found = self.subject
        rows = standing_invitations(found)
        names = ("planned_at", "place", "not_invited_reason", "update_by", "chair_asked", "version")
        return {
            **{name: getattr(found, name) for name in names},
            **found.arrangements,
            SUITS: found.place_suits,
            "people": [row.source for row in rows if row.source],
            "others": [
                {"name": row.name, "role": row.role, "side": row.side}
                for row in rows
                if not row.source
            ],
        }

    def perform(self, form: ChangeBookingForm) -> str:
        """Change it, and lead back to it."""
        change_booking(
            booking_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            details=BookingDetails(**form.details),
            invited=invited_by(form),
            reason=form.cleaned_data["reason"],
        )
        return self.cancel_address()


class CallOffBookingView(BookingStepView):
    """Call a meeting off."""

    form_class = CallOffBookingForm
    template_name = "meetings/call_off_booking.html"
    success_message = "The meeting is called off. What is due stays due when it was."

    def perform(self, form: CallOffBookingForm) -> str:
        """Call it off, and lead back to the case."""
        call_off_booking(booking_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return reverse("desk:case", args=[self.subject.case_id])


class AnswerChairView(BookingStepView):
    """Say as a manager whether one chairs a meeting."""

    form_class = AnswerChairForm
    template_name = "meetings/answer_chair.html"
    success_message = "Your answer is saved."

    def refusal(self) -> str:
        """Refuse anybody but a manager who did not ask."""
        return may_answer_chair.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that nobody asks."""
        if not _waits_for_chair(self.subject):
            return "No manager is asked to chair this meeting, or one has answered."
        return super().obstacle()

    def perform(self, form: AnswerChairForm) -> str:
        """Answer, and lead back to it."""
        answer_chair(booking_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


def invited_by(form: BookMeetingForm) -> Invited:
    """Give who is invited as the services want it."""
    return Invited(
        chosen=form.chosen,
        others=[OtherInvited(**row) for row in form.cleaned_data["others"]],
        despite=form.despite,
    )
