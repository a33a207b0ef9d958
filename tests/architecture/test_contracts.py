"""Who may import whom holds, and each contract is shown to break when it should."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.planting import layer_file, plant, tree_without_templates
from tests.architecture.source import ROOT

LINTER = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
VIOLATIONS = {
    "1. Apps depend only on earlier stages in the life of a case": (
        "cases/planted.py",
        "import closures.apps",
    ),
    "2. Inside an app, layers run one way": ("cases/permissions.py", "import cases.services"),
    "3. The procedure engine is plain Python": (
        "cin/procedures/planted.py",
        "import django.utils.dateparse",
    ),
    "4. Only closures may close a case": ("desk/planted.py", "import cases.services.closing"),
    "5. Forms do not write": ("visits/forms", "import visits.services"),
    "6. Only models and take_step touch the state machine library": (
        "desk/planted.py",
        "import django_fsm",
    ),
}


@pytest.fixture
def tree(tmp_path):
    return tree_without_templates(tmp_path / "tree")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_every_contract_holds():
    ran = lint(ROOT)
    assert "0 broken" in ran.stdout, ran.stdout + ran.stderr


def test_every_contract_has_a_violation_planted_below():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == set(VIOLATIONS)


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_violation_breaks_its_contract(contract, tree):
    place, line = VIOLATIONS[contract]
    plant(layer_file(tree, place), line)
    ran = lint(tree)
    assert f"{contract} BROKEN" in ran.stdout, ran.stdout + ran.stderr
    assert ran.returncode != 0
