"""The commands of the Makefile are listed, and stand on scripts that exist."""

import os
import re
import subprocess

import pytest

from scripts.all_tests import PARTS
from tests.architecture.source import ROOT

COMMANDS = ["setup", "run", "test", "check", "bench", "rules", "screenshots", "clean"]
CHECKS = [
    "ruff check .",
    "ruff format --check .",
    "lint-imports",
    "mypy",
    "djlint templates --check",
    "djlint templates --lint",
    "makemigrations --check",
    "check --deploy --fail-level WARNING",
]


def shell(*command, **environment):
    """Run a command at the top of the repository, as if no make had started these tests."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**own, "MFLAGS": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_alone_lists_every_command():
    listed = shell("make").stdout
    assert re.findall(r"make ([a-z]+)", listed) == ["help", *COMMANDS]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_script(name):
    calls = shell("make", "--dry-run", name).stdout.split()
    assert os.access(ROOT / calls[0], os.X_OK)


@pytest.mark.parametrize("check", CHECKS)
def test_the_checks_include(check):
    assert check in (ROOT / "scripts/check").read_text()


def test_ci_runs_every_check_and_every_test():
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert "set -euo pipefail" in lines
    assert {"make check", "make test"} <= set(lines)


def test_the_tests_are_run_on_both_databases_and_in_a_browser():
    assert [(words[:2], environment) for _, words, environment in PARTS] == [
        (["-n", "2"], {}),
        (["-n", "2"], {"CIN_TEST_DATABASE": "postgres"}),
        (["-m", "journey"], {"CIN_TEST_DATABASE": "postgres"}),
    ]


def test_every_shell_script_can_be_read_by_the_shell():
    scripts = [path for path in (ROOT / "scripts").iterdir() if path.suffix in {"", ".sh"}]
    scripts = [path for path in scripts if path.is_file()]
    unread = [path.name for path in scripts if shell("bash", "-n", str(path)).returncode]
    assert unread == []


def test_an_unknown_purpose_of_set_up_is_refused_with_one_line():
    ran = shell("scripts/setup", "everything")
    assert ran.returncode == 2
    assert ran.stderr == "cin: scripts/setup takes run, development or tests, not everything\n"
