"""The published bank holidays are rows, loaded with every migration and renewed by a later list."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse

from cin.core import clock
from cin.policy.listeners import on_migrated
from cin.policy.models import BankHoliday, Recomputation
from cin.policy.selectors import bank_holiday_calendar, shipped_list_differs
from cin.policy.services import load_bank_holidays
from cin.procedures.calendar import CalendarEnds, england_and_wales, published_holidays
from tests.cases.browsing import open_page, words
from tests.stories import moment

pytestmark = pytest.mark.django_db
CALENDAR = reverse("policy:calendar")
CHRISTMAS = date(2026, 12, 25)


def test_a_migrated_installation_has_every_published_day_with_its_source():
    rows = BankHoliday.objects.all()
    shipped = published_holidays()
    assert {(row.day, row.title) for row in rows} == set(shipped)
    assert len(shipped) > 100
    assert {row.source for row in rows} == {rows[0].source}
    assert rows[0].source.startswith("Government list for England and Wales (govuk-bank-holidays ")


def test_the_calendar_is_that_of_the_shipped_list_in_days_and_reach():
    ours, shipped = bank_holiday_calendar(), england_and_wales()
    assert ours.holidays == shipped.holidays
    assert (ours.known_from, ours.known_until) == (shipped.known_from, shipped.known_until)


def test_a_second_loading_writes_nothing(house):
    done = load_bank_holidays()
    assert (done.added, done.withdrawn) == (0, 0)
    assert not Recomputation.objects.exists()


def test_a_newer_list_brings_its_days_and_has_every_authoritys_dates_worked_out_again(house):
    BankHoliday.objects.filter(day=CHRISTMAS).delete()
    proclaimed = date(2026, 6, 15)
    BankHoliday.objects.create(day=proclaimed, title="Withdrawn since", source="Another list")
    assert shipped_list_differs() == [proclaimed, CHRISTMAS]
    out = StringIO()
    call_command("load_bank_holidays", stdout=out)
    assert "1 bank holidays loaded, 1 withdrawn" in out.getvalue()
    assert bank_holiday_calendar().holidays == england_and_wales().holidays
    row = Recomputation.objects.get()
    assert (row.authority, row.finished_at) == (house.authority, None)
    assert row.cause == "A newer list of bank holidays"


def test_a_year_that_only_the_rows_have_is_kept():
    later = date(england_and_wales().known_until.year + 1, 12, 25)
    BankHoliday.objects.create(day=later, title="Christmas Day", source="A newer list")
    assert load_bank_holidays().withdrawn == 0
    assert bank_holiday_calendar().known_until.year == later.year
    assert shipped_list_differs() == []


def test_a_day_that_was_given_another_name_is_renamed(house):
    BankHoliday.objects.filter(day=CHRISTMAS).update(title="Something else")
    load_bank_holidays()
    assert BankHoliday.objects.get(day=CHRISTMAS).title == "Christmas Day"
    assert not Recomputation.objects.exists()


def test_every_migration_loads_them_once_their_table_is_there():
    BankHoliday.objects.all().delete()
    on_migrated(None, using="default", apps=_Without())
    assert not BankHoliday.objects.exists()
    on_migrated(None, using="default", apps=apps)
    assert BankHoliday.objects.count() == len(published_holidays())


class _Without:
    """The models of a time before there were bank holidays."""

    def get_models(self):
        return []


def test_without_any_the_calendar_refuses_to_guess():
    BankHoliday.objects.all().delete()
    with pytest.raises(CalendarEnds, match="no bank holidays are loaded"):
        bank_holiday_calendar()


def test_those_who_answer_for_the_calendar_are_told_that_the_shipped_list_differs(house):
    with clock.at(moment("2026-05-06")):
        assert "is not the one loaded here" not in words(open_page(house.admin, CALENDAR))
        BankHoliday.objects.filter(day=CHRISTMAS).delete()
        for person in (house.admin, house.sm, house.tm):
            text = words(open_page(person, CALENDAR))
            assert "is not the one loaded here" in text
            assert "They differ in 1 day: Friday 25 December 2026" in text
        assert "is not the one loaded here" not in words(open_page(house.sw, CALENDAR))
