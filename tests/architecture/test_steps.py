"""A state moves through one door: take_step."""

import ast
from functools import cache
from itertools import chain

from django.apps import apps
from django_fsm import FSMFieldMixin

from tests.architecture.source import Source, listed, product

ONE_DOOR = "cin/audit/services.py"


@cache
def state_fields():
    """Every state field of every model, with its model."""
    return tuple(
        (model, field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FSMFieldMixin) and not hasattr(model, "instance_type")
    )


@cache
def transitions():
    """Every transition, with the model and the method that declares it."""
    return tuple(
        (model, step, getattr(model, step.name))
        for model, field in state_fields()
        for step in field.get_all_transitions(model)
    )


@cache
def imported_names(source: Source) -> frozenset[str]:
    """What a file imports: a call on one of these is a call of a module's function."""
    found = (
        node.names
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    return frozenset(
        (alias.asname or alias.name).split(".")[0] for alias in chain.from_iterable(found)
    )


def is_a_method_call(call: ast.Call, names: set[str], modules: frozenset[str]) -> bool:
    """Whether a call is of a method of one of these names, on something that is no module."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in names:
        return False
    first = call.func.value
    while isinstance(first, ast.Attribute):
        first = first.value
    return not (isinstance(first, ast.Name) and first.id in modules)


def test_there_are_steps_to_watch():
    assert len(transitions()) > 0


def test_no_step_is_taken_except_through_take_step():
    steps = {step.name for _, step, _ in transitions()}
    taken = [
        f"{source.at(call)} .{call.func.attr}()"
        for source in product()
        if source.name != ONE_DOOR
        for call in source.calls()
        if is_a_method_call(call, steps, imported_names(source))
    ]
    assert not taken, listed(taken)


def test_no_query_moves_a_state():
    names = {field.name for _, field in state_fields()}
    moved = [
        source.at(call)
        for source in product()
        for call in source.calls()
        if isinstance(call.func, ast.Attribute)
        and (
            (call.func.attr == "update" and names & {word.arg for word in call.keywords})
            or (call.func.attr == "bulk_update" and names & constants(call))
        )
    ]
    assert not moved, listed(moved)


def constants(call: ast.Call) -> set[object]:
    """Every constant among a call's arguments."""
    return {node.value for node in ast.walk(call) if isinstance(node, ast.Constant)}


def test_every_state_field_is_protected():
    open_to_all = [
        f"{model.__name__}.{field.name}" for model, field in state_fields() if not field.protected
    ]
    assert not open_to_all, listed(open_to_all)


def test_every_transition_asks_who():
    anyone = [
        f"{model.__name__}.{step.name} from {step.source}"
        for model, step, _ in transitions()
        if step.permission is None
    ]
    assert not anyone, listed(anyone)


def test_every_transition_says_what_it_means():
    silent = [
        f"{model.__name__}.{step.name}"
        for model, step, method in transitions()
        if not method.__doc__
    ]
    assert not silent, listed(silent)
