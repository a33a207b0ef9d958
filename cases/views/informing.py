"""Writing down who was told of a referral or a decision, and what early help answered."""

from typing import Any

from django.urls import reverse

from cases.forms.early_help import RecordEarlyHelpAnswerForm
from cases.forms.informing import RecordTellingForm
from cases.models import Case, EarlyHelpReferral, TellingKind
from cases.selectors.access import find_case
from cases.selectors.early_help import find_early_help, obstacle_to_answer
from cases.selectors.informing import obstacle_to_telling
from cases.services.early_help import AnswerDetails, record_early_help_answer
from cases.services.informing import TellingDetails, record_telling
from cases.views.pages import CaseStepView
from cin.accounts.permissions import may_work
from cin.core.errors import NotFound


class RecordTellingView(CaseStepView):
    """Record that the family or the referrer was told, or why not."""

    form_class = RecordTellingForm
    template_name = "cases/record_telling.html"
    success_message = "Saved."

    @property
    def kind(self) -> str:
        """Name who is told of what, as the address has it."""
        return str(self.kwargs["kind"]).replace("-", "_")

    def find_subject(self) -> Case:
        """Find the case; refuses (NotFound) a kind of telling that there is not."""
        if self.kind not in TellingKind.values:
            raise NotFound("There is no such page.")
        return find_case(self.request.user, self.kwargs["case_id"])

    def refusal(self) -> str:
        """Refuse whoever does not work on the case."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that there is nothing to tell yet."""
        return obstacle_to_telling(self.subject, self.kind)

    def cancel_address(self) -> str:
        """Lead back to the referral."""
        return reverse("cases:referral", args=[self.subject.pk])

    def get_initial(self) -> dict[str, Any]:
        """Begin with the person's own name as who told them."""
        return {"told_by": self.request.user.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is told of what."""
        return super().get_context_data(title=TellingKind(self.kind).label, **kwargs)

    def perform(self, form: RecordTellingForm) -> str:
        """Record it, and lead back to the referral."""
        told = form.telling() or {}
        record_telling(
            case_id=self.subject.pk,
            actor=self.request.user,
            kind=self.kind,
            details=TellingDetails(**told),
        )
        return self.cancel_address()


class RecordEarlyHelpAnswerView(CaseStepView):
    """Record what an early help service answered."""

    form_class = RecordEarlyHelpAnswerForm
    template_name = "cases/record_early_help_answer.html"
    success_message = "The answer is saved."

    def find_subject(self) -> EarlyHelpReferral:
        """Find the referral to early help among those this person may know of."""
        return find_early_help(self.request.user, self.kwargs["early_help_id"])

    def refusal(self) -> str:
        """Refuse whoever does not work on the case."""
        return may_work.reason(self.subject.case, self.request.user)

    def obstacle(self) -> str:
        """Say that the answer is recorded already."""
        return obstacle_to_answer(self.subject)

    def cancel_address(self) -> str:
        """Lead back to the referral."""
        return reverse("cases:referral", args=[self.subject.case_id])

    def perform(self, form: RecordEarlyHelpAnswerForm) -> str:
        """Record it, and lead back to the referral."""
        answers = {name: value or "" for name, value in form.cleaned_data.items()}
        record_early_help_answer(
            early_help_id=self.subject.pk,
            actor=self.request.user,
            details=AnswerDetails(
                **{**answers, "assessment_on": form.cleaned_data["assessment_on"]}
            ),
        )
        return self.cancel_address()
