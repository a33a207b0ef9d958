"""How long finding a person among many takes, beside one bare indexed query."""

import random
import statistics
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial

from django.contrib.auth import get_user_model
from django.db import connection

from cases.models import Person, PersonKey
from cases.selectors.keys import day_keys, name_keys
from cases.selectors.likeness import Description
from cases.selectors.matching import ALIKE, children_like
from cin.accounts.models import LocalAuthority, Team
from scripts.measuring.figures import report, seconds_of

TIMES = 40
BARE = """
    SELECT p.* FROM cases_person p JOIN cases_personkey k ON k.person_id = p.id
    WHERE k.authority_id = %s AND k.kind = 'full' AND k.key %% %s LIMIT 400
"""
GIVEN = """amelia noah olivia jack siobhan mohammed george leo fatima oliver grace arthur freya amir
    poppy jakub sofia harry zainab ibrahim maisie caoimhe rhys priya daniel ruby kofi chloe
    mateusz""".split()  # noqa: SIM905  a list of names reads best as a list of names
BEGINNINGS = "bar car dun east far green hart king lang mar north oak park ross stan whit".split()  # noqa: SIM905
ENDINGS = "ton ley ford worth field son wood man well by den ham more shaw bridge ridge".split()  # noqa: SIM905


def measure_search(people: int) -> None:
    """Make so many people in an authority of their own, and look for forty of them."""
    authority_id, user = make_house()
    make_people(authority_id, people)
    search, bare, found = measure(authority_id, user)
    report(
        "finding a person",
        search * 1000,
        "ms",
        baseline=bare * 1000,
        of="one bare query of the trigram index, in ms",
        ratio=search / bare,
        people=people,
        found=found,
    )


def make_house() -> tuple[int, object]:
    """Make an authority with one social worker."""
    authority = LocalAuthority.objects.create(slug="measured", name="Measured", prefix="MEA")
    team = Team.objects.create(authority=authority, name="A team")
    user = get_user_model().objects.create(
        username="measured", name="Measured", authority=authority, team=team, role="social_worker"
    )
    return authority.pk, user


def make_people(authority_id: int, number: int) -> None:
    """Make children with the keys they would have, in batches."""
    chance = random.Random(7)  # noqa: S311  the same people every time
    for start in range(0, number, 10_000):
        size = min(10_000, number - start)
        people = Person.objects.bulk_create(
            Person(authority_id=authority_id, kind="child", **invented(chance)) for _ in range(size)
        )
        PersonKey.objects.bulk_create(
            (
                PersonKey(authority_id=authority_id, person=person, kind=kind, key=key)
                for person in people
                for kind, key in name_keys(person.given_names, person.family_name)
                | day_keys(person.born_on, person.given_names, person.family_name)
            ),
            batch_size=10_000,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_person")
        cursor.execute("ANALYZE cases_personkey")


def invented(chance: random.Random) -> dict[str, object]:
    """Invent a name and a day of birth."""
    family = chance.choice(BEGINNINGS) + chance.choice(ENDINGS)
    if chance.random() < 0.5:
        family += chance.choice(ENDINGS)
    return {
        "given_names": chance.choice(GIVEN).title(),
        "family_name": family.title(),
        "born_on": date(2008, 12, 1) + timedelta(days=chance.randrange(6500)),
    }


def measure(authority_id: int, user: object) -> tuple[float, float, int]:
    """Give the median seconds of the search and of the bare query, and how many were found."""
    chance = random.Random(11)  # noqa: S311
    wanted = [Description(**invented(chance)) for _ in range(TIMES)]  # type: ignore[arg-type]
    found = 0

    def bare(sought: Description) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, false)", [ALIKE])
            name = f"{sought.given_names} {sought.family_name}".lower()
            cursor.execute(BARE, [authority_id, name])
            cursor.fetchall()

    def search(sought: Description) -> None:
        nonlocal found
        found += len(children_like(user, sought))  # type: ignore[arg-type]

    for act in (bare, search):
        seconds(act, wanted[:5])
    found = 0
    return seconds(search, wanted), seconds(bare, wanted), found


def seconds(act: Callable[[Description], None], wanted: Iterable[Description]) -> float:
    """Give the median time that one of these takes."""
    return statistics.median(seconds_of(partial(act, each)) for each in wanted)
