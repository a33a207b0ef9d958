"""Making the demonstration: five authorities, each whole or not at all."""

from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet

from alerts.services.deadlines import recompute
from alerts.services.raising import raise_alerts
from cases.models import Case
from cin.accounts.models import LocalAuthority
from cin.audit.services import quietly
from cin.core import clock
from cin.core.once import asking_once
from cin.procedures.durations import Duration
from desk.demonstration.content import content
from desk.demonstration.days import settled
from desk.demonstration.describing import describe_people
from desk.demonstration.explaining import explain
from desk.demonstration.families import Inventor
from desk.demonstration.houses import House, build_house, places
from desk.demonstration.milestones import note_milestones
from desk.demonstration.noting import write_notes
from desk.demonstration.plots import PLOTS, Plot
from desk.demonstration.relating import relate_family
from desk.demonstration.story import Story
from desk.demonstration.typing import leave_typed
from desk.demonstration.words import Words


@dataclass(frozen=True)
class Made:
    """What was made of one authority."""

    authority: str
    children: int


def make_demonstration(*, children: int, password: str) -> list[Made]:
    """Make each authority that is not there yet, with so many children, and raise today's alerts.

    Each authority is one transaction. Those that are there are left as they are, whatever is in
    them.
    """
    there = set(LocalAuthority.objects.values_list("slug", flat=True))
    missing = [place for place in places() if place["slug"] not in there]
    if not missing:
        return []
    # A hash takes long to make on purpose; fifty of one password would only say so fifty times.
    hashed = make_password(password)
    made = [_make_authority(place, children, hashed) for place in missing]
    raise_alerts(as_of=clock.today(), at_any_hour=True)
    return made


@transaction.atomic
def _make_authority(place: dict[str, Any], children: int, password: str) -> Made:
    house = build_house(place, password=password)
    tell_stories(house, children)
    cases = list(Case.objects.filter(authority__slug=house.slug).values_list("pk", flat=True))
    recompute(cases)
    return Made(authority=house.slug, children=len(cases))


def tell_stories(house: House, children: int) -> None:
    """Live the plots one after another until there are so many children; the last family may be
    smaller.
    """
    # The same stories every time: chance is seeded, and nothing secret hangs on it.
    chance = Random(f"cin {house.slug}")  # noqa: S311
    inventor = Inventor(chance, house.streets, settled(clock.today()))
    plots = cycle(PLOTS)
    # Nobody publishes another procedure for an authority that is only being made.
    with quietly(), asking_once():
        while children > 0:
            plot = next(plots)
            size = min(plot.children, children)
            story = _story(house, plot, size, inventor, chance)
            plot.live(story)
            story.live()
            children -= size
        note_milestones(house, _open_cases(house), chance)
        leave_typed(house, _open_cases(house))
        describe_people(house, _open_cases(house))
        relate_family(_open_cases(house))
        write_notes(_open_cases(house))
        explain(_open_cases(house).select_related("referral"))


def _open_cases(house: House) -> QuerySet[Case]:
    of_authority = Case.objects.open().filter(authority__slug=house.slug)
    return of_authority.select_related("child", "worker").order_by("pk")


def _story(house: House, plot: Plot, size: int, inventor: Inventor, chance: Random) -> Story:
    surname, group = inventor.surname()
    carer = inventor.carer(surname, group)
    children = inventor.children(
        size,
        surname,
        group,
        disabled=plot.is_disabled,
        unborn=plot.is_unborn,
        youngest=plot.youngest,
    )
    situation = _situation(plot, chance)
    return Story(
        house=house,
        worker=house.people[plot.worker],
        children=children,
        carer=carer,
        words=Words(situation, carer.given_names, chance),
        chance=chance,
        visit_interval=_visit_interval(house, plot),
    )


def _situation(plot: Plot, chance: Random) -> dict[str, Any]:
    """Choose what the family lives through: illness or disability for a disabled child, and for
    nobody else.
    """
    situations: list[dict[str, Any]] = content("situations")["situations"]
    wanted = [each for each in situations if (each["need"] == "N2") == plot.is_disabled]
    return chance.choice(wanted)


def _visit_interval(house: House, plot: Plot) -> Duration | None:
    """Agree an interval where the story or the procedure asks for one (PET-27, HIL-52)."""
    if plot.visit_interval:
        return Duration.parse(plot.visit_interval)
    left_to_plan = house.procedure.get("visit_interval_source") == "plan" or plot.is_disabled
    return Duration.parse("3 weeks") if left_to_plan else None
