"""Pages on which a manager is asked, and decides, whether a child is seen alone."""

from typing import Any

from django.urls import reverse

from cases.views.pages import CaseStepView
from cin.audit.services import is_possible
from cin.audit.views import StageStepView
from visits.forms.deciding import (
    AGREE,
    CONTINUES,
    AskNotAloneForm,
    DecideNotAloneForm,
    ReviewNotAloneForm,
)
from visits.models import NotAloneDecision
from visits.permissions import may_work
from visits.reading import decision_rows
from visits.selectors import find_decision, obstacle_to_asking
from visits.services import ask_not_alone, decide_not_alone, review_not_alone


class AskNotAloneView(CaseStepView):
    """Ask a manager to decide that a child is not seen alone."""

    form_class = AskNotAloneForm
    template_name = "visits/ask_not_alone.html"
    success_message = "Your manager is asked. Until the decision, each visit needs its own reason."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no decision can be asked for."""
        return obstacle_to_asking(self.subject)

    def perform(self, form: AskNotAloneForm) -> str:
        """Ask, and lead back to the case."""
        ask_not_alone(case_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return reverse("desk:case", args=[self.subject.pk])


class DecisionStepView(CaseStepView, StageStepView):
    """A step on a decision about seeing a child alone."""

    def find_subject(self) -> NotAloneDecision:
        """Find the decision among those this person may know of."""
        return find_decision(self.request.user, self.kwargs["decision_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was asked and decided."""
        return super().get_context_data(rows=decision_rows(self.subject), **kwargs)


class DecideNotAloneView(DecisionStepView):
    """Decide whether a child need not be seen alone."""

    form_class = DecideNotAloneForm
    template_name = "visits/decide_not_alone.html"
    success_message = "The decision is saved."
    step = "agree"

    def perform(self, form: DecideNotAloneForm) -> str:
        """Decide, and lead to the case."""
        decide_not_alone(
            decision_id=self.subject.pk,
            actor=self.request.user,
            agrees=form.cleaned_data["decision"] == AGREE,
            rationale=form.cleaned_data["rationale"],
            valid_until=form.cleaned_data["valid_until"],
        )
        return self.cancel_address()


class ReviewNotAloneView(DecisionStepView):
    """Confirm or end a decision in supervision."""

    form_class = ReviewNotAloneForm
    template_name = "visits/review_not_alone.html"
    success_message = "The review is saved."
    step = "end"

    def obstacle(self) -> str:
        """Say that the decision is not in force."""
        if is_possible(self.subject, self.step):
            return ""
        return "This decision is not in force, so it cannot be reviewed."

    def perform(self, form: ReviewNotAloneForm) -> str:
        """Save the review, and lead to the case."""
        review_not_alone(
            decision_id=self.subject.pk,
            actor=self.request.user,
            continues=form.cleaned_data["outcome"] == CONTINUES,
            note=form.cleaned_data["note"],
            valid_until=form.cleaned_data["valid_until"],
        )
        return self.cancel_address()
