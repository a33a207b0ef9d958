"""What sets a case apart and what happens to a family beside visits and meetings."""

from cases.models import LongerTime
from cases.selectors.exceptions import limits_that_may_be_longer
from cases.services.changes import ChangeDetails, record_change
from cases.services.circumstances import CircumstanceDetails, record_circumstance
from cases.services.exceptions import (
    LongerTimeDetails,
    approve_longer_time,
    ask_longer_time,
)
from cin.core import clock
from cin.procedures.durations import Duration
from desk.demonstration.days import before
from desk.demonstration.story import Story

REVIEW = "review_interval"


def ask_for_longer(story: Story, days_ago: int, *, approved: bool = False) -> None:
    """Let the worker ask for a longer time between reviews, where the procedure allows one; the
    manager may approve it two working days later.
    """
    story.later(before(story.today, days_ago), 11, lambda: _ask(story))
    if approved:
        story.later(before(story.today, days_ago - 2), 16, lambda: _approve(story))


def _ask(story: Story) -> None:
    case = story.cases[0]
    if REVIEW not in limits_that_may_be_longer(case):
        return
    child = story.name_of(case)
    ask_longer_time(
        case_id=case.pk,
        actor=story.worker,
        limit=REVIEW,
        details=LongerTimeDetails(
            duration=Duration.parse("4 months"),
            reason=f"{child}'s health and care are settled and are not expected to change. School "
            "and the nurse see the family every week and know whom to call.",
            holds_from=clock.today(),
        ),
    )


def _approve(story: Story) -> None:
    for asked in LongerTime.objects.filter(case=story.cases[0], state="asked"):
        approve_longer_time(
            longer_time_id=asked.pk,
            actor=story.manager,
            reason="Agreed in supervision; to be looked at again at the next review.",
        )


def change_at_home(story: Story, days_ago: int) -> None:
    """Let something happen that asks for an early review."""
    story.later(before(story.today, days_ago), 10, lambda: _change(story))


def _change(story: Story) -> None:
    record_change(
        case_id=story.case_ids[0],
        actor=story.worker,
        kind="significant_change",
        details=ChangeDetails(
            happened_on=clock.today(),
            note="The carer's partner moved out, and the grandmother now does the school run.",
            needs_assessment=False,
            assessment_reason="The present assessment covers the wider family; the plan changes.",
        ),
    )


def without_recourse(story: Story, days_ago: int) -> None:
    """Let it become known that the family has no recourse to public funds."""
    story.later(before(story.today, days_ago), 10, lambda: _without_recourse(story))


def _without_recourse(story: Story) -> None:
    record_circumstance(
        case_id=story.case_ids[0],
        actor=story.worker,
        kind="nrpf_cin",
        details=CircumstanceDetails(
            starts_on=clock.today(),
            note="Seen on the carer's visa, and confirmed with NRPF Connect.",
        ),
    )
