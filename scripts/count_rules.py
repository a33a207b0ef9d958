"""Say of every published rule whether it is met, by which tests that is shown, and what is not."""

import argparse
import ast
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cin.procedures.bindings import GUIDANCE, MET, NOT_YET, Binding, bindings
from cin.procedures.book import PRESETS, preset
from cin.procedures.catalogue import rules

TESTS = Path("tests")
Function = ast.FunctionDef | ast.AsyncFunctionDef
Tests = Mapping[str, list[str]]


def main(words: Sequence[str] | None = None, folder: Path = TESTS) -> int:
    """Print each authority's rules; fail when a test in the folder names a rule that is not there.

    `words` are those of the command line, unless given.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    shown_only = parser.add_mutually_exclusive_group()
    shown_only.add_argument("--counts", action="store_true", help="print the numbers only")
    shown_only.add_argument(
        "--missing", action="store_true", help="print the numbers, and the rules no test names"
    )
    asked = parser.parse_args(words)
    known = [rule.id for rule in rules()]
    tests = marked_tests(folder)
    if unknown := sorted(set(tests) - set(known)):
        print(f"cin: tests name rules that do not exist: {', '.join(unknown)}", file=sys.stderr)
        return 1
    for slug in PRESETS:
        print_authority(slug, tests, in_full=not (asked.counts or asked.missing))
    print_total(tests)
    if asked.missing:
        print("\n".join(rule_id for rule_id in known if rule_id not in tests))
    return 0


def print_authority(slug: str, tests: Tests, *, in_full: bool) -> None:
    """Print how one authority's rules stand, and in full which is met by which tests."""
    answers = list(bindings(slug).values())
    print(f"{preset(slug).authority_name}: {in_numbers(answers, tests)}")
    if not in_full:
        return
    for standing, title in ((MET, "met"), (GUIDANCE, "guidance"), (NOT_YET, "not yet")):
        of_these = [answer for answer in answers if answer.standing == standing]
        if of_these:
            print(f"  {title}")
        for answer in of_these:
            print_rule(answer, tests.get(answer.rule_id, []))
    print()


def print_rule(answer: Binding, tests: list[str]) -> None:
    """Print one rule: what is missing where it is not met, and the tests that name it."""
    if answer.standing == MET:
        print(f"    {answer.rule_id:<8}{'; '.join(tests) or 'no test names it'}")
        return
    print(f"    {answer.rule_id:<8}{answer.says}")
    if tests:
        print(f"    {'':<8}named by {'; '.join(tests)}")


def print_total(tests: Tests) -> None:
    """Print how the rules of all authorities stand together."""
    answers = [answer for slug in PRESETS for answer in bindings(slug).values()]
    print(f"All: {in_numbers(answers, tests)}")


def in_numbers(answers: list[Binding], tests: Tests) -> str:
    """Say how many of some rules are met, shown by a test, guidance, and not met yet."""
    met = [answer for answer in answers if answer.standing == MET]
    shown = sum(answer.rule_id in tests for answer in met)
    guidance = sum(answer.standing == GUIDANCE for answer in answers)
    not_yet = sum(answer.standing == NOT_YET for answer in answers)
    return (
        f"{len(met)} of {len(answers)} rules met ({shown} shown by a test), "
        f"{guidance} guidance, {not_yet} not yet"
    )


def marked_tests(folder: Path) -> Tests:
    """Give the tests that name each rule, as file::test."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("*.py")):
        for test, rule_id in marks_in(ast.parse(path.read_text(encoding="utf-8"))):
            place = f"{path.as_posix()}::{test}" if test else path.as_posix()
            if place not in found[rule_id]:
                found[rule_id].append(place)
    return dict(found)


def marks_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every rule named by a mark, with the test it marks; without one where it marks a whole file
    or stands in a table of cases.
    """
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                yield from _marked(inner)
        else:
            yield from _marked(node)


def _marked(node: ast.stmt) -> Iterator[tuple[str, str]]:
    test = node.name if isinstance(node, Function) else ""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.rule":
            yield from ((test, ast.literal_eval(word)) for word in call.args)


if __name__ == "__main__":
    # Whoever reads only the beginning of a long list ends it quietly.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
