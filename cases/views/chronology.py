"""Adding to a chronology, and withdrawing what was added by mistake."""

from typing import Any

from django.urls import reverse

from cases.forms.chronology import ChronologyEntryForm
from cases.forms.facts import ReasonForm
from cases.models import Case
from cases.permissions import may_work
from cases.selectors.chronology import find_entry
from cases.services.chronology import EntryDetails, add_entry, withdraw_entry
from cases.views.pages import CaseStepView


def chronology_page(case: Case) -> str:
    """Give the address of a case's chronology."""
    return reverse("desk:chronology", args=[case.pk])


class AddEntryView(CaseStepView):
    """Write an event into a chronology."""

    form_class = ChronologyEntryForm
    template_name = "cases/add_chronology_entry.html"
    success_message = "Added to the chronology."

    def refusal(self) -> str:
        """Refuse somebody who may not work on the case."""
        return str(may_work.reason(self.subject, self.request.user))

    def cancel_address(self) -> str:
        """Lead back to the chronology."""
        return chronology_page(self.subject)

    def perform(self, form: ChronologyEntryForm) -> str:
        """Add it."""
        details = EntryDetails(**form.entry_answers())
        add_entry(case_id=self.subject.pk, actor=self.request.user, details=details)
        return chronology_page(self.subject)


class WithdrawEntryView(CaseStepView):
    """Take an entry out of a chronology, with the reason."""

    form_class = ReasonForm
    template_name = "cases/withdraw_chronology_entry.html"
    success_message = "The entry is withdrawn."

    def find_subject(self) -> Any:
        """Find the entry among those of cases this person may know of."""
        return find_entry(self.request.user, self.kwargs["entry_id"])

    def refusal(self) -> str:
        """Refuse somebody who may not work on the case."""
        return str(may_work.reason(self.subject.case, self.request.user))

    def cancel_address(self) -> str:
        """Lead back to the chronology."""
        return chronology_page(self.subject.case)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask why."""
        return {**super().get_form_kwargs(), "question": "What is wrong with it?"}

    def perform(self, form: ReasonForm) -> str:
        """Withdraw it."""
        withdraw_entry(
            entry_id=self.subject.pk,
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return chronology_page(self.subject.case)
