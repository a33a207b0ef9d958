"""The steps of a family network meeting: prepared, recorded, finished and sent."""

from typing import Any

from django.contrib import messages
from django.urls import reverse

from assessments.forms.network_meetings import (
    NotAppropriateForm,
    PrepareNetworkMeetingForm,
    RecordNetworkMeetingForm,
    SendNetworkMinutesForm,
    rows_shown,
    rows_written,
)
from assessments.models import FamilyNetworkMeeting, NetworkMeetingState
from assessments.permissions import may_work
from assessments.selectors.dates import follow_up_window_of, outside_window, window_in_words
from assessments.selectors.mindful import interpreter_missing, what_to_mind
from assessments.selectors.network_meetings import (
    PREPARATION,
    TOPICS,
    agreed_with_family,
    family_rows,
    find_network_meeting,
    items_of_meeting,
    obstacle_to_preparing,
    unfinished_network_meeting,
    usual_kind,
)
from assessments.services.network_meetings import (
    NetworkRecord,
    Preparation,
    find_network_meeting_not_appropriate,
    finish_network_meeting,
    prepare_network_meeting,
    record_network_meeting,
    send_network_minutes,
)
from assessments.views.belonging import BelongingStepView
from cases.models import Case
from cases.selectors.access import find_case
from cases.selectors.telling import not_to_be_told, recipients_of
from cases.views.pages import DraftStepView
from cases.views.telling import TellingMixin
from cin.core.templatetags.cin import plain_day

_PLAIN = ("kind", "venue", "interpreter", "access_needs", "religious_considerations")
_ANSWERS = (
    "held_on",
    "remote_reason",
    "owned_by_family",
    "effect_on_plan",
    "follow_up_at",
    "next_review_on",
)


class PrepareNetworkMeetingView(TellingMixin, DraftStepView):
    """Prepare the next family network meeting of a case."""

    form_class = PrepareNetworkMeetingForm
    template_name = "assessments/prepare_network_meeting.html"
    saved_message = "The preparation is saved."
    finished_message = "The preparation is saved. Now write what happened."
    subject: Case

    def find_subject(self) -> Case:
        """Find the case, and the meeting that is begun on it, if any."""
        case = find_case(self.request.user, self.kwargs["case_id"])
        self.meeting = unfinished_network_meeting(case)
        if self.meeting is not None:
            self.meeting.case = case
        return case

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no meeting can be prepared now."""
        if self.meeting is not None and self.subject.is_open:
            return ""
        return obstacle_to_preparing(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for what the authority's procedure wants prepared, and say what to mind."""
        mind = what_to_mind(self.subject)
        return {**super().get_form_kwargs(), "items": self._items(), "mind": mind}

    def _items(self) -> Any:
        blank = FamilyNetworkMeeting(case=self.subject)
        return items_of_meeting(self.meeting or blank, PREPARATION)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is saved, or with the family."""
        found = self.meeting
        if found is None:
            kind, people = usual_kind(self.subject), family_rows(self.subject)
            agreed = agreed_with_family(self.subject)
            return {"kind": kind, "people": people, "planned_at": agreed, "version": 0}
        return {
            **{name: getattr(found, name) for name in (*_PLAIN, "planned_at")},
            "people": rows_shown(found.people),
            **{item.field: item.text for item in self._items()},
            "version": found.version,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a warning where an interpreter may be needed."""
        warning = interpreter_missing(self.subject, self.meeting)
        return super().get_context_data(warning=warning, **kwargs)

    def save(self, form: PrepareNetworkMeetingForm) -> FamilyNetworkMeeting:
        """Save what is written."""
        answers = form.cleaned_data
        return prepare_network_meeting(
            case_id=self.subject.pk,
            actor=self.request.user,
            seen_version=answers["version"] or 0,
            answers=Preparation(
                **{name: answers[name] for name in (*_PLAIN, "planned_at")},
                people=rows_written(answers["people"]),
                preparation=form.items_written(),
                despite=form.despite,
            ),
        )

    def finish(self, record: FamilyNetworkMeeting) -> None:
        """Nothing is finished by a preparation: the record comes next."""

    def after(self, record: FamilyNetworkMeeting) -> str:
        """Lead to the meeting, or on to its record."""
        going_on = self.request.POST.get("then") == "finish"
        page = "record_network_meeting" if going_on else "network_meeting"
        return reverse(f"assessments:{page}", args=[record.pk])


