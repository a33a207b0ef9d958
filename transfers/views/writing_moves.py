"""Pages on which it is written what a move between authorities means for the child."""

from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.selectors.access import find_case
from cin.accounts.permissions import case_of
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from plans.views.case_steps import WorkStepView
from transfers.forms.moves import CompleteMoveForm, MoveForm
from transfers.models import Direction
from transfers.selectors.moves import obstacle_to_moving, recent_homes, unfinished_work
from transfers.selectors.writing_moves import (
    missing_texts,
    obstacle_to_completing,
    obstacle_to_writing,
)
from transfers.services.completing import complete_move
from transfers.services.moves import MoveText, begin_move, write_move
from transfers.views.move_steps import OfMoveView, move_page


class MoveTextView(WorkStepView):
    """Write what is known of a move."""

    form_class = MoveForm
    template_name = "transfers/write_move.html"
    success_message = "Saved."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the child lived lately, and what is unfinished."""
        case = case_of(self.subject)
        procedure = procedure_in_force(case.authority_id)
        return super().get_context_data(
            homes=recent_homes(case, procedure), unfinished=unfinished_work(case), **kwargs
        )


class BeginMoveView(MoveTextView):
    """Begin the record of a move."""

    def find_subject(self) -> Case:
        """Find the case; refuses (NotFound) a way that there is not."""
        if self.kwargs["direction"] not in Direction.values:
            raise NotFound("There is no such page.")
        return find_case(self.request.user, self.kwargs["case_id"])

    def obstacle(self) -> str:
        """Say why no move can be begun."""
        return obstacle_to_moving(self.subject, self.kwargs["direction"])

    def cancel_address(self) -> str:
        """Lead back to the moves of the case."""
        return reverse("transfers:moves", args=[self.subject.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which way the family moves."""
        way = Direction(self.kwargs["direction"])
        return super().get_context_data(heading=f"A move: {way.label.lower()}", **kwargs)

    def perform(self, form: MoveForm) -> str:
        """Begin it."""
        begun = begin_move(
            case_id=self.subject.pk,
            actor=self.request.user,
            direction=self.kwargs["direction"],
            text=MoveText(**form.answers()),
        )
        return move_page(begun)


class WriteMoveView(OfMoveView, MoveTextView):
    """Go on writing what is known of a move."""

    def get_initial(self) -> dict[str, Any]:
        """Start from what is written."""
        names = MoveText.__dataclass_fields__
        written = {name: getattr(self.subject, name) for name in names}
        return {"version": self.subject.version, **written}

    def obstacle(self) -> str:
        """Say why the text can no longer be changed."""
        return obstacle_to_writing(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which move it is."""
        return super().get_context_data(heading=str(self.subject), **kwargs)

    def perform(self, form: MoveForm) -> str:
        """Save it."""
        write_move(
            move_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"] or 0,
            text=MoveText(**form.answers()),
        )
        return move_page(self.subject)


class CompleteMoveView(WriteMoveView):
    """Write what was missing of a move when the child was accepted."""

    form_class = CompleteMoveForm

    def obstacle(self) -> str:
        """Say why there is nothing to add."""
        return obstacle_to_completing(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask what is missing; keep in sight what was typed and is there by now."""
        typed = set(self.request.POST) & set(MoveText.__dataclass_fields__)
        names = typed | set(missing_texts(self.subject))
        return {**super().get_form_kwargs(), "names": names}

    def perform(self, form: MoveForm) -> str:
        """Save it."""
        complete_move(
            move_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"] or 0,
            texts=form.answers(),
        )
        return move_page(self.subject)
