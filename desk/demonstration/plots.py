"""Which stories are told, of whom, and who works with them."""

from collections.abc import Callable
from dataclasses import dataclass

from desk.demonstration import early_stories as early
from desk.demonstration import later_stories as later
from desk.demonstration.story import Story


@dataclass(frozen=True, kw_only=True)
class Plot:
    """What happens to a family, who works with it, and who is in it; `youngest` is an age in
    whole years.
    """

    live: Callable[[Story], None]
    worker: str = "sw"
    children: int = 1
    youngest: int = 0
    is_disabled: bool = False
    is_unborn: bool = False
    visit_interval: str = ""


# The first make a small demonstration of their own. A long story needs a child who was born when it
# began.
PLOTS = (
    Plot(live=later.visit_due_soon, youngest=2),
    Plot(live=early.assessment_due_soon),
    Plot(live=early.waiting_for_screening),
    Plot(live=later.visit_overdue, children=2, youngest=2),
    Plot(live=early.waiting_for_allocation),
    Plot(live=early.assessment_submitted, worker="sw2"),
    Plot(live=later.visit_unfinished, youngest=1),
    Plot(live=early.first_visit_due),
    Plot(live=early.plan_being_written),
    Plot(live=early.plan_waiting, worker="sw2", is_unborn=True),
    Plot(live=later.closed, youngest=3),
    Plot(live=later.review_overdue, worker="sw2", youngest=2),
    Plot(live=later.closing, worker="sw2", youngest=3),
    Plot(live=early.ended_at_screening, children=2),
    Plot(live=early.assessment_overdue),
    Plot(live=later.concern_raised, youngest=3, is_disabled=True, visit_interval="3 weeks"),
    Plot(live=later.meeting_unfinished, youngest=2),
    Plot(live=later.transfer_offered, worker="sw3", youngest=1),
    Plot(live=early.assessment_returned),
    Plot(live=later.on_track, worker="sw2", children=2, youngest=4, is_disabled=True),
    Plot(live=later.ending_recommended, youngest=3),
    Plot(live=later.plan_being_changed, youngest=2, visit_interval="2 weeks"),
    Plot(live=later.closed_without_plan, worker="sw3", children=2, youngest=1),
    Plot(live=later.long_running, worker="sw3", youngest=4),
    Plot(live=later.meeting_to_ratify, worker="sw2", youngest=2),
    Plot(live=later.closure_declined, worker="sw3", youngest=2),
    Plot(live=early.waiting_without_consent, worker="sw3"),
    Plot(live=early.refused_consent),
)