class RecordNetworkMeetingView(DraftStepView):
    """Write what happened at a family network meeting, and the family's own plan."""

    form_class = RecordNetworkMeetingForm
    template_name = "assessments/record_network_meeting.html"
    blocked_title = "Before you can finish the record"
    saved_message = "The record is saved. It is not finished yet."
    finished_message = "The record of the family network meeting is finished."
    subject: FamilyNetworkMeeting

    def find_subject(self) -> FamilyNetworkMeeting:
        """Find the meeting among those this person may know of."""
        return find_network_meeting(self.request.user, self.kwargs["meeting_id"])

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a record which is finished cannot be changed."""
        if self.subject.is_editable and self.subject.case.is_open:
            return ""
        stage = self.subject.get_state_display()
        return f"This family network meeting is “{stage}”, so its record cannot be changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for what the authority's procedure wants talked about."""
        items = items_of_meeting(self.subject, TOPICS)
        window = follow_up_window_of(self.subject.case)
        follow_up = window_in_words(window) if window else ""
        return {**super().get_form_kwargs(), "items": items, "follow_up": follow_up}

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is saved."""
        found = self.subject
        return {
            **{name: getattr(found, name) for name in _ANSWERS},
            **{item.field: item.text for item in items_of_meeting(found, TOPICS)},
            "people": rows_shown(found.people),
            "actions": rows_shown(found.actions),
            "version": found.version,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the meeting."""
        return super().get_context_data(meeting=self.subject, **kwargs)

    def cancel_address(self) -> str:
        """Lead back to the meeting."""
        return reverse("assessments:network_meeting", args=[self.subject.pk])

    def save(self, form: RecordNetworkMeetingForm) -> FamilyNetworkMeeting:
        """Save what is written."""
        answers = form.cleaned_data
        return record_network_meeting(
            meeting_id=self.subject.pk,
            actor=self.request.user,
            seen_version=answers["version"] or 0,
            answers=NetworkRecord(
                **{name: answers[name] for name in _ANSWERS},
                discussion=form.items_written(),
                people=rows_written(answers["people"]),
                actions=rows_written(answers["actions"]),
            ),
        )

    def finish(self, record: FamilyNetworkMeeting) -> None:
        """Finish the record."""
        finish_network_meeting(meeting_id=record.pk, actor=self.request.user)

    def after(self, record: FamilyNetworkMeeting) -> str:
        """Lead to the meeting; warn of a follow-up meeting planned outside its days (ROC-105)."""
        if warning := outside_window(record.case, record.follow_up_at):
            when = plain_day(record.follow_up_at)
            messages.warning(
                self.request, f"The follow-up meeting is planned for {when}. {warning}"
            )
        return self.cancel_address()


class NetworkMeetingNotRightView(BelongingStepView):
    """Write down why a family network meeting is not right for a family."""

    form_class = NotAppropriateForm
    heading = "A family network meeting is not appropriate"
    success_message = "Saved. Your manager sees the reason."

    def cancel_address(self) -> str:
        """Lead back to the meetings."""
        return reverse("assessments:network_meetings", args=[self.subject.pk])

    def perform(self, form: NotAppropriateForm) -> str:
        """Save it."""
        find_network_meeting_not_appropriate(
            case_id=self.subject.pk, actor=self.request.user, **form.cleaned_data
        )
        return self.cancel_address()


class SendNetworkMinutesView(TellingMixin, BelongingStepView):
    """Note that the minutes of a family network meeting were sent."""

    form_class = SendNetworkMinutesForm
    heading = "Send the minutes of the family network meeting"
    success_message = "Saved."
    subject: FamilyNetworkMeeting

    def find_subject(self) -> FamilyNetworkMeeting:
        """Find the meeting among those this person may know of."""
        return find_network_meeting(self.request.user, self.kwargs["meeting_id"])

    def obstacle(self) -> str:
        """Say that minutes are sent once the record is finished."""
        if self.subject.state != NetworkMeetingState.RECORDED:
            return "The minutes are sent once the record of the meeting is finished."
        return super().obstacle()

    def get_initial(self) -> dict[str, Any]:
        """Begin with everybody who was asked to come, but those who are not to be told."""
        limited = not_to_be_told(recipients_of(self.subject.case))
        names = [each["name"] for each in self.subject.people]
        told = [name for name in names if not any(each.is_named_in(name) for each in limited)]
        return {"recipients": "\n".join(told)}

    def cancel_address(self) -> str:
        """Lead back to the meeting."""
        return reverse("assessments:network_meeting", args=[self.subject.pk])

    def perform(self, form: SendNetworkMinutesForm) -> str:
        """Save it."""
        send_network_minutes(meeting_id=self.subject.pk, actor=self.request.user, **form.answers())
        return self.cancel_address()
