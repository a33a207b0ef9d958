"""People are reminded to review whether the panel works: a duty of the authority (HIL-120)."""

import pytest
from django.urls import reverse

from cin.core import clock
from cin.policy.selectors import panel_review_in_words, panel_review_reminder
from cin.policy.services import publish_draft
from cin.procedures.book import preset
from tests.cases.browsing import open_page, words
from tests.policy.drafting import drafted
from tests.stories import build_house, moment

pytestmark = pytest.mark.django_db
STARTED = {"panel_started_on": "2026-01-05"}


def said(on: str, **settings: object) -> str:
    procedure = preset("hillingdon").with_settings({**STARTED, **settings})
    house = build_house("hillingdon")
    with clock.at(moment(on)):
        return panel_review_in_words(house.authority.pk, procedure)


@pytest.mark.rule("HIL-120")
@pytest.mark.parametrize(
    ("on", "settings", "expected"),
    [
        ("2026-03-02", {}, "It is to be reviewed by 5 April 2026 whether the panel works"),
        ("2026-04-06", {}, "It was to be reviewed by 5 April 2026"),
        ("2026-04-06", {"panel_effectiveness_reviewed_on": "2026-04-01"}, ""),
        ("2026-04-06", {"panel_effectiveness_reviewed_on": "2026-01-04"}, "It was to be"),
        ("2026-04-06", {"panel_enabled": False}, ""),
        ("2026-04-06", {"panel_effectiveness_review_after": None}, ""),
        ("2026-04-06", {"panel_started_on": None}, "Enter in the procedure when the panel started"),
    ],
)
def test_the_procedure_says_by_when_the_panel_is_reviewed(on, settings, expected):
    text = said(on, **settings)
    assert text.startswith(expected)
    assert bool(text) is bool(expected)
    assert not text or "HIL-120" in text


@pytest.mark.rule("HIL-120")
def test_who_answers_for_the_authority_is_reminded_from_four_weeks_before(house):
    with clock.at(moment("2026-02-02")):
        draft = drafted(house, **STARTED)
        publish_draft(actor=house.sm, read_version=draft.version)
    with clock.at(moment("2026-03-07")):
        assert panel_review_reminder(house.authority.pk) == ""
    with clock.at(moment("2026-03-08")):
        today = reverse("desk:today")
        assert "by 5 April 2026 whether the panel works" in words(open_page(house.hos, today))
        assert "whether the panel works" not in words(open_page(house.tm, today))


def test_the_page_of_the_procedure_asks_for_the_first_day_of_the_panel():
    house = build_house("hillingdon")
    page = open_page(house.tm, reverse("policy:procedure"))
    assert "Enter in the procedure when the panel started" in words(page)


def test_an_authority_without_a_panel_is_reminded_of_nothing():
    house = build_house("bolton")
    assert panel_review_reminder(house.authority.pk) == ""
    assert panel_review_in_words(house.authority.pk, preset("bolton")) == ""
