"""The pages of a child's safety plan."""

from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.facts import ReasonForm
from cases.forms.safety_plans import SafetyPlanForm, ShareSafetyPlanForm
from cases.models import Case, SafetyPlan
from cases.permissions import may_work
from cases.selectors.access import find_case
from cases.selectors.notes import obstacle_to_noting
from cases.selectors.safety_plans import (
    draft_of,
    find_safety_plan,
    records_of_making,
    safety_plans_of,
)
from cases.services.safety_plans import (
    SafetyPlanText,
    SafetyStep,
    end_safety_plan,
    put_safety_plan_in_force,
    share_safety_plan,
    write_safety_plan,
)
from cases.views.pages import CaseStepView, DraftStepView
from cases.views.telling import TellingMixin
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core import clock
from cin.core.downloads import pdf_download
from cin.core.errors import NotFound
from cin.documents.printing import pdf_of

KEPT = list(SafetyPlanText.__dataclass_fields__)


def safety_plan_page(case: Case) -> str:
    """Give the address of a child's safety plan."""
    return reverse("cases:safety_plan", args=[case.pk])


@require_safe
def safety_plan(
    request: SignedInRequest, case_id: int, number: int | None = None
) -> TemplateResponse:
    """Show a child's safety plan: the version in force, or the one that was asked for."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="safety plan")
    versions = list(safety_plans_of(case))
    plan = _shown(versions, number)
    context = {
        "case": case,
        "plan": plan,
        "records": records_of_making(plan) if plan else [],
        "versions": versions,
        "draft": next((plan for plan in versions if plan.is_draft), None),
        "may_write": case.is_open and not may_work.reason(case, request.user),
        "may_work": not may_work.reason(case, request.user),
    }
    return TemplateResponse(request, "cases/safety_plan.html", context)


def _shown(versions: list[SafetyPlan], number: int | None) -> SafetyPlan | None:
    if number is not None:
        asked = next((plan for plan in versions if plan.number == number), None)
        if asked is None:
            raise NotFound("There is no such version of the safety plan.")
        return asked
    in_force = next((plan for plan in versions if plan.is_in_force), None)
    return in_force or next(iter(versions), None)


@require_safe
def print_safety_plan(request: SignedInRequest, plan_id: int) -> HttpResponse:
    """Give a safety plan to print for the family; who took it is written down."""
    plan = find_safety_plan(request.user, plan_id)
    contents = pdf_of(
        "cases/print/safety_plan.html",
        {
            "title": "Safety plan",
            "case": plan.case,
            "plan": plan,
            "printed_by": request.user.name,
            "printed_at": clock.now(),
        },
    )
    note_view(case=plan.case, viewer=request.user, page="safety plan, printed")
    return pdf_download(contents, name="safety-plan.pdf")


class WriteSafetyPlanView(DraftStepView):
    """Write the draft of a safety plan, and put it in force."""

    form_class = SafetyPlanForm
    template_name = "cases/write_safety_plan.html"
    blocked_title = "Before the plan can come into force"
    finished_message = "The safety plan is in force."

    def refusal(self) -> str:
        """Refuse somebody who may not work on the case."""
        return str(may_work.reason(self.subject, self.request.user))

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return obstacle_to_noting(self.subject)

    def cancel_address(self) -> str:
        """Lead back to the safety plan."""
        return safety_plan_page(self.subject)

    def get_initial(self) -> dict[str, Any]:
        """Go on with the draft, or start from the version in force."""
        draft = draft_of(self.subject)
        before = draft or safety_plans_of(self.subject).first()
        if before is None:
            return {}
        answers = model_to_dict(before, fields=KEPT)
        actions = [
            model_to_dict(row, fields=["what", "who", "when"]) for row in before.actions.all()
        ]
        if draft is None:
            answers |= {"made_at": "", "made_on": None, "made_with": "", "review_on": None}
        return {"version": draft and draft.version, "actions": actions, **answers}

    def save(self, form: SafetyPlanForm) -> SafetyPlan:
        """Save the draft."""
        return write_safety_plan(
            case_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            text=SafetyPlanText(**form.text_answers()),
            actions=[SafetyStep(**row) for row in form.cleaned_data["actions"]],
        )

    def finish(self, record: SafetyPlan) -> None:
        """Put it in force."""
        put_safety_plan_in_force(plan_id=record.pk, actor=self.request.user)

    def after(self, record: SafetyPlan) -> str:
        """Show it."""
        return safety_plan_page(record.case)


class _OfPlanView(CaseStepView):
    """A step on one version of a safety plan."""

    def find_subject(self) -> Any:
        """Find the version among those of cases this person may know of."""
        return find_safety_plan(self.request.user, self.kwargs["plan_id"])

    def refusal(self) -> str:
        """Refuse somebody who may not work on the case."""
        return str(may_work.reason(self.subject.case, self.request.user))

    def cancel_address(self) -> str:
        """Lead back to the safety plan."""
        return safety_plan_page(self.subject.case)


class EndSafetyPlanView(_OfPlanView):
    """End the safety plan in force, with the reason."""

    form_class = ReasonForm
    template_name = "cases/end_safety_plan.html"
    success_message = "The safety plan is ended."

    def obstacle(self) -> str:
        """Say that only a plan in force can be ended."""
        return "" if self.subject.is_in_force else "This version is not in force."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask why."""
        question = "Why is the plan not needed any more?"
        return {**super().get_form_kwargs(), "question": question}

    def perform(self, form: ReasonForm) -> str:
        """End it."""
        end_safety_plan(
            plan_id=self.subject.pk,
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return self.cancel_address()


class ShareSafetyPlanView(TellingMixin, _OfPlanView):
    """Note that somebody was given a safety plan."""

    form_class = ShareSafetyPlanForm
    template_name = "cases/share_safety_plan.html"
    success_message = "Saved."

    def obstacle(self) -> str:
        """Say that a draft is not shared."""
        return "Put the plan in force before you share it." if self.subject.is_draft else ""

    def perform(self, form: ShareSafetyPlanForm) -> str:
        """Save it."""
        share_safety_plan(plan_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()
