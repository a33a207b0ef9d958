"""Pages, forms and selectors read; only services write."""

import ast

from tests.architecture.source import listed, product

WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
READERS = ("selectors", "forms", "views")
# What keeps history must refuse to be rewritten, so it answers to these names.
KEEPS_HISTORY = ("cin/audit/", "cin/core/")


def test_selectors_forms_and_views_never_write():
    writes = [
        f"{source.at(call)} .{call.func.attr}()"
        for source in product()
        if source.is_layer(*READERS)
        for call in source.calls()
        if is_a_write(call)
    ]
    assert not writes, listed(writes)


def is_a_write(call: ast.Call) -> bool:
    """Whether a call would write a row.

    A dictionary takes what it is updated with as a whole, a query field by field; and what a view
    or form calls on itself is its own.
    """
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    on_itself = isinstance(call.func.value, ast.Name) and call.func.value.id == "self"
    return not (on_itself or (call.func.attr == "update" and call.args))


def test_no_model_does_more_on_save_than_save():
    overrides = [
        f"{source.at(function)} {function.name}"
        for source in product()
        if source.is_layer("models") and not source.name.startswith(KEEPS_HISTORY)
        for function in source.functions()
        if function.name in {"save", "delete"}
    ]
    assert not overrides, listed(overrides)


def test_the_clock_is_read_in_one_place():
    readers = [
        source.at(call)
        for source in product()
        if source.name != "cin/core/clock.py"
        for call in source.calls()
        if ast.unparse(call.func)
        in {"datetime.now", "datetime.today", "date.today", "datetime.utcnow"}
    ]
    assert not readers, listed(readers)
