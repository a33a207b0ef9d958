"""Pages on which a case is offered to another team and the offer is answered."""

from typing import Any

from django.urls import reverse

from cases.selectors.access import visible_cases
from cases.selectors.handovers import requires_joint_visit
from cases.selectors.notices import told_in_advance
from cases.services.handovers import HandoverDetails
from cases.views.allocation import joint_visit_hint
from cases.views.pages import CaseStageView, way_back
from cin.accounts.permissions import may_manage
from cin.accounts.selectors import allocatable_workers, teams_of
from cin.core.templatetags.cin import moment
from cin.policy.selectors import procedure_in_force
from plans.views.case_steps import WorkStepView
from transfers.forms.transfers import (
    AnswerTransferForm,
    CheckRecordForm,
    ProposeTransferForm,
    TellInAdvanceForm,
)
from transfers.models import Transfer
from transfers.selectors.transfers import (
    find_transfer,
    obstacle_to_checking,
    obstacle_to_proposing,
    obstacle_to_telling,
)
from transfers.services import (
    WordInAdvance,
    accept_transfer,
    check_record,
    decline_transfer,
    propose_transfer,
    tell_in_advance,
)


class ProposeTransferView(WorkStepView):
    """Offer a case to another team."""

    form_class = ProposeTransferForm
    template_name = "transfers/propose_transfer.html"
    success_message = "The case is offered. It stays with you until the other team accepts it."

    def obstacle(self) -> str:
        """Say why the case cannot be offered now."""
        return obstacle_to_proposing(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the authority's other teams."""
        teams = teams_of(self.request.user).exclude(pk=self.subject.team_id)
        return {**super().get_form_kwargs(), "teams": list(teams.values_list("pk", "name"))}

    def perform(self, form: ProposeTransferForm) -> str:
        """Make the offer."""
        answers = form.cleaned_data
        propose_transfer(
            case_id=self.subject.pk,
            actor=self.request.user,
            to_team_id=answers["to_team"],
            reason=answers["reason"],
            summary=answers["summary"],
        )
        return reverse("desk:case", args=[self.subject.pk])


class TellInAdvanceView(WorkStepView):
    """Tell the managers of another team that a case is coming, and of the meeting."""

    form_class = TellInAdvanceForm
    template_name = "transfers/tell_in_advance.html"
    success_message = "They were told."

    def obstacle(self) -> str:
        """Say why there is nothing to tell of."""
        return obstacle_to_telling(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the authority's other teams."""
        teams = teams_of(self.request.user).exclude(pk=self.subject.team_id)
        return {**super().get_form_kwargs(), "teams": list(teams.values_list("pk", "name"))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who was told already, and whether they have read it."""
        return super().get_context_data(told=told_in_advance(self.subject), **kwargs)

    def perform(self, form: TellInAdvanceForm) -> str:
        """Tell them."""
        answers = dict(form.cleaned_data)
        tell_in_advance(
            case_id=self.subject.pk,
            actor=self.request.user,
            to_team_id=answers.pop("to_team"),
            word=WordInAdvance(**answers),
        )
        return reverse("desk:case", args=[self.subject.pk])


def checked_in_words(offer: Transfer) -> str:
    """Say what a manager of the offering team found when looking at the record (PET-82)."""
    if offer.record_checked is None:
        return "No manager has looked at it yet"
    found = "Yes" if offer.record_checked else f"No. {offer.record_gaps}"
    return f"{found} ({offer.checked_by}, {moment(offer.checked_at)})"


class CheckRecordView(WorkStepView):
    """Say as a manager whether the record of an offered case is up to date."""

    form_class = CheckRecordForm
    template_name = "transfers/check_record.html"
    success_message = "Saved. The other team can read it."

    def find_subject(self) -> Transfer:
        """Give the offer, when this person may read it."""
        return find_transfer(self.request.user, self.kwargs["transfer_id"])

    def refusal(self) -> str:
        """Refuse whoever may not decide on the case."""
        return may_manage.reason(self.subject.case, self.request.user)

    def obstacle(self) -> str:
        """Say that the offer was answered."""
        return obstacle_to_checking(self.subject)

    def perform(self, form: CheckRecordForm) -> str:
        """Save what the manager found."""
        check_record(
            transfer_id=self.subject.pk,
            actor=self.request.user,
            is_up_to_date=form.cleaned_data["is_up_to_date"],
            gaps=form.cleaned_data["gaps"],
        )
        return reverse("desk:case", args=[self.subject.case_id])


class AnswerTransferView(CaseStageView):
    """Read what the other team offers, and accept or decline it."""

    step = "accept"
    form_class = AnswerTransferForm
    template_name = "transfers/answer_transfer.html"
    success_message = "Your answer is saved."

    def find_subject(self) -> Transfer:
        """Give the offer, when this person may read it."""
        return find_transfer(self.request.user, self.kwargs["transfer_id"])

    def cancel_address(self) -> str:
        """Go back to Today: the case may not be this person's to open."""
        return reverse("desk:today")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the social workers of the receiving team, and ask about the joint visit."""
        workers = allocatable_workers(self.request.user).filter(team_id=self.subject.to_team_id)
        case = self.subject.case
        procedure = procedure_in_force(case.authority_id)
        return {
            **super().get_form_kwargs(),
            "workers": list(workers.values_list("pk", "name")),
            "wants_joint_visit": requires_joint_visit(procedure, is_transfer=True),
            "joint_visit_hint": joint_visit_hint(case, is_transfer=True),
        }

    def perform(self, form: AnswerTransferForm) -> str:
        """Carry the answer out."""
        {"accept": self.accept, "decline": self.decline}[form.cleaned_data["answer"]](form)
        self.subject.case.refresh_from_db()
        return way_back(self.request.user, self.subject.case)

    def accept(self, form: AnswerTransferForm) -> None:
        """Take the case."""
        accept_transfer(
            transfer_id=self.subject.pk,
            actor=self.request.user,
            worker_id=form.cleaned_data["worker"],
            handover=HandoverDetails(**form.joint_visit_answers()),
        )

    def decline(self, form: AnswerTransferForm) -> None:
        """Leave the case where it is."""
        decline_transfer(
            transfer_id=self.subject.pk,
            actor=self.request.user,
            comment=form.cleaned_data["comment"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offer, and whether this person may open the record already."""
        offer = self.subject
        rows = [
            {"key": "Offered by", "value": f"{offer.proposed_by}, {offer.from_team}"},
            {"key": "Offered to", "value": str(offer.to_team)},
            {"key": "Offered on", "value": moment(offer.proposed_at)},
            {"key": "Why", "value": offer.reason, "typed": True},
            {"key": "Record up to date?", "value": checked_in_words(offer)},
        ]
        sees_case = visible_cases(self.request.user).filter(pk=offer.case_id).exists()
        return super().get_context_data(rows=rows, sees_case=sees_case, **kwargs)
