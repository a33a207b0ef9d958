"""Stories of children with a plan: kept to, late, changed, handed over, and ended."""

from datetime import timedelta

from cases.services.allocation import reallocate_case
from cases.services.handovers import HandoverDetails
from cin.core import clock
from desk.demonstration.consenting import take_back_consent
from desk.demonstration.days import after, at_hour, before
from desk.demonstration.ending import close, end, keep_open, propose, recommend_ending
from desk.demonstration.facts import ask_for_longer, change_at_home, without_recourse
from desk.demonstration.meeting import review
from desk.demonstration.opening import assess
from desk.demonstration.passing_on import agencies_disagree, family_moves
from desk.demonstration.planning import amend_plans
from desk.demonstration.protecting import discuss, enquire, plan_with_lawyers, worry
from desk.demonstration.story import Story
from desk.demonstration.supporting import reach_plan, support
from desk.demonstration.visiting import (
    ask_about_seeing_alone,
    correct_last_visit,
    plan_to_visit,
    try_to_visit,
    visit_children,
)
from plans.models import PlanKind
from transfers.services import OfferDetails, WordInAdvance, propose_transfer, tell_in_advance


def visit_due_soon(story: Story) -> None:
    """A supported child, to be visited tomorrow, whose family moves to another authority."""
    family_moves(story, 3)
    support(story, months=4, visit_due_in=1)
    plan_to_visit(story, on=after(story.today, 1), said_on=before(story.today, 1))


def visit_overdue(story: Story) -> None:
    """Supported children who should have been visited last week; their plans are being changed
    together, and a parent has just taken back the consent to the plan.
    """
    support(story, months=5, visit_due_in=-4)
    with story.on(before(story.today, 3), 15):
        amend_plans(story, finish=False)
    with story.on(before(story.today, 1), 15):
        take_back_consent(story)
    plan_to_visit(story, on=before(story.today, 1), said_on=before(story.today, 3))


def review_overdue(story: Story) -> None:
    """Supported children whose review is late, after a visit at which nobody was in; their worker
    changed since, and lawyers were asked where the procedure asks them.
    """
    plan_with_lawyers(story, 12)
    support(story, months=4, visit_due_in=3, review_due_in=-3)
    try_to_visit(story, before(story.today, 1))
    with story.on(before(story.today, 1), 16.5):
        hand_over(story)


def hand_over(story: Story) -> None:
    """Give the cases to another worker of the team at this moment, who goes to meet the family."""
    leaving = story.worker
    story.worker = next(
        person
        for person in story.house.people.values()
        if person.role == leaving.role and person.team_id == leaving.team_id and person != leaving
    )
    for case_id in story.case_ids:
        reallocate_case(
            case_id=case_id,
            actor=story.manager,
            worker_id=story.worker.pk,
            note=f"{leaving.name} moves to another team. The plan works; keep to its visits.",
            handover=HandoverDetails(
                handed_over=("history", "risks", "plan", "dates", "child"),
                met_on=clock.today(),
                record_checked=True,
                joint_visit="wanted",
                joint_visit_by=clock.today() + timedelta(days=7),
            ),
        )


def visit_unfinished(story: Story) -> None:
    """A review due soon, for which a longer time is asked, and a visit whose record waits to be
    finished.
    """
    ask_for_longer(story, 1)
    support(story, months=4, review_due_in=3)
    with story.on(before(story.today, 1), 15):
        visit_children(story, finish=False)


def meeting_unfinished(story: Story) -> None:
    """A review held yesterday, its record begun."""
    agencies_disagree(story, 4)
    support(story, months=3, review_due_in=2)
    with story.on(before(story.today, 1), 13):
        review(story, finish=False)


def meeting_to_ratify(story: Story) -> None:
    """A review recorded today, which some procedures want a manager to ratify."""
    support(story, months=4, review_due_in=2)
    with story.on(story.today, 9.5):
        review(story)


def plan_being_changed(story: Story) -> None:
    """A family without recourse to public funds, and a new version of the plan not finished."""
    without_recourse(story, 45)
    support(story, months=4)
    with story.on(before(story.today, 1), 9.5):
        amend_plans(story, kind=PlanKind.MINOR, finish=False)


def on_track(story: Story) -> None:
    """Everything done in time, with something added to the last visit's record; the next review may
    wait longer.
    """
    ask_for_longer(story, 4, approved=True)
    support(story, months=5)
    correct_last_visit(story, story.today)


def long_running(story: Story) -> None:
    """More than a year of support, with a concern that led to a strategy discussion and a section
    47 enquiry under way, and a change at home.
    """
    change_at_home(story, 3)
    worry(story, 40, calls_strategy=False)
    discuss(story, 2)
    support(story, months=13, visit_due_in=4)
    ask_about_seeing_alone(story, before(story.today, 2), decide=True)


def concern_raised(story: Story) -> None:
    """A concern that a manager must decide on today, months after an enquiry that found none."""
    enquire(story, 60)
    worry(story, 0)
    support(story, months=7, visit_due_in=5)
    ask_about_seeing_alone(story, story.today, decide=False)


def ending_recommended(story: Story) -> None:
    """A review has found the child no longer in need; nobody has proposed the ending yet."""
    on = before(story.today, 3)
    support(story, months=5, until=on)
    recommend_ending(story, on)


def closing(story: Story) -> None:
    """An ending that waits for the manager, with which an agency disagrees."""
    on = before(story.today, 5)
    support(story, months=5, until=on)
    recommend_ending(story, on)
    propose(story, before(story.today, 1), disagrees=True)


def closure_declined(story: Story) -> None:
    """An ending that the manager declined: the support goes on."""
    on = before(story.today, 9)
    support(story, months=5, until=on)
    recommend_ending(story, on)
    closures = propose(story, before(story.today, 5))
    keep_open(story, before(story.today, 2), closures)


def closed(story: Story) -> None:
    """A case closed some weeks ago, stepped down to early help."""
    on = before(story.today, 30)
    support(story, months=5, until=on)
    end(story, on)


def closed_without_plan(story: Story) -> None:
    """A case closed after an assessment that found no need of a plan."""
    approved_on = assess(story, before(story.today, 60), days=28, outcome="no_further_action")
    closures = propose(story, after(approved_on, 2), reason="no_further_action")
    close(story, after(approved_on, 4), closures)


def transfer_offered(story: Story) -> None:
    """A case that another team was told of, and is offered."""
    on = before(story.today, 50)
    reach_plan(story, on, days=32, visits_until=before(story.today, 2))
    to_team_id = story.house.teams[0].pk
    with story.on(before(story.today, 1), 9.5):
        tell_in_advance(
            case_id=story.case_ids[0],
            actor=story.worker,
            to_team_id=to_team_id,
            word=WordInAdvance(
                about="The plan is in force. We offer the case to your team this week.",
                meeting_at=at_hour(after(story.today, 4), 10),
                venue="The children’s centre, room 2",
            ),
        )
    with story.on(before(story.today, 1), 11):
        propose_transfer(
            case_id=story.case_ids[0],
            actor=story.worker,
            to_team_id=to_team_id,
            reason="The assessment is done and the family needs longer support.",
            summary="Plan in force and working. The family expects a new worker and a joint visit.",
            offer=OfferDetails(
                urgent="The school meets the family on Thursday; somebody must be there."
            ),
        )
