"""Every module, class and public function says in one sentence what it is for."""

import ast

from tests.architecture.source import Function, listed, product, sources


def is_public(name: str) -> bool:
    return not name.startswith("_")


def is_told_by_its_owner(node: ast.ClassDef) -> bool:
    """Django's own inner classes are explained by Django."""
    return node.name in {"Meta", "Media"}


def outer_nodes(tree: ast.AST):
    """Classes, functions and methods, but nothing inside a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield node
            yield from outer_nodes(node)
        elif isinstance(node, Function):
            yield node


def needs_a_docstring(node: ast.AST) -> bool:
    if isinstance(node, ast.ClassDef):
        return not is_told_by_its_owner(node)
    return is_public(node.name)


def test_every_module_says_what_it_is_for():
    written = [*product(), *sources("scripts"), *sources("tests")]
    silent = [
        source.name
        for source in written
        if source.text.strip() and ast.get_docstring(source.tree) is None
    ]
    assert not silent, listed(silent)


def test_every_class_and_public_function_says_what_it_is_for():
    silent = [
        f"{source.at(node)} {node.name}"
        for source in [*product(), *sources("scripts")]
        for node in outer_nodes(source.tree)
        if needs_a_docstring(node) and ast.get_docstring(node) is None
    ]
    assert not silent, listed(silent)
