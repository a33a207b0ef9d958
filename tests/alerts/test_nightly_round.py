"""The Procedure page says what the nightly comparison of all dates found."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.reconciling import reconcile
from cin.core import clock
from cin.policy.words import value_in_words
from cin.procedures.settings import SETTINGS
from tests.alerts.telling import open_visit, supported_since
from tests.cases.browsing import open_page, words
from tests.stories import build_house, moment

PROCEDURE = reverse("policy:procedure")


def said_to(person):
    return words(open_page(person, PROCEDURE))


@pytest.mark.django_db
def test_an_administrator_reads_what_the_night_found_in_their_own_authority(house):
    neighbour = build_house("bolton")
    case = supported_since(house, "2026-03-18")
    assert "That has not been done yet." in said_to(house.admin)
    Deadline.objects.filter(pk=open_visit(case).pk).update(due_on=date(2030, 1, 1))
    with clock.at(moment("2026-03-19 02:30")):
        reconcile()
    told = said_to(house.admin)
    assert "Last done 19 March 2026 at 2:30am: 1 case checked, 1 with a difference, 1 date" in told
    with clock.at(moment("2026-03-20 02:30")):
        reconcile()
    assert "1 case checked, no difference found." in said_to(house.admin)
    assert "0 cases checked, no difference found." in said_to(neighbour.admin)


@pytest.mark.django_db
def test_a_social_worker_is_not_told_of_the_nightly_round(house):
    assert "Every night" not in said_to(house.sw)


def test_after_how_many_days_somebody_is_told_is_said_in_words():
    said = value_in_words(SETTINGS["alert_team_manager_after"], {"every": 5, "initial_visit": 2})
    assert list(said) == ["everything: 5", "initial visit: 2"]
    chosen = value_in_words(SETTINGS["alert_team_manager_from"], "due_soon")
    assert list(chosen) == ["When it is due soon, with the worker"]
