"""Pages on which a meeting is written down."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.urls import reverse

from cases.models import Case
from cases.selectors.people import sibling_cases
from cases.selectors.telling import Recipient, has_limits, limited_among
from cin.audit.views import StageStepView
from cin.core import clock
from cin.core.templatetags.cin import day
from cin.policy.selectors import procedure_in_force, working_calendar
from cin.procedures.book import Procedure
from cin.procedures.calendar import WorkingCalendar
from cin.procedures.codes import REVIEW_OUTCOMES
from meetings.asking import Asked, asked_at
from meetings.beforehand import warnings_before
from meetings.chairing import chairs_offered, expected_chair, label_of
from meetings.forms.children import ChildAsked
from meetings.forms.recording import EditMeetingForm, HoldMeetingForm
from meetings.models import (
    Booking,
    Meeting,
    MeetingKind,
)
from meetings.progress import items_of_plan
from meetings.selectors import (
    HARM,
    booked_for,
    came_by_step_down,
    elsewhere,
    find_meeting,
    kind_named,
    latest_next_meeting,
    meeting_number,
    obstacle_to_editing,
    obstacle_to_holding,
    parts_of,
)
from meetings.services import (
    edit_meeting,
    finish_meeting_record,
    hold_meeting,
)
from meetings.views.written import as_arranged, as_written, written
from plans.selectors import blockers_to_confirming
from plans.views.case_steps import LongRecordView


class MeetingRecordView(LongRecordView):
    """A page with the record of a meeting on it: a new one as long as `meeting` is None."""

    blocked_title = "Before you can finish the record"
    saved_message = "The meeting is saved. Its record is not finished yet."
    finished_message = "The record of the meeting is finished."
    meeting: Meeting | None = None

    @property
    def about(self) -> Case:
        """The case from whose page the meeting is recorded."""
        return self.subject if self.meeting is None else self.meeting.case

    @property
    def kind(self) -> MeetingKind:
        """The kind of meeting: that of the address, or of the record, which does not change."""
        return kind_named(self.kwargs["kind"] if self.meeting is None else self.meeting.kind)

    @property
    def procedure(self) -> Procedure:
        """The procedure in force."""
        return procedure_in_force(self.about.authority_id)

    def children(self) -> list[ChildAsked]:
        """Ask about the children of the meeting, then offer the other brothers and sisters."""
        user = self.request.user
        certain = [self.about]
        if self.meeting is not None:
            certain = [part.case for part in parts_of(user, self.meeting)]
        present = {case.pk for case in certain}
        siblings = [case for case in sibling_cases(user, self.about) if case.pk not in present]
        return [
            *(self.asked(case, is_certain=True) for case in certain),
            *(self.asked(case, is_certain=False) for case in siblings),
        ]

    def number(self) -> int:
        """Say which meeting of the case this is, as the procedure counts."""
        counts = self.procedure.flag("meeting_count_includes_initial")
        return meeting_number(self.about, counts_initial=counts, before=self.meeting)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form ask what this authority's procedure wants, in its own words."""
        procedure = self.procedure
        return {
            **super().get_form_kwargs(),
            "kind": self.kind.value,
            "chairs": chairs_offered(procedure),
            "chair_hint": expected_chair(
                procedure,
                kind=self.kind,
                number=self.number(),
                after_step_down=came_by_step_down(self.about),
            ),
            "outcomes": [(c, REVIEW_OUTCOMES[c]) for c in procedure.get("review_outcomes")],
            "children": self.children(),
            "asked": replace(self.what_is_asked(), has_limits=self.has_limits()),
        }

    @cached_property
    def family(self) -> list[Case]:
        """List the cases of the children whom the meeting is or may be about."""
        known = {
            case.pk: case for case in [self.about, *sibling_cases(self.request.user, self.about)]
        }
        if self.meeting is not None:
            known |= {part.case_id: part.case for part in parts_of(self.request.user, self.meeting)}
        return list(known.values())

    @cached_property
    def limited(self) -> list[Recipient]:
        """List who of these children's people is not to be told something."""
        return limited_among(self.family)

    def has_limits(self) -> bool:
        """Say whether it is asked how something was kept from somebody: also for a child of the
        meeting who is another team's by now, whose limits are not shown.
        """
        others = [] if self.meeting is None else elsewhere(self.meeting, self.family)
        return has_limits(*self.family, *others)

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whose people's limits are on the page."""
        return [*super().cases_shown(), *(self.family if self.limited else [])]

    def what_is_asked(self) -> Asked:
        """Say what the procedure has the record of this meeting ask."""
        return asked_at(self.procedure, self.kind)

    def asked(self, case: Case, *, is_certain: bool) -> ChildAsked:
        """Say what the form needs to know of one child."""
        return ChildAsked(
            case_id=case.pk,
            name=str(case.child),
            called=case.child.given_names,
            hint=next_meeting_hint(case, self.kind),
            is_certain=is_certain,
            items=tuple(items_of_plan(case, self.what_is_asked().asks)),
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
        is_first = self.kind == MeetingKind.INITIAL
        return super().get_context_data(
            label=label_of(self.procedure, self.kind),
            plan_blockers=blockers_to_confirming(self.about) if is_first else [],
            warnings=warnings_before(self.about, self.kind),
            limited=self.limited,
            **kwargs,
        )


class HoldMeetingView(MeetingRecordView):
    """Record that a meeting was held."""

    form_class = HoldMeetingForm
    template_name = "meetings/hold_meeting.html"

    def obstacle(self) -> str:
        """Say why no such meeting can be recorded now."""
        return obstacle_to_holding(self.subject, self.kind)

    def booking(self) -> Booking | None:
        """Give the arranged meeting that this is, if one of the kind is arranged."""
        return booked_for(self.subject, self.kind)

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
    meeting: Meeting

    def find_subject(self) -> Meeting:
        """Give the meeting, when this person may know of it."""
        self.meeting = find_meeting(self.request.user, self.kwargs["meeting_id"])
        return self.meeting

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

    def get_initial(self) -> dict[str, Any]:
        """Show what is written so far."""
        parts = parts_of(self.request.user, self.subject)
        return as_written(self.subject, parts, self.what_is_asked(), self.children())

    def save(self, form: EditMeetingForm) -> Meeting:
        """Save what is written."""
        return edit_meeting(
            meeting_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            **written(form),
        )


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
