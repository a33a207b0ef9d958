"""Giving a case to a social worker."""

from collections.abc import Iterable, Sequence
from typing import Any

from cases.forms.handovers import HandoverForm
from cases.forms.workbooks import REVEALS, workbook_fields
from cases.selectors.workloads import TeamLoad, WorkerLoad
from cin.core import fields
from cin.core.forms import Form

WorkerChoices = list[tuple[str, list[tuple[int, str]]]]


def _grouped(teams: Iterable[TeamLoad]) -> WorkerChoices:
    return [
        (team.name, [(worker.pk, _described(worker)) for worker in team.workers]) for team in teams
    ]


def _described(worker: WorkerLoad) -> str:
    cases = "1 case" if worker.cases == 1 else f"{worker.cases} cases"
    return f"{worker.name} ({cases})"


class AllocateCaseForm(Form):
    """The first worker of a case.

    `hours_cap` is the longest time the procedure lets a manager set for the first visit, in elapsed
    hours; without one the question is not asked.
    """

    submit_label = "Allocate the case"
    reason_field = "note"

    def __init__(
        self,
        *args: Any,
        teams: Sequence[TeamLoad],
        note_required: bool,
        hours_cap: int | None,
        usual_visits: str = "",
        asks_workbook: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"] = fields.SelectField(
            label="Who will work with this child?",
            names="a social worker",
            choices=_grouped(teams),
            coerce=int,
            help_text="What each person carries now is listed above",
        )
        self.fields["note"] = fields.LongTextField(
            label="Reasons and initial plan",
            names="the reasons for allocation and the initial plan",
            help_text="What the worker needs to know, and what to do first",
            required=note_required,
        )
        if hours_cap is not None:
            self.fields["initial_visit_hours"] = fields.NumberField(
                label="Hours within which the child must be visited",
                names="the number of hours",
                help_text=f"Leave empty for the procedure's own limit. At most {hours_cap} hours.",
                required=False,
                min_value=1,
                max_value=hours_cap,
                suffix="hours",
            )
        self.fields["visit_every"] = visit_every_field(usual_visits)
        if asks_workbook:
            self.fields.update(workbook_fields(required=False))
            self.conditional = REVEALS


def visit_every_field(usual: str, *, required: bool = False) -> fields.DurationField:
    """Ask how often the child is to be visited; `usual` says what holds without an answer."""
    return fields.DurationField(
        label="How often is the child to be visited after the first visit?",
        names="how often the child is visited",
        units=("working_days", "calendar_days", "weeks", "months"),
        required=required,
        help_text=f"This can bring visits forward, and never puts them off. {usual}".strip(),
    )


class SetVisitScheduleForm(Form):
    """A manager's schedule of visits."""

    submit_label = "Save the schedule"

    def __init__(self, *args: Any, usual_visits: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = visit_every_field(usual_visits, required=True)
        every.label = "How often is the child to be visited?"
        self.fields["every"] = every
        self.fields["reason"] = fields.LongTextField(
            label="Why this often?", names="why the child is visited this often", rows=3
        )


class EndVisitScheduleForm(Form):
    """The end of a manager's schedule."""

    submit_label = "End the schedule"

    reason = fields.LongTextField(
        label="Why does the schedule end?", names="why the schedule ends", rows=3
    )


class ReallocateCaseForm(HandoverForm):
    """Another worker for a case."""

    submit_label = "Change the worker"
    sections = [("", "", ["worker", "note"]), *HandoverForm.sections]

    def __init__(self, *args: Any, teams: Sequence[TeamLoad], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"] = fields.SelectField(
            label="Who will work with this child from now on?",
            names="a social worker",
            choices=_grouped(teams),
            coerce=int,
            help_text="With the number of open cases each person has now",
        )
        self.fields["note"] = fields.LongTextField(
            label="Reason for the change, and what the new worker needs to know",
            names="the reason for the change",
        )
