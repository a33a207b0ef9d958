"""The dotted line around those who live together."""

from dataclasses import dataclass

from cin.core.genogram.columns import APART
from cin.core.genogram.family import FamilyTree
from cin.core.genogram.levels import HALF, Levels

INSET = 5
Run = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One home's outline, its name, and where the name stands."""

    name: str
    corners: tuple[tuple[int, int], ...]
    x: int
    y: int

    @property
    def path(self) -> str:
        """The corners, as a drawing writes them."""
        return " ".join(f"{x},{y}" for x, y in self.corners)


def outlines(
    tree: FamilyTree, rows: list[list[int]], x_of: dict[int, int], levels: Levels, shift: int
) -> tuple[Outline, ...]:
    """Give one outline for each home; several, with one name, where others stand between."""
    found = []
    for number, home in enumerate(tree.homes):
        runs = [run for row, keys in enumerate(rows) for run in _runs(row, keys, home.people, x_of)]
        inset = INSET + 4 * (number % 4)
        found += [_outline(home.name, chain, levels, shift, inset) for chain in _chains(runs)]
    return tuple(found)


def _runs(row: int, keys: list[int], people: frozenset[int], x_of: dict[int, int]) -> list[Run]:
    """Give the stretches of a row in which everybody lives in the home."""
    found: list[Run] = []
    is_going_on = False
    for key in keys:
        if key in people:
            left = found.pop()[1] if is_going_on else x_of[key]
            found.append((row, left, x_of[key]))
        is_going_on = key in people
    return found


def _chains(runs: list[Run]) -> list[list[Run]]:
    """Join each stretch to the nearest one that is over it, each to one at most; one that is aside
    has an outline of its own, which is easier to see.
    """
    chains: list[list[Run]] = []
    for run in runs:
        near = [chain for chain in chains if _is_over(chain[-1], run)]
        near.sort(key=lambda chain: abs(sum(chain[-1][1:]) - sum(run[1:])))
        if near:
            near[0].append(run)
        else:
            chains.append([run])
    return chains


def _is_over(upper: Run, lower: Run) -> bool:
    reach = APART - 2 * INSET
    return upper[0] == lower[0] - 1 and upper[1] - lower[2] < reach and lower[1] - upper[2] < reach


def _outline(name: str, chain: list[Run], levels: Levels, shift: int, inset: int) -> Outline:
    right, left = [], []
    for row, first, last in chain:
        top, bottom = levels.mid(row) - HALF - 15 + inset, levels.bottom(row) + 5 - inset
        right += [(last + shift + APART // 2 - inset, y) for y in (top, bottom)]
        left += [(first + shift - APART // 2 + inset, y) for y in (top, bottom)]
    x, y = left[1]
    return Outline(name=name, corners=(*right, *reversed(left)), x=x + 8, y=y - 5)
