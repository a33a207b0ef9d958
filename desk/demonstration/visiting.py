"""How a family is visited, and how the records of the visits are finished."""

from datetime import date, datetime, timedelta

from cin.core import clock
from cin.procedures.durations import Duration
from desk.demonstration.days import after, rhythm
from desk.demonstration.story import Story
from visits.models import Visit
from visits.services import (
    ChildPart,
    VisitDetails,
    finalise_visit,
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
            details=VisitDetails(kind="cin", visited_at=_an_hour_ago(), place=story.carer.address),
            reason="No answer at the door. Left a card; the family rang back and chose a time.",
        )


def _details(story: Story, kind: str) -> VisitDetails:
    return VisitDetails(
        kind=kind,
        visited_at=_an_hour_ago(),
        place=f"At home, {story.carer.address}",
        was_announced=story.chance.random() < 0.8,
        people_present=story.words.record("present"),
        account=story.words.account(story.name_of(story.cases[0])),
        home_conditions=story.words.record("home"),
        parents_views=story.words.record("parents"),
        concern_raised=False,
    )


def _part(story: Story, place: int, *, finish: bool) -> ChildPart:
    case = story.cases[place]
    age = case.child.age_on(clock.today())
    alone = age is not None and age >= SEEN_ALONE_FROM
    return ChildPart(
        case_id=case.pk,
        seen=True,
        seen_alone=alone if finish else None,
        not_alone_reason="" if alone else "Too young to be seen alone; held and played with.",
        voice=story.words.voice(case.child, clock.today()) if finish else "",
    )


def _an_hour_ago() -> datetime:
    return clock.now() - timedelta(hours=1)
