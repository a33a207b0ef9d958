"""Which of the published rules are met, by which tests, and which are not: `make rules`."""

import pytest

from cin.procedures.bindings import NOT_YET, Binding, bindings
from scripts.count_rules import main, marked_tests

EXAMPLE = """
import pytest

TABLE = [pytest.param("rochdale", marks=pytest.mark.rule("ROC-14"))]


@pytest.mark.rule("HIL-52", "HIL-53")
def test_visits_are_due(): ...


@pytest.mark.parametrize("slug", [pytest.param("b", marks=pytest.mark.rule("BOL-30"))])
def test_each(slug): ...


class TestReviews:
    @pytest.mark.rule("HIL-52")
    def test_reviews_too(self): ...
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with one file of tests, which name five rules."""
    (tmp_path / "test_example.py").write_text(EXAMPLE)
    return tmp_path


def test_every_mark_is_found_with_the_test_it_stands_on(folder):
    place = (folder / "test_example.py").as_posix()
    assert marked_tests(folder) == {
        "ROC-14": [place],
        "HIL-52": [f"{place}::test_visits_are_due", f"{place}::test_reviews_too"],
        "HIL-53": [f"{place}::test_visits_are_due"],
        "BOL-30": [f"{place}::test_each"],
    }


def test_each_authoritys_rules_are_counted_and_a_met_one_stands_with_its_tests(folder, capsys):
    assert main([], folder) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("Hillingdon: ") and "of 141 rules met" in line for line in lines)
    assert lines[-1].startswith("All: ")
    assert "of 609 rules met (4 shown by a test)" in lines[-1]
    assert any("HIL-53" in line and "::test_visits_are_due" in line for line in lines)
    assert any("HIL-85" in line and "no test names it" in line for line in lines)


def test_a_rule_that_is_not_met_stands_with_what_is_missing(folder, capsys, monkeypatch):
    missing = Binding(rule_id="ROC-09", standing=NOT_YET, says="Something is still missing.")
    monkeypatch.setitem(bindings("rochdale"), "ROC-09", missing)
    main([], folder)
    assert f"    ROC-09  {missing.says}" in capsys.readouterr().out.splitlines()


def test_the_numbers_can_be_had_alone(folder, capsys):
    assert main(["--counts"], folder) == 0
    assert len(capsys.readouterr().out.splitlines()) == 6


def test_the_rules_that_no_test_names_can_be_listed(folder, capsys):
    assert main(["--missing"], folder) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "HIL-51" in lines
    assert "HIL-52" not in lines


def test_a_test_that_names_no_rule_of_any_procedure_fails_the_count(tmp_path, capsys):
    (tmp_path / "test_wrong.py").write_text(EXAMPLE.replace("HIL-53", "HIL-999"))
    assert main([], tmp_path) == 1
    assert "tests name rules that do not exist: HIL-999" in capsys.readouterr().err
