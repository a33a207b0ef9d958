"""Working days, and counting in them: every convention that a calendar decides."""

from datetime import date, datetime, timedelta

import pytest

from cin.procedures.calendar import (
    LONDON,
    CalendarEnds,
    WorkingCalendar,
    add_hours,
    add_months,
    day_in_words,
    england_and_wales,
    in_london,
)
from cin.procedures.durations import Duration

CALENDAR = england_and_wales()


def day(text: str) -> date:
    return date.fromisoformat(text)


def added(start: str, length: str, calendar: WorkingCalendar = CALENDAR) -> str:
    return calendar.add(day(start), Duration.parse(length)).isoformat()


@pytest.mark.parametrize(
    "holiday",
    [
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-05-04",
        "2026-05-25",
        "2026-08-31",
        "2026-12-25",
        "2026-12-28",
        "2022-09-19",
        "2028-12-26",
    ],
)
def test_a_bank_holiday_is_no_working_day(holiday):
    assert not CALENDAR.is_working_day(day(holiday))


@pytest.mark.parametrize("working", ["2026-04-02", "2026-04-07", "2026-12-29", "2026-12-24"])
def test_the_days_around_holidays_are_working_days(working):
    assert CALENDAR.is_working_day(day(working))


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        # Easter: Good Friday 3 April and Easter Monday 6 April.
        ("2026-04-02", "1 working day", "2026-04-07"),
        ("2026-03-09", "35 working days", "2026-04-29"),
        # Both May holidays: 4 and 25 May.
        ("2026-05-01", "1 working day", "2026-05-05"),
        ("2026-05-14", "10 working days", "2026-05-29"),
        # Christmas into New Year, with the substitute for Boxing Day on Monday 28 December.
        ("2026-12-24", "1 working day", "2026-12-29"),
        ("2026-12-24", "4 working days", "2027-01-04"),
        # A trigger on a Saturday, a Sunday or a holiday counts the next working day as day 1.
        ("2026-05-02", "1 working day", "2026-05-05"),
        ("2026-05-03", "5 working days", "2026-05-11"),
        ("2026-05-04", "1 working day", "2026-05-05"),
        # Nothing to wait for: the day itself.
        ("2026-05-05", "0 working days", "2026-05-05"),
        ("2026-05-02", "0 working days", "2026-05-02"),
    ],
)
def test_working_days_are_counted_from_the_day_after(start, length, end):
    assert added(start, length) == end


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-04-01", "3 weeks", "2026-04-22"),
        ("2026-04-27", "4 weeks", "2026-05-25"),
        ("2026-05-21", "7 calendar days", "2026-05-28"),
        ("2026-03-31", "3 months", "2026-06-30"),
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2027-08-31", "6 months", "2028-02-29"),
        ("2028-02-29", "12 months", "2029-02-28"),
        ("2028-01-31", "1 month", "2028-02-29"),
        ("2026-11-30", "3 months", "2027-02-28"),
    ],
)
def test_weeks_days_and_months_run_from_the_day_itself_and_are_not_moved(start, length, end):
    assert added(start, length) == end


def test_the_trigger_day_is_day_1_where_the_procedure_says_so():
    counted = CALENDAR.with_rules(
        working_weekdays=range(5), extra_holidays=[], count_trigger_day=True
    )
    assert added("2026-05-05", "1 working day", counted) == "2026-05-05"
    assert added("2026-05-05", "3 working days", counted) == "2026-05-07"
    assert added("2026-05-02", "1 working day", counted) == "2026-05-05"
    assert added("2026-05-05", "2 weeks", counted) == "2026-05-19"


def test_an_authority_that_works_saturdays_counts_them():
    six_days = CALENDAR.with_rules(
        working_weekdays=range(6), extra_holidays=[], count_trigger_day=False
    )
    assert added("2026-05-08", "1 working day", six_days) == "2026-05-09"


