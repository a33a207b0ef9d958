"""Which lines a family needs, and between whom."""

from collections import defaultdict

from cin.core.genogram.columns import APART
from cin.core.genogram.family import BLOOD, FamilyTree
from cin.core.genogram.routes import Height, Route, Router
from cin.core.genogram.rows import couples_of

SLASHES = {"separated": 1, "divorced": 2}


def join(tree: FamilyTree, router: Router) -> None:
    """Draw every couple, every parent and child, and every other relation."""
    known = {_pair(each.first, each.second): each.style for each in tree.couples}
    over: dict[tuple[int, int], Height] = {}
    for pair in couples_of(tree):
        _couple(router, pair, known.get(pair, "parents"), over)
    _children(tree, router, over)
    for each in tree.parentages:
        if each.style not in BLOOD:
            _link(router, each.parent, each.child, each.style, "")
    for link in tree.links:
        _link(router, link.first, link.second, "other", link.words)


def _pair(first: int, second: int) -> tuple[int, int]:
    return (min(first, second), max(first, second))


def _couple(
    router: Router, pair: tuple[int, int], style: str, over: dict[tuple[int, int], Height]
) -> None:
    first, second = sorted(pair, key=lambda key: router.x_of[key])
    row = router.row_of[first]
    if row != router.row_of[second]:
        if style != "parents":
            _link(router, *pair, "other", style)
    elif _are_neighbours(router, first, second):
        mid = Height("mid", row)
        points = ((router.x_of[first], mid), (router.x_of[second], mid))
        slashes = SLASHES.get(style, 0)
        router.routes.append(Route(points=points, style=style, slashes=slashes))
    else:
        over[pair] = router.over(first, second, style, "", SLASHES.get(style, 0))


def _are_neighbours(router: Router, left: int, right: int) -> bool:
    row = router.row_of[left]
    between = range(router.x_of[left] + 1, router.x_of[right])
    return not any(at == row and router.x_of[key] in between for key, at in router.row_of.items())


def _children(tree: FamilyTree, router: Router, over: dict[tuple[int, int], Height]) -> None:
    parents: dict[int, set[int]] = defaultdict(set)
    adopted: set[tuple[int, int]] = set()
    for each in tree.parentages:
        if each.style in BLOOD:
            parents[each.child].add(each.parent)
            if each.style == "adoptive":
                adopted.add((each.parent, each.child))
    together: dict[tuple[tuple[int, ...], str], list[int]] = defaultdict(list)
    for child in sorted(parents, key=tree.age_order):
        for some in _as_drawn(router, sorted(parents[child]), child):
            is_adopted = any((parent, child) in adopted for parent in some)
            together[some, "adoptive" if is_adopted else "birth"].append(child)
    for (some, style), children in together.items():
        _descend(router, some, children, style, over)


def _as_drawn(router: Router, found: list[int], child: int) -> list[tuple[int, ...]]:
    """Two parents side by side are one line to their child; otherwise each has one."""
    rows = {router.row_of[key] for key in found}
    if len(found) == 2 and len(rows) == 1 and min(rows) < router.row_of[child]:
        return [tuple(found)]
    return [(key,) for key in found]


def _descend(
    router: Router,
    parents: tuple[int, ...],
    children: list[int],
    style: str,
    over: dict[tuple[int, int], Height],
) -> None:
    if len(parents) == 1:
        below = [key for key in children if router.row_of[key] > router.row_of[parents[0]]]
        _from_one(router, parents[0], below, style, "")
        for child in children:
            if child not in below:
                _link(router, parents[0], child, style, "")
        return
    left, right = sorted(parents, key=lambda key: router.x_of[key])
    row = router.row_of[left]
    height = over.get(_pair(left, right))
    if height is None:
        x = router.gap(row, (router.x_of[left] + router.x_of[right]) / 2)
        start = Height("mid", row)
    else:
        x, start = router.gap(row, router.x_of[right] - APART / 2), height
    router.down([(x, start)], row, children, style, "")


def _from_one(router: Router, parent: int, children: list[int], style: str, words: str) -> None:
    if not children:
        return
    x, row = router.x_of[parent], router.row_of[parent]
    towards = sum(router.x_of[key] for key in children) / len(children)
    gap = router.beside(parent, towards)
    under = Height("under", row)
    start = [(x * 1.0, Height("mid", row)), (x * 1.0, under), (gap, under)]
    router.down(start, row, children, style, words)


def _link(router: Router, first: int, second: int, style: str, words: str) -> None:
    """Join any two people: over the row, or from the upper to the lower."""
    if router.row_of[first] == router.row_of[second]:
        router.over(first, second, style, words)
        return
    upper, lower = sorted((first, second), key=lambda key: router.row_of[key])
    _from_one(router, upper, [lower], style, words)
