"""Giving a case to a social worker."""

from typing import Any

from cases.forms import AllocateCaseForm, ReallocateCaseForm
from cases.selectors.workloads import workers_by_team
from cases.services.allocation import allocate_case, reallocate_case
from cases.views.pages import CaseStageView, way_back
from cases.views.referrals import referral_rows
from cin.policy.selectors import procedure_in_force


class AllocateCaseView(CaseStageView):
    """Name the social worker of an accepted case."""

    form_class = AllocateCaseForm
    template_name = "cases/allocate_case.html"
    step = "allocate"
    success_message = "The case is allocated."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form ask what this authority's procedure wants."""
        procedure = procedure_in_force(self.subject.authority_id)
        cap = procedure.duration("initial_visit_hours_cap")
        return {
            **super().get_form_kwargs(),
            "teams": workers_by_team(self.request.user),
            "note_required": procedure.flag("allocation_note_required"),
            "hours_cap": cap.amount if cap else None,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the referral, which the choice depends on."""
        return super().get_context_data(rows=referral_rows(self.subject), **kwargs)

    def perform(self, form: AllocateCaseForm) -> str:
        """Give the case to the worker."""
        answers = form.cleaned_data
        case = allocate_case(
            case_id=self.subject.pk,
            actor=self.request.user,
            worker_id=answers["worker"],
            note=answers["note"],
            initial_visit_hours=answers.get("initial_visit_hours"),
        )
        return way_back(self.request.user, case)


class ReallocateCaseView(CaseStageView):
    """Name another social worker."""

    form_class = ReallocateCaseForm
    template_name = "cases/reallocate_case.html"
    step = "reallocate"
    success_message = "The case has a new worker."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer everybody but the present worker."""
        teams = workers_by_team(self.request.user, except_for=self.subject.worker_id)
        return {**super().get_form_kwargs(), "teams": teams}

    def perform(self, form: ReallocateCaseForm) -> str:
        """Hand the case over."""
        answers = form.cleaned_data
        case = reallocate_case(
            case_id=self.subject.pk,
            actor=self.request.user,
            worker_id=answers["worker"],
            note=answers["note"],
        )
        return way_back(self.request.user, case)
