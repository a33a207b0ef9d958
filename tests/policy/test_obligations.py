"""Anybody who works in an authority can read what can fall due under its procedure."""

import pytest
from django.urls import reverse

from cin.policy.duty_words import duties_in_words
from cin.procedures.book import PRESETS, preset
from cin.procedures.duties import DUTIES
from tests.cases.browsing import open_page, words

OBLIGATIONS = reverse("policy:obligations")


def test_each_is_shown_with_what_it_counts_from_what_meets_it_and_the_value_here(house):
    text = words(open_page(house.sw, OBLIGATIONS))
    counted = "the case was allocated, the plan was started or the visit"
    assert f"Visit {counted} the child in need visit," in text
    assert "Visits: longest interval: 3 weeks" in text
    assert "Everything that can be due" in words(open_page(house.sw, reverse("policy:procedure")))


def test_what_the_procedure_sets_no_date_for_is_said_apart(house):
    apart = words(open_page(house.sw, OBLIGATIONS)).partition("sets no date for")[2]
    assert "Checkpoint 1: would count from the case was allocated" in apart
    assert "Visit: would" not in apart


@pytest.mark.parametrize("slug", PRESETS)
def test_every_duty_of_the_engine_is_there_in_words(slug):
    found = duties_in_words(preset(slug))
    assert [duty.key for duty in found] == [duty.key for duty in DUTIES]
    for duty in found:
        assert duty.counts_from
        assert duty.met_by
        assert all(label and value and "{" not in value for label, value in duty.settings)
