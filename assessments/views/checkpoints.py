"""Pages about checkpoints."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.forms.checkpoints import (
    AGREE,
    DecideCheckpointForm,
    TakeBackCheckpointForm,
    WriteCheckpointForm,
)
from assessments.models import AssessmentState, Checkpoint, CheckpointState
from assessments.permissions import may_work
from assessments.reading.checkpoints import CHECKPOINT_COLOURS, answers_of, note_on
from assessments.selectors.checkpoints import (
    WRITING,
    checkpoint_of,
    find_checkpoint,
    first_assessment,
    items_of,
    meeting_is_wanted,
    obstacle_to_checkpoint,
)
from assessments.selectors.dates import dates_of
from assessments.selectors.network_meetings import agreed_with_family
from assessments.services.checkpoints import (
    WROTE_IT,
    CheckpointText,
    agree_checkpoint,
    return_checkpoint,
    submit_checkpoint,
    take_back_checkpoint,
    write_checkpoint,
)
from assessments.views.dates import routes_for
from cases.models import Case
from cases.selectors.access import find_case
from cases.views.pages import CaseStageView, DraftStepView, buttons
from cin.accounts.requests import SignedInRequest
from cin.audit.selectors import has_done
from cin.audit.services import note_view
from cin.core.errors import ChangedMeanwhile, DomainError
from cin.core.forms import Form

STEPS = [
    ("bring", "Go on writing", "assessments:go_on_checkpoint"),
    ("agree", "Agree it or return it", "assessments:decide_checkpoint"),
    ("withdraw", "Take it back to change it", "assessments:take_back_checkpoint"),
]


def checkpoint(request: SignedInRequest, case_id: int, number: int) -> HttpResponseBase:
    """Show a checkpoint of a case; one that is not begun is opened to be written."""
    case = find_case(request.user, case_id)
    found = checkpoint_in(case, number)
    if found is None:
        return redirect("assessments:write_checkpoint", case.pk, number)
    note_view(case=case, viewer=request.user, page="checkpoint")
    context = {
        "case": case,
        "checkpoint": found,
        "colour": CHECKPOINT_COLOURS[found.state],
        "buttons": buttons(found, request.user, STEPS),
        **whole_of(found),
    }
    return TemplateResponse(request, "assessments/checkpoint.html", context)


def go_on_checkpoint(request: SignedInRequest, checkpoint_id: int) -> HttpResponseBase:
    """Lead to the page on which a checkpoint is written."""
    found = find_checkpoint(request.user, checkpoint_id)
    return redirect("assessments:write_checkpoint", found.case_id, found.number)


class WriteCheckpointView(DraftStepView):
    """Write what a checkpoint asks for, and give it to the manager."""

    form_class = WriteCheckpointForm
    template_name = "assessments/write_checkpoint.html"
    blocked_title = "Before the checkpoint can go to the manager"
    saved_message = "The checkpoint is saved. The manager does not have it yet."
    finished_message = "The checkpoint is with the manager."
    subject: Case

    def find_subject(self) -> Case:
        """Find the case, and the checkpoint if it is begun."""
        case = find_case(self.request.user, self.kwargs["case_id"])
        self.checkpoint = checkpoint_in(case, self.kwargs["number"])
        return case

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why the checkpoint cannot be written now."""
        if self.checkpoint and self.checkpoint.state != CheckpointState.WRITING:
            stage = self.checkpoint.get_state_display()
            return f"This checkpoint is “{stage}”, so it cannot be changed now."
        return obstacle_to_checkpoint(self.subject, self.kwargs["number"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the items of this authority's procedure."""
        number = self.kwargs["number"]
        return {
            **super().get_form_kwargs(),
            "items": items_of(self.subject, number, self.checkpoint),
            "asks_for_meeting": meeting_is_wanted(self.subject, number),
        }

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is saved."""
        found = self.checkpoint
        items = items_of(self.subject, self.kwargs["number"], found)
        return {
            **{item.field: item.text for item in items},
            "meeting_at": found.meeting_at if found else agreed_with_family(self.subject),
            "version": found.version if found else 0,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the number, and what the manager said on returning it."""
        note = note_on(self.checkpoint) if self.checkpoint else []
        number = self.kwargs["number"]
        return super().get_context_data(number=number, note=note, **kwargs)

    def save(self, form: WriteCheckpointForm) -> Checkpoint:
        """Save what was written."""
        return write_checkpoint(
            case_id=self.subject.pk,
            actor=self.request.user,
            number=self.kwargs["number"],
            seen_version=form.cleaned_data["version"] or 0,
            text=CheckpointText(**form.text_answers()),
        )

    def finish(self, record: Checkpoint) -> None:
        """Give it to the manager."""
        submit_checkpoint(checkpoint_id=record.pk, actor=self.request.user)

    def after(self, record: Checkpoint) -> str:
        """Lead to the checkpoint."""
        return address_of(record)


class CheckpointStepView(CaseStageView):
    """A step on a checkpoint."""

    def find_subject(self) -> Checkpoint:
        """Find the checkpoint among those this person may know of."""
        return find_checkpoint(self.request.user, self.kwargs["checkpoint_id"])

    def cancel_address(self) -> str:
        """Lead back to the checkpoint."""
        return address_of(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the checkpoint."""
        return super().get_context_data(checkpoint=self.subject, **kwargs)


class DecideCheckpointView(CheckpointStepView):
    """Agree a checkpoint or return it, with the whole of it above the decision."""

    form_class = DecideCheckpointForm
    template_name = "assessments/decide_checkpoint.html"
    step = "agree"

    def refusal(self) -> str:
        """Refuse whoever is no manager here, and whoever wrote in it."""
        wrote_it = WROTE_IT if has_done(self.request.user, self.subject, WRITING) else ""
        return super().refusal() or wrote_it

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the ways that the procedure has, and the dates it allows."""
        found = self.subject
        unfinished = found.assessment.state != AssessmentState.APPROVED
        return {
            **super().get_form_kwargs(),
            "checkpoint": found,
            "asks_for_route": found.number == 1 and unfinished,
            **routes_for(found.assessment),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that is decided on."""
        return super().get_context_data(**whole_of(self.subject), **kwargs)

    def perform(self, form: DecideCheckpointForm) -> str:
        """Carry out the decision."""
        answers = form.cleaned_data
        common = {
            "checkpoint_id": self.subject.pk,
            "actor": self.request.user,
            "read_version": answers["version"],
        }
        if answers["decision"] == AGREE:
            agree_checkpoint(
                note=answers["note"],
                route=answers.get("route") or "",
                due_on=answers.get("due_on"),
                **common,
            )
            messages.success(self.request, "The checkpoint is agreed.")
        else:
            return_checkpoint(note=answers["changes"], **common)
            messages.success(self.request, "The checkpoint is returned for changes.")
        return address_of(self.subject)

    def _explain(self, form: Form, refused: DomainError) -> None:
        super()._explain(form, refused)
        if isinstance(refused, ChangedMeanwhile):
            # What is shown and what would be agreed next must be one version.
            self.subject = self.find_subject()
            data = self.request.POST.copy()
            data["version"] = str(self.subject.version)
            form.data = data


class TakeBackCheckpointView(CheckpointStepView):
    """Take a checkpoint back from the manager to change it."""

    form_class = TakeBackCheckpointForm
    template_name = "assessments/take_back_checkpoint.html"
    step = "withdraw"
    success_message = "You have the checkpoint back."

    def perform(self, form: TakeBackCheckpointForm) -> str:
        """Take it back, and go on to write it."""
        found = take_back_checkpoint(checkpoint_id=self.subject.pk, actor=self.request.user)
        return reverse("assessments:write_checkpoint", args=[found.case_id, found.number])


def checkpoint_in(case: Case, number: int) -> Checkpoint | None:
    """Give a checkpoint of the assessment that the case's checkpoints are about, if it is begun."""
    assessment = first_assessment(case)
    if assessment is None:
        return None
    assessment.case = case
    return checkpoint_of(assessment, number)


def address_of(found: Checkpoint) -> str:
    """Give the address of a checkpoint's page."""
    return reverse("assessments:checkpoint", args=[found.case_id, found.number])


def whole_of(found: Checkpoint) -> dict[str, Any]:
    """Give everything a reader of a checkpoint sees."""
    return {
        "answers": answers_of(found, items_of(found.case, found.number, found)),
        "note": note_on(found),
        "dates": dates_of(found.assessment),
    }
