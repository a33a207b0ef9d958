"""The repository stands alone: it names no machine, no registry, and nothing left for later."""

import re

import pytest

from tests.architecture.source import ROOT, files, listed

# Written backwards, so that this file does not name them either.
FOLDERS = "|".join(name[::-1] for name in ("krow", "toor", "pmt", "emoh"))
HOSTS = "|".join(
    name[::-1] for name in ("gro.ipyp", "detsohnohtyp", "sjmpn", "naibed.bed", "oi.setarc")
)
WORDS = "|".join(name[::-1] for name in ("ODOT", "EMXIF", "X" * 3))
MACHINE_PATHS = re.compile(rf"(?<![\w.$}}/-])/(?:{FOLDERS})/\w")
REGISTRIES = re.compile(HOSTS.replace(".", r"\."))
LATER = re.compile(rf"\b(?:{WORDS})\b")
TEXT = {
    ".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".in", ".yaml", ".yml", ".sh", ".json",
    "",
}  # fmt: skip


@pytest.fixture(scope="module")
def texts():
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in files()
        if path.suffix in TEXT and path.name != "LICENSE"
    }


def naming(texts, pattern):
    return [
        f"{name}:{number} {found.group()}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if (found := pattern.search(line))
    ]


def test_no_file_names_a_folder_of_one_machine(texts):
    found = naming(texts, MACHINE_PATHS)
    assert not found, listed(found)


def test_no_file_names_a_package_registry(texts):
    found = naming(texts, REGISTRIES)
    assert not found, listed(found)


def test_nothing_is_left_for_later(texts):
    found = naming(texts, LATER)
    assert not found, listed(found)


def test_every_file_ends_with_a_line_end(texts):
    found = [name for name, text in texts.items() if text and not text.endswith("\n")]
    assert not found, listed(found)
