"""Migrations are named, complete, and can be undone."""

import ast
import re

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.architecture.source import PRODUCT, listed, sources

NAMED = re.compile(r"^\d{4}_[a-z][a-z0-9_]*$")
NAMED_BY_A_MACHINE = re.compile(r"_auto_|_and_more$|_\d{8}_\d{4}")
ONE_WAY = {"RunPython", "RunSQL"}


def migrations():
    return [
        source
        for source in sources(*PRODUCT)
        if source.is_migration and source.path.name != "__init__.py"
    ]


def test_every_model_is_as_its_migrations_say():
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert detector.changes(loader.graph) == {}


def test_every_app_of_ours_that_keeps_records_has_migrations():
    loader = MigrationLoader(None)
    keeping = {app.label for app in apps.get_app_configs() if app.name.startswith(PRODUCT)}
    without = {model._meta.app_label for model in apps.get_models()} & loader.unmigrated_apps
    assert without & keeping == set()


def test_every_migration_is_named_by_a_person():
    nameless = [
        source.name
        for source in migrations()
        if not NAMED.match(source.path.stem) or NAMED_BY_A_MACHINE.search(source.path.stem)
    ]
    assert not nameless, listed(nameless)


def test_no_app_has_two_last_migrations():
    assert MigrationLoader(None).detect_conflicts() == {}


def test_every_migration_of_data_can_be_undone():
    one_way = [
        source.at(call)
        for source in migrations()
        for call in source.calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in ONE_WAY
        and len(call.args) < 2
        and not {"reverse_code", "reverse_sql"} & {word.arg for word in call.keywords}
    ]
    assert not one_way, listed(one_way)
