"""The page of circumstances, changes and longer times, and recording circumstances."""

from typing import Any

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from cases.forms.facts import EndCircumstanceForm, RecordCircumstanceForm
from cases.models import CircumstanceKind
from cases.selectors.access import find_case
from cases.selectors.changes import changes_of
from cases.selectors.circumstances import (
    circumstance_refusal,
    circumstances_of,
    effects_of,
    find_circumstance,
)
from cases.selectors.exceptions import limits_that_may_be_longer, longer_times_of
from cases.services.circumstances import (
    CircumstanceDetails,
    end_circumstance,
    record_circumstance,
    withdraw_circumstance,
)
from cases.views.fact_cards import (
    change_cards,
    circumstance_cards,
    things_to_record,
)
from cases.views.fact_steps import FactStepView, WithdrawFactView, facts_page
from cases.views.longer_cards import longer_cards, may_be_longer
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force


@require_safe
def circumstances(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """List what sets a case apart, what happened to the family, and which limits may be longer."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="circumstances")
    procedure = procedure_in_force(case.authority_id)
    allowed = limits_that_may_be_longer(case)
    longer_times = longer_times_of(case)
    context = {
        "case": case,
        "authority_name": procedure.authority_name,
        "circumstances": circumstance_cards(circumstances_of(case), request.user, procedure),
        "changes": change_cards(changes_of(case), request.user, procedure),
        "longer_times": longer_cards(longer_times, request.user, allowed),
        "may_be_longer": may_be_longer(case, request.user, allowed.values(), longer_times),
        "groups": things_to_record(case, request.user),
    }
    return TemplateResponse(request, "cases/circumstances.html", context)


class RecordCircumstanceView(FactStepView):
    """Record what sets a case apart, from when, and why."""

    form_class = RecordCircumstanceForm
    template_name = "cases/record_circumstance.html"
    success_message = "Saved. The dates of the case follow it."

    def find_subject(self) -> Any:
        """Find the case, and refuse a kind of circumstance that does not exist."""
        if self.kwargs["kind"] not in CircumstanceKind.values:
            raise NotFound("There is no such page.")
        return super().find_subject()

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return circumstance_refusal(self.subject, self.request.user, self.kwargs["kind"])

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return "" if self.subject.is_open else "This case is closed."

    def heading(self) -> str:
        """Name the circumstance."""
        return str(CircumstanceKind(self.kwargs["kind"]).label)

    def effects(self) -> list[str]:
        """Say what it changes under the authority's procedure."""
        procedure = procedure_in_force(self.subject.authority_id)
        return effects_of(self.kwargs["kind"], procedure)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask what belongs to this kind."""
        return {**super().get_form_kwargs(), "kind": self.kwargs["kind"]}

    def perform(self, form: RecordCircumstanceForm) -> str:
        """Record it."""
        record_circumstance(
            case_id=self.subject.pk,
            actor=self.request.user,
            kind=self.kwargs["kind"],
            details=CircumstanceDetails(**form.cleaned_data),
        )
        return facts_page(self.subject)


class EndCircumstanceView(FactStepView):
    """Record the last day of a circumstance."""

    form_class = EndCircumstanceForm
    template_name = "cases/end_circumstance.html"
    success_message = "Saved. The dates of the case follow it."

    def find_subject(self) -> Any:
        """Find the circumstance, when this person may know of it."""
        return find_circumstance(self.request.user, self.kwargs["circumstance_id"])

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return circumstance_refusal(self.subject.case, self.request.user, self.subject.kind)

    def obstacle(self) -> str:
        """Say that it has ended already."""
        lasts = self.subject.ends_on is None and not self.subject.is_withdrawn
        return "" if lasts else "This circumstance has ended already."

    def heading(self) -> str:
        """Name the circumstance that ends."""
        return f"Record the end: {self.subject.get_kind_display()}"

    def effects(self) -> list[str]:
        """Say that what was done stays."""
        return [
            "What it asks for ends with its last day. What was done before stays in the record."
        ]

    def perform(self, form: EndCircumstanceForm) -> str:
        """End it."""
        end_circumstance(
            circumstance_id=self.subject.pk, actor=self.request.user, **form.cleaned_data
        )
        return facts_page(self.subject.case)


class WithdrawCircumstanceView(WithdrawFactView):
    """Take back a circumstance that was recorded by mistake."""

    def find(self) -> Any:
        """Find the circumstance, when this person may know of it."""
        return find_circumstance(self.request.user, self.kwargs["circumstance_id"])

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return circumstance_refusal(self.case, self.request.user, self.subject.kind)

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_circumstance(
            circumstance_id=self.subject.pk, actor=self.request.user, reason=reason
        )
