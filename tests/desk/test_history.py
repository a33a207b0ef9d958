"""The history says in plain words what was done, and to managers who looked."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django_fsm import FSMFieldMixin

from cases.services.milestones import record_milestone
from cin.core import clock
from desk.words import DONE, SHOWN_ON
from tests.cases.browsing import open_page, queries_to_open, words
from tests.stories import allocated, supported, visited

pytestmark = pytest.mark.django_db
# Coming in, going out and the procedure concern no child: no history of a case shows them.
ABOUT_NO_CASE = {"accounts", "policy"}
ROOT = Path(__file__).resolve().parents[2]


def steps_of_every_record() -> set[str]:
    """Every transition of every record, by the name the history keeps it under."""
    return {
        f"{model._meta.app_label}.{step.name}"
        for model in apps.get_models()
        if not hasattr(model, "instance_type")
        for field in model._meta.get_fields()
        if isinstance(field, FSMFieldMixin)
        for step in field.get_all_transitions(model)
    }


def actions_written_down() -> set[str]:
    """Every action that a service writes down by name."""
    places = [*ROOT.glob("*/services*"), *ROOT.glob("cin/*/services*")]
    files = [f for place in places for f in ([place] if place.is_file() else place.glob("*.py"))]
    found = [re.findall(r'"([a-z]+\.[a-z_]+)"', f.read_text()) for f in files]
    labels = {config.label for config in apps.get_app_configs()} - ABOUT_NO_CASE
    return {name for names in found for name in names if name.split(".")[0] in labels}


def test_everything_that_can_be_done_has_words():
    assert (steps_of_every_record() | actions_written_down()) - set(DONE) == set()


def test_no_words_are_left_over():
    assert set(DONE) - steps_of_every_record() - actions_written_down() == set()


def test_everything_shown_elsewhere_is_a_record():
    assert {apps.get_model(name)._meta.label_lower for name in SHOWN_ON} == set(SHOWN_ON)


def test_the_history_tells_the_story_newest_first(house):
    case = supported(house)
    visit = visited(house, case)
    page = open_page(house.sw, f"/cases/{case.pk}/history/")
    text = words(page)
    told = ["Finished the record of a visit", "Approved the assessment", "Recorded the referral"]
    assert sorted(told, key=text.index) == told
    assert "Allocated the case: SW of Rochdale" in text
    assert "Threshold met" in text
    assert f'href="/visits/{visit.pk}/"' in page.content.decode()


def test_codes_are_told_in_words(house):
    case = supported(house)
    text = words(open_page(house.sw, f"/cases/{case.pk}/history/"))
    assert "Assessed as in need of ongoing services" in text
    assert "assessed_s17" not in text


def test_something_recorded_as_done_says_what(house):
    case = supported(house)
    record_milestone(
        case_id=case.pk,
        actor=house.sw,
        kind="genogram_uploaded",
        happened_on=clock.today(),
        note="Three generations",
    )
    assert "Genogram completed" in words(open_page(house.sw, f"/cases/{case.pk}/history/"))


def test_a_manager_reads_who_looked_and_a_worker_does_not(house):
    case = allocated(house)
    address = f"/cases/{case.pk}/history/?of=views"
    open_page(house.sw2, f"/cases/{case.pk}/")
    assert "SW2 of Rochdale" in words(open_page(house.tm, address))
    text = words(open_page(house.sw, address))
    assert "SW2 of Rochdale" not in text
    assert "Who looked" not in text


def test_a_long_history_is_turned_page_by_page_and_costs_no_more(house):
    case = supported(house)
    address = f"/cases/{case.pk}/history/"
    one = queries_to_open(house.tm, address)
    for _ in range(25):
        visited(house, case)
    assert queries_to_open(house.tm, address) <= one
    assert "Page 1 of 2" in words(open_page(house.tm, address))
