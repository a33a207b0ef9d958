"""Asking for a longer time than the procedure's, deciding on it, and ending it."""

from typing import Any

from cases.forms.facts import AskLongerTimeForm, DecideLongerTimeForm
from cases.models import LongerTimeState, Loosened
from cases.selectors.exceptions import (
    MayBeLonger,
    decision_refusal,
    find_longer_time,
    limits_that_may_be_longer,
    withdrawal_refusal,
)
from cases.services.exceptions import (
    LongerTimeDetails,
    approve_longer_time,
    ask_longer_time,
    refuse_longer_time,
    withdraw_longer_time,
)
from cases.views.fact_steps import FactStepView, ReasonStepView, facts_page
from cases.views.longer_cards import longer_rows
from cin.accounts.permissions import may_work
from cin.audit.services import is_possible, refusal_of
from cin.core.errors import NotFound


class AskLongerTimeView(FactStepView):
    """Ask for a longer time on a case."""

    form_class = AskLongerTimeForm
    template_name = "cases/ask_longer_time.html"
    success_message = "Your request waits for a decision. Until then the limit stays."

    def find_subject(self) -> Any:
        """Find the case, and refuse a limit that does not exist."""
        if self.kwargs["limit"] not in Loosened.values:
            raise NotFound("There is no such page.")
        return super().find_subject()

    @property
    def allowed(self) -> MayBeLonger | None:
        """What the procedure says of this limit for this child."""
        return limits_that_may_be_longer(self.subject).get(self.kwargs["limit"])

    def refusal(self) -> str:
        """Say why this person may not ask."""
        return str(may_work.reason(self.subject, self.request.user))

    def obstacle(self) -> str:
        """Say that nothing longer is allowed, or that a request waits already."""
        if not self.subject.is_open:
            return "This case is closed."
        if self.allowed is None:
            return "The procedure allows no longer time for this."
        waiting = self.subject.longer_times.filter(
            limit=self.kwargs["limit"], state=LongerTimeState.ASKED
        )
        told = "A longer time was asked for already, and waits for a decision."
        return told if waiting.exists() else ""

    def heading(self) -> str:
        """Say what is asked for."""
        label = str(Loosened(self.kwargs["limit"]).label)
        if self.kwargs["limit"] == Loosened.AGREED_VISIT:
            return f"{label}: ask the manager to agree"
        return f"{label}: ask for longer"

    def effects(self) -> list[str]:
        """Say who decides."""
        if self.allowed is None:
            return []
        cites = f" ({', '.join(self.allowed.cites)})" if self.allowed.cites else ""
        return [f"This is for {self.allowed.roles_in_words} to decide{cites}."]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Show the procedure's own limit."""
        return {**super().get_form_kwargs(), "allowed": self.allowed}

    def perform(self, form: AskLongerTimeForm) -> str:
        """Ask."""
        ask_longer_time(
            case_id=self.subject.pk,
            actor=self.request.user,
            limit=self.kwargs["limit"],
            details=LongerTimeDetails(**form.cleaned_data),
        )
        return facts_page(self.subject)


class DecideLongerTimeView(FactStepView):
    """Approve or refuse a longer time."""

    form_class = DecideLongerTimeForm
    template_name = "cases/decide_longer_time.html"
    success_message = "Decision saved"

    def find_subject(self) -> Any:
        """Find the request, when this person may know of it."""
        return find_longer_time(self.request.user, self.kwargs["longer_time_id"])

    def refusal(self) -> str:
        """Leave this to the roles that the procedure names, and never to who asked."""
        return refusal_of(
            self.subject, "approve_longer_time", self.request.user
        ) or decision_refusal(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that it was decided already."""
        if is_possible(self.subject, "approve_longer_time"):
            return ""
        return "This request was answered already."

    def heading(self) -> str:
        """Say what is decided on."""
        return "Decide on a longer time"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was asked for, and the procedure's own limit."""
        allowed = limits_that_may_be_longer(self.subject.case).get(self.subject.limit)
        usual = str(allowed.usual) if allowed and allowed.usual else "None"
        rows = [*longer_rows(self.subject), {"key": "The procedure's limit", "value": usual}]
        return super().get_context_data(rows=rows, **kwargs)

    def perform(self, form: DecideLongerTimeForm) -> str:
        """Carry the decision out."""
        decide = {"approve": approve_longer_time, "refuse": refuse_longer_time}
        decide[form.cleaned_data["decision"]](
            longer_time_id=self.subject.pk,
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return facts_page(self.subject.case)


class WithdrawLongerTimeView(ReasonStepView):
    """Take a request back, or end a longer time that was approved."""

    template_name = "cases/withdraw_longer_time.html"
    success_message = "Withdrawn. The procedure's own limit holds."
    question = "Why is it withdrawn?"

    def find_subject(self) -> Any:
        """Find the request, when this person may know of it."""
        return find_longer_time(self.request.user, self.kwargs["longer_time_id"])

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return withdrawal_refusal(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that there is nothing left to withdraw."""
        possible = is_possible(self.subject, "withdraw_longer_time")
        return "" if possible else "This was refused or withdrawn already."

    def heading(self) -> str:
        """Name what is taken back."""
        return f"Withdraw: {self.subject.get_limit_display()}, {self.subject.duration}"

    def effects(self) -> list[str]:
        """Say what withdrawing does to the dates."""
        if self.subject.state == LongerTimeState.ASKED:
            return ["The request is taken back, and nobody decides on it."]
        return [
            "The longer time ends today: what is due next follows the procedure's own limit. "
            "What was done in the longer time stays in time."
        ]

    def perform(self, form: Any) -> str:
        """Withdraw it."""
        withdraw_longer_time(
            longer_time_id=self.subject.pk, actor=self.request.user, **form.cleaned_data
        )
        return facts_page(self.subject.case)
