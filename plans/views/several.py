"""Pages on which the plans of several children of a family are read and worked on together."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.selectors.access import find_case
from cin.accounts.permissions import may_manage
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.core import clock
from cin.core.downloads import pdf_download
from cin.core.errors import ChangedMeanwhile, DomainError
from cin.core.forms import Form
from cin.documents.printing import pdf_of
from cin.policy.selectors import procedure_in_force
from plans.beside import limits_apart
from plans.family import children_of, decidable_by, drafts_among, plans_of
from plans.forms.several import BeginPlansForm, DecidePlansForm, SubmitPlansForm
from plans.models import PlanVersion
from plans.services.several import PlanDecision, begin_plans, decide_plans, submit_plans
from plans.starting import Start, starts_of
from plans.views.case_steps import WorkStepView
from plans.views.family_words import joined, lines_about


@require_safe
def family_plans(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show the plans of brothers and sisters side by side, and what can be done with them."""
    case = find_case(request.user, case_id)
    children = children_of(request.user, case)
    versions = plans_of(children)
    note_views(cases=children, viewer=request.user, page="family_plans")
    context = {
        "case": case,
        "children": lines_about(children, versions),
        "plans": joined(versions),
        "limits": limits_apart(children),
        "steps": _steps(request, case, children, versions),
    }
    return TemplateResponse(request, "plans/family_plans.html", context)


@require_safe
def print_family_plans(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Give the plans of brothers and sisters in one paper for those who work with all of them; who
    took it is written down.
    """
    case = find_case(request.user, case_id)
    children = children_of(request.user, case)
    versions = plans_of(children)
    contents = pdf_of(
        "plans/print/family_plans.html",
        {
            "title": "The plans of brothers and sisters",
            "case": case,
            "children": lines_about(children, versions),
            "plans": joined(versions),
            "printed_by": request.user.name,
            "printed_at": clock.now(),
        },
    )
    note_views(cases=children, viewer=request.user, page="family_plans, printed")
    return pdf_download(contents, name="family-plans.pdf")


def _steps(
    request: SignedInRequest, case: Case, children: list[Case], versions: list[PlanVersion]
) -> list[dict[str, str]]:
    user = request.user
    can_start = [each for each in starts_of(user, children) if not each.obstacle]
    wanted = [
        ("Start plans for several children", "begin_plans", len(can_start) > 1, ""),
        ("Submit several plans", "submit_plans", len(drafts_among(user, versions)) > 1, ""),
        ("Decide on several plans", "decide_plans", len(decidable_by(user, case)) > 1, ""),
        ("Save as a PDF", "print_family_plans", bool(versions), "secondary"),
    ]
    return [
        {"text": text, "href": reverse(f"plans:{name}", args=[case.pk]), "kind": kind}
        for text, name, is_open, kind in wanted
        if is_open
    ]


class FamilyStepView(WorkStepView):
    """A step on the plans of several children, which leads back to all of them."""

    @cached_property
    def children(self) -> list[Case]:
        """The children of the family whose cases this person may open."""
        return children_of(self.request.user, self.subject)

    def cases_shown(self) -> list[Case]:
        """List every child on the page."""
        return self.children

    def cancel_address(self) -> str:
        """Go back to the plans side by side."""
        return reverse("plans:family_plans", args=[self.subject.pk])


class BeginPlansView(FamilyStepView):
    """Start the plans of several children."""

    form_class = BeginPlansForm
    template_name = "plans/begin_plans.html"
    blocked_title = "Not all of these plans can be started"
    success_message = (
        "The plans are started. What you tick “Also for” is written in several at once."
    )

    @cached_property
    def starts(self) -> list[Start]:
        """What each child's plan could be started with, or why it cannot."""
        return starts_of(self.request.user, self.children)

    def obstacle(self) -> str:
        """Say why there is no child whose plan can be started."""
        if any(not each.obstacle for each in self.starts):
            return ""
        reasons = [f"{each.case.child}: {each.obstacle}" for each in self.starts]
        return " ".join(["No plan of this family can be started now.", *reasons])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the children whose plans can be started."""
        starts = [each for each in self.starts if not each.obstacle]
        return {**super().get_form_kwargs(), "starts": starts}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the children whose plans cannot be started, with the reason."""
        cannot = [each for each in self.starts if each.obstacle]
        return super().get_context_data(cannot=cannot, **kwargs)

    def perform(self, form: BeginPlansForm) -> str:
        """Start them, and go on to write the first."""
        answers = form.cleaned_data
        begun = begin_plans(
            case_ids=answers["children"], actor=self.request.user, kind=answers.get("kind", "")
        )
        mine = [version for version in begun if version.case_id == self.subject.pk]
        return reverse("plans:write_plan", args=[(mine or begun)[0].pk])


class SubmitPlansView(FamilyStepView):
    """Submit the drafts of several children."""

    form_class = SubmitPlansForm
    template_name = "plans/submit_plans.html"
    blocked_title = "Before you can submit these plans"
    success_message = "The plans are submitted."

    @cached_property
    def drafts(self) -> list[PlanVersion]:
        """The drafts that this person may submit."""
        return drafts_among(self.request.user, plans_of(self.children))

    def obstacle(self) -> str:
        """Say that nothing is being written."""
        return "" if self.drafts else "No plan of this family is being written by you now."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the drafts."""
        return {**super().get_form_kwargs(), "versions": self.drafts}

    def perform(self, form: SubmitPlansForm) -> str:
        """Submit them."""
        submit_plans(version_ids=form.cleaned_data["plans"], actor=self.request.user)
        return self.cancel_address()


class DecidePlansView(FamilyStepView):
    """Read the plans of several children side by side, and decide on each."""

    form_class = DecidePlansForm
    template_name = "plans/decide_plans.html"
    blocked_title = "Not all of these decisions can be saved"
    success_message = "Your decisions are saved."
    rule = may_manage

    @cached_property
    def versions(self) -> list[PlanVersion]:
        """The versions that this manager can decide on."""
        return decidable_by(self.request.user, self.subject)

    def obstacle(self) -> str:
        """Say that nothing waits for this manager."""
        return "" if self.versions else "No plan of this family waits for your decision now."

    def cases_shown(self) -> list[Case]:
        """List the children whose plans are read."""
        return [self.subject, *(version.case for version in self.versions)]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer a decision on each, and what the procedure has the manager confirm."""
        procedure = procedure_in_force(self.subject.authority_id)
        statements = procedure.get("plan_approval_checks")
        return {
            **super().get_form_kwargs(),
            "versions": self.versions,
            "statements": statements,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the plans as they are read side by side."""
        return super().get_context_data(
            children=lines_about([version.case for version in self.versions], self.versions),
            plans=joined(self.versions),
            **kwargs,
        )

    def perform(self, form: DecidePlansForm) -> str:
        """Carry the decisions out, all or none."""
        answers = form.cleaned_data
        decisions = [
            PlanDecision(
                version_id=version.pk,
                agrees=answers[f"decision_{version.pk}"] == "agree",
                read_version=answers[f"version_{version.pk}"],
                comment=answers[f"comment_{version.pk}"],
                confirmed=answers.get("confirmed") or (),
            )
            for version in self.versions
            if answers[f"decision_{version.pk}"] != "leave"
        ]
        decide_plans(decisions=decisions, actor=self.request.user)
        return self.cancel_address()

    def _explain(self, form: Form, refused: DomainError) -> None:
        super()._explain(form, refused)
        if isinstance(refused, ChangedMeanwhile) and isinstance(form, DecidePlansForm):
            form.show_as_drawn()
