"""Tables altered at once are the tables altered one step after another."""

import sqlite3

import pytest
from django.db import ConnectionHandler, migrations, models
from django.db.migrations.state import ProjectState
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cin.core.altering import Alteration, AlterTables


def first():
    key = ("id", models.BigAutoField(primary_key=True))
    once = UniqueConstraint(fields=["name"], name="thing_once")
    return [
        migrations.CreateModel("Person", [key]),
        migrations.CreateModel(
            "Thing", [key, ("name", models.TextField())], options={"constraints": [once]}
        ),
    ]


BY = models.ForeignKey("core.person", models.PROTECT, null=True, related_name="+")
WHY = models.TextField(blank=True, default="")
REASON = CheckConstraint(condition=Q(by=None) | ~Q(why=""), name="thing_reason")
ONCE = UniqueConstraint(fields=["name"], condition=Q(by=None), name="thing_once")


def at_once():
    change = Alteration(
        gone=["thing_once"], columns=[("why", WHY), ("by", BY)], constraints=[REASON, ONCE]
    )
    more = Alteration(columns=[("age", models.IntegerField(null=True))])
    return AlterTables({"thing": change, "person": more})


def one_by_one():
    return [
        migrations.RemoveConstraint("thing", "thing_once"),
        migrations.AddField("thing", "why", WHY),
        migrations.AddField("thing", "by", BY),
        migrations.AddConstraint("thing", REASON),
        migrations.AddConstraint("thing", ONCE),
        migrations.AddField("person", "age", models.IntegerField(null=True)),
    ]


@pytest.fixture
def database():
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": "file:altered?mode=memory"}
    made = ConnectionHandler({"default": settings})["default"]
    made.inc_thread_sharing()
    yield made
    made.close()


def applied(database, operations):
    before = ProjectState()
    for operation in operations:
        after = before.clone()
        operation.state_forwards("core", after)
        with database.schema_editor() as editor:
            operation.database_forwards("core", editor, before, after)
        before = after
    return before


def ask(database, words):
    return database.connection.execute(words).fetchall()


@pytest.mark.django_db
def test_rows_stay_and_the_new_rules_hold(database):
    before = applied(database, first())
    ask(database, "INSERT INTO core_thing (name) VALUES ('a')")
    after = before.clone()
    operation = at_once()
    operation.state_forwards("core", after)
    with database.schema_editor() as editor:
        operation.database_forwards("core", editor, before, after)
    assert ask(database, "SELECT name, why, by_id FROM core_thing") == [("a", "", None)]
    ask(database, "INSERT INTO core_person (age) VALUES (7)")
    with pytest.raises(sqlite3.IntegrityError, match="thing_reason"):
        ask(database, "INSERT INTO core_thing (name, why, by_id) VALUES ('b', '', 1)")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        ask(database, "INSERT INTO core_thing (name, why) VALUES ('a', '')")
    ask(database, "INSERT INTO core_thing (name, why, by_id) VALUES ('a', 'wrong', 1)")
    ask(database, "DELETE FROM core_thing WHERE by_id = 1")
    with database.schema_editor() as editor:
        operation.database_backwards("core", editor, after, before)
    columns = [name for _, name, *_ in ask(database, "PRAGMA table_info(core_thing)")]
    assert columns == ["id", "name"]
    assert ask(database, "SELECT name FROM core_thing") == [("a",)]
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        ask(database, "INSERT INTO core_thing (name) VALUES ('a')")


def test_the_models_are_those_of_one_step_after_another():
    state, other = ProjectState(), ProjectState()
    for step in first():
        step.state_forwards("core", state)
        step.state_forwards("core", other)
    assert len(state.apps.get_models()) == 2
    at_once().state_forwards("core", state)
    for step in one_by_one():
        step.state_forwards("core", other)
    assert state == other
    fields = {field.name for field in state.apps.get_model("core", "Thing")._meta.fields}
    assert fields == {"id", "name", "why", "by"}
