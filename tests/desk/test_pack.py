"""A pack of papers about a child for another authority."""

import io

import pikepdf
import pytest
from django.urls import reverse

from cases.models import SharingLimit
from cin.audit.models import RecordView
from cin.core import clock
from meetings.models import Meeting, MeetingChild
from tests.cases.browsing import open_page, words
from tests.meetings.test_recording import sibling_of
from tests.stories import allocated, build_house, met, moment, supported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with clock.at(moment("2026-03-18")):
        yield


def page_of(house, case, user=None):
    return open_page(user or house.sw, reverse("desk:pack", args=[case.pk]))


@pytest.mark.rule("BIR-82", "HIL-129")
@pytest.mark.parametrize("slug", ["birmingham", "hillingdon"])
def test_the_pack_holds_assessment_plan_and_latest_review_as_one_pdf(slug):
    house = build_house(slug)
    case = supported(house)
    with clock.at(moment("2026-04-08")):
        met(house, case, kind="review")
        said = words(page_of(house, case))
        for paper in ("approved on 18 March 2026", "Plan, version 1", "held on 8 April 2026"):
            assert paper in said, paper
        assert "The case summary has not been written." in said
        assert "The procedure asks for:" in said
        answer = open_page(house.sw, reverse("desk:print_pack", args=[case.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert len(pikepdf.open(io.BytesIO(answer.content)).pages) > 1
    assert RecordView.objects.filter(
        case_id=case.pk, page="pack for another authority, printed"
    ).exists()


def test_what_is_missing_is_said_and_an_empty_pack_still_prints():
    house = build_house("hillingdon")
    case = allocated(house)
    said = words(page_of(house, case))
    for missing in ("no approved assessment", "no plan in force", "no finished record"):
        assert missing in said
    answer = open_page(house.sw, reverse("desk:print_pack", args=[case.pk]))
    assert answer.content.startswith(b"%PDF")


def test_who_must_not_be_told_is_named_and_nobody_else_opens_it():
    house = build_house("hillingdon")
    case = allocated(house)
    SharingLimit.objects.create(
        person=case.family.members.exclude(person=case.child).first().person,
        what="the new address",
        reason="He looks for them",
        raised_by=house.sw,
        since_on=clock.today(),
    )
    assert "the new address" in words(page_of(house, case))
    assert page_of(house, case, house.sw3).status_code == 404
    printed = reverse("desk:print_pack", args=[case.pk])
    assert open_page(house.sw3, printed).status_code == 404


def test_what_was_said_of_brothers_and_sisters_together_stays_here(monkeypatch):
    house = build_house("hillingdon")
    case = supported(house)
    brother = sibling_of(house, case)
    drawn = {}
    monkeypatch.setattr("desk.pack.pdf_of", lambda _name, context: drawn.update(context) or b"%PDF")
    printed = reverse("desk:print_pack", args=[case.pk])
    met(house, case, kind="review")
    open_page(house.sw, printed)
    assert drawn["meeting"]["texts"]
    assert not drawn["meeting"]["is_shared"]
    MeetingChild.objects.create(meeting=Meeting.objects.get(kind="review"), case=brother)
    open_page(house.sw, printed)
    assert drawn["meeting"]["texts"] == []
    assert drawn["meeting"]["is_shared"]
