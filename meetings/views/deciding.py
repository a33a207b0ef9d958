"""Pages on which a meeting's record is read, ratified and sent out."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse

from cases.models import Case
from cases.selectors.access import find_case
from cases.selectors.telling import still_to_be_sent
from cases.views.pages import CaseStageView
from cases.views.telling import TellingMixin
from cin.accounts.permissions import may_administer, may_manage, may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.selectors import has_done
from cin.audit.services import note_views, refusal_of
from cin.documents.models import CirculationKind
from cin.documents.selectors import sendings_of
from cin.policy.selectors import procedure_in_force
from meetings.beforehand import next_in_school_time, preparations, wants_preparation
from meetings.chairing import label_of
from meetings.closing import closing_summaries
from meetings.forms.deciding import CirculateMinutesForm, RatifyMeetingForm
from meetings.models import Meeting
from meetings.selectors import (
    WRITING,
    agreeing_refusal,
    find_meeting,
    find_part,
    obstacle_to_agreeing,
    obstacle_to_editing,
    obstacle_to_ratifying,
    obstacle_to_sending,
    parts_of,
    questions_of,
    waits_for_ratification,
)
from meetings.selectors.signing import obstacle_to_signing, signatures_of
from meetings.services import circulate_minutes, ratify_meeting
from meetings.services.deciding import WROTE_IT
from meetings.views.words import (
    child_in_words,
    meeting_in_words,
    questions_in_words,
    texts_of,
)
from plans.views.case_steps import WorkStepView


def meeting(request: SignedInRequest, meeting_id: int) -> TemplateResponse:
    """Show the record of a meeting, with the parts of the children this person may know of."""
    found = find_meeting(request.user, meeting_id)
    parts = parts_of(request.user, found)
    note_views(cases=[part.case for part in parts], viewer=request.user, page="meeting")
    case = parts[0].case
    procedure = procedure_in_force(case.authority_id)
    wants = wants_preparation(procedure, found.kind)
    sendings = list(sendings_of(case.pk, CirculationKind.MINUTES, found.pk))
    texts = [each.recipients for each in sendings]
    context = {
        "case": case,
        "in_school_time": next_in_school_time(procedure, parts),
        "prepared": list(preparations(parts, found.kind, found.held_on)) if wants else [],
        "questions": questions_in_words(questions_of(request.user, found)),
        "may_answer": not may_manage.reason(case, request.user),
        "buttons": buttons_on(request.user, found, parts),
        "sendings": sendings,
        "signatures": [row for part in parts for row in signatures_of(found, part.case)],
        "waits": waits_for_ratification(found),
        "unsent": still_to_be_sent(case, texts) if texts else [],
        "closings": closing_summaries(parts),
        "is_sent_out": not obstacle_to_sending(found),
        **record_of(found, parts),
    }
    return TemplateResponse(request, "meetings/meeting.html", context)


def record_of(found: Meeting, parts: list[Any]) -> dict[str, Any]:
    """Give the whole record of a meeting in words."""
    return {
        "meeting": found,
        "label": label_of(procedure_in_force(found.case.authority_id), found.kind),
        "rows": meeting_in_words(found),
        "texts": texts_of(found),
        "children": [child_in_words(part, found.kind) for part in parts],
    }


def buttons_on(user: Any, found: Meeting, parts: list[Any]) -> list[dict[str, str]]:
    """List the buttons of what this person can do with the record now."""
    works = not may_work.reason(found.case, user)
    ratifies = not obstacle_to_ratifying(found) and not refusal_of(found, "ratify", user)
    agrees = not obstacle_to_agreeing(found) and not agreeing_refusal(user, found)
    several = len(parts) > 1
    wanted = [
        ("Go on with the record", "edit_meeting", [], works and not obstacle_to_editing(found)),
        ("Ratify this review", "ratify_meeting", [], ratifies),
        ("Decide on a review without a meeting", "decide_without_meeting", [], agrees),
        *(
            (
                f"Record that {part.case.child.given_names}'s minutes were sent"
                if several
                else "Record that the minutes were sent",
                "circulate_minutes",
                [part.case_id],
                not may_administer.reason(part.case, user) and not obstacle_to_sending(found),
            )
            for part in parts
        ),
        *(
            (
                f"Record who agrees with {part.case.child.given_names}'s record",
                "record_signatures",
                [part.case_id],
                not may_work.reason(part.case, user) and not obstacle_to_signing(found),
            )
            for part in parts
        ),
    ]
    return [
        {"text": text, "href": reverse(f"meetings:{name}", args=[*before, found.pk])}
        for text, name, before, is_open in wanted
        if is_open
    ]


class RatifyMeetingView(CaseStageView):
    """Read what a review decided, and ratify it."""

    step = "ratify"
    form_class = RatifyMeetingForm
    template_name = "meetings/ratify_meeting.html"
    success_message = "The review is ratified."

    def find_subject(self) -> Meeting:
        """Give the meeting, when this person may know of it."""
        return find_meeting(self.request.user, self.kwargs["meeting_id"])

    def refusal(self) -> str:
        """Say why this person may not ratify: nobody approves what they wrote in."""
        wrote_it = WROTE_IT if has_done(self.request.user, self.subject, WRITING) else ""
        return super().refusal() or wrote_it

    def obstacle(self) -> str:
        """Say why there is nothing to ratify."""
        return obstacle_to_ratifying(self.subject)

    def cancel_address(self) -> str:
        """Go back to the meeting."""
        return reverse("meetings:meeting", args=[self.subject.pk])

    def get_initial(self) -> dict[str, Any]:
        """Carry the version that is on the page, so that only what was read is ratified."""
        return {"version": self.subject.version}

    def perform(self, form: RatifyMeetingForm) -> str:
        """Ratify it."""
        answers = form.cleaned_data
        ratify_meeting(
            meeting_id=self.subject.pk,
            actor=self.request.user,
            read_version=answers["version"],
            comment=answers["comment"],
        )
        return reverse("meetings:meeting", args=[self.subject.pk])

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whose parts are on the page."""
        parts = parts_of(self.request.user, self.subject)
        return [*super().cases_shown(), *(part.case for part in parts)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record."""
        parts = parts_of(self.request.user, self.subject)
        return super().get_context_data(**record_of(self.subject, parts), **kwargs)


class CirculateMinutesView(TellingMixin, WorkStepView):
    """Note that the minutes were sent out for one child's file, when and to whom."""

    form_class = CirculateMinutesForm
    template_name = "meetings/circulate_minutes.html"
    success_message = "Sending of the minutes recorded."
    rule = may_administer

    def find_subject(self) -> Any:
        """Give the child's part of the meeting, when this person may know of both."""
        case = find_case(self.request.user, self.kwargs["case_id"])
        return find_part(case, self.kwargs["meeting_id"])

    def told_about(self) -> list[Case]:
        """Add the brothers and sisters whom the meeting was about: the minutes tell of them too."""
        own = self.subject.case
        parts = parts_of(self.request.user, self.subject.meeting)
        return [own, *(part.case for part in parts if part.case_id != own.pk)]

    def cases_shown(self) -> list[Case]:
        """Say whose people are on the page."""
        return self.told_about()

    def obstacle(self) -> str:
        """Say why the minutes cannot be sent out now."""
        return obstacle_to_sending(self.subject.meeting)

    def cancel_address(self) -> str:
        """Go back to the meeting."""
        return reverse("meetings:meeting", args=[self.subject.meeting_id])

    def perform(self, form: CirculateMinutesForm) -> str:
        """Note it."""
        circulate_minutes(
            meeting_id=self.subject.meeting_id,
            case_id=self.subject.case_id,
            actor=self.request.user,
            **form.answers(),
        )
        return reverse("meetings:meeting", args=[self.subject.meeting_id])
