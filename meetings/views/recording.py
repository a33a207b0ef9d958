"""Pages on which a meeting is written down."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from cases.selectors.people import sibling_cases
from cases.selectors.telling import Recipient, not_to_be_told, recipients_of
from cin.audit.views import StageStepView
from cin.core import clock
from cin.core.templatetags.cin import day
from cin.policy.selectors import procedure_in_force, working_calendar
from cin.procedures.calendar import WorkingCalendar
from cin.procedures.codes import REVIEW_OUTCOMES
from meetings.asking import Asked, asked_at, prompts_shown
from meetings.beforehand import warnings_before
from meetings.chairing import chairs_offered, expected_chair, label_of
from meetings.forms.children import ANSWERS, ChildAsked, prefix_of
from meetings.forms.recording import IS_ABOUT, OF_MEETING, EditMeetingForm, HoldMeetingForm
from meetings.models import (
    AttendanceStatus,
    Booking,
    Invitation,
    InvitationAnswer,
    Meeting,
    MeetingKind,
)
from meetings.selectors import (
    HARM,
    booked_for,
    came_by_step_down,
    find_meeting,
    kind_named,
    latest_next_meeting,
    meeting_number,
    obstacle_to_editing,
    obstacle_to_holding,
    parts_of,
)
from meetings.services import (
    AttendanceDetails,
    ChildPart,
    MeetingDetails,
    edit_meeting,
    finish_meeting_record,
    hold_meeting,
)
from plans.selectors import blockers_to_confirming
from plans.views.case_steps import LongRecordView


class MeetingRecordView(LongRecordView):
    """A page with the record of a meeting on it, whether new or not yet finished."""

    blocked_title = "Before you can finish the record"
    saved_message = "The meeting is saved. Its record is not finished yet."
    finished_message = "The record of the meeting is finished."

    def about(self) -> Case:
        """Give the case from whose page the meeting is recorded."""
        raise NotImplementedError

    def kind(self) -> MeetingKind:
        """Give the kind of meeting."""
        raise NotImplementedError

    def children(self) -> list[ChildAsked]:
        """List the children about whom the form asks."""
        raise NotImplementedError

    def number(self) -> int:
        """Say which meeting of the case this is."""
        raise NotImplementedError

    def counts_initial(self) -> bool:
        """Whether the procedure counts the initial meeting as the first."""
        procedure = procedure_in_force(self.about().authority_id)
        return bool(procedure.get("meeting_count_includes_initial"))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form ask what this authority's procedure wants, in its own words."""
        procedure = procedure_in_force(self.about().authority_id)
        kind = self.kind()
        return {
            **super().get_form_kwargs(),
            "kind": kind.value,
            "chairs": chairs_offered(procedure),
            "chair_hint": expected_chair(
                procedure,
                kind=kind,
                number=self.number(),
                after_step_down=came_by_step_down(self.about()),
            ),
            "outcomes": [(c, REVIEW_OUTCOMES[c]) for c in procedure.get("review_outcomes")],
            "children": self.children(),
            "asked": replace(self.what_is_asked(), has_limits=bool(self.limited())),
        }

    def limited(self) -> list[Recipient]:
        """List who of the child's people is not to be told something."""
        return not_to_be_told(recipients_of(self.about()))

    def what_is_asked(self) -> Asked:
        """Say what the procedure has the record of this meeting ask."""
        return asked_at(procedure_in_force(self.about().authority_id), self.kind())

    def asked(self, case: Case, *, is_certain: bool) -> ChildAsked:
        """Say what the form needs to know of one child."""
        return ChildAsked(
            case_id=case.pk,
            name=str(case.child),
            called=case.child.given_names,
            hint=next_meeting_hint(case, self.kind()),
            is_certain=is_certain,
        )

    def finish(self, record: Meeting) -> None:
        """Finish the record, and carry out what the meeting decided."""
        finish_meeting_record(meeting_id=record.pk, actor=self.request.user)

    def after(self, record: Meeting) -> str:
        """Go on to read it; say that harm which it found is before the manager."""
        for part in parts_of(self.request.user, record):
            if part.outcome == HARM:
                told = f"A concern about {part.case.child} is before the manager."
                messages.warning(self.request, f"{told} Ring them now, too.")
        return reverse("meetings:meeting", args=[record.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the authority calls the meeting, and what the plan lacks for it."""
        label = label_of(procedure_in_force(self.about().authority_id), self.kind())
        missing = {MeetingKind.INITIAL: blockers_to_confirming}.get(self.kind(), lambda case: [])
        blockers = missing(self.about())
        warnings = warnings_before(self.about(), self.kind())
        return super().get_context_data(
            label=label,
            plan_blockers=blockers,
            warnings=warnings,
            limited=self.limited(),
            **kwargs,
        )


class HoldMeetingView(MeetingRecordView):
    """Record that a meeting was held."""

    form_class = HoldMeetingForm
    template_name = "meetings/hold_meeting.html"

    def about(self) -> Case:
        """Give the case."""
        return self.subject

    def kind(self) -> MeetingKind:
        """Read the kind of meeting from the address."""
        return kind_named(self.kwargs["kind"])

    def number(self) -> int:
        """Count the meetings held so far, and this one."""
        return meeting_number(self.subject, counts_initial=self.counts_initial())

    def obstacle(self) -> str:
        """Say why no such meeting can be recorded now."""
        return obstacle_to_holding(self.subject, self.kind())

    def children(self) -> list[ChildAsked]:
        """Ask about this child first, then offer the brothers and sisters."""
        siblings = sibling_cases(self.request.user, self.subject)
        return [
            self.asked(self.subject, is_certain=True),
            *(self.asked(case, is_certain=False) for case in siblings),
        ]

    def booking(self) -> Booking | None:
        """Give the arranged meeting that this is, if one of the kind is arranged."""
        return booked_for(self.subject, self.kind())

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was arranged, and with who was invited."""
        found = self.booking()
        return {} if found is None else as_arranged(found)

    def save(self, form: HoldMeetingForm) -> Meeting:
        """Write the meeting down; the arranged one is held with it."""
        found = self.booking()
        answers = written(form)
        if found is not None:
            answers["details"] = replace(answers["details"], booking_id=found.pk)
        return hold_meeting(case_id=self.subject.pk, actor=self.request.user, **answers)


class EditMeetingView(MeetingRecordView, StageStepView):
    """Go on with the record of a meeting that is not finished."""

    step = "finish_record"
    form_class = EditMeetingForm
    template_name = "meetings/edit_meeting.html"

    def find_subject(self) -> Meeting:
        """Give the meeting, when this person may know of it."""
        return find_meeting(self.request.user, self.kwargs["meeting_id"])

    def about(self) -> Case:
        """Give the case that the meeting was recorded on."""
        return self.subject.case

    def kind(self) -> MeetingKind:
        """Give the kind of meeting, which does not change."""
        return MeetingKind(self.subject.kind)

    def number(self) -> int:
        """Count the meetings before this one."""
        counts = self.counts_initial()
        return meeting_number(self.about(), counts_initial=counts, before=self.subject)

    def obstacle(self) -> str:
        """Say why the record can no longer be changed."""
        return obstacle_to_editing(self.subject)

    def cancel_address(self) -> str:
        """Go back to the meeting."""
        return reverse("meetings:meeting", args=[self.subject.pk])

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whose parts are on the page."""
        parts = parts_of(self.request.user, self.subject)
        return [*super().cases_shown(), *(part.case for part in parts)]

    def children(self) -> list[ChildAsked]:
        """Ask about the children of the meeting, then offer the other brothers and sisters."""
        parts = parts_of(self.request.user, self.subject)
        present = {part.case_id for part in parts}
        siblings = sibling_cases(self.request.user, self.subject.case)
        return [
            *(self.asked(part.case, is_certain=True) for part in parts),
            *(self.asked(case, is_certain=False) for case in siblings if case.pk not in present),
        ]

    def get_initial(self) -> dict[str, Any]:
        """Show what is written so far."""
        names = [*OF_MEETING, "version"]
        written_so_far = {name: getattr(self.subject, name) for name in names}
        prompts = prompts_shown(self.what_is_asked(), self.subject.prompts)
        rows = self.subject.attendance.values("name", "role", "status")
        answers = {
            f"{prefix_of(part.case_id)}{name}": getattr(part, name)
            for part in parts_of(self.request.user, self.subject)
            for name in ANSWERS
        }
        return {**written_so_far, **prompts, **answers, "attendance": list(rows)}

    def save(self, form: EditMeetingForm) -> Meeting:
        """Save what is written."""
        return edit_meeting(
            meeting_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            **written(form),
        )


def as_arranged(booking: Booking) -> dict[str, Any]:
    """Give what was arranged as the record of the meeting begins with it."""
    at = timezone.localtime(booking.planned_at)
    rows = Invitation.objects.filter(booking=booking, taken_back_at=None)
    about = booking.children.exclude(case_id=booking.case_id).values_list("case_id", flat=True)
    chair = booking.answered_by if booking.manager_chairs else None
    return {
        "held_on": at.date() if at <= clock.now() else None,
        "began_at": at.time(),
        "place": booking.place,
        "attendance": [
            {"name": row.name, "role": row.role, "status": _ANSWERED.get(row.answer, "")}
            for row in rows
        ],
        **({"chair_name": chair.name, "chair_role": chair.role} if chair else {}),
        **{f"{prefix_of(case_id)}{IS_ABOUT}": ["yes"] for case_id in about},
    }


_ANSWERED: dict[str, str] = {InvitationAnswer.NOT_COMING: AttendanceStatus.APOLOGIES}


def written(form: HoldMeetingForm) -> dict[str, Any]:
    """Give what was written as the services want it."""
    return {
        "details": MeetingDetails(**form.details),
        "parts": [ChildPart(**part) for part in form.parts],
        "attendance": [AttendanceDetails(**row) for row in form.cleaned_data["attendance"]],
    }


def next_meeting_hint(case: Case, kind: str) -> str:
    """Say until when the next meeting about a child must be held."""
    latest = latest_next_meeting(case, kind=kind, held_on=clock.today())
    ending = {MeetingKind.REVIEW: "Not needed if the work is ending."}.get(MeetingKind(kind), "")
    limit = (
        f"If this meeting was today, {_by(latest, working_calendar(case.authority_id))}."
        if latest
        else ""
    )
    return " ".join(filter(None, [limit, ending]))


def _by(latest: date, calendar: WorkingCalendar) -> str:
    if calendar.is_working_day(latest):
        return f"by {day(latest)} at the latest"
    before = calendar.last_working_day_before(latest)
    return f"by {day(latest)} at the latest; the last working day before is {day(before)}"
