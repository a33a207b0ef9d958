"""A plan says where the child is visited, and who else sees the child and the family."""

import pytest
from django.urls import reverse

from cin.core import clock
from cin.core.errors import NotReady
from plans.models import PlanVersion
from plans.services import amend_plan, submit_plan
from tests.cases.browsing import open_page, words
from tests.stories import (
    approved,
    assessing,
    build_house,
    moment,
    plan_drafted,
    plan_submitted,
    supported,
)

pytestmark = pytest.mark.django_db
EMPTY = {"visit_place": " ", "contacts": ""}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.mark.rule("PET-28", "BOL-31", "HIL-83", "BIR-39", "BIR-40")
@pytest.mark.parametrize("slug", ["peterborough", "bolton", "hillingdon", "birmingham"])
def test_a_plan_is_not_submitted_before_it_says_who_sees_the_child_and_where(slug):
    house = build_house(slug)
    case = approved(house).case
    version = plan_drafted(house, case, **EMPTY)
    with pytest.raises(NotReady) as refused:
        submit_plan(version_id=version.pk, actor=house.sw)
    assert [blocker.code for blocker in refused.value.blockers] == ["visit_place", "contacts"]


def test_rochdale_offers_both_and_waits_for_neither():
    house = build_house("rochdale")
    version = plan_drafted(house, assessing(house).case, **EMPTY)
    assert submit_plan(version_id=version.pk, actor=house.sw).state == "submitted"


@pytest.mark.rule("BIR-39")
def test_the_plan_shows_both():
    house = build_house("birmingham")
    case = approved(house).case
    version = plan_submitted(house, case)
    text = words(open_page(house.sw, reverse("plans:plan", args=[version.pk])))
    assert "Where the child is visited At home, and alone at school." in text
    assert "The health visitor, every week, for weighing." in text


def test_a_new_version_begins_with_what_stood():
    house = build_house("bolton")
    case = supported(house)
    version = amend_plan(case_id=case.pk, actor=house.sw, kind="review")
    earlier = PlanVersion.objects.get(case=case, number=1)
    assert (version.visit_place, version.contacts) == (earlier.visit_place, earlier.contacts)


def test_what_is_missing_is_said_beside_its_box():
    house = build_house("hillingdon")
    version = plan_drafted(house, approved(house).case)
    page = open_page(house.sw, reverse("plans:write_plan", args=[version.pk]))
    asked = page.context["form"]
    assert asked.fields["contacts"].required
    assert asked.place_of(submitting_nothing(house, version)) == "contacts"


def submitting_nothing(house, version):
    """Give the first thing that is missing from a plan without contacts."""
    PlanVersion.objects.filter(pk=version.pk).update(contacts="")
    with pytest.raises(NotReady) as refused:
        submit_plan(version_id=version.pk, actor=house.sw)
    return refused.value.blockers[0]
