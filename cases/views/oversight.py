"""Pages about what managers decide on a case."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cases.forms.oversight import RecordOversightForm
from cases.models import OversightType
from cases.permissions import may_work
from cases.selectors.access import find_case
from cases.selectors.notes import obstacle_to_noting
from cases.selectors.oversight import (
    open_next_steps,
    oversight_about,
    oversight_refusal,
    sitting_of,
    types_offered,
)
from cases.selectors.people import sibling_cases
from cases.services.oversight import (
    OversightDetails,
    Step,
    complete_next_step,
    record_oversight,
)
from cases.views.files import ChosenFileMixin, new_file
from cases.views.pages import CaseStepView
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core.errors import NotFound, NotPermitted
from cin.policy.selectors import procedure_in_force

PAGE = 25


class RecordOversightView(ChosenFileMixin, CaseStepView):
    """Write a manager's note of one type; what was due for it is then met."""

    form_class = RecordOversightForm
    template_name = "cases/record_oversight.html"
    success_message = "The note is saved."

    def find_subject(self) -> Any:
        """Find the case, and refuse a type of note that does not exist."""
        if self.kwargs["kind"] not in OversightType.values:
            raise NotFound("There is no such page.")
        return super().find_subject()

    def refusal(self) -> str:
        """Refuse anybody but a manager."""
        return oversight_refusal(self.subject, self.request.user, self.kwargs["kind"])

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return obstacle_to_noting(self.subject)

    def cancel_address(self) -> str:
        """Lead back to the managers' notes."""
        return reverse("cases:oversight", args=[self.subject.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask what this type of note asks, of these children."""
        siblings = sibling_cases(self.request.user, self.subject)
        return {
            **super().get_form_kwargs(),
            "kind": OversightType(self.kwargs["kind"]),
            "case": self.subject,
            "siblings": siblings,
            "sitting": sitting_of(
                procedure_in_force(self.subject.authority_id), self.kwargs["kind"]
            ),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is being recorded, and what is open from before."""
        return super().get_context_data(
            kind=OversightType(self.kwargs["kind"]),
            next_steps=open_next_steps(self.subject),
            **kwargs,
        )

    def perform(self, form: RecordOversightForm) -> str:
        """Save the note."""
        steps = [Step(**row) for row in form.cleaned_data["next_steps"]]
        details = OversightDetails(
            type=self.kwargs["kind"],
            next_steps=steps,
            **form.oversight_answers(),
        )
        note = record_oversight(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=details,
            siblings=form.sibling_ids(),
            file=new_file(form),
        )
        return reverse("cases:note", args=[note.pk])


@require_safe
def oversight(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """List what managers decided on a case, what they asked for, and what still stands."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="oversight")
    page = Paginator(oversight_about(case), PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "page": page,
        "next_steps": open_next_steps(case),
        "may_oversee": case.is_open and bool(types_offered(case, request.user)),
        "may_work": not may_work.reason(case, request.user),
    }
    return TemplateResponse(request, "cases/oversight.html", context)


@require_safe
def choose_oversight(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Let a manager choose which type of note to write."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="choose oversight")
    offered = types_offered(case, request.user)
    if not offered:
        raise NotPermitted(oversight_refusal(case, request.user, OversightType.DECISION))
    context = {"case": case, "types": offered, "obstacle": obstacle_to_noting(case)}
    return TemplateResponse(request, "cases/choose_oversight.html", context)


@require_POST
def complete_step(request: SignedInRequest, case_id: int, step_id: int) -> HttpResponse:
    """Note that what a manager asked for is done, and go back to the list."""
    case = find_case(request.user, case_id)
    complete_next_step(step_id=step_id, actor=request.user)
    return redirect("cases:oversight", case.pk)
