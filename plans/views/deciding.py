"""Pages on which a plan is read, decided on and sent out."""

from dataclasses import dataclass
from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse

from cases.selectors.people import sibling_cases
from cases.selectors.telling import still_to_be_sent
from cases.views.pages import CaseStageView, CaseStepView
from cases.views.telling import TellingMixin
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.selectors import has_done
from cin.audit.services import is_possible, note_view, refusal_of
from cin.documents.models import CirculationKind
from cin.documents.selectors import sendings_of
from cin.policy.selectors import procedure_in_force
from plans.following import obstacle_to_following
from plans.forms import AgreeIntervalsForm, CirculatePlanForm, DecidePlanForm
from plans.lacking import services_not_given
from plans.models import PlanState, PlanVersion
from plans.selectors import (
    WRITING,
    find_version,
    intervals_refusal,
    obstacle_to_agreeing_intervals,
    obstacle_to_circulating,
    obstacle_to_deciding,
)
from plans.services import agree_intervals, approve_plan, circulate_plan, return_plan, sign_off_plan
from plans.services.agreeing import WROTE_IT
from plans.starting import obstacle_to_amending
from plans.views.case_steps import WorkStepView
from plans.views.words import COLOURS, rows_of, whole_of


@dataclass(frozen=True)
class Agreeing:
    """How a manager agrees to a version at one stage: the words on the page and the service."""

    title: str
    choice: str
    hint: str
    act: Any


APPROVING = Agreeing(
    "Decide on the plan", "Approve it", "You agree with the plan as it stands above.", approve_plan
)
SIGNING_OFF = Agreeing(
    "Sign off the plan",
    "Sign it off",
    "The meeting has agreed it. With your signature it is in force.",
    sign_off_plan,
)
FOLLOWED = {PlanState.ACTIVE, PlanState.SUPERSEDED, PlanState.CEASED}
AGREEING = {PlanState.SUBMITTED: APPROVING, PlanState.CONFIRMED: SIGNING_OFF}


def plan(request: SignedInRequest, version_id: int) -> TemplateResponse:
    """Show one version of a plan, and what this person can do with it now."""
    version = find_version(request.user, version_id)
    note_view(case=version.case, viewer=request.user, page="plan")
    sendings = list(sendings_of(version.case_id, CirculationKind.PLAN, version.pk))
    texts = [each.recipients for each in sendings]
    context = {
        "version": version,
        "case": version.case,
        "plan_label": procedure_in_force(version.case.authority_id).get("plan_label"),
        "sendings": sendings,
        "unsent": still_to_be_sent(version.case, texts) if texts else [],
        "steps": steps_open_to(request.user, version),
        "waiting": waiting_for(version),
        "is_agreed": not obstacle_to_circulating(version),
        "colour": COLOURS.get(version.state, ""),
        "rows": rows_of(version),
        "whole": whole_of(version),
        "has_siblings": bool(sibling_cases(request.user, version.case)),
        "follow": {
            "is_shown": version.state in FOLLOWED,
            "may": not obstacle_to_following(version)
            and not may_work.reason(version.case, request.user),
            "version_id": version.pk,
        },
    }
    return TemplateResponse(request, "plans/plan.html", context)


def waiting_for(version: PlanVersion) -> str:
    """Say what a finished version waits for when that is not a manager, or nothing."""
    is_between = version.state in {PlanState.SUBMITTED, PlanState.APPROVED}
    return obstacle_to_deciding(version) if is_between else ""


def steps_open_to(user: Any, version: PlanVersion) -> list[dict[str, str]]:
    """List the buttons of the pages on which this person can take the version further now."""
    works = not may_work.reason(version.case, user)
    decides = not refusal_of(version, "send_back", user)
    changes = works and version.state == PlanState.ACTIVE and not obstacle_to_amending(version.case)
    agrees = not obstacle_to_agreeing_intervals(version) and not intervals_refusal(user, version)
    wanted = [
        ("Write the plan", "write_plan", works and version.is_editable, ""),
        ("Change the plan", "amend_plan", changes, ""),
        (
            AGREEING.get(version.state, APPROVING).title,
            "decide_plan",
            decides and not obstacle_to_deciding(version),
            "",
        ),
        ("Agree how often", "agree_intervals", agrees, ""),
        (
            "Record that it was sent out",
            "circulate_plan",
            works and version.case.is_open and not obstacle_to_circulating(version),
            "secondary",
        ),
        ("Save as a PDF", "print_plan", True, "secondary"),
        (
            "Take it back to change it",
            "take_back_plan",
            works and is_possible(version, "take_back"),
            "secondary",
        ),
    ]
    of = {"amend_plan": version.case_id}
    return [
        {
            "text": text,
            "href": reverse(f"plans:{name}", args=[of.get(name, version.pk)]),
            "kind": kind,
        }
        for text, name, is_open, kind in wanted
        if is_open
    ]


