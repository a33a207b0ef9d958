"""What the steps on one move between authorities have in common."""

from typing import Any

from django.urls import reverse

from plans.views.case_steps import WorkStepView
from transfers.models import Move
from transfers.selectors.moves import find_move


def move_page(move: Move) -> str:
    """Give the address of a move."""
    return reverse("transfers:move", args=[move.pk])


class OfMoveView(WorkStepView):
    """A step on one move."""

    def find_subject(self) -> Any:
        """Find the move among those this person may know of."""
        return find_move(self.request.user, self.kwargs["move_id"])

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return "" if self.subject.case.is_open else "This case is closed."

    def cancel_address(self) -> str:
        """Lead back to the move."""
        return move_page(self.subject)
