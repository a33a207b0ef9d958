"""Adding to a chronology, and withdrawing what was added by mistake."""

from django.urls import reverse

from cases.forms.chronology import ChronologyEntryForm
from cases.models import Case, ChronologyEntry
from cases.permissions import may_work
from cases.selectors.chronology import find_entry
from cases.services.chronology import EntryDetails, add_entry, withdraw_entry
from cases.views.pages import CaseStepView
from cases.views.withdrawing import WithdrawView


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


class WithdrawEntryView(WithdrawView):
    """Take an entry out of a chronology, with the reason."""

    success_message = "The entry is withdrawn."
    question = "What is wrong with it?"

    def find(self) -> ChronologyEntry:
        """Find the entry among those of cases this person may know of."""
        return find_entry(self.request.user, self.kwargs["entry_id"])

    def what(self) -> str:
        """Name the entry."""
        return "an entry of the chronology"

    def shown(self) -> str:
        """Show what it says, and where that is known from."""
        return f"{self.subject.event}\n\nSource: {self.subject.source}"

    def effects(self) -> list[str]:
        """Say what becomes of it."""
        return [
            "It is no longer shown, and stays in the record with your reason. If it only needs "
            "correcting, withdraw it and add it again."
        ]

    def cancel_address(self) -> str:
        """Lead back to the chronology."""
        return chronology_page(self.case)

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_entry(entry_id=self.subject.pk, actor=self.request.user, reason=reason)
