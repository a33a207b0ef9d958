"""The genogram in print, and twins in it."""

import io
from datetime import date

import pikepdf
import pytest
from django.urls import reverse

from cases.models import Relationship
from cases.selectors.genogram import tree_of
from cases.selectors.relationships import relationships_of, ties_of
from cases.services.homes import join_home
from cases.services.relationships import RelationshipDetails, change_relationship, relate_people
from cin.audit.models import RecordView
from cin.core import clock
from cin.core.errors import BadInput
from tests.cases.browsing import open_page, send, words
from tests.cases.test_notes import sibling_of
from tests.stories import House, moment, referred

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def pair(house: House):
    case = referred(house, given_names="Amina", born_on=date(2019, 2, 3))
    return case, sibling_of(house, case)


def related(house, pair, kind):
    case, other = pair
    return relate_people(
        case_id=case.pk,
        actor=house.sw,
        first_id=case.child_id,
        second_id=other.child_id,
        details=RelationshipDetails(kind=kind),
    )


def test_twins_are_told_as_twins_from_both_ends_and_drawn_as_one_birth(house: House, pair):
    case, other = pair
    row = related(house, pair, "twin")
    ties = ties_of(relationships_of(case))
    for child in (case.child_id, other.child_id):
        told = [tie.words for tie in ties[child] if tie.other.pk in (case.child_id, other.child_id)]
        assert told == ["Twin"]
    (twins,) = tree_of(case).twins
    assert {twins.first, twins.second} == {case.child_id, other.child_id}
    assert not twins.is_identical
    page = reverse("cases:genogram", args=[case.pk])
    assert "Twins, not known to be identical" in words(open_page(house.sw, page))
    change_relationship(
        case_id=case.pk,
        relationship_id=row.pk,
        actor=house.sw,
        details=RelationshipDetails(kind="identical_twin"),
    )
    shown = words(open_page(house.sw, page))
    assert "Identical twins" in shown
    # The lines of the drawing say it already: no third line runs between the two.
    assert tree_of(case).links == ()


def test_twins_are_chosen_on_the_page_of_relationships(house: House, pair):
    case, other = pair
    page = reverse("cases:relate_people", args=[case.pk])
    answers = {"first": case.child_id, "second": other.child_id, "kind": "identical_twin"}
    assert send(house.sw, page, answers).status_code == 302
    assert Relationship.objects.filter(kind="identical_twin").count() == 1


def test_children_born_years_apart_are_no_twins_and_identical_ones_are_of_one_sex(house, pair):
    case, other = pair
    case.child.sex, other.child.sex = "F", "M"
    case.child.save()
    other.child.save()
    with pytest.raises(BadInput, match="of one sex"):
        related(house, pair, "identical_twin")
    case.child.born_on = date(2018, 2, 3)
    case.child.save()
    with pytest.raises(BadInput, match="too far apart"):
        related(house, pair, "twin")
    assert not Relationship.objects.filter(kind__in=["twin", "identical_twin"]).exists()


def test_the_genogram_prints_with_its_table_and_whoever_took_it_is_known(house: House, pair):
    case, other = pair
    related(house, pair, "twin")
    join_home(
        case_id=case.pk,
        actor=house.sw,
        home="Mother's home",
        people=[case.child_id, other.child_id],
        began_on=None,
    )
    address = reverse("cases:print_genogram", args=[case.pk])
    shown = open_page(house.sw, reverse("cases:genogram", args=[case.pk]))
    assert address in shown.content.decode()
    taken = open_page(house.sw, address)
    assert taken["Content-Disposition"] == 'attachment; filename="genogram.pdf"'
    with pikepdf.open(io.BytesIO(taken.content)) as pdf:
        assert pdf.docinfo.Title == "Genogram"
        assert len(pdf.pages) == 2
        sizes = [[round(float(side)) for side in page.MediaBox[2:]] for page in pdf.pages]
        assert sizes[0][0] > sizes[0][1]
        assert sizes[1][0] < sizes[1][1]
        tagged = "".join(str(each) for each in _alternatives(pdf.Root.StructTreeRoot))
    assert "A drawing of" in tagged
    assert RecordView.objects.filter(case_id=case.pk, page="genogram, printed").exists()
    assert open_page(house.sw3, address).status_code == 404


def _alternatives(node):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/Alt" in kid:
                yield kid.Alt
            yield from _alternatives(kid)
