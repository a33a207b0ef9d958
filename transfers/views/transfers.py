"""Pages on which a case is offered to another team and the offer is answered."""

from typing import Any

from django.urls import reverse

from cases.selectors.access import visible_cases
from cases.selectors.handovers import requires_joint_visit
from cases.selectors.workbooks import asks_for_workbook
from cases.services.handovers import HandoverDetails
from cases.services.workbooks import Workbook
from cases.views.allocation import joint_visit_hint
from cases.views.pages import CaseStageView, way_back
from cin.accounts.permissions import may_manage
from cin.accounts.selectors import allocatable_workers, teams_of
from cin.core.templatetags.cin import moment
from cin.policy.rationale import wants_rationale
from cin.policy.selectors import procedure_in_force
from plans.views.case_steps import WorkStepView
from transfers.forms.transfers import AnswerTransferForm, CheckRecordForm, ProposeTransferForm
from transfers.models import Transfer
from transfers.selectors.routes import (
    dates_for_summary,
    is_before_transfer_point,
    level_of_need,
    protocols,
    transfer_point_in_words,
    usual_teams,
)
from transfers.selectors.transfers import find_transfer, obstacle_to_checking, obstacle_to_proposing
from transfers.services import (
    OfferDetails,
    accept_transfer,
    check_record,
    decline_transfer,
    propose_transfer,
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
        """Offer the authority's other teams, the usual one first."""
        case = self.subject
        teams = list(teams_of(self.request.user).exclude(pk=case.team_id))
        is_early = is_before_transfer_point(case)
        return {
            **super().get_form_kwargs(),
            "teams": [(team.pk, team.name) for team in teams],
            "usual": [team.pk for team in usual_teams(case, teams)],
            "transfer_point": transfer_point_in_words(case) if is_early else "",
        }

    def get_initial(self) -> dict[str, Any]:
        """Begin with the usual team, where there is one, and the dates that the record knows."""
        case = self.subject
        teams = teams_of(self.request.user).exclude(pk=case.team_id)
        usual = usual_teams(case, teams)
        first = {"to_team": usual[0].pk} if len(usual) == 1 else {}
        return {"important_dates": dates_for_summary(case), **first}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the level of need, and the protocol."""
        return super().get_context_data(
            level=level_of_need(self.subject), protocols=protocols(self.subject), **kwargs
        )

    def perform(self, form: ProposeTransferForm) -> str:
        """Make the offer."""
        answers = form.cleaned_data
        propose_transfer(
            case_id=self.subject.pk,
            actor=self.request.user,
            to_team_id=answers["to_team"],
            reason=answers["reason"],
            summary=answers["summary"],
            offer=OfferDetails(
                urgent=answers["urgent"],
                important_dates=answers["important_dates"],
                early_reason=answers.get("early_reason") or "",
            ),
        )
        return reverse("desk:case", args=[self.subject.pk])


def early_rows(offer: Transfer) -> list[dict[str, Any]]:
    """Say why the case changes team before the meeting, where the offer says so."""
    if not offer.early_reason:
        return []
    return [{"key": "Before the meeting, because", "value": offer.early_reason, "typed": True}]


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
            "asks_workbook": asks_for_workbook(case),
            "wants_joint_visit": requires_joint_visit(procedure, is_transfer=True),
            "joint_visit_hint": joint_visit_hint(case, is_transfer=True),
            "is_reasoned": wants_rationale(self.subject),
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
            comment=form.cleaned_data["comment"] or "",
            handover=HandoverDetails(**form.joint_visit_answers()),
            workbook=Workbook(**form.workbook_answers()),
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
            {"key": "Urgent", "value": offer.urgent, "typed": True},
            {"key": "Important dates", "value": offer.important_dates, "typed": True},
            *early_rows(offer),
            {"key": "Record up to date?", "value": checked_in_words(offer)},
        ]
        sees_case = visible_cases(self.request.user).filter(pk=offer.case_id).exists()
        return super().get_context_data(rows=rows, sees_case=sees_case, **kwargs)
