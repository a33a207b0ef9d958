"""The tests are held to rules too: each one runs, and each one claims something."""

import ast

from tests.architecture.source import Function, listed, sources

CLAIMS = ("assert", "check", "expect", "raises", "refuses", "warns", "deprecated_call")
LEFT_OUT = {"skip", "skipif", "xfail", "importorskip"}


def every_test():
    """Every test function, with its file."""
    return [
        (source, function)
        for source in sources("tests")
        if source.path.name.startswith("test_")
        for function in source.functions()
        if function.name.startswith("test_")
    ]


def claims_something(function: Function) -> bool:
    """Whether a test asserts, or calls what is named for asserting."""
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Call) and last_name(node.func).startswith(CLAIMS))
        for node in ast.walk(function)
    )


def last_name(function: ast.expr) -> str:
    """The last part of the name of what is called, without an underscore in front."""
    if isinstance(function, ast.Attribute):
        return function.attr.lstrip("_")
    return function.id.lstrip("_") if isinstance(function, ast.Name) else ""


def test_every_test_claims_something():
    silent = [
        f"{source.at(function)} {function.name}"
        for source, function in every_test()
        if not claims_something(function)
    ]
    assert not silent, listed(silent)


def test_no_test_is_left_out():
    left_out = [
        source.at(node)
        for source in sources("tests")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in LEFT_OUT
        and ast.unparse(node.value) in {"pytest", "pytest.mark", "unittest"}
    ]
    assert not left_out, listed(left_out)


def test_no_two_tests_in_a_file_have_one_name():
    twice = []
    for source in sources("tests"):
        names = [node.name for node in source.tree.body if isinstance(node, Function)]
        twice += [f"{source.name} {name}" for name in set(names) if names.count(name) > 1]
    assert not twice, listed(twice)