def test_extra_holidays_and_closure_days_are_days_off():
    closed = england_and_wales([day("2026-06-15")], [day("2026-06-16")])
    assert added("2026-06-12", "1 working day", closed) == "2026-06-17"
    assert closed.is_working_day(day("2026-06-17"))
    assert CALENDAR.is_working_day(day("2026-06-15"))


@pytest.mark.parametrize(
    ("due", "amount", "warning"),
    [
        ("2026-04-29", 2, "2026-04-27"),
        ("2026-05-06", 5, "2026-04-28"),
        ("2026-05-25", 5, "2026-05-18"),
        ("2026-05-25", 0, "2026-05-25"),
    ],
)
def test_working_days_before_exclude_the_day_itself(due, amount, warning):
    assert CALENDAR.working_days_before(day(due), amount) == day(warning)


@pytest.mark.parametrize(
    ("due", "before"), [("2026-05-25", "2026-05-22"), ("2026-04-06", "2026-04-02")]
)
def test_the_last_working_day_before_a_holiday_skips_the_weekend(due, before):
    assert CALENDAR.last_working_day_before(day(due)) == day(before)


def test_the_next_working_day_skips_what_is_off():
    assert CALENDAR.next_working_day(day("2026-04-03")) == day("2026-04-07")


def test_the_calendar_knows_its_own_ends():
    assert CALENDAR.known_until == date(2028, 12, 31)
    assert CALENDAR.reaches(date(2028, 12, 31))
    assert not CALENDAR.reaches(date(2029, 1, 1))


@pytest.mark.parametrize(
    "question",
    [
        lambda: CALENDAR.add(date(2028, 12, 20), Duration.parse("45 working days")),
        lambda: CALENDAR.add(date(2029, 1, 1), Duration.parse("1 working day")),
        lambda: CALENDAR.is_working_day(date(2029, 1, 1)),
        lambda: CALENDAR.is_working_day(date(2011, 12, 31)),
        lambda: CALENDAR.last_working_day_before(date(2029, 1, 15)),
        lambda: CALENDAR.working_days_before(date(2012, 1, 4), 9),
        lambda: CALENDAR.next_working_day(date(2028, 12, 31)),
    ],
)
def test_past_its_end_a_calendar_refuses_to_guess(question):
    with pytest.raises(CalendarEnds, match=r"^calendar: bank holidays are known from"):
        question()


def test_weeks_and_months_need_no_calendar():
    assert added("2028-12-20", "4 weeks") == "2029-01-17"
    assert added("2028-12-20", "3 months") == "2029-03-20"


def test_somebody_who_knows_the_later_holidays_can_say_so():
    longer = england_and_wales([date(2029, 1, 1)], known_until=date(2029, 12, 31))
    assert longer.add(date(2028, 12, 29), Duration.parse("1 working day")) == date(2029, 1, 2)


def test_adding_agrees_with_counting_one_day_at_a_time():
    start = date(2026, 12, 23)
    reached = start
    for amount in range(1, 60):
        reached += timedelta(days=1)
        while not CALENDAR.is_working_day(reached):
            reached += timedelta(days=1)
        assert CALENDAR.add(start, Duration.parse(f"{amount} working days")) == reached


def test_hours_are_elapsed_hours_when_the_clocks_change():
    spring = datetime(2026, 3, 28, 16, 30, tzinfo=LONDON)
    autumn = datetime(2026, 10, 24, 16, 30, tzinfo=LONDON)
    assert add_hours(spring, 24) == datetime(2026, 3, 29, 17, 30, tzinfo=LONDON)
    assert add_hours(autumn, 24) == datetime(2026, 10, 25, 15, 30, tzinfo=LONDON)


def test_months_can_be_taken_away():
    assert add_months(date(2026, 8, 31), -6) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 31), -1) == date(2025, 12, 31)


def test_a_moment_without_a_zone_is_local():
    assert in_london(datetime.fromisoformat("2026-06-01T09:00")).utcoffset() == timedelta(hours=1)


def test_a_day_in_words_has_its_weekday():
    assert day_in_words(date(2026, 4, 22)) == "Wednesday 22 April 2026"
