"""The rules of the five procedures."""

import pytest

from cin.procedures.catalogue import UnknownRule, rule, rules


def test_all_609_rules_are_there_once():
    assert len({found.id for found in rules()}) == 609


@pytest.mark.parametrize(
    ("prefix", "number"), [("PET", 113), ("BOL", 55), ("HIL", 141), ("BIR", 111), ("ROC", 189)]
)
def test_each_authority_has_its_own(prefix, number):
    assert len(rules(prefix)) == number


def test_a_rule_has_its_words():
    found = rule("HIL-52")
    assert found.quote == "At least once every 3 weeks"
    assert found.kind == "visit"
    assert found.rule.startswith("Visits at least once every 3 weeks")


def test_an_id_that_no_rule_has_is_refused():
    with pytest.raises(UnknownRule):
        rule("HIL-999")
