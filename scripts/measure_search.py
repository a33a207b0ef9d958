"""Measure how long finding a person takes beside one bare indexed query; a JSON line for each.

It needs an empty PostgreSQL of its own, named by CIN_DATABASE_URL in test mode: it makes the
people, measures, and takes everything back.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterable

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

PEOPLE = 500_000
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


def main(people: int = PEOPLE) -> int:
    """Make the people, measure the search and the bare query in turn, and print both."""
    django.setup()
    # After the setting up: models cannot be imported before it.
    from scripts.measure import report  # noqa: PLC0415

    if connection.vendor != "postgresql":
        raise SystemExit("The search is measured on PostgreSQL: name one in CIN_DATABASE_URL.")
    call_command("migrate", verbosity=0)
    authority_id, user = make_house()
    make_people(authority_id, people)
    search, bare, found = measure(authority_id, user)
    report("bare_indexed_query", bare * 1000, "ms", people=people, plan="trigram")
    report(
        "person_search",
        search * 1000,
        "ms",
        people=people,
        times_the_bare_query=round(search / bare, 2),
        found=found,
    )
    return 0


def make_house() -> tuple[int, object]:
    """Make an authority with one social worker."""
    from cin.accounts.models import LocalAuthority, Team  # noqa: PLC0415

    authority = LocalAuthority.objects.create(slug="measured", name="Measured", prefix="MEA")
    team = Team.objects.create(authority=authority, name="A team")
    user = get_user_model().objects.create(
        username="measured", name="Measured", authority=authority, team=team, role="social_worker"
    )
    return authority.pk, user


def make_people(authority_id: int, number: int) -> None:
    """Make children with the keys they would have, in batches."""
    from cases.models import Person, PersonKey  # noqa: PLC0415
    from cases.selectors.keys import day_keys, name_keys  # noqa: PLC0415

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
    from datetime import date, timedelta  # noqa: PLC0415

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
    from cases.selectors.likeness import Description  # noqa: PLC0415
    from cases.selectors.matching import ALIKE, children_like  # noqa: PLC0415

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


def seconds(act: Callable[..., None], wanted: Iterable[object]) -> float:
    """Give the median time that one of these takes."""
    times = []
    for each in wanted:
        begun = time.perf_counter()
        act(each)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    raise SystemExit(main(parser.parse_args().people))
