"""The people of a demonstration never sign in where real records are kept."""

import pytest
from django.core.checks import Tags, run_checks
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse

from cin.accounts.checks import MADE_UP
from cin.accounts.models import LocalAuthority
from cin.audit.models import AuditEvent
from tests.cases.browsing import words
from tests.stories import House, build_house

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def house() -> House:
    house = build_house("rochdale")
    house.authority.is_demonstration = True
    house.authority.save()
    return house


def come_in(password=PASSWORD):
    answers = {"username": "rochdale.sw", "password": password}
    return Client().post(reverse("accounts:sign_in"), answers)


def found(databases=("default",)):
    return run_checks(tags=[Tags.database], databases=databases)


def test_in_production_they_are_refused_with_a_plain_sentence(house, settings):
    settings.CIN_PRODUCTION = True
    answer = come_in()
    assert answer.status_code == 200
    assert "This account belongs to the demonstration and cannot be used here" in words(answer)
    assert AuditEvent.objects.get().action == "accounts.sign_in_failed"


def test_a_guess_learns_nothing_of_whose_account_it_is(house, settings):
    settings.CIN_PRODUCTION = True
    assert "demonstration" not in words(come_in("wrong"))


def test_in_a_demonstration_they_come_in(house):
    assert come_in().status_code == 302


def test_real_people_come_in_in_production(house, settings):
    settings.CIN_PRODUCTION = True
    settings.SECURE_SSL_REDIRECT = False
    house.authority.is_demonstration = False
    house.authority.save()
    assert come_in().status_code == 302
    assert found() == []


def test_a_production_database_with_a_made_up_authority_fails_its_check(house, settings):
    settings.CIN_PRODUCTION = True
    assert found() == [MADE_UP]
    assert found(databases=None) == []


def test_a_database_without_tables_yet_passes_for_migrating_asks_first(settings, monkeypatch):
    def missing(**_words):
        raise ProgrammingError("relation does not exist")

    settings.CIN_PRODUCTION = True
    monkeypatch.setattr(LocalAuthority.objects, "filter", missing)
    assert found() == []


def test_a_demonstration_with_a_made_up_authority_passes(house):
    assert found() == []
