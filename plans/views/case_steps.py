"""What the pages of casework from the plan onwards have in common."""

from typing import Any

from django.http import HttpResponse

from cases.views.pages import CaseStepView, DraftStepView
from cin.accounts.permissions import may_work


class WorkStepView(CaseStepView):
    """A step that whoever works with the case may take, or whom its `rule` names."""

    rule = may_work

    def refusal(self) -> str:
        """Say why this person may not take it."""
        return str(self.rule.reason(self.subject, self.request.user))


class LongRecordView(DraftStepView, WorkStepView):
    """A long record, saved for later or finished; what is missing is shown beside its box."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Move what is missing to the boxes where it is missing, and show the form again."""
        form.place_blockers()
        return super().form_invalid(form)
