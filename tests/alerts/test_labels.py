"""Every obligation has a name in plain words, and leads to the page where it is done."""

import pytest
from django.urls import NoReverseMatch, reverse

from alerts.labels import CASE_AND_COUNTED_RECORD, LABELS, Place, label_of
from alerts.models import Deadline
from alerts.selectors.places import address_of, work_in_hand
from alerts.services.deadlines import recompute
from cin.core import clock
from cin.procedures.book import PRESETS, preset
from cin.procedures.duties import DUTIES
from meetings.services import finish_meeting_record
from tests.stories import allocated, assessing, build_house, held, moment, supported


def test_every_duty_of_the_engine_has_a_name():
    assert {duty.key for duty in DUTIES} - set(LABELS) == set()


def test_no_name_is_left_over():
    assert set(LABELS) - {duty.key for duty in DUTIES} == set()


@pytest.mark.parametrize("slug", PRESETS)
def test_every_name_reads_as_words_under_every_procedure(slug):
    names = [label_of(key, preset(slug)) for key in LABELS]
    assert all(name[:1].isupper() or name[:1].isdigit() for name in names)
    assert not [name for name in names if "_" in name or "{" in name]


def test_a_review_is_called_what_the_authority_calls_it():
    assert label_of("review", preset("rochdale")) == preset("rochdale").get("review_label")
    assert label_of("initial_meeting", preset("rochdale")) == "Initial Child in Need meeting"


def places() -> list[tuple[str, Place]]:
    return [(key, label.place) for key, label in LABELS.items() if label.place and label.place.page]


@pytest.mark.parametrize(("key", "place"), places(), ids=[key for key, _ in places()])
def test_every_place_is_a_page(key, place):
    numbers = [1, 2] if place.built_from == CASE_AND_COUNTED_RECORD else [1]
    try:
        address = reverse(place.page, args=[*numbers, *([place.kind] if place.kind else [])])
    except NoReverseMatch:
        address = ""
    assert address, f"{key}: {place.page} is no page"
    assert place.verb


@pytest.mark.django_db
def test_only_a_manager_is_led_to_allocating():
    house = build_house("rochdale")
    case = supported(house)
    row = Deadline(case=case, key="allocation", counts_from_id="screening-1")
    assert address_of(row, house.sw, work_in_hand([case.pk])) == ""
    assert address_of(row, house.tm, work_in_hand([case.pk])) == f"/cases/{case.pk}/allocate/"


@pytest.mark.django_db
def test_somebody_of_another_team_is_led_nowhere():
    house = build_house("rochdale")
    case = supported(house)
    row = Deadline(case=case, key="visit", counts_from_id="plan-1")
    assert address_of(row, house.sw3, work_in_hand([case.pk])) == ""


@pytest.mark.django_db
def test_the_assessment_leads_to_starting_it_and_then_to_writing_it():
    house = build_house("rochdale")
    case = allocated(house)
    row = Deadline(case=case, key="assessment", counts_from_id="allocation-1")
    begin = address_of(row, house.sw, work_in_hand([case.pk]))
    assert begin == f"/cases/{case.pk}/assessments/new/"
    assessment = assessing(house)
    row = Deadline(case=assessment.case, key="assessment", counts_from_id="allocation-1")
    write = address_of(row, house.sw, work_in_hand([assessment.case_id]))
    assert write == f"/assessments/{assessment.pk}/write/"


@pytest.mark.django_db
def test_every_date_of_a_supported_child_leads_its_worker_or_manager_somewhere():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        recompute([case.pk])
    in_hand = work_in_hand([case.pk])
    rows = Deadline.objects.filter(case=case, met_on=None).select_related("case")
    nowhere = {
        row.key
        for row in rows
        if not address_of(row, house.sw, in_hand) and not address_of(row, house.tm, in_hand)
    }
    assert nowhere <= {"reassessment", "plan_update"}


@pytest.mark.django_db
def test_minutes_are_asked_for_only_once_the_record_of_the_meeting_is_finished():
    house = build_house("rochdale")
    case = supported(house)
    meeting = held(house, case, kind="review")
    row = Deadline(case=case, key="minutes_circulation", counts_from_id=f"meeting-{meeting.pk}")
    assert address_of(row, house.sw, work_in_hand([case.pk])) == ""
    finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)
    page = f"/cases/{case.pk}/meetings/{meeting.pk}/circulate/"
    assert address_of(row, house.sw, work_in_hand([case.pk])) == page
