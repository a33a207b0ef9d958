"""What binds a rule of a procedure to the system: what the file says, and what it may not say."""

import pytest

from cin.procedures.bindings import BadBinding, Binding, bindings, read
from cin.procedures.catalogue import rules

TWO = rules("HIL-5")[:2]
FIRST, SECOND = (rule.id for rule in TWO)
EMPTY = "met: {}\nguidance: {}\nnot_yet: {}\n"


def file_of(*, met="", guidance="", not_yet=f"  {SECOND}: Nothing is recorded.\n"):
    """Write a file of bindings; a part that is left out is empty."""
    parts = {"met": met, "guidance": guidance, "not_yet": not_yet}
    return "".join(
        f"{name}:{chr(10) + text if text else ' {}' + chr(10)}" for name, text in parts.items()
    )


def met_by(line: str) -> str:
    return f"  {FIRST}:\n    says: It is done.\n    {line}\n"


def reading(text: str):
    return read(text, rules=TWO, name="hillingdon.yaml")


def test_a_binding_says_what_meets_the_rule():
    found = reading(file_of(met=met_by("setting: [visit_interval_max, visit_interval_target]")))
    assert found[FIRST] == Binding(
        FIRST,
        "met",
        "It is done.",
        (("setting", "visit_interval_max"), ("setting", "visit_interval_target")),
    )
    assert found[SECOND] == Binding(SECOND, "not_yet", "Nothing is recorded.")


def test_the_names_of_one_kind_can_be_asked_for():
    found = reading(file_of(met=met_by("setting: visit_interval_max\n    obligation: visit")))
    assert found[FIRST].names("obligation") == ["visit"]
    assert found[FIRST].names("field") == []


def test_guidance_names_the_page_that_shows_it():
    found = reading(file_of(guidance=met_by("page: policy:procedure")))
    assert found[FIRST].standing == "guidance"
    assert found[FIRST].names("page") == ["policy:procedure"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("setting: visit_interval_most", "'visit_interval_most' is no setting"),
        ("obligation: visiting", "'visiting' is no obligation"),
        ("guard: approve_plan", "'approve_plan' is no guard"),
        ("field: plans.planaction.owner", "'plans.planaction.owner' is no field"),
        ("page: /procedure/", "'/procedure/' is no page"),
        ("hope: it_works", "hope is not one of setting, obligation, guard, field, page"),
        ("setting: [7]", "7 is no setting"),
        ("setting: []", "met must name what meets it"),
    ],
)
def test_what_is_not_there_is_refused(line, why):
    with pytest.raises(BadBinding) as refusal:
        reading(file_of(met=met_by(line)))
    assert str(refusal.value) == f"hillingdon.yaml: {FIRST}: {why}"


def test_guidance_without_a_page_is_refused():
    with pytest.raises(BadBinding, match="guidance must name a page"):
        reading(file_of(guidance=met_by("setting: visit_interval_max")))


def test_a_rule_that_is_left_out_is_refused():
    with pytest.raises(BadBinding) as refusal:
        reading(file_of())
    assert str(refusal.value) == (
        f"hillingdon.yaml: {FIRST} is bound to nothing, and not listed as not yet"
    )


def test_a_rule_both_met_and_not_yet_is_refused():
    text = file_of(met=met_by("obligation: visit"), not_yet=f"  {FIRST}: Not at all.\n")
    with pytest.raises(BadBinding, match=f"{FIRST} is answered twice"):
        reading(text)


def test_a_rule_listed_twice_in_one_part_is_refused():
    text = file_of(met=met_by("obligation: visit"), not_yet=f"  {SECOND}: One.\n  {SECOND}: Two.\n")
    with pytest.raises(BadBinding, match=f"{SECOND} is answered twice"):
        reading(text)


def test_a_rule_that_no_procedure_has_is_refused():
    text = file_of(met=met_by("obligation: visit")) + "  HIL-999: Nothing.\n"
    with pytest.raises(BadBinding, match="there is no rule HIL-999"):
        reading(text)


@pytest.mark.parametrize("says", ["", "''", "[]"])
def test_a_rule_not_met_yet_must_say_what_is_missing(says):
    with pytest.raises(BadBinding, match=f"{SECOND}: says nothing"):
        reading(file_of(met=met_by("obligation: visit"), not_yet=f"  {SECOND}: {says}\n"))


def test_a_rule_that_is_met_must_say_how():
    with pytest.raises(BadBinding, match=f"{FIRST}: says nothing"):
        reading(file_of(met=f"  {FIRST}:\n    obligation: visit\n"))


def test_a_rule_bound_to_a_mere_word_is_refused():
    with pytest.raises(BadBinding, match="must say what it is bound to"):
        reading(file_of(met=f"  {FIRST}: visits\n"))


def test_another_part_of_the_file_is_refused():
    with pytest.raises(BadBinding, match="must have met, guidance and not_yet"):
        reading(EMPTY + "perhaps: {}\n")


def test_the_five_authorities_bindings_are_read_once():
    assert bindings("rochdale") is bindings("rochdale")
    assert bindings("rochdale")["ROC-93"].names("setting") == ["seen_alone_min_age"]
