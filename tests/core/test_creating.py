"""Tables made at once are the tables made one step after another."""

import sqlite3

import pytest
from django.db import ConnectionHandler, migrations, models
from django.db.migrations.state import ProjectState

from cin.core.creating import CreateTables


def steps():
    return [
        migrations.CreateModel("Family", [("id", models.BigAutoField(primary_key=True))]),
        migrations.CreateModel(
            "Member",
            [("id", models.BigAutoField(primary_key=True)), ("age", models.IntegerField())],
        ),
        migrations.AddField(
            "member", "family", models.ForeignKey("core.family", models.CASCADE, related_name="+")
        ),
        migrations.AddConstraint(
            "member",
            models.CheckConstraint(condition=models.Q(age__gte=0), name="member_age_from_nought"),
        ),
        migrations.AddIndex("member", models.Index(fields=["age"], name="member_age")),
    ]


@pytest.fixture
def connection():
    name = "file:tables_made_at_once?mode=memory"
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": name}
    made = ConnectionHandler({"default": settings})["default"]
    made.inc_thread_sharing()
    yield made
    made.close()


def applied(connection, operations):
    before = ProjectState()
    for operation in operations:
        after = before.clone()
        operation.state_forwards("core", after)
        with connection.schema_editor() as editor:
            operation.database_forwards("core", editor, before, after)
        before = after
    return before


def tables(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
def test_all_that_belongs_to_a_table_is_made_with_it(connection):
    state = applied(connection, [CreateTables(steps())])
    one_by_one = ProjectState()
    for step in steps():
        step.state_forwards("core", one_by_one)
    assert state == one_by_one
    assert {"core_family", "core_member", "member_age"} <= set(tables(connection))
    with pytest.raises(sqlite3.IntegrityError, match="member_age_from_nought"):
        connection.connection.execute("INSERT INTO core_member (age, family_id) VALUES (-1, 1)")


@pytest.mark.django_db
def test_the_tables_go_again(connection):
    made = CreateTables(steps())
    state = applied(connection, [made])
    with connection.schema_editor() as editor:
        made.database_backwards("core", editor, state, ProjectState())
    assert tables(connection) == []


def test_models_drawn_before_are_drawn_again_with_the_new_ones():
    state = ProjectState()
    assert list(state.apps.get_models()) == []
    CreateTables(steps()).state_forwards("core", state)
    drawn = {model.__name__ for model in state.apps.get_models()}
    assert drawn == {"Family", "Member"}
