"""Pages of the papers about an ending that are sent out."""

from typing import Any

from django.views.decorators.http import require_safe

from cases.models import Case
from cases.selectors.access import find_case
from cases.views.telling import TellingMixin
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core import clock
from cin.core.downloads import FileAnswer, pdf_download
from cin.core.errors import NotFound
from cin.documents.printing import pdf_of
from closures.forms.letters import PaperSentForm
from closures.selectors.letter_texts import values_of
from closures.selectors.letters import find_disagreement_meeting
from closures.selectors.preparation import preparation_of
from closures.services import note_decision_sent, note_disagreement_minutes_sent
from closures.views.letters import LetterStepView


class DecisionSentView(TellingMixin, LetterStepView):
    """Note that the record of the decision to close was sent to all partners."""

    form_class = PaperSentForm
    template_name = "closures/note_paper_sent.html"
    success_message = "Saved."

    def obstacle(self) -> str:
        """Say that there is no decision yet."""
        found = preparation_of(self.subject)
        if found is None or found.closure is None:
            return "The ending is not proposed yet, so there is no decision to send."
        return ""

    def perform(self, form: PaperSentForm) -> str:
        """Save it."""
        note_decision_sent(case_id=self.subject.pk, actor=self.request.user, **form.answers())
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page is about."""
        title = "Who was sent the decision to close?"
        return super().get_context_data(title=title, **kwargs)


class MinutesSentView(TellingMixin, LetterStepView):
    """Note that the minutes of a meeting about a disagreement were sent to every agency."""

    form_class = PaperSentForm
    template_name = "closures/note_paper_sent.html"
    success_message = "Saved."

    def find_subject(self) -> Any:
        """Give the meeting, when this person may know of it."""
        found = find_disagreement_meeting(self.request.user, self.kwargs["meeting_id"])
        found.case = found.preparation.case  # type: ignore[attr-defined]
        return found

    def about(self) -> Case:
        """Give the case."""
        found: Case = self.subject.preparation.case
        return found

    def perform(self, form: PaperSentForm) -> str:
        """Save it."""
        note_disagreement_minutes_sent(
            meeting_id=self.subject.pk, actor=self.request.user, **form.answers()
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page is about."""
        title = "Who was sent the minutes?"
        return super().get_context_data(title=title, **kwargs)


@require_safe
def print_decision(request: SignedInRequest, case_id: int) -> FileAnswer:
    """Give the record of the decision to close to print; who took it is written down."""
    case = find_case(request.user, case_id)
    found = preparation_of(case)
    if found is None or found.closure is None:
        raise NotFound("There is no decision on closing this case.")
    context = {
        "case": case,
        "title": "Decision to close",
        "printed_by": request.user.name,
        "printed_at": clock.now(),
        "values": values_of(case, found),
        "closure": found.closure,
    }
    contents = pdf_of("closures/print/decision.html", context)
    note_view(case=case, viewer=request.user, page="closing_decision, printed")
    return pdf_download(contents, name="decision-to-close.pdf")


@require_safe
def print_disagreement_minutes(request: SignedInRequest, meeting_id: int) -> FileAnswer:
    """Give the minutes of a meeting about a disagreement to print; who took them is written
    down.
    """
    meeting = find_disagreement_meeting(request.user, meeting_id)
    case = meeting.preparation.case
    context = {
        "case": case,
        "title": "Meeting about closing",
        "printed_by": request.user.name,
        "printed_at": clock.now(),
        "meeting": meeting,
    }
    contents = pdf_of("closures/print/disagreement_minutes.html", context)
    note_view(case=case, viewer=request.user, page="disagreement_minutes, printed")
    return pdf_download(contents, name="minutes.pdf")
