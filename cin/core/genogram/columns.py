"""How far to the right everybody stands: never nearer to a neighbour than the labels need."""

from collections import defaultdict

from cin.core.genogram.family import FamilyTree
from cin.core.genogram.rows import couples_of

APART = 152
ROUNDS = 24
Groups = list[tuple[list[int], list[int]]]


def columns(tree: FamilyTree, rows: list[list[int]]) -> dict[int, int]:
    """Give the middle of each person: children under their parents, parents over their children,
    as far as those beside them leave room.
    """
    place = {key: number * APART * 1.0 for row in rows for number, key in enumerate(row)}
    groups = _groups(tree)
    for _round in range(ROUNDS):
        for row in rows:
            _settle(row, place, [(kids, up) for up, kids in groups])
        for row in reversed(rows):
            _settle(row, place, groups)
    for row in rows:
        _settle(row, place, [(kids, up) for up, kids in groups])
    left = min(place.values(), default=0)
    return {
        key: number * APART + round(place[key] - left - number * APART)
        for row in rows
        for number, key in enumerate(row)
    }


def _groups(tree: FamilyTree) -> Groups:
    """Give each set of parents with the children they have together."""
    parents = tree.parents_of
    children: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for child, found in sorted(parents.items()):
        children[tuple(sorted(found))].append(child)
    groups = [(list(found), kids) for found, kids in children.items()]
    together = {tuple(sorted(pair)) for pair in couples_of(tree)}
    # Whoever is drawn beside a parent is moved along with them.
    return groups + [(list(pair), []) for pair in sorted(together)]


def _settle(row: list[int], place: dict[int, float], groups: Groups) -> None:
    """Move each group of a row under, or over, the middle of the other; then make room."""
    wanted: dict[int, list[float]] = defaultdict(list)
    members = set(row)
    for moved, other in groups:
        here = [key for key in moved if key in members]
        if not here or not other:
            continue
        shift = _middle(other, place) - _middle(here, place)
        for key in here:
            wanted[key].append(place[key] + shift)
    aims = [sum(wanted[key]) / len(wanted[key]) if wanted[key] else place[key] for key in row]
    place.update(zip(row, spread(aims), strict=True))


def _middle(keys: list[int], place: dict[int, float]) -> float:
    found = [place[key] for key in keys]
    return (min(found) + max(found)) / 2


def spread(aims: list[float]) -> list[float]:
    """Come as near to the aims as one can while everybody stands apart and in order."""
    pools: list[tuple[float, int]] = []
    for number, aim in enumerate(aims):
        pools.append((aim - number * APART, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, some), (other, more) = pools[-2:]
            pools[-2:] = [((one * some + other * more) / (some + more), some + more)]
    levels = [level for level, size in pools for _ in range(size)]
    return [level + number * APART for number, level in enumerate(levels)]
