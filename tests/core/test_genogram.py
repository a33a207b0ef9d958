"""The geometry of a drawn family: no shapes touch, every relation is drawn, always alike."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cin.core.genogram.columns import APART
from cin.core.genogram.drawing import draw, wrapped
from cin.core.genogram.family import Couple, FamilyTree, Home, Link, Parentage, Somebody, Twins
from cin.core.genogram.levels import HALF
from cin.core.genogram.rows import generations

MOTHER, FATHER, OTHER, GRAN, LEO, UNBORN, AUNT = range(1, 8)


def somebody(key, name="", **more):
    return Somebody(key=key, name=name or f"Person {key}", **more)


def parents(child, *keys, style="birth"):
    return [Parentage(parent=key, child=child, style=style) for key in keys]


def usual(**more):
    """Three generations, two fathers, an unborn baby."""
    return FamilyTree(
        **{
            "people": (
                somebody(LEO, "Leo", sex="M", born="2017-01-01", is_index=True),
                somebody(MOTHER, sex="F"),
                somebody(FATHER, sex="M"),
                somebody(OTHER, sex="M"),
                somebody(GRAN, sex="F", is_dead=True),
                somebody(UNBORN, is_unborn=True, born="2026-06-01"),
                somebody(AUNT),
            ),
            "parentages": (
                *parents(LEO, MOTHER, FATHER),
                *parents(UNBORN, MOTHER, OTHER),
                *parents(MOTHER, GRAN),
                *parents(AUNT, GRAN),
            ),
            "couples": (
                Couple(first=MOTHER, second=FATHER, style="divorced"),
                Couple(first=MOTHER, second=OTHER, style="partner"),
            ),
            **more,
        }
    )


def places(drawing):
    return {figure.person.key: (figure.x, figure.y) for figure in drawing.figures}


def assert_nothing_touches(drawing):
    for one, other in combinations(drawing.figures, 2):
        assert abs(one.x - other.x) >= APART or abs(one.y - other.y) > 2 * HALF
    for figure in drawing.figures:
        assert HALF <= figure.x <= drawing.width - HALF
        assert HALF <= figure.y <= drawing.height - HALF
    for line in drawing.strokes:
        for x, y in line.points:
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height


def assert_no_line_crosses_a_stranger(drawing):
    """A line only touches the shapes in which it begins or ends."""
    for line in drawing.strokes:
        for figure in drawing.figures:
            if figure_is_end(line, figure):
                continue
            assert not any(passes(pair, figure) for pair in pairs_of(line)), (line, figure)


def pairs_of(line):
    return zip(line.points, line.points[1:], strict=False)


def figure_is_end(line, figure):
    return any(abs(x - figure.x) <= HALF and y == figure.y for x, y in line.points)


def passes(pair, figure):
    (x1, y1), (x2, y2) = pair
    return (
        min(x1, x2) < figure.x + HALF
        and max(x1, x2) > figure.x - HALF
        and min(y1, y2) < figure.y + HALF
        and max(y1, y2) > figure.y - HALF
    )


def test_three_generations_stand_over_each_other():
    levels = generations(usual())
    assert (levels[GRAN], levels[MOTHER], levels[AUNT], levels[LEO]) == (0, 1, 1, 2)
    drawing = draw(usual())
    assert_nothing_touches(drawing)
    assert_no_line_crosses_a_stranger(drawing)


def test_a_mother_stands_between_the_two_fathers_with_each_child_on_its_side():
    at = places(draw(usual()))
    order = sorted((FATHER, MOTHER, OTHER), key=lambda key: at[key][0])
    assert order[1] == MOTHER
    assert (at[LEO][0] < at[UNBORN][0]) == (at[FATHER][0] < at[OTHER][0])


def test_shapes_say_the_sex_and_a_triangle_the_unborn():
    shapes = {figure.person.key: figure.shape for figure in draw(usual()).figures}
    assert (shapes[LEO], shapes[MOTHER], shapes[UNBORN], shapes[AUNT]) == (
        "square",
        "circle",
        "triangle",
        "diamond",
    )


def test_twelve_brothers_and_sisters_stand_by_age():
    kids = [
        somebody(key, born=f"20{40 - key:02}-01-01", is_index=key == 20) for key in range(20, 32)
    ]
    tree = FamilyTree(
        people=(somebody(MOTHER, sex="F"), somebody(FATHER, sex="M"), *kids),
        parentages=tuple(p for kid in kids for p in parents(kid.key, MOTHER, FATHER)),
        couples=(Couple(first=MOTHER, second=FATHER, style="married"),),
    )
    drawing = draw(tree)
    at = places(drawing)
    assert sorted(range(20, 32), key=lambda key: at[key][0]) == list(range(31, 19, -1))
    assert at[FATHER][0] < at[MOTHER][0]
    middle = (at[FATHER][0] + at[MOTHER][0]) / 2
    assert abs(middle - (at[20][0] + at[31][0]) / 2) <= 1
    assert_nothing_touches(drawing)
    assert_no_line_crosses_a_stranger(drawing)


def test_every_relation_is_drawn_in_its_own_way():
    tree = usual(
        parentages=(
            *parents(LEO, MOTHER, FATHER),
            *parents(LEO, OTHER, style="step"),
            *parents(UNBORN, GRAN, style="adoptive"),
            *parents(LEO, AUNT, style="carer"),
        ),
        links=(Link(first=GRAN, second=LEO, below=2, words="Friend or neighbour"),),
    )
    drawing = draw(tree)
    found = Counter(line.style for line in drawing.strokes)
    assert set(found) == {"birth", "step", "adoptive", "carer", "other", "divorced", "partner"}
    assert [len(line.slashes) for line in drawing.strokes if line.style == "divorced"] == [2]
    assert any(line.words == "Friend or neighbour" for line in drawing.strokes)
    assert_nothing_touches(drawing)
    assert_no_line_crosses_a_stranger(drawing)


def test_a_home_encloses_those_who_live_in_it_and_nobody_else():
    tree = usual(homes=(Home(name="Mother's home", people=frozenset({MOTHER, LEO, UNBORN})),))
    drawing = draw(tree)
    at = places(drawing)
    for key, (x, y) in at.items():
        is_inside = any(inside(x, y, home.corners) for home in drawing.homes)
        assert is_inside == (key in {MOTHER, LEO, UNBORN}), key


def inside(x, y, corners):
    crossings = 0
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def test_the_same_family_is_always_drawn_alike():
    tree = usual()
    again = usual(people=tuple(reversed(tree.people)), parentages=tuple(reversed(tree.parentages)))
    assert draw(tree) == draw(tree)
    assert places(draw(again)) == places(draw(tree))


def test_nobody_and_one_person_are_drawn_too():
    assert draw(FamilyTree(people=())).figures == ()
    assert len(draw(FamilyTree(people=(somebody(1, is_index=True),))).figures) == 1


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Mary O'Brien", ["Mary O'Brien"]),
        ("فاطمة الزهراء", ["فاطمة الزهراء"]),
        ("Wolfeschlegelsteinhausenbergerdorff", ["Wolfeschlegelst", "einhausenberger", "dorff"]),
        ("Maria Magdalena Josefina van der Berg Smith", None),
    ],
)
def test_a_long_name_is_broken_into_at_most_three_lines(name, lines):
    found = wrapped(name)
    assert len(found) <= 3
    assert all(len(line) <= 15 for line in found)
    assert lines is None or found == lines


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_family_is_drawn_without_shapes_that_touch(data):
    number = data.draw(st.integers(1, 12))
    keys = list(range(number))
    pick = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda p: p[0] != p[1])
    if number == 1:
        pick = st.nothing()
    pairs = data.draw(st.lists(pick, max_size=14)) if number > 1 else []
    styles = st.sampled_from(["birth", "adoptive", "step", "carer"])
    tree = FamilyTree(
        people=tuple(somebody(key, is_index=key == 0) for key in keys),
        parentages=tuple(
            Parentage(parent=a, child=b, style=data.draw(styles)) for a, b in pairs[:7]
        ),
        couples=tuple(Couple(first=a, second=b) for a, b in pairs[7:11]),
        links=tuple(
            Link(first=a, second=b, below=data.draw(st.integers(0, 2))) for a, b in pairs[11:]
        ),
    )
    drawing = draw(tree)
    assert len(drawing.figures) == number
    assert_nothing_touches(drawing)
    assert_no_line_crosses_a_stranger(drawing)


def twins(*pairs, is_identical=False):
    """Three of one birth, after a brother, of a mother and a father."""
    people = [somebody(MOTHER, sex="F"), somebody(FATHER, sex="M")]
    people += [somebody(key, born="2017-01-01") for key in (LEO, UNBORN, AUNT)]
    people.append(somebody(OTHER, born="2012-01-01"))
    children = (OTHER, LEO, UNBORN, AUNT)
    return FamilyTree(
        people=tuple(people),
        parentages=tuple(each for key in children for each in parents(key, MOTHER, FATHER)),
        twins=tuple(Twins(first=a, second=b, is_identical=is_identical) for a, b in pairs),
    )


def to_children(drawing):
    """Give, by child, the point from which the last piece of the line to them comes."""
    at = places(drawing)
    ends = {place: key for key, place in at.items() if key not in (MOTHER, FATHER)}
    return {ends[s.points[-1]]: s.points[-2] for s in drawing.strokes if s.points[-1] in ends}


def test_lines_to_those_of_one_birth_part_at_one_point():
    drawing = draw(twins((LEO, UNBORN), (UNBORN, AUNT), (LEO, AUNT)))
    from_point, at = to_children(drawing), places(drawing)
    assert from_point[LEO] == from_point[UNBORN] == from_point[AUNT]
    assert from_point[LEO][0] == at[UNBORN][0]
    assert from_point[OTHER] != from_point[LEO]
    assert from_point[OTHER][0] == at[OTHER][0]
    assert_nothing_touches(drawing)


def test_only_identical_twins_are_joined_by_a_bar():
    plain, identical = (draw(twins((LEO, UNBORN), is_identical=each)) for each in (False, True))
    (bar,) = set(identical.strokes) - set(plain.strokes)
    (left, height), (right, other) = bar.points
    assert height == other
    at, top = places(identical), to_children(identical)[LEO]
    assert at[LEO][0] < left < top[0] < right < at[UNBORN][0]
    assert top[1] < height < at[LEO][1] - HALF


def test_brothers_and_sisters_of_other_births_have_lines_of_their_own():
    from_point = to_children(draw(twins((LEO, UNBORN))))
    assert len({from_point[key] for key in (OTHER, LEO, AUNT)}) == 3
