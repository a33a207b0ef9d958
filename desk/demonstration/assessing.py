"""What belongs to an assessment and has a form of its own: written by the worker, agreed by the
manager.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from assessments.models import AssessmentRoute, AssessmentState
from assessments.selectors.checkpoints import items_of
from assessments.services import (
    CheckpointText,
    agree_checkpoint,
    submit_checkpoint,
    write_checkpoint,
)
from cases.models import Case
from cin.accounts.models import User
from cin.core import clock
from desk.demonstration.content import content


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One thing done on a case on a day: the worker's part in the afternoon, the manager's after
    it.
    """

    case: Case
    on: date
    worker: User
    manager: User

    def at(self, hour: int) -> datetime:
        """Give the moment of that hour on that day, and never one later than now."""
        return min(timezone.make_aware(datetime.combine(self.on, time(hour, 10))), clock.now())


def _hold_checkpoint(occasion: Occasion, number: int) -> None:
    texts = content("sayings")["checkpoints"]
    case = occasion.case
    with clock.at(occasion.at(15)):
        items = {item.code: texts[item.code] for item in items_of(case, number, None)}
        written = write_checkpoint(
            case_id=case.pk,
            actor=occasion.worker,
            number=number,
            seen_version=0,
            text=CheckpointText(
                items=items,
                meeting_at=occasion.at(16) + timedelta(days=5) if number == 1 else None,
            ),
        )
        submit_checkpoint(checkpoint_id=written.pk, actor=occasion.worker)
    asks = number == 1 and written.assessment.state != AssessmentState.APPROVED
    with clock.at(occasion.at(16)):
        agree_checkpoint(
            checkpoint_id=written.pk,
            actor=occasion.manager,
            read_version=written.version,
            note=texts[f"note_{number}"],
            route=AssessmentRoute.FULL if asks else "",
        )


# By the name of the fact that each makes.
DEEDS: dict[str, Callable[[Occasion], None]] = {
    "checkpoint_1_agreed": lambda occasion: _hold_checkpoint(occasion, 1),
    "checkpoint_2_agreed": lambda occasion: _hold_checkpoint(occasion, 2),
}
# The fact that meets an obligation which has a form of its own.
MET_BY = {"checkpoint_1": "checkpoint_1_agreed", "checkpoint_2": "checkpoint_2_agreed"}
