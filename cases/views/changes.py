"""Recording what happened to a family, and what a manager answers."""

from typing import Any

from cases.forms.facts import RecordChangeForm
from cases.models import ChangeKind
from cases.selectors.changes import (
    change_refusal,
    effects_of_change,
    find_change,
    obstacle_to_declining,
)
from cases.services.changes import (
    ChangeDetails,
    decline_early_review,
    record_change,
    withdraw_change,
)
from cases.views.fact_steps import FactStepView, ReasonStepView, facts_page
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
        """Say that a closed case takes nothing more."""
        return "" if self.subject.is_open else "This case is closed."

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


class _OnChangeView(ReasonStepView):
    """A step on one change."""

    def find_subject(self) -> Any:
        """Find the change, when this person may know of it."""
        return find_change(self.request.user, self.kwargs["change_id"])


class DeclineEarlyReviewView(_OnChangeView):
    """Find that no early review is needed after a change."""

    template_name = "cases/decline_early_review.html"
    success_message = "Saved. No early review is asked for any more."
    question = "Why is no early review needed?"

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


class WithdrawChangeView(_OnChangeView):
    """Take back a change that was recorded by mistake."""

    template_name = "cases/withdraw_change.html"
    success_message = "Withdrawn. The dates are as if it had not been recorded."
    question = "Why is it withdrawn?"

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return change_refusal(self.subject.case, self.request.user, self.subject.kind)

    def obstacle(self) -> str:
        """Say that it was withdrawn already."""
        return "This was withdrawn already." if self.subject.is_withdrawn else ""

    def heading(self) -> str:
        """Name the change that is taken back."""
        return f"Withdraw: {self.subject.get_kind_display()}"

    def effects(self) -> list[str]:
        """Say what withdrawing is for."""
        return [
            "Only for what was recorded by mistake: the dates are then as if it had never been "
            "recorded. It stays in the record, marked as withdrawn."
        ]

    def perform(self, form: Any) -> str:
        """Withdraw it."""
        withdraw_change(change_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return facts_page(self.subject.case)
