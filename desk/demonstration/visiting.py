"""How a family is visited, and how the records of the visits are finished."""

from datetime import date, datetime, timedelta
from typing import Any

from cin.core import clock
from cin.procedures.durations import Duration
from desk.demonstration.days import after, at_hour, rhythm
from desk.demonstration.story import Story
from visits.models import Visit, VisitState
from visits.services import (
    ChildPart,
    PlanDetails,
    VisitDetails,
    add_to_visit,
    ask_not_alone,
    decide_not_alone,
    finalise_visit,
    plan_visit,
    record_failed_visit,
    record_visit,
)

# A child younger than this is seen with the carer.
SEEN_ALONE_FROM = 4


def visit_children(story: Story, *, kind: str = "cin", finish: bool = True) -> Visit:
    """Visit all the children together, an hour before now; the record is finished within a day
    unless said otherwise.
    """
    visit = record_visit(
        case_id=story.cases[0].pk,
        actor=story.worker,
        details=_details(story, kind),
        parts=[_part(story, place, finish=finish) for place in range(len(story.cases))],
    )
    if finish:
        day = clock.today()
        written_on = day if story.chance.random() < 0.6 else after(day, 1)
        story.later(written_on, 16.5, lambda: finalise_visit(visit_id=visit.pk, actor=story.worker))
    return visit


def visit_regularly(story: Story, first: date, last: date) -> None:
    """Plan visits after the first day up to the last, no further apart than the procedure
    allows.
    """
    for day in rhythm(first, last, visit_length(story), story.chance):
        story.later(day, 15, lambda: visit_children(story))


def visit_length(story: Story) -> Duration:
    """Give the longest time between two visits to this family."""
    length = story.visit_interval or story.procedure.duration("visit_interval_max")
    return length or Duration.parse("4 weeks")


def try_to_visit(story: Story, on: date) -> None:
    """Knock and find nobody at home."""
    with story.on(on, 11):
        record_failed_visit(
            case_id=story.cases[0].pk,
            actor=story.worker,
            details=VisitDetails(kind="cin", visited_at=_an_hour_ago(), location="home"),
            reason="No answer at the door. Left a card; the family rang back and chose a time.",
        )


def plan_to_visit(story: Story, *, on: date, said_on: date) -> None:
    """Plan to see all the children on a day, in the afternoon."""
    with story.on(said_on, 16):
        plan_visit(
            case_id=story.cases[0].pk,
            actor=story.worker,
            details=PlanDetails(
                planned_at=at_hour(on, 15.5),
                location="home",
                purpose="See how the mornings are, and draw the house of dreams and worries.",
                is_announced=True,
            ),
            children=story.case_ids,
        )


def ask_about_seeing_alone(story: Story, on: date, *, decide: bool) -> None:
    """Ask the manager that the first child need not be seen alone, where the procedure knows
    that decision; the manager may decide the next day.
    """
    if not story.procedure.flag("not_alone_needs_manager"):
        return
    with story.on(on, 13):
        decision = ask_not_alone(
            case_id=story.case_ids[0],
            actor=story.worker,
            reason="Very anxious away from the carer; speaks freely with her in the next room.",
        )
    if decide:
        with story.on(after(on, 1), 9):
            decide_not_alone(
                decision_id=decision.pk,
                actor=story.manager,
                agrees=True,
                rationale="Seen with the school nurse instead of the carer where possible.",
                valid_until=story.today + timedelta(weeks=8),
            )


def correct_last_visit(story: Story, on: date) -> None:
    """Add to the last finished record what was left out of it."""
    with story.on(on, 12):
        last = Visit.objects.filter(case=story.cases[0], state=VisitState.FINALISED).first()
        if last is not None:
            add_to_visit(
                visit_id=last.pk,
                actor=story.worker,
                why="A telephone call came in after the record was finished.",
                text="The school rang: attendance was full this week.",
            )


def _details(story: Story, kind: str) -> VisitDetails:
    at = _an_hour_ago()
    return VisitDetails(
        kind=kind,
        visited_at=at,
        ended_at=at + timedelta(minutes=45),
        location="home",
        was_announced=story.chance.random() < 0.8,
        people_present=story.words.record("present"),
        account=story.words.account(story.name_of(story.cases[0])),
        home_conditions=story.words.record("home"),
        parents_views=story.words.record("parents"),
        concern_raised=False,
        new_significant_change=False,
        safety_plan_reviewed=True,
        plan_progress=story.words.record("progress") if kind == "cin" else "",
        **(_first_visit(story) if kind == "initial" else {}),
    )


def _first_visit(story: Story) -> dict[str, Any]:
    return {
        "purpose_explained": True,
        "consent_obtained": True,
        "family_network": story.words.record("network"),
        "fgc_explained": True,
        "fgc_offered": True,
        "fgc_response": "thinking",
        "fnm_at": at_hour(after(clock.today(), 4), 16),
        "genogram_done": True,
        "safety_contingency_done": True,
    }


def _part(story: Story, place: int, *, finish: bool) -> ChildPart:
    case = story.cases[place]
    age = case.child.age_on(clock.today())
    alone = age is not None and age >= SEEN_ALONE_FROM
    return ChildPart(
        case_id=case.pk,
        seen=True,
        seen_alone=alone if finish else None,
        spoken_to=True if finish and age else None,
        not_alone_reason="" if alone else "Too young to be seen alone; held and played with.",
        voice=story.words.voice(case.child, clock.today()) if finish else "",
        lived_experience=story.words.record("day") if finish else "",
        observations=story.words.record("observed") if finish else "",
    )


def _an_hour_ago() -> datetime:
    return clock.now() - timedelta(hours=1)
