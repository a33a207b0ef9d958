"""Giving a case to a social worker, and saying how often the child is visited."""

from typing import Any

from django.urls import reverse

from cases.forms import AllocateCaseForm, ReallocateCaseForm
from cases.forms.allocation import EndVisitScheduleForm, SetVisitScheduleForm
from cases.forms.workbooks import workbook_answers
from cases.models import Case
from cases.selectors.handovers import requires_joint_visit, requires_record_check
from cases.selectors.schedules import (
    obstacle_to_scheduling,
    schedule_of,
    schedules_of,
    scheduling_refusal,
)
from cases.selectors.workbooks import asks_for_workbook
from cases.selectors.workloads import TeamLoad, workers_by_team
from cases.services.allocation import allocate_case, reallocate_case
from cases.services.handovers import HandoverDetails
from cases.services.schedules import end_visit_schedule, set_visit_schedule
from cases.services.workbooks import Workbook
from cases.views.pages import CaseStageView, CaseStepView, way_back
from cases.views.referral import referral_rows
from cin.policy.selectors import procedure_in_force


def usual_visits(case: Case) -> str:
    """Say how often the procedure wants a child visited, for the hint beside a schedule."""
    longest = procedure_in_force(case.authority_id).duration("visit_interval_max")
    return f"The procedure: at least once every {longest}." if longest else ""


class WorkloadMixin:
    """A page on which somebody is chosen, who may carry much already."""

    request: Any
    subject: Case
    _teams: list[TeamLoad] | None = None

    def teams(self) -> list[TeamLoad]:
        """List the practitioners with what they carry, without the present worker."""
        if self._teams is None:
            self._teams = workers_by_team(self.request.user, except_for=self.subject.worker_id)
        return self._teams


class AllocateCaseView(WorkloadMixin, CaseStageView):
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
            "teams": self.teams(),
            "note_required": procedure.flag("allocation_note_required"),
            "hours_cap": cap.amount if cap else None,
            "usual_visits": usual_visits(self.subject),
            "asks_workbook": asks_for_workbook(self.subject),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the referral, which the choice depends on, and what everybody carries."""
        rows = referral_rows(self.subject)
        return super().get_context_data(rows=rows, teams=self.teams(), **kwargs)

    def perform(self, form: AllocateCaseForm) -> str:
        """Give the case to the worker."""
        answers = form.cleaned_data
        case = allocate_case(
            case_id=self.subject.pk,
            actor=self.request.user,
            worker_id=answers["worker"],
            note=answers["note"],
            initial_visit_hours=answers.get("initial_visit_hours"),
            visit_every=answers["visit_every"],
            workbook=Workbook(**workbook_answers(answers)),
        )
        return way_back(self.request.user, case)


class ReallocateCaseView(WorkloadMixin, CaseStageView):
    """Name another social worker, and write down what was handed over."""

    form_class = ReallocateCaseForm
    template_name = "cases/reallocate_case.html"
    step = "reallocate"
    success_message = "The case has a new worker."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer everybody but the present worker, and ask what the procedure wants."""
        procedure = procedure_in_force(self.subject.authority_id)
        return {
            **super().get_form_kwargs(),
            "teams": self.teams(),
            "wants_joint_visit": requires_joint_visit(procedure, is_transfer=False),
            "joint_visit_hint": joint_visit_hint(self.subject, is_transfer=False),
            "wants_record_check": requires_record_check(self.subject),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what everybody carries."""
        return super().get_context_data(teams=self.teams(), **kwargs)

    def perform(self, form: ReallocateCaseForm) -> str:
        """Hand the case over."""
        answers = form.cleaned_data
        case = reallocate_case(
            case_id=self.subject.pk,
            actor=self.request.user,
            worker_id=answers["worker"],
            note=answers["note"],
            handover=HandoverDetails(**form.handover_answers()),
        )
        return way_back(self.request.user, case)


def joint_visit_hint(case: Case, *, is_transfer: bool) -> str:
    """Say that the procedure requires a joint visit, and within what time; nothing where it does
    not.
    """
    procedure = procedure_in_force(case.authority_id)
    within = procedure.duration("joint_visit_max")
    if not requires_joint_visit(procedure, is_transfer=is_transfer) or within is None:
        return ""
    return f"The procedure requires it. It falls due within {within}, or on the day you set."


class ScheduleStepView(CaseStepView):
    """A step on a case's schedule of visits, which is a manager's."""

    def refusal(self) -> str:
        """Refuse whoever may not decide on the case."""
        return scheduling_refusal(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no schedule can be set on this case."""
        return obstacle_to_scheduling(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the schedules so far."""
        return super().get_context_data(schedules=schedules_of(self.subject), **kwargs)


class SetVisitScheduleView(ScheduleStepView):
    """Say how often a child is to be visited."""

    form_class = SetVisitScheduleForm
    template_name = "cases/set_visit_schedule.html"
    success_message = "The schedule is saved. The next visit is due by it."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say what the procedure wants."""
        return {**super().get_form_kwargs(), "usual_visits": usual_visits(self.subject)}

    def perform(self, form: SetVisitScheduleForm) -> str:
        """Set the schedule, and lead back to the case."""
        set_visit_schedule(case_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


class EndVisitScheduleView(ScheduleStepView):
    """End a case's schedule of visits."""

    form_class = EndVisitScheduleForm
    template_name = "cases/end_visit_schedule.html"
    success_message = "The schedule has ended. The procedure and the plan say how often again."

    def obstacle(self) -> str:
        """Say that there is none to end."""
        return super().obstacle() or (
            "" if schedule_of(self.subject) else "There is no schedule to end."
        )

    def perform(self, form: EndVisitScheduleForm) -> str:
        """End the schedule, and lead back to the case."""
        end_visit_schedule(case_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return reverse("desk:case", args=[self.subject.pk])
