"""Pages about what agencies and authorities disagree about."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.selectors.access import find_case
from cases.views.cards import typed_rows
from cases.views.pages import Button
from cin.accounts.models import User
from cin.accounts.permissions import may_manage, may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view, refusal_of
from cin.core.templatetags.cin import moment, plain_day
from cin.policy.selectors import procedure_in_force
from plans.views.case_steps import WorkStepView
from transfers.forms.disagreements import (
    DecideDisputeForm,
    DisagreementStepForm,
    NotifyDisputeForm,
    RaiseDisagreementForm,
    SettleDisagreementForm,
)
from transfers.models import Disagreement, DisagreementState
from transfers.selectors.disagreements import (
    dispute_role_refusal,
    escalation_procedures,
    find_disagreement,
    obstacle_to_raising,
)
from transfers.selectors.moves import find_move
from transfers.services.disagreements import (
    DisagreementDetails,
    Outcome,
    StepDetails,
    add_disagreement_step,
    decide_dispute,
    notify_dispute,
    raise_disagreement,
    settle_disagreement,
)


def disagreement_page(found: Disagreement) -> str:
    """Give the address of a disagreement."""
    return reverse("transfers:disagreement", args=[found.pk])


@require_safe
def disagreement(request: SignedInRequest, disagreement_id: int) -> TemplateResponse:
    """Show one disagreement: both views, what was tried, how it ended."""
    found = find_disagreement(request.user, disagreement_id)
    note_view(case=found.case, viewer=request.user, page="disagreement")
    context = {
        "case": found.case,
        "disagreement": found,
        "rows": _rows(found),
        "steps": list(found.steps.select_related("recorded_by")),
        "links": _links(found, request.user),
        "escalation": escalation_procedures(found.case),
    }
    return TemplateResponse(request, "transfers/disagreement.html", context)


def _rows(found: Disagreement) -> list[dict[str, Any]]:
    legal = found.took_legal_advice
    facts = {
        "With": found.with_whom,
        "About": str(found.get_about_display()),
        "Our view": found.our_view,
        "Their view": found.their_view,
        "Raised": f"{found.raised_by}, {plain_day(found.raised_on)}",
        "Put before whoever decides": f"{found.notified_by}, {moment(found.notified_at)}"
        if found.notified_by
        else "",
        "How it ended": found.outcome,
        "Reasons": found.outcome_reason,
        "Legal advice": found.legal_advice or ("Not taken" if legal is False else ""),
        "Settled": f"{found.settled_by}, {plain_day(found.settled_on)}" if found.settled_by else "",
    }
    return typed_rows(facts)


def _links(found: Disagreement, user: User) -> list[Button]:
    if found.state == DisagreementState.SETTLED or may_work.reason(found, user):
        return []
    links = [("Record that it was talked about", "add_disagreement_step")]
    if not found.is_between_authorities:
        links.append(("Record how it ended", "settle_disagreement"))
    else:
        if found.state == DisagreementState.RAISED and not refusal_of(found, "notify", user):
            links.append(("Put it before whoever decides", "notify_dispute"))
        if not _decision_refusal(found, user):
            links.append(("Decide", "decide_dispute"))
    return [
        Button(text=text, href=reverse(f"transfers:{page}", args=[found.pk]))
        for text, page in links
    ]


def _decision_refusal(found: Disagreement, user: User) -> str:
    procedure = procedure_in_force(found.case.authority_id)
    return refusal_of(found, "decide_dispute", user) or dispute_role_refusal(user, procedure)


class RaiseDisagreementView(WorkStepView):
    """Record a challenge to another professional or agency."""

    form_class = RaiseDisagreementForm
    template_name = "transfers/raise_disagreement.html"
    success_message = "Saved."
    heading = "A professional disagreement"
    move_id: int | None = None

    def find_subject(self) -> Any:
        """Find the case among those this person may know of."""
        return find_case(self.request.user, self.kwargs["case_id"])

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return obstacle_to_raising(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the escalation procedure."""
        return super().get_context_data(
            heading=self.heading, escalation=escalation_procedures(self.subject), **kwargs
        )

    def perform(self, form: RaiseDisagreementForm) -> str:
        """Save it."""
        found = raise_disagreement(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=DisagreementDetails(**form.cleaned_data),
            move_id=self.move_id,
        )
        return disagreement_page(found)


