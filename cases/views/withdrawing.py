"""Taking back what was entered in error: one page for everything that can be withdrawn."""

from typing import Any

from cases.forms.facts import ReasonForm
from cases.models import Case
from cases.models.withdrawable import Withdrawable
from cases.permissions import may_work
from cases.views.pages import CaseStepView
from cin.accounts.permissions import case_of
from cin.core.errors import NotFound


class WithdrawView(CaseStepView):
    """Ask why something is taken back, and withdraw it.

    A kind of thing says where it is found, what it is called, who may, and which service does it.
    """

    form_class = ReasonForm
    template_name = "cases/withdraw.html"
    success_message = "Withdrawn. It stays in the record, marked as entered in error."
    question = "Why is it withdrawn?"
    thing: Withdrawable

    def find(self) -> Any:
        """Give the thing, when this person may know of it."""
        raise NotFound("There is no such page.")

    def what(self) -> str:
        """Name the thing, as the heading does."""
        return str(self.thing)

    def shown(self) -> str:
        """Say what the thing says, where its name alone does not tell it."""
        return ""

    def effects(self) -> list[str]:
        """Say in sentences what withdrawing does."""
        return [
            "Only for what was entered in error. It stays in the record, struck out, with your "
            "name and your reason, and counts no more."
        ]

    def strike_out(self, reason: str) -> Any:
        """Have it withdrawn."""
        raise NotFound("There is no such page.")

    def find_subject(self) -> Any:
        """Find the thing: what the page is about, where it hangs from a case."""
        self.thing = self.find()
        return self.thing

    @property
    def case(self) -> Case:
        """The case in whose record it stands."""
        case: Case = case_of(self.subject)
        return case

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.case, self.request.user)

    def obstacle(self) -> str:
        """Say that it was withdrawn already."""
        return "This was withdrawn already." if self.thing.is_withdrawn else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask the page's own question."""
        return {**super().get_form_kwargs(), "question": self.question}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is withdrawn, and what that does."""
        return super().get_context_data(
            heading=f"Withdraw: {self.what()}",
            shown=self.shown(),
            effects=self.effects(),
            **kwargs,
        )

    def perform(self, form: ReasonForm) -> str:
        """Withdraw it."""
        self.strike_out(form.cleaned_data["reason"])
        return self.cancel_address()


class WithdrawFromCaseView(WithdrawView):
    """The same for what hangs from a case's people: the case is in the address, and a closed one
    stays as it is.
    """

    def find_subject(self) -> Case:
        """Find the case, and the thing on it."""
        found: Case = CaseStepView.find_subject(self)
        self.subject = found
        self.thing = self.find()
        return found

    def obstacle(self) -> str:
        """Say also that a closed case stays as it is."""
        if not self.case.is_open:
            return "The case is closed, so what is known of its people stays as it is."
        return super().obstacle()
