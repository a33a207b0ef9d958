"""A family drawn: shapes, words, lines and homes, each with its place."""

from dataclasses import dataclass

from cin.core.genogram.columns import APART, columns
from cin.core.genogram.family import FamilyTree, Somebody, Twins
from cin.core.genogram.homes import Outline, outlines
from cin.core.genogram.joining import join
from cin.core.genogram.levels import HALF, LINE, Levels
from cin.core.genogram.routes import Route, Router
from cin.core.genogram.rows import rows_in_order

LETTERS = 15
MOST_LINES = 3
# Room for lines that run beside whoever stands outermost.
SIDE = 24
SHAPES = {"M": "square", "F": "circle"}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One person's shape and words; x and y are the middle of the shape."""

    person: Somebody
    shape: str
    x: int
    y: int
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """One line; `slashes` are where it is struck through."""

    points: tuple[tuple[int, int], ...]
    style: str
    words: str
    slashes: tuple[tuple[int, int], ...] = ()

    @property
    def path(self) -> str:
        """The corners, as a drawing writes them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All that is drawn, and how large it is."""

    width: int
    height: int
    figures: tuple[Figure, ...]
    strokes: tuple[Stroke, ...]
    homes: tuple[Outline, ...]
    twins: tuple[Twins, ...] = ()

    @property
    def styles(self) -> set[str]:
        """The kinds of line in it, for its key."""
        return {stroke.style for stroke in self.strokes}


def draw(tree: FamilyTree) -> Drawing:
    """Draw a family: the same family is always drawn alike, and no two shapes touch."""
    rows = rows_in_order(tree)
    x_of = columns(tree, rows)
    row_of = {key: number for number, row in enumerate(rows) for key in row}
    router = Router(row_of=row_of, x_of=x_of, twins=tree.twins)
    join(tree, router)
    labels = {person.key: wrapped(person.name) for person in tree.people}
    heights = [max(len(labels[key]) for key in row) for row in rows]
    levels = Levels.of(router, heights)
    shift = SIDE + APART // 2
    return Drawing(
        width=max(x_of.values(), default=0) + 2 * shift,
        height=levels.height,
        figures=tuple(
            _figure(tree.by_key[key], x_of[key] + shift, levels, row_of[key], labels[key])
            for row in rows
            for key in row
        ),
        strokes=tuple(_stroke(route, levels, shift) for route in router.routes),
        homes=outlines(tree, rows, x_of, levels, shift),
        twins=tree.twins,
    )


def wrapped(name: str) -> list[str]:
    """Break a name into at most three short lines; the rest of a longer one is left out."""
    lines = [""]
    for word in name.split():
        for start in range(0, len(word), LETTERS):
            part = word[start : start + LETTERS]
            if lines[-1] and len(lines[-1]) + 1 + len(part) > LETTERS:
                lines.append("")
            lines[-1] = f"{lines[-1]} {part}".strip()
    if len(lines) > MOST_LINES:
        return [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: LETTERS - 1]}…"]
    return lines


def _figure(person: Somebody, x: int, levels: Levels, row: int, label: list[str]) -> Figure:
    top = levels.label_top(row)
    return Figure(
        person=person,
        shape="triangle" if person.is_unborn else SHAPES.get(person.sex, "diamond"),
        x=x,
        y=levels.mid(row),
        lines=tuple((text, top + LINE * (number + 1)) for number, text in enumerate(label)),
    )


def _stroke(route: Route, levels: Levels, shift: int) -> Stroke:
    points = tuple((round(x) + shift, levels.of_height(height)) for x, height in route.points)
    (left, y), (right, _) = points[-3:-1] if len(points) > 2 else points
    middle = (left + right) // 2
    # Struck through beside the middle, where the line to the children begins.
    places = [middle - HALF // 2 - 7 * number for number in range(route.slashes)]
    return Stroke(
        points=points,
        style=route.style,
        words=route.words,
        slashes=tuple((place, y) for place in places),
    )
