"""Stories that stop before the support has begun: something waits for the worker or the manager."""

from cin.procedures.durations import Duration, Unit
from desk.demonstration.consenting import agree, refuse
from desk.demonstration.days import after, before
from desk.demonstration.meeting import meet_first
from desk.demonstration.opening import (
    accept,
    answered,
    assess,
    begin,
    refer,
    screen,
    send_back,
    submit,
    visit_first,
    write,
)
from desk.demonstration.planning import draft_plans
from desk.demonstration.story import Story
from desk.demonstration.supporting import reach_meeting
from desk.demonstration.visiting import visit_regularly


def waiting_for_screening(story: Story) -> None:
    """A referral that came in today."""
    refer(story, story.today)


def waiting_without_consent(story: Story) -> None:
    """A referral that came in yesterday, before anybody could speak with the family."""
    refer(story, before(story.today, 1), consent="not_sought")


def waiting_for_allocation(story: Story) -> None:
    """A referral accepted today, which nobody carries yet."""
    refer(story, before(story.today, 1))
    screen(story, story.today)


def ended_at_screening(story: Story) -> None:
    """A referral passed to early help, which took the family on."""
    refer(story, before(story.today, 12))
    screen(story, before(story.today, 12), decision="early_help")
    with story.on(before(story.today, 7), 14):
        answered(story)


def first_visit_due(story: Story) -> None:
    """Allocated on the last working day, to be visited every week; nobody has been seen."""
    accept(story, before(story.today, 1), visit_every=Duration(1, Unit.WEEKS))


def refused_consent(story: Story) -> None:
    """Allocated, and the family refused the assessment: the manager is to decide."""
    on = before(story.today, 3)
    accept(story, on)
    visit_first(story, after(on, 1))
    with story.on(after(on, 1), 16.5):
        refuse(story)


def assessment_begun(story: Story, days_left: int) -> None:
    """An assessment half written, due in so many working days."""
    limit = story.procedure.duration("assessment_max") or Duration.parse("45 working days")
    on = before(story.today, limit.amount - days_left)
    accept(story, on)
    visit_first(story, after(on, 1))
    with story.on(after(on, 1), 9):
        agree(story)
    assessments = begin(story, after(on, 1))
    visit_regularly(story, after(on, 1), before(story.today, 6))
    write(story, after(on, 12), assessments, part=3)


def assessment_due_soon(story: Story) -> None:
    """An assessment half written, due in two working days."""
    assessment_begun(story, 2)


def assessment_overdue(story: Story) -> None:
    """An assessment half written, four working days late."""
    assessment_begun(story, -4)


def assessment_submitted(story: Story) -> None:
    """An assessment that waits for the manager."""
    on = before(story.today, 34)
    accept(story, on)
    visit_first(story, after(on, 1))
    assessments = write(story, after(on, 30), begin(story, after(on, 1)))
    submit(story, before(story.today, 1), assessments)


def assessment_returned(story: Story) -> None:
    """An assessment that the manager wants changed."""
    on = before(story.today, 28)
    accept(story, on)
    visit_first(story, after(on, 1))
    assessments = write(story, after(on, 22), begin(story, after(on, 1)))
    submit(story, before(story.today, 4), assessments)
    for assessment in assessments:
        assessment.refresh_from_db()
    send_back(story, before(story.today, 1), assessments)


def plan_being_written(story: Story) -> None:
    """An approved assessment, its plan begun or waiting for the manager, the first meeting due
    soon.
    """
    if story.procedure.get("plan_submitted_with_assessment"):
        assess(story, before(story.today, 32), days=30)
        return
    assess(story, before(story.today, 36), days=30)
    draft_plans(story, before(story.today, 2), whole=False)


def plan_waiting(story: Story) -> None:
    """A plan agreed at the first meeting, or ready for it, which waits for the manager or the
    meeting.
    """
    if story.procedure.get("plan_approval") != "after_meeting":
        reach_meeting(story, before(story.today, 35), days=31)
        return
    met_on = reach_meeting(story, before(story.today, 36), days=31)
    meet_first(story, met_on)
