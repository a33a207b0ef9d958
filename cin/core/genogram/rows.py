"""Which generation everybody stands in, and in which order."""

from collections import defaultdict, deque
from collections.abc import Callable

from cin.core.genogram.family import FamilyTree

SWEEPS = 4
Places = dict[int, float]


def generations(tree: FamilyTree) -> dict[int, int]:
    """Give each person's generation, the oldest being 0.

    It goes out from the child the drawing is about; whoever is related to nobody stands with that
    child. Where relations contradict each other the nearer one counts.
    """
    near: dict[int, list[tuple[int, int]]] = defaultdict(list)
    steps = [(each.parent, each.child, 1) for each in tree.parentages]
    steps += [(each.first, each.second, 0) for each in tree.couples]
    steps += [(each.first, each.second, each.below) for each in tree.links]
    for first, second, below in steps:
        near[first].append((second, below))
        near[second].append((first, -below))
    found: dict[int, int] = {}
    for start in sorted(tree.people, key=lambda each: (not each.is_index, each.key)):
        if start.key in found:
            continue
        found[start.key] = 0
        waiting = deque([start.key])
        while waiting:
            key = waiting.popleft()
            for other, below in near[key]:
                if other not in found:
                    found[other] = found[key] + below
                    waiting.append(other)
    highest = min(found.values(), default=0)
    return {key: generation - highest for key, generation in found.items()}


def rows_in_order(tree: FamilyTree) -> list[list[int]]:
    """Give the people of each generation from left to right: partners side by side, brothers and
    sisters by age.
    """
    level = generations(tree)
    rows: list[list[int]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for key in sorted(level, key=tree.age_order):
        rows[level[key]].append(key)
    # Of a generation that nobody is known of, nothing is drawn.
    rows = [row for row in rows if row]
    blocks = [_blocks(tree, row) for row in rows]
    above, below = _neighbours(tree, level)
    ordered = [_flat(each) for each in blocks]
    for sweep in range(SWEEPS):
        # From the grandparents down to the children, where the order by age is decided last.
        for down in (False, True):
            numbers = range(len(rows)) if down else reversed(range(len(rows)))
            for number in numbers:
                near = above if down or sweep == 0 else below
                ordered[number] = _sorted(tree, blocks[number], _places(ordered), near)
    return ordered


def _blocks(tree: FamilyTree, row: list[int]) -> list[list[int]]:
    """Put those who are or were couples, or have a child together, next to each other."""
    partners: dict[int, list[int]] = defaultdict(list)
    for first, second in couples_of(tree):
        if first in row and second in row:
            partners[first].append(second)
            partners[second].append(first)
    seen: set[int] = set()
    found = []
    for key in sorted(row, key=lambda key: (len(partners[key]) > 1, tree.age_order(key))):
        if key not in seen:
            block: list[int] = []
            _follow(key, partners, seen, block)
            found.append(block)
    return found


def _follow(key: int, partners: dict[int, list[int]], seen: set[int], block: list[int]) -> None:
    seen.add(key)
    block.append(key)
    for other in sorted(set(partners[key]) - seen, key=lambda each: (len(partners[each]), each)):
        if other not in seen:
            _follow(other, partners, seen, block)


def couples_of(tree: FamilyTree) -> list[tuple[int, int]]:
    """List every two people who are or were a couple, or are parents of one child."""
    pairs = {_pair(each.first, each.second) for each in tree.couples}
    parents: dict[int, set[int]] = defaultdict(set)
    for each in tree.parentages:
        if each.style in ("birth", "adoptive"):
            parents[each.child].add(each.parent)
    for found in parents.values():
        if len(found) == 2:
            first, second = sorted(found)
            pairs.add((first, second))
    return sorted(pairs)


def _pair(first: int, second: int) -> tuple[int, int]:
    return (min(first, second), max(first, second))


def _neighbours(
    tree: FamilyTree, level: dict[int, int]
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    above: dict[int, set[int]] = defaultdict(set)
    below: dict[int, set[int]] = defaultdict(set)
    pairs = [(parent, child) for child, found in tree.parents_of.items() for parent in found]
    pairs += [(each.first, each.second) for each in tree.links if each.below > 0]
    for upper, lower in pairs:
        if level[upper] < level[lower]:
            above[lower].add(upper)
            below[upper].add(lower)
    return above, below


def _places(rows: list[list[int]]) -> Places:
    widest = max(map(len, rows), default=0)
    return {key: place + (widest - len(row)) / 2 for row in rows for place, key in enumerate(row)}


def _sorted(
    tree: FamilyTree, blocks: list[list[int]], places: Places, near: dict[int, set[int]]
) -> list[int]:
    def middle(keys: list[int]) -> float:
        known = [places[other] for key in keys for other in near[key]]
        if known:
            return sum(known) / len(known)
        return sum(places[key] for key in keys) / len(keys)

    turned = [_turned(tree, block, middle) for block in blocks]
    turned.sort(key=lambda block: (round(middle(block), 3), min(map(tree.age_order, block))))
    return _flat(turned)


def _turned(tree: FamilyTree, block: list[int], middle: Callable[[list[int]], float]) -> list[int]:
    """Turn a block round where its ends stand better the other way; a man stands left."""
    if len(block) == 1:
        return block
    ends = [middle([block[0]]), middle([block[-1]])]
    if abs(ends[0] - ends[1]) > 1:
        return block if ends[0] < ends[1] else block[::-1]
    sexes = [tree.by_key[key].sex for key in (block[0], block[-1])]
    if sexes == ["F", "M"] or (sexes[0] == sexes[1] and block[0] > block[-1]):
        return block[::-1]
    return block


def _flat(blocks: list[list[int]]) -> list[int]:
    return [key for block in blocks for key in block]
