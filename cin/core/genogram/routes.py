"""The ways of the lines between the rows: each stretch has a lane of its own."""

from dataclasses import dataclass, field
from itertools import pairwise

from cin.core.genogram.columns import APART
from cin.core.genogram.family import BLOOD, Twins

CLEAR = 8
# How far down the lines to twins the bar between identical ones lies.
SLOPE = 0.4
ASIDE = (0, 9, -9, 17, -17, 5, -5, 13, -13)


@dataclass(frozen=True)
class Height:
    """A height that is known once all lanes are: mid (of the shapes), under (them), bus (below a
    row), over (above one), slope (part of the way from a bus below `above` to the middle of a row).
    """

    kind: str
    row: int
    stretch: int = -1
    above: int = -1


Point = tuple[float, Height]


@dataclass(frozen=True, kw_only=True)
class Route:
    """A line to be drawn, corner by corner."""

    points: tuple[Point, ...]
    style: str
    words: str = ""
    slashes: int = 0


@dataclass
class Router:
    """Finds ways for lines among people who stand in rows."""

    row_of: dict[int, int]
    x_of: dict[int, int]
    twins: tuple[Twins, ...] = ()
    routes: list[Route] = field(default_factory=list)
    _stretches: list[tuple[str, int, float, float]] = field(default_factory=list)
    _used: dict[tuple[int, int], int] = field(default_factory=dict)

    def stretch(self, kind: str, row: int, xs: list[float]) -> Height:
        """Ask for a level way that reaches all of these."""
        self._stretches.append((kind, row, min(xs), max(xs)))
        return Height(kind, row, len(self._stretches) - 1)

    def gap(self, row: int, x: float) -> float:
        """Give a free way down between two people; the second to ask goes a little aside."""
        number = self._used.get((row, round(x)), 0)
        self._used[row, round(x)] = number + 1
        return x + ASIDE[number % len(ASIDE)]

    def beside(self, key: int, towards: float) -> float:
        """Give the way down beside somebody, on the side of where it leads."""
        side = 1 if towards >= self.x_of[key] else -1
        return self.gap(self.row_of[key], self.x_of[key] + side * APART / 2)

    def over(self, first: int, second: int, style: str, words: str, slashes: int = 0) -> Height:
        """Join two people of one row over the heads of those between them."""
        row = self.row_of[first]
        one, other = sorted((self.x_of[first], self.x_of[second]))
        ends = (one + 9.0, other - 9.0)
        height, mid = self.stretch("over", row, list(ends)), Height("mid", row)
        points = ((ends[0], mid), (ends[0], height), (ends[1], height), (ends[1], mid))
        self.routes.append(Route(points=points, style=style, words=words, slashes=slashes))
        return height

    def down(self, start: list[Point], row: int, keys: list[int], style: str, words: str) -> None:
        """Lead from a point in or under a row down to people in rows below it."""
        aside = {"birth": 0, "adoptive": 0, "step": 9, "carer": -9, "other": 14}[style]
        by_row: dict[int, list[int]] = {}
        for key in keys:
            by_row.setdefault(self.row_of[key], []).append(key)
        for target, found in sorted(by_row.items()):
            way, at = list(start), row
            births = self._births(found) if style in BLOOD else [[key] for key in found]
            ends = [_middle([self.x_of[key] for key in birth]) + aside for birth in births]
            while at < target - 1:
                through = self._through(at + 1, sum(ends) / len(ends))
                bus = self.stretch("bus", at, [way[-1][0], through])
                way += [(way[-1][0], bus), (through, bus)]
                at += 1
            bus = self.stretch("bus", at, [way[-1][0], *ends])
            way.append((way[-1][0], bus))
            self.routes.append(Route(points=tuple(way), style=style, words=words))
            for birth, end in zip(births, ends, strict=True):
                turn: list[Point] = [(way[-1][0], bus), (end, bus)]
                for key in birth:
                    foot = (self.x_of[key] + aside * 1.0, Height("mid", target))
                    self.routes.append(Route(points=(*turn, foot), style=style, words=words))
                self._join_identical(birth, end, Height("slope", target, bus.stretch, at), style)

    def _births(self, keys: list[int]) -> list[list[int]]:
        """Put those of one birth together, in the order in which they stand."""
        found: list[list[int]] = []
        for key in sorted(keys, key=lambda each: self.x_of[each]):
            pairs = [{each.first, each.second} for each in self.twins]
            same = {other for pair in pairs if key in pair for other in pair - {key}}
            birth = next((birth for birth in found if same & set(birth)), None)
            if birth is None:
                found.append([key])
            else:
                birth.append(key)
        return found

    def _join_identical(self, birth: list[int], top: float, height: Height, style: str) -> None:
        """Join the lines of identical twins with a bar."""
        identical = {frozenset((t.first, t.second)) for t in self.twins if t.is_identical}
        for first, second in pairwise(birth):
            if {first, second} in identical:
                ends = [top + SLOPE * (self.x_of[key] - top) for key in (first, second)]
                points = ((ends[0], height), (ends[1], height))
                self.routes.append(Route(points=points, style=style))

    def _through(self, row: int, x: float) -> float:
        """Give the way through a row that is nearest to a place."""
        middles = [self.x_of[key] for key, at in self.row_of.items() if at == row]
        gaps = {middle + side * APART / 2 for middle in middles for side in (-1, 1)}
        return self.gap(row, min(sorted(gaps), key=lambda gap: abs(gap - x))) if gaps else x

    def lanes(self) -> dict[int, int]:
        """Give each stretch a lane in which nothing else lies; the first to ask lies nearest."""
        taken: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
        found = {}
        for number, (kind, row, left, right) in enumerate(self._stretches):
            lane = 0
            while any(
                left < end + CLEAR and begin < right + CLEAR
                for begin, end in taken.get((kind, row, lane), [])
            ):
                lane += 1
            taken.setdefault((kind, row, lane), []).append((left, right))
            found[number] = lane
        return found

    def lanes_needed(self, kind: str, row: int) -> int:
        """Say how many lanes lie over or below a row."""
        lanes = self.lanes()
        used = [
            lanes[number]
            for number, (a_kind, a_row, _, _) in enumerate(self._stretches)
            if (a_kind, a_row) == (kind, row)
        ]
        return max(used, default=-1) + 1


def _middle(places: list[int]) -> float:
    return sum(places) / len(places)
