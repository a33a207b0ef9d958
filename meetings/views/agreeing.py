"""Pages on which a manager says something to a meeting's record."""

from typing import Any

from django.contrib import messages
from django.urls import reverse

from cases.models import Case
from cases.views.pages import CaseStepView
from cin.accounts.permissions import may_manage
from meetings.forms.deciding import AgreeWithoutMeetingForm, AnswerQuestionForm
from meetings.models import ManagerQuestion, Meeting
from meetings.selectors import (
    agreeing_refusal,
    find_meeting,
    find_question,
    obstacle_to_agreeing,
    parts_of,
)
from meetings.services import answer_question, decide_without_meeting
from meetings.views.deciding import record_of


class DecideWithoutMeetingView(CaseStepView):
    """Agree, or not, that a review was done without a meeting."""

    form_class = AgreeWithoutMeetingForm
    template_name = "meetings/decide_without_meeting.html"
    success_message = "Your decision is saved."

    def find_subject(self) -> Meeting:
        """Give the meeting, when this person may know of it."""
        return find_meeting(self.request.user, self.kwargs["meeting_id"])

    def refusal(self) -> str:
        """Say why this person may not decide."""
        return agreeing_refusal(self.request.user, self.subject)

    def obstacle(self) -> str:
        """Say why there is nothing to decide."""
        return obstacle_to_agreeing(self.subject)

    def cancel_address(self) -> str:
        """Go back to the meeting."""
        return reverse("meetings:meeting", args=[self.subject.pk])

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whom the review is about."""
        parts = parts_of(self.request.user, self.subject)
        return [*super().cases_shown(), *(part.case for part in parts)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record."""
        parts = parts_of(self.request.user, self.subject)
        return super().get_context_data(**record_of(self.subject, parts), **kwargs)

    def perform(self, form: AgreeWithoutMeetingForm) -> str:
        """Decide."""
        decide_without_meeting(
            meeting_id=self.subject.pk, actor=self.request.user, **form.cleaned_data
        )
        return self.cancel_address()


class AnswerQuestionView(CaseStepView):
    """Answer what a meeting put before a manager."""

    form_class = AnswerQuestionForm
    template_name = "meetings/answer_question.html"

    def find_subject(self) -> ManagerQuestion:
        """Give the question, when this person may know of its child."""
        return find_question(self.request.user, self.kwargs["question_id"])

    def refusal(self) -> str:
        """Say why this person may not answer: only a manager does."""
        return str(may_manage.reason(self.subject.case, self.request.user))

    def obstacle(self) -> str:
        """Say that it is answered."""
        return "A manager has answered this already." if self.subject.answered_at else ""

    def cancel_address(self) -> str:
        """Go back to the meeting."""
        return reverse("meetings:meeting", args=[self.subject.meeting_id])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about a strategy meeting where one must be considered."""
        asks = self.subject.asks_for_strategy
        return {**super().get_form_kwargs(), "asks_for_strategy": asks}

    def perform(self, form: AnswerQuestionForm) -> str:
        """Answer; whoever decides on a strategy meeting raises the concern next."""
        question = answer_question(
            question_id=self.subject.pk, actor=self.request.user, **form.cleaned_data
        )
        if question.strategy_meeting:
            messages.success(self.request, "Your answer is saved. Raise the concern now.")
            return reverse("safeguarding:raise_concern", args=[question.case_id])
        messages.success(self.request, "Your answer is saved.")
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the manager is asked about."""
        meeting = find_meeting(self.request.user, self.subject.meeting_id)
        parts = [
            part
            for part in parts_of(self.request.user, meeting)
            if part.case_id == self.subject.case_id
        ]
        return super().get_context_data(**record_of(meeting, parts), **kwargs)
