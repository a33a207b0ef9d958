"""The months of support: visits and reviews in an uneven rhythm, up to the day the story stops."""

from datetime import date, timedelta
from functools import partial

from cin.core import clock
from desk.demonstration.booking import book_review
from desk.demonstration.days import after, before, latest_start, rhythm
from desk.demonstration.meeting import meet_first, review, review_length
from desk.demonstration.opening import assess
from desk.demonstration.planning import (
    amend_plans,
    approve_first_plans,
    circulate_plans,
    draft_plans,
    follow_actions,
    sign_off_first_plans,
    submit_plans,
)
from desk.demonstration.story import Story
from desk.demonstration.visiting import visit_length
from plans.models import PlanState, PlanVersion

IN_HAND = 8
PLANNED_AFTER = 4
CHANGES_PLAN = 0.2
# A review that is due sooner than this many working days from now is not booked yet, or never was.
BOOKED_AHEAD = 5


def reach_meeting(
    story: Story, accepted_on: date, *, days: int, visits_until: date | None = None
) -> date:
    """Live to the eve of the initial meeting, the plan ready; give the day of the meeting."""
    approved_on = assess(story, accepted_on, days=days, visits_until=visits_until)
    if not story.procedure.get("plan_submitted_with_assessment"):
        draft_plans(story, after(approved_on, 1))
        submit_plans(story, after(approved_on, 2))
    approve_first_plans(story, after(approved_on, 1))
    return after(approved_on, PLANNED_AFTER)


def reach_plan(
    story: Story, accepted_on: date, *, days: int = 30, visits_until: date | None = None
) -> date:
    """Live to a plan in force; give the day of the initial meeting."""
    met_on = reach_meeting(story, accepted_on, days=days, visits_until=visits_until)
    meet_first(story, met_on)
    sign_off_first_plans(story, after(met_on, 1))
    story.later(after(met_on, 2), 12, lambda: circulate_plans(story))
    return met_on


def support(
    story: Story,
    *,
    months: int,
    visit_due_in: int = IN_HAND,
    review_due_in: int = 2 * IN_HAND,
    until: date | None = None,
) -> None:
    """Live through a supported case that began so many months ago.

    `visit_due_in` and `review_due_in` say in how many working days from the end (today, or `until`)
    the next is due; a negative number is so many working days ago.
    """
    end = until or story.today
    last_visit = latest_start(visit_length(story), due_by=_away(end, visit_due_in))
    last_review = latest_start(review_length(story), due_by=_away(end, review_due_in))
    met_on = reach_plan(
        story,
        before(end, 21 * months),
        days=min(30, max(12, 7 * months)),
        visits_until=min(last_visit, end),
    )
    for day in rhythm(met_on, min(last_review, end), review_length(story), story.chance):
        story.later(day, 13.5, lambda: _review(story))
    if until is None and review_due_in > BOOKED_AHEAD:
        book = partial(book_review, story, in_days=review_due_in - 1)
        story.later(before(end, 1), 15, book)
    story.live((end, 24))


def _away(day: date, working_days: int) -> date:
    return after(day, working_days) if working_days >= 0 else before(day, -working_days)


def _review(story: Story) -> None:
    """Review the plan, sometimes change it the next working day, and send it out."""
    on = clock.today()
    is_recent = on > story.today - timedelta(days=7)
    in_force = PlanVersion.objects.filter(case=story.cases[0], state=PlanState.ACTIVE).exists()
    changes = in_force and not is_recent and story.chance.random() < CHANGES_PLAN
    review(story, changes=changes)
    if in_force:
        follow_actions(story)
    if changes:
        story.later(after(on, 1), 9, lambda: amend_plans(story))
    if story.procedure.duration("plan_circulation_max"):
        story.later(after(on, 3), 12, lambda: circulate_plans(story))
