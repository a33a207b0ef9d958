"""Recording what happened to a family, and what a manager answers."""

from typing import Any

from cases.forms.facts import RecordChangeForm
from cases.models import ChangeKind
from cases.selectors.changes import (
    change_refusal,
    effects_of_change,
    find_change,
    obstacle_of_the_move,
    obstacle_to_declining,
)
from cases.services.changes import (
    ChangeDetails,
    decline_early_review,
    record_change,
    withdraw_change,
)
from cases.services.standing_on import effects_on_later_stages
from cases.views.fact_steps import FactStepView, ReasonStepView, WithdrawFactView, facts_page
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force

RECORDED_HERE = frozenset(ChangeKind.values) - {ChangeKind.EARLY_REVIEW_DECLINED}


class RecordChangeView(FactStepView):
    """Record what happened, when, and what it means for the child."""

    form_class = RecordChangeForm
    template_name = "cases/record_change.html"
    success_message = "Saved. The dates of the case follow it."

    def find_subject(self) -> Any:
        """Find the case, and refuse a kind of change that is not recorded on this page."""
        if self.kwargs["kind"] not in RECORDED_HERE:
            raise NotFound("There is no such page.")
        return super().find_subject()

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return change_refusal(self.subject, self.request.user, self.kwargs["kind"])

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more, or that this belongs to the move."""
        closed = "" if self.subject.is_open else "This case is closed."
        return closed or obstacle_of_the_move(self.subject, self.kwargs["kind"])

    def heading(self) -> str:
        """Name the change."""
        return str(ChangeKind(self.kwargs["kind"]).label)

    def effects(self) -> list[str]:
        """Say what it changes under the authority's procedure."""
        return effects_of_change(self.kwargs["kind"], procedure_in_force(self.subject.authority_id))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask what belongs to this kind."""
        return {**super().get_form_kwargs(), "kind": self.kwargs["kind"]}

    def perform(self, form: RecordChangeForm) -> str:
        """Record it."""
        record_change(
            case_id=self.subject.pk,
            actor=self.request.user,
            kind=self.kwargs["kind"],
            details=ChangeDetails(**form.cleaned_data),
        )
        return facts_page(self.subject)


class DeclineEarlyReviewView(ReasonStepView):
    """Find that no early review is needed after a change."""

    template_name = "cases/decline_early_review.html"
    success_message = "Saved. No early review is asked for any more."
    question = "Why is no early review needed?"

    def find_subject(self) -> Any:
        """Find the change, when this person may know of it."""
        return find_change(self.request.user, self.kwargs["change_id"])

    def refusal(self) -> str:
        """Leave this to managers."""
        return change_refusal(
            self.subject.case, self.request.user, ChangeKind.EARLY_REVIEW_DECLINED
        )

    def obstacle(self) -> str:
        """Say that there is nothing to decline."""
        return obstacle_to_declining(self.subject)

    def heading(self) -> str:
        """Say what is decided."""
        return "No early review needed"

    def effects(self) -> list[str]:
        """Say that the usual review stays."""
        return ["The next review stays due on its usual day."]

    def perform(self, form: Any) -> str:
        """Decline it."""
        decline_early_review(
            change_id=self.subject.pk, actor=self.request.user, **form.cleaned_data
        )
        return facts_page(self.subject.case)


class WithdrawChangeView(WithdrawFactView):
    """Take back a change that was recorded by mistake."""

    def find(self) -> Any:
        """Find the change, when this person may know of it."""
        return find_change(self.request.user, self.kwargs["change_id"])

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return change_refusal(self.case, self.request.user, self.subject.kind)

    def effects(self) -> list[str]:
        """Add what else is taken back with it."""
        return [*super().effects(), *effects_on_later_stages(self.subject)]

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_change(change_id=self.subject.pk, actor=self.request.user, reason=reason)
