"""The house rules are themselves tested: each one fails in a tree where it is broken."""

import os
import re
import subprocess
import sys

import pytest

from tests.architecture.planting import layer_file, plant, whole_tree
from tests.architecture.source import ROOT

MODEL = '''
import django.db.models
from django_fsm import FSMField, transition


class Planted(django.db.models.Model):
    """Breaks every rule about steps."""

    state = FSMField(default="new")

    @transition(field=state, source="new", target="old")
    def planted_step(self):
        pass

    def save(self, *args, **kwargs):
        """Do more than save."""
'''
WRITER = '''
from datetime import date


def planted_write(row):
    """Write where only reading is done, at a time of its own."""
    row.when = date.today()
    row.save()
    row.planted_step()
    type(row).objects.update(state="old")
'''
ADDRESS = '''
import django.contrib.auth.decorators
import django.http
import django.urls


@django.contrib.auth.decorators.login_not_required
def planted_page(request):
    """Open to all."""
    return django.http.HttpResponse("seen")


urlpatterns += [django.urls.path("planted/", planted_page)]
'''
FIRST_MIGRATION = min((ROOT / "cases/migrations").glob("0001_*.py")).stem
MIGRATION = f'''"""Changes data and cannot be undone."""

from django.db import migrations


class Migration(migrations.Migration):
    """Planted."""

    dependencies = [("cases", "{FIRST_MIGRATION}")]
    operations = [migrations.RunPython(lambda apps, editor: None)]
'''
TESTS = '''"""Claims nothing."""

import pytest


@pytest.mark.skip
def test_planted():
    pass


def test_planted():
    pass
'''
NAMES = "ODOT ;gro.ipyp morf hctef ;/niam/krow/ ni kool"[::-1]
VIOLATIONS = {
    "cases/models": MODEL,
    "desk/selectors": WRITER,
    "desk/urls": ADDRESS,
    "cases/migrations/0998_auto_20260504_1200.py": MIGRATION,
    "cases/migrations/0999_auto_20260504_1201.py": MIGRATION,
    "tests/desk/test_planted.py": TESTS,
    "desk/utils.py": "NUMBER = 1\n" * 401,
    "desk/planted.py": "def long():\n" + "    print()\n" * 51,
    "templates/desk/planted.html": "<p></p>\n" * 121,
    "docs/planted.md": NAMES,
}
# These say that there is something to look at, or have plantings of their own.
NOT_A_RULE = {
    "test_there_are_steps_to_watch",
    "test_only_the_sign_in_and_health_pages_are_open",
    "test_every_app_of_ours_that_keeps_records_has_migrations",
}
HOUSE_RULES = [
    f"tests/architecture/test_{name}.py"
    for name in (
        "addresses",
        "docstrings",
        "migrations",
        "readers",
        "repository",
        "sizes",
        "steps",
        "tests",
    )
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Run the house rules on a tree in which all are broken: each rule's name, and how it ended."""
    tree = whole_tree(tmp_path_factory.mktemp("planted") / "tree")
    for place, text in VIOLATIONS.items():
        plant(layer_file(tree, place), text)
    (tree / "docs/no-line-end.md").write_text("no line end")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CIN_", "PYTEST_"))
    }
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-v",
            "-p",
            "no:cacheprovider",
            *HOUSE_RULES,
        ],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(re.findall(r"::(\w+)(?:\[\w+\])? (PASSED|FAILED)", ran.stdout)) or ran.stdout


def test_every_house_rule_fails_in_a_tree_that_breaks_it(outcomes):
    blind = {name for name, ended in outcomes.items() if ended != "FAILED"}
    assert blind - NOT_A_RULE == set()


def test_the_house_rules_ran_to_the_end(outcomes):
    assert len(outcomes) > 20