class RaiseDisputeView(RaiseDisagreementView):
    """Record a dispute with the other authority about a move."""

    template_name = "transfers/raise_dispute.html"
    heading = "A dispute with the other authority"

    def find_subject(self) -> Any:
        """Find the move, and with it the case."""
        move = find_move(self.request.user, self.kwargs["move_id"])
        self.move_id, self.authority_name = move.pk, move.authority_name
        return move.case

    def cancel_address(self) -> str:
        """Lead back to the move."""
        return reverse("transfers:move", args=[self.move_id])

    def get_initial(self) -> dict[str, Any]:
        """Begin with the other authority."""
        return {"with_whom": self.authority_name}


class _OfDisagreementView(WorkStepView):
    """A step on one disagreement."""

    success_message = "Saved."

    def find_subject(self) -> Any:
        """Find it among those this person may know of."""
        return find_disagreement(self.request.user, self.kwargs["disagreement_id"])

    def obstacle(self) -> str:
        """Say that it is settled."""
        is_over = self.subject.state == DisagreementState.SETTLED
        return "This disagreement is settled." if is_over else ""

    def cancel_address(self) -> str:
        """Lead back to the disagreement."""
        return disagreement_page(self.subject)


class AddStepView(_OfDisagreementView):
    """Record that it was talked about."""

    form_class = DisagreementStepForm
    template_name = "transfers/add_disagreement_step.html"

    def perform(self, form: DisagreementStepForm) -> str:
        """Save it."""
        add_disagreement_step(
            disagreement_id=self.subject.pk,
            actor=self.request.user,
            details=StepDetails(**form.cleaned_data),
        )
        return disagreement_page(self.subject)


class NotifyDisputeView(_OfDisagreementView):
    """Put a dispute before whoever decides on it."""

    form_class = NotifyDisputeForm
    template_name = "transfers/notify_dispute.html"
    success_message = "It waits for their decision now. Ring them as well."

    def refusal(self) -> str:
        """Leave this to the team's manager."""
        return str(may_manage.reason(self.subject, self.request.user))

    def perform(self, _form: NotifyDisputeForm) -> str:
        """Notify them."""
        notify_dispute(disagreement_id=self.subject.pk, actor=self.request.user)
        return disagreement_page(self.subject)


class SettleDisagreementView(_OfDisagreementView):
    """Record how a disagreement between agencies ended."""

    form_class = SettleDisagreementForm
    template_name = "transfers/settle_disagreement.html"

    def refusal(self) -> str:
        """Leave disputes between authorities to whoever decides on them."""
        return refusal_of(self.subject, "settle", self.request.user)

    def perform(self, form: SettleDisagreementForm) -> str:
        """Save it."""
        settle_disagreement(
            disagreement_id=self.subject.pk,
            actor=self.request.user,
            outcome=Outcome(**form.cleaned_data),
        )
        return disagreement_page(self.subject)


class DecideDisputeView(_OfDisagreementView):
    """Decide on a dispute between authorities."""

    form_class = DecideDisputeForm
    template_name = "transfers/decide_dispute.html"
    success_message = "Your decision is saved."

    def refusal(self) -> str:
        """Leave this to the role that the procedure names."""
        return _decision_refusal(self.subject, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is disputed, and what was tried."""
        return super().get_context_data(
            rows=_rows(self.subject), steps=list(self.subject.steps.all()), **kwargs
        )

    def perform(self, form: DecideDisputeForm) -> str:
        """Save it."""
        decide_dispute(
            disagreement_id=self.subject.pk,
            actor=self.request.user,
            outcome=Outcome(**form.answers()),
        )
        return disagreement_page(self.subject)
