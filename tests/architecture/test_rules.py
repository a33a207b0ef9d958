"""Each of the published rules is bound to something that is really there, or listed as not yet."""

import ast
import importlib
import re

import pytest
from django.apps import apps
from django.urls import get_resolver

from cases.models import ChangeKind, MilestoneKind
from cases.selectors.facts import STARTS_AND_ENDS
from cin.procedures.bindings import GUIDANCE, MET, NOT_YET, PREFIXES, bindings
from cin.procedures.book import PRESETS
from cin.procedures.catalogue import rules
from cin.procedures.duties import DUTIES
from cin.procedures.settings import SETTINGS
from scripts.count_rules import marked_tests
from tests.architecture.source import ROOT, product
from tests.architecture.test_addresses import walk

# The settings themselves, the presets and their words on pages prove nothing: they read no value.
NOT_READING = ("cin/procedures/codes.py", "cin/policy/words.py", "desk/demonstration/")


def bound(kind: str) -> list[tuple[str, str]]:
    """Every name of one kind that meets or shows a rule, with the rule."""
    return [
        (rule_id, name)
        for slug in PRESETS
        for rule_id, binding in bindings(slug).items()
        for name in binding.names(kind)
    ]


@pytest.mark.parametrize("slug", PRESETS)
def test_every_rule_of_the_text_is_answered_once(slug):
    assert list(bindings(slug)) == [rule.id for rule in rules(PREFIXES[slug])]


@pytest.mark.parametrize("slug", PRESETS)
def test_a_rule_is_met_or_guidance_by_something_or_not_yet_by_nothing(slug):
    wrong = [
        rule_id
        for rule_id, binding in bindings(slug).items()
        if bool(binding.by) != (binding.standing in {MET, GUIDANCE})
    ]
    assert wrong == []


def test_all_609_rules_are_answered():
    standings = [binding.standing for slug in PRESETS for binding in bindings(slug).values()]
    assert len(standings) == 609
    assert set(standings) <= {MET, GUIDANCE, NOT_YET}


def test_a_rule_that_is_met_is_shown_so_by_a_test():
    shown = marked_tests(ROOT / "tests")
    met = [
        rule_id
        for slug in PRESETS
        for rule_id, binding in bindings(slug).items()
        if binding.standing == MET
    ]
    assert [rule_id for rule_id in met if rule_id not in shown] == []


def test_no_test_names_a_rule_that_does_not_exist():
    assert set(marked_tests(ROOT / "tests")) - {rule.id for rule in rules()} == set()


def named(path: str) -> object:
    """Find what a dotted path names; None when nothing there has that name."""
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part, None)
        return found
    return None


def test_a_guard_is_a_function_or_a_class_of_the_product():
    assert [pair for pair in bound("guard") if not callable(named(pair[1]))] == []


def test_a_path_that_names_nothing_is_noticed():
    assert named("closures.services.approve_closure")
    assert named("cin.procedures.book.ProcedureBook.governing")
    assert named("closures.services.approve_everything") is None
    assert named("nowhere.at_all") is None


def has_field(path: str) -> bool:
    """Say whether app.Model.field is a field that is kept."""
    app, model, field = path.split(".")
    kept = apps.get_model(app, model)._meta.concrete_fields
    return field in {each.name for each in kept}


def test_a_field_is_kept_in_the_database():
    assert [pair for pair in bound("field") if not has_field(pair[1])] == []


def test_a_page_has_an_address():
    pages = {name for name, _ in walk(get_resolver().url_patterns, "/", "")}
    assert [pair for pair in bound("page") if pair[1] not in pages] == []


def strings_of_the_product() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every string the product's code holds, and the shape of those it makes up."""
    whole, shapes = set(), []
    for source in product():
        if source.name.startswith(NOT_READING):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and len(node.values) == 2:
                shapes.append(re.compile("".join(map(_shape, node.values))))
    return whole, [shape for shape in shapes if re.search(r"_\w{3,}", shape.pattern)]


def _shape(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return re.escape(str(part.value))
    return r"(visit_interval|review_interval|initial_meeting)"


@pytest.fixture(scope="module")
def strings():
    return strings_of_the_product()


def is_read(name: str, strings) -> bool:
    """Say whether the product's code reads a setting by its name, whole or made up."""
    whole, shapes = strings
    return name in whole or any(shape.fullmatch(name) for shape in shapes)


def test_a_setting_that_meets_a_rule_is_read_by_the_product(strings):
    assert [pair for pair in bound("setting") if not is_read(pair[1], strings)] == []


def test_a_setting_that_nothing_reads_is_noticed(strings):
    assert is_read("review_interval_target", strings)
    assert not is_read("no_such_setting", strings)
    assert not all(is_read(name, strings) for name in SETTINGS)


def facts_of_the_product() -> set[str]:
    """Every type of event that the stages tell the engine of."""
    types: set[str] = {kind.value for kinds in (MilestoneKind, ChangeKind) for kind in kinds}
    types |= {name for names in STARTS_AND_ENDS.values() for name in names}
    for source in product():
        if not source.is_layer("selectors"):
            continue
        for call in source.calls():
            if ast.unparse(call.func) == "Event":
                types |= {
                    word.value.value
                    for word in call.keywords
                    if word.arg == "type" and isinstance(word.value, ast.Constant)
                }
    return types | {"born_on"}


def test_an_obligation_that_meets_a_rule_begins_with_something_that_is_recorded():
    recorded = facts_of_the_product()
    fed = {duty.key for duty in DUTIES if duty.spans.begins_with & recorded}
    assert [pair for pair in bound("obligation") if pair[1] not in fed] == []


def test_an_obligation_that_nothing_begins_is_noticed():
    recorded = facts_of_the_product()
    assert "visit_made" in recorded
    assert "no_such_event" not in recorded


def test_what_is_not_met_yet_says_what_is_missing_in_a_sentence():
    wrong = [
        binding.rule_id
        for slug in PRESETS
        for binding in bindings(slug).values()
        if not binding.says.endswith(".") or "\n" in binding.says
    ]
    assert wrong == []
