"""What can be done about the ending of a case."""

from collections.abc import Iterator

from cases.permissions import may_manage, may_work
from cin.accounts.models import User
from closures.models import ClosureState
from desk.selectors.overview import Overview
from desk.selectors.step import Step, minor_step, step_at


def on_an_ended_order(user: User, overview: Overview) -> Iterator[Step]:
    """Ask a manager whether a plan goes on although its order has ended (ROC-168, ROC-169)."""
    if overview.ended_orders:
        yield step_at(
            "Decide whether the plan goes on beyond its order",
            "closures:decide_on_order",
            overview.case.pk,
            may_manage.reason(overview.case, user),
        )


def after_closing(user: User, overview: Overview) -> Iterator[Step]:
    """Lead to what follows a closing: the letters, and the first team meeting."""
    approved = any(row.state == ClosureState.APPROVED for row in overview.closures)
    if approved and not may_work.reason(overview.case, user):
        label = "What follows the closing: letters, the first team meeting"
        yield minor_step(label, "closures:preparation", overview.case.pk)
