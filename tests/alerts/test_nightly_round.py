"""The Procedure page says what the nightly comparison of all dates found."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline, Reconciliation
from alerts.services.reconciling import reconcile
from cin.core import clock
from cin.policy.models import Recomputation
from cin.policy.services import publish_draft
from cin.policy.words import value_in_words
from cin.procedures.settings import SETTINGS
from tests.alerts.telling import open_visit, supported_since
from tests.cases.browsing import open_page, words
from tests.policy.drafting import drafted
from tests.stories import build_house, moment

TWO_WEEKS = {"amount": 2, "unit": "weeks"}
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


@pytest.mark.django_db
def test_what_moves_because_a_version_begins_is_told_as_that_and_once(house):
    case = supported_since(house, "2026-04-20")
    assert open_visit(case).due_on == date(2026, 5, 11)
    with clock.at(moment("2026-04-21")):
        draft = drafted(house, on=date(2026, 5, 1), to_open=True, visit_interval_max=TWO_WEEKS)
        publish_draft(actor=house.sm, read_version=draft.version)
    for night in ("2026-04-30 02:30", "2026-05-01 02:30", "2026-05-01 02:40", "2026-05-02 02:30"):
        with clock.at(moment(night)):
            reconcile()
    assert open_visit(case).due_on == date(2026, 5, 4)
    began = Recomputation.objects.get(cause="Version 2 of the procedure began")
    assert (began.done, began.moved_in_all) == (1, 1)
    assert (began.moves[0]["before"], began.moves[0]["after"]) == (
        date(2026, 5, 11),
        date(2026, 5, 4),
    )
    assert not Reconciliation.objects.filter(differing__gt=0).exists()
