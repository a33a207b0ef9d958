"""Copies of the tree in which a rule is broken on purpose."""

import shutil
from pathlib import Path

from tests.architecture.source import ROOT, files


def tree_without_templates(folder: Path) -> Path:
    """Copy what an import contract reads: the Python files and their settings."""
    return copied(folder, [path for path in files() if path.suffix in {".py", ".toml"}])


def whole_tree(folder: Path) -> Path:
    """Copy every file of ours."""
    return copied(folder, list(files()))


def copied(folder: Path, paths: list[Path]) -> Path:
    """Copy files to the same places under another folder."""
    for path in paths:
        place = folder / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return folder


def layer_file(tree: Path, place: str) -> Path:
    """Find the file of a layer such as visits/forms: a module, a package, or one not yet made."""
    if place.endswith((".py", ".html", ".md")):
        return tree / place
    package = tree / place / "__init__.py"
    return package if package.exists() else tree / f"{place}.py"


def plant(path: Path, text: str) -> None:
    """Add lines to the end of a file, which is made when it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")