class DecidePlanView(CaseStageView):
    """Read the whole plan, then approve it, sign it off or return it."""

    step = "send_back"
    form_class = DecidePlanForm
    template_name = "plans/decide_plan.html"
    success_message = "Decision saved"

    def find_subject(self) -> PlanVersion:
        """Give the version, when this person may know of it."""
        return find_version(self.request.user, self.kwargs["version_id"])

    def refusal(self) -> str:
        """Say why this person may not decide: nobody approves what they wrote in."""
        wrote_it = WROTE_IT if has_done(self.request.user, self.subject, WRITING) else ""
        return super().refusal() or wrote_it

    def obstacle(self) -> str:
        """Say why there is nothing for a manager to decide now."""
        return obstacle_to_deciding(self.subject)

    def cancel_address(self) -> str:
        """Go back to the plan."""
        return reverse("plans:plan", args=[self.subject.pk])

    def get_initial(self) -> dict[str, Any]:
        """Carry the version that is on the page, so that only what was read is decided on."""
        return {"version": self.subject.version}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what the stage and the procedure ask of a manager."""
        agreeing = AGREEING[self.subject.state]
        kwargs = super().get_form_kwargs()
        statements = procedure_in_force(self.subject.case.authority_id).get("plan_approval_checks")
        words = {"agree": agreeing.choice, "agree_hint": agreeing.hint}
        lacks = bool(services_not_given(self.subject))
        return {**kwargs, **words, "statements": statements, "lacks_services": lacks}

    def perform(self, form: DecidePlanForm) -> str:
        """Carry the decision out."""
        answers = form.cleaned_data
        common = {
            "version_id": self.subject.pk,
            "actor": self.request.user,
            "read_version": answers["version"],
            "comment": answers["comment"],
        }
        if answers["decision"] == "return":
            return_plan(**common)
        else:
            act = AGREEING[self.subject.state].act
            act(confirmed=answers.get("confirmed") or (), **common)
        return reverse("plans:plan", args=[self.subject.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the plan's own words and the heading of the decision."""
        label = procedure_in_force(self.subject.case.authority_id).get("plan_label")
        title = AGREEING[self.subject.state].title
        return super().get_context_data(
            version=self.subject,
            plan_label=label,
            title=title,
            rows=rows_of(self.subject),
            whole=whole_of(self.subject),
            **kwargs,
        )


class AgreeIntervalsView(CaseStepView):
    """Agree how often a first plan has visits and reviews."""

    form_class = AgreeIntervalsForm
    template_name = "plans/agree_intervals.html"
    success_message = "Your agreement is saved."

    def find_subject(self) -> PlanVersion:
        """Give the version, when this person may know of it."""
        return find_version(self.request.user, self.kwargs["version_id"])

    def refusal(self) -> str:
        """Say why this person may not agree."""
        return intervals_refusal(self.request.user, self.subject)

    def obstacle(self) -> str:
        """Say why there is nothing to agree to."""
        return obstacle_to_agreeing_intervals(self.subject)

    def cancel_address(self) -> str:
        """Go back to the plan."""
        return reverse("plans:plan", args=[self.subject.pk])

    def perform(self, form: AgreeIntervalsForm) -> str:
        """Agree."""
        agree_intervals(
            version_id=self.subject.pk, actor=self.request.user, note=form.cleaned_data["note"]
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is agreed to."""
        return super().get_context_data(
            rows=rows_of(self.subject),
            whole=whole_of(self.subject),
            version=self.subject,
            **kwargs,
        )


class CirculatePlanView(TellingMixin, WorkStepView):
    """Note that the plan was sent out, when and to whom."""

    form_class = CirculatePlanForm
    template_name = "plans/circulate_plan.html"
    success_message = "Sending of the plan recorded"

    def find_subject(self) -> PlanVersion:
        """Give the version, when this person may know of it."""
        return find_version(self.request.user, self.kwargs["version_id"])

    def obstacle(self) -> str:
        """Say why it cannot be sent out now."""
        return obstacle_to_circulating(self.subject)

    def cancel_address(self) -> str:
        """Go back to the plan."""
        return reverse("plans:plan", args=[self.subject.pk])

    def perform(self, form: CirculatePlanForm) -> str:
        """Note it."""
        circulate_plan(version_id=self.subject.pk, actor=self.request.user, **form.answers())
        return reverse("plans:plan", args=[self.subject.pk])
