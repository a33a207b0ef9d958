"""Pages on which the ending of a case is proposed, read and decided on."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.selectors.closing import closing_meeting_in_words
from cases.selectors.agreements import early_help_in_words
from cases.selectors.child_protection import child_protection_since
from cases.views.pages import CaseStageView, buttons
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.audit.views import StageStepView
from cin.core import clock
from cin.core.templatetags.cin import moment
from cin.policy.selectors import procedure_in_force
from cin.procedures.codes import CEASE_REASONS, CLOSURE_DESTINATIONS
from closures.forms.closing import DecideClosureForm, ProposeClosureForm
from closures.models import Closure
from closures.selectors import (
    ENDINGS_OF_ASSESSMENT,
    blockers_to_closing,
    destinations_for,
    ends_in_early_help,
    find_closure,
    reasons_for,
)
from closures.selectors.endings import blockers_to_deciding
from closures.selectors.parties import is_override_asked, override_refusal, still_disagreeing
from closures.selectors.preparation import preparation_for, preparation_of
from closures.selectors.recommended import recommended_for
from closures.selectors.stepping_down import asked_of_step_down, step_down_of
from closures.services import (
    ClosingSummary,
    approve_closure,
    decline_closure,
    propose_closure,
)
from closures.views.step_down_words import sections_of
from closures.views.words import prefilled_views, readiness_of
from plans.views.case_steps import WorkStepView

TEXTS = {
    "summary": "What was done, and what has changed",
    "child_views": "The child's view of the ending",
    "family_views": "The parents' or carers' view",
    "agency_views": "The view of the other agencies",
    "next_steps": "Who the family can turn to from now on",
}
STEPS = [("approve", "Decide on closing the case", "closures:decide_closure")]


def closure(request: SignedInRequest, closure_id: int) -> TemplateResponse:
    """Show a proposal to end a case, and what was decided."""
    found = find_closure(request.user, closure_id)
    note_view(case=found.case, viewer=request.user, page="closure")
    context = {
        "case": found.case,
        "buttons": buttons(found, request.user, STEPS),
        **proposal_of(found),
    }
    return TemplateResponse(request, "closures/closure.html", context)


def proposal_of(found: Closure) -> dict[str, Any]:
    """Give a proposal in words."""
    texts = [(title, getattr(found, name)) for name, title in TEXTS.items()]
    rows = [*in_words(found), ("Closing meeting", closing_meeting_in_words(found.case))]
    return {
        "closure": found,
        "rows": [{"key": key, "value": value} for key, value in rows if value],
        "texts": [(title, text) for title, text in texts if text],
        **handed_on(found),
    }


def handed_on(found: Closure) -> dict[str, Any]:
    """Give what was got ready for the ending, and the step-down."""
    case, preparation = found.case, preparation_for(found)
    asked = asked_of_step_down(case, procedure_in_force(case.authority_id))
    return {
        **readiness_of(case, preparation),
        "step_down": sections_of(step_down_of(preparation), asked),
    }


def in_words(closure: Closure) -> list[tuple[str, str]]:
    """Say why the case should end, where to, who proposed it and what was decided."""
    reasons = {**CEASE_REASONS, **dict(ENDINGS_OF_ASSESSMENT)}
    despite = "Yes. " * closure.despite_disagreement + closure.despite_reason
    decided = f"{closure.get_state_display()} by {closure.decided_by}"
    return [
        ("Why the case should end", reasons.get(closure.reason, closure.reason)),
        ("Where the child goes", CLOSURE_DESTINATIONS.get(closure.destination, "")),
        ("Proposed by", f"{closure.submitted_by} on {moment(closure.submitted_at)}"),
        ("Decision", f"{decided} on {moment(closure.decided_at)}" if closure.decided_at else ""),
        ("The manager's comment", closure.decision_comment),
        ("Closed although somebody disagreed", despite),
    ]


class ProposeClosureView(WorkStepView, StageStepView):
    """Propose to a manager that a case should end."""

    step = "begin_closing"
    form_class = ProposeClosureForm
    template_name = "closures/propose_closure.html"
    blocked_title = "Before the case can be proposed for closing"
    success_message = "The proposal is with the manager."

    def obstacle(self) -> str:
        """Say at which other stage the case is."""
        return StageStepView.obstacle(self)

    def get_initial(self) -> dict[str, Any]:
        """Start from what everybody said, from the next step that was recommended, and from a child
        protection plan as the reason where the child has one.
        """
        prepared = preparation_of(self.subject)
        said = prefilled_views(prepared)
        written = prepared.next_step if prepared else ""
        step = written or recommended_for(self.subject).next_step
        if step in dict(destinations_for(self.subject)):
            said["destination"] = step
        is_protected = child_protection_since(self.subject) is not None
        return {**said, "reason": "cp_plan"} if is_protected else said

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer this authority's reasons and destinations."""
        return {
            **super().get_form_kwargs(),
            "reasons": reasons_for(self.subject),
            "destinations": destinations_for(self.subject),
        }

    def perform(self, form: ProposeClosureForm) -> str:
        """Make the proposal."""
        summary = ClosingSummary(**form.cleaned_data)
        made = propose_closure(case_id=self.subject.pk, actor=self.request.user, summary=summary)
        return reverse("closures:closure", args=[made.pk])

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what the summary lacks beside its boxes."""
        form.place_blockers()
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what stands in the way, before anything is typed, and consent to early help."""
        standing = blockers_to_closing(self.subject, reason="")
        early_help = early_help_in_words(self.subject, clock.today())
        return super().get_context_data(standing=standing, early_help=early_help, **kwargs)


class DecideClosureView(CaseStageView):
    """Read the proposal, and close the case or keep it open."""

    step = "approve"
    form_class = DecideClosureForm
    template_name = "closures/decide_closure.html"
    blocked_title = "Before the case can be closed"
    success_message = "Decision saved"

    def find_subject(self) -> Closure:
        """Give the proposal, when this person may know of it."""
        return find_closure(self.request.user, self.kwargs["closure_id"])

    def cancel_address(self) -> str:
        """Go back to the proposal."""
        return reverse("closures:closure", args=[self.subject.pk])

    def get_initial(self) -> dict[str, Any]:
        """Carry the version that is on the page, so that only what was read is decided on."""
        return {"version": self.subject.version}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the reason where somebody still disagrees."""
        found = preparation_of(self.subject.case)
        asks = bool(still_disagreeing(found)) and is_override_asked(self.subject.case)
        return {**super().get_form_kwargs(), "asks_why_despite": asks}

    def perform(self, form: DecideClosureForm) -> str:
        """Carry the decision out."""
        answers = form.cleaned_data
        act = {"approve": approve_closure, "decline": decline_closure}[answers["decision"]]
        more = {"despite_reason": answers.get("despite_reason") or ""}
        act(
            closure_id=self.subject.pk,
            actor=self.request.user,
            read_version=answers["version"],
            comment=answers["comment"],
            **(more if act is approve_closure else {}),
        )
        return reverse("closures:closure", args=[self.subject.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the whole proposal, and what is recorded of the consent that its ending needs."""
        case = self.subject.case
        asks = ends_in_early_help(self.subject.reason, self.subject.destination)
        early_help = early_help_in_words(case, clock.today()) if asks else ""
        found = preparation_of(case)
        more = {
            **proposal_of(self.subject),
            "early_help": early_help,
            "standing": blockers_to_deciding(case, found, self.subject.reason),
            "disagreeing": still_disagreeing(found),
            "override": override_refusal(case, found, self.request.user),
        }
        return super().get_context_data(**more, **kwargs)
