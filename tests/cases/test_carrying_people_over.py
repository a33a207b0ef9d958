"""The migration that put what was known of people where it belongs, on the rows of its day."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.db import ConnectionHandler, connections
from django.db.migrations.loader import MigrationLoader

BEFORE = ("cases", "0005_describe_people")
AT = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)
TABLES = [
    ("accounts", "LocalAuthority"),
    *(("cases", name) for name in ("Agency", "Family", "Person", "FamilyMember", "Case")),
    *(("cases", name) for name in ("Address", "ContactDetail")),
    *(("cases", name) for name in ("HistoricalAddress", "HistoricalContactDetail")),
]
migration = import_module("cases.migrations.0006_carry_people_over")


@pytest.fixture(scope="module")
def models_of_the_day():
    """Draw the models as they were just before: once, for it takes seconds."""
    loader = MigrationLoader(None, replace_migrations=False)
    return loader.project_state(BEFORE).apps


@pytest.fixture
def day(models_of_the_day):
    """The tables it reads and writes, empty, in a database of their own that the models use."""
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": "file:carried?mode=memory"}
    made = ConnectionHandler({"default": settings})["default"]
    made.inc_thread_sharing()
    with made.schema_editor() as editor:
        for label, name in TABLES:
            editor.create_model(models_of_the_day.get_model(label, name))
    made.disable_constraint_checking()
    kept = connections["default"]
    connections["default"] = made
    yield models_of_the_day
    connections["default"] = kept
    made.close()


def person(apps, name, **more):
    known = {
        "authority_id": 1,
        "given_names": name,
        "family_name": "O'Brien",
        "created_at": AT,
        "updated_at": AT,
        **more,
    }
    return apps.get_model("cases", "Person").objects.create(**known)


def of(apps, who, role, family=1):
    members = apps.get_model("cases", "FamilyMember").objects
    members.create(family_id=family, person=who, role=role)
    return who


def kinds(apps):
    return dict(apps.get_model("cases", "Person").objects.values_list("given_names", "kind"))


@pytest.mark.django_db
def test_everybody_is_what_their_place_in_a_family_says(day):
    of(day, person(day, "Leo"), "child")
    for name, role in (("Mary", "mother"), ("Carl", "other_carer"), ("Nan", "grandparent")):
        of(day, person(day, name), role)
    person(day, "Alone")
    # Somebody who is a mother in one family and a child in another is a child still.
    of(day, of(day, person(day, "Both"), "mother"), "child", family=2)
    migration.carry_over(day, None)
    assert kinds(day) == {
        "Leo": "child",
        "Mary": "parent_carer",
        "Carl": "parent_carer",
        "Nan": "other_family",
        "Alone": "other_family",
        "Both": "child",
    }


@pytest.mark.django_db
def test_an_address_and_a_telephone_become_rows_with_their_history(day):
    mary = of(day, person(day, "Mary", address="1 Elm Road\nOL16", phone="01706 1"), "mother")
    person(day, "Nan", phone="01706 2")
    person(day, "Nobody")
    migration.carry_over(day, None)
    (address,) = day.get_model("cases", "Address").objects.all()
    assert (address.person_id, address.lines, address.kind) == (mary.pk, "1 Elm Road\nOL16", "home")
    assert (address.created_at, address.ended_on, address.is_secret) == (AT, None, False)
    numbers = day.get_model("cases", "ContactDetail").objects.order_by("value")
    assert [(row.kind, row.value, row.is_safe) for row in numbers] == [
        ("phone", "01706 1", None),
        ("phone", "01706 2", None),
    ]
    history = day.get_model("cases", "HistoricalAddress").objects.get()
    assert (history.id, history.lines, history.history_type) == (address.pk, address.lines, "+")
    assert (history.history_date, history.history_relation_id) == (AT, address.pk)
    assert day.get_model("cases", "HistoricalContactDetail").objects.count() == 2


@pytest.mark.django_db
def test_a_birth_takes_the_place_of_the_day_it_was_expected(day):
    person(day, "Leo", born_on=date(2020, 1, 1), expected_on=date(2020, 1, 9))
    person(day, "Baby", expected_on=date(2025, 6, 1))
    migration.carry_over(day, None)
    people = day.get_model("cases", "Person").objects
    assert people.get(given_names="Leo").expected_on is None
    assert people.get(given_names="Baby").expected_on == date(2025, 6, 1)


@pytest.mark.django_db
def test_it_can_be_undone(day):
    mary = person(day, "Mary", address="1 Elm Road", phone="01706 1")
    migration.carry_over(day, None)
    day.get_model("cases", "Person").objects.update(address="", phone="")
    day.get_model("cases", "Address").objects.create(
        person=mary, lines="Her old house", kind="home", ended_on=date(2020, 1, 1)
    )
    migration.carry_back(day, None)
    mary.refresh_from_db()
    assert (mary.address, mary.phone) == ("1 Elm Road", "01706 1")
