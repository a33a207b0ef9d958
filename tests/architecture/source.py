"""The source of the house, read as text and as syntax."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAGES = (
    "cases",
    "visits",
    "assessments",
    "plans",
    "meetings",
    "safeguarding",
    "transfers",
    "closures",
    "alerts",
    "desk",
    "returns",
)
PRODUCT = ("config", "cin", *STAGES)
NOT_OURS = {
    ".git",
    ".hypothesis",
    ".venv",
    "__pycache__",
    "build",
    "node_modules",
    "test-results",
    "var",
    "vendor",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file of ours."""

    path: Path

    @property
    def name(self) -> str:
        """The path from the top of the repository, with forward slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        """What the file says."""
        return read(self.path)

    @property
    def tree(self) -> ast.Module:
        """What the file says, as syntax."""
        return parsed(self.path)

    @property
    def is_migration(self) -> bool:
        """Whether the file is a migration, which is written once and never tidied."""
        return "migrations" in self.path.parts

    def is_layer(self, *layers: str) -> bool:
        """Whether the file is a module such as views.py, or lies in a package of that name."""
        own = Path(self.name)
        return own.stem in layers or any(part in layers for part in own.parts[:-1])

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones included."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def calls(self) -> Iterator[ast.Call]:
        """Every call."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node

    def at(self, node: ast.AST) -> str:
        """Say where a piece of syntax is, so that an editor can go there."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def read(path: Path) -> str:
    """Read a file once."""
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """Parse a file once."""
    return ast.parse(read(path), filename=str(path))


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository that is ours: neither made here nor brought from elsewhere."""
    found = []
    places = [ROOT]
    while places:
        for path in sorted(places.pop().iterdir()):
            if path.name in NOT_OURS or path.name.endswith("_cache"):
                continue
            (places if path.is_dir() else found).append(path)
    return tuple(found)


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file in the folders given."""
    return tuple(
        Source(path)
        for path in files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
    )


def product() -> tuple[Source, ...]:
    """Every Python file that runs in an authority, migrations left out."""
    return tuple(source for source in sources(*PRODUCT) if not source.is_migration)


def listed(found: list[str]) -> str:
    """Write what breaks a rule, one to a line, so that none is cut off."""
    return "\n".join(["", *found])
