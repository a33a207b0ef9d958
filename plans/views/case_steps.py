"""What the pages of casework from the plan onwards have in common."""

from typing import Any

from django.http import HttpResponse

from cases.views.pages import CaseStepView, DraftStepView
from cin.accounts.permissions import case_of, may_work
from cin.audit.services import note_view


class WorkStepView(CaseStepView):
    """A step that whoever works with the case may take."""

    def refusal(self) -> str:
        """Say why this person may not work on the case."""
        return may_work.reason(self.subject, self.request.user)


class LongRecordView(DraftStepView, WorkStepView):
    """A long record, saved for later or finished; what is missing is shown beside its box."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Move what is missing to the boxes where it is missing, and show the form again."""
        form.place_blockers()
        return super().form_invalid(form)


class ReadingMixin:
    """A page on which a whole record is read before it is decided on, which is noted as a view."""

    request: Any
    subject: Any
    page = ""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note who opened the record, and show it."""
        note_view(case=case_of(self.subject), viewer=request.user, page=self.page)
        return super().get(request, *args, **kwargs)  # type: ignore[misc]
