"""A file, a function or a template that has outgrown a reader is split."""

import pytest

from tests.architecture.source import ROOT, files, listed, sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE = 120


@pytest.fixture(scope="module")
def written():
    return [source for source in sources(*every_folder()) if not source.is_migration]


def every_folder() -> list[str]:
    return sorted({path.relative_to(ROOT).parts[0] for path in files() if path.suffix == ".py"})


def test_no_file_is_longer_than_400_lines(written):
    long = [source.name for source in written if len(source.text.splitlines()) > LONGEST_FILE]
    assert not long, listed(long)


def test_no_function_is_longer_than_50_lines(written):
    long = [
        f"{source.at(function)} {function.name}"
        for source in written
        for function in source.functions()
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long, listed(long)


def test_no_template_is_longer_than_120_lines():
    long = [
        path.relative_to(ROOT).as_posix()
        for path in files()
        if path.suffix == ".html" and len(path.read_text().splitlines()) > LONGEST_TEMPLATE
    ]
    assert not long, listed(long)


def test_no_file_has_a_name_that_says_nothing(written):
    nameless = {"utils.py", "helpers.py", "common.py", "misc.py"}
    found = [source.name for source in written if source.path.name in nameless]
    assert not found, listed(found)
