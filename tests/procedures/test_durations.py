"""Lengths of time, read and written."""

import pytest

from cin.procedures.durations import BadDuration, Duration, Unit


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("3 weeks", Duration(3, Unit.WEEKS)),
        ("1 working day", Duration(1, Unit.WORKING_DAYS)),
        ("45 working days", Duration(45, Unit.WORKING_DAYS)),
        ("7 calendar days", Duration(7, Unit.CALENDAR_DAYS)),
        ("12 months", Duration(12, Unit.MONTHS)),
        ("48 hours", Duration(48, Unit.HOURS)),
        ("0 hours", Duration(0, Unit.HOURS)),
    ],
)
def test_a_duration_is_written_as_it_is_read(text, duration):
    assert Duration.parse(text) == duration
    assert str(duration) == text
    assert Duration.from_data(duration.as_data()) == duration


@pytest.mark.parametrize(
    "text", ["", "weeks", "3", "three weeks", "-3 weeks", "3.5 weeks", "3 fortnights", "3 week s"]
)
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(BadDuration, match="is not a length of time"):
        Duration.parse(text)


@pytest.mark.parametrize(
    "data",
    [
        None,
        "3 weeks",
        {},
        {"amount": 3},
        {"amount": 3, "unit": "fortnights"},
        {"amount": -1, "unit": "weeks"},
        {"amount": 1.5, "unit": "weeks"},
        {"amount": 10_000, "unit": "weeks"},
        {"amount": True, "unit": "weeks"},
        {"amount": "3", "unit": "weeks"},
        {"amount": 3, "unit": None},
        {"amount": 3, "unit": "weeks", "extra": 1},
    ],
)
def test_data_that_is_no_duration_is_refused(data):
    with pytest.raises(BadDuration):
        Duration.from_data(data)


def test_two_of_the_same_length_are_equal_and_hash_alike():
    assert {Duration(3, Unit.WEEKS), Duration.parse("3 weeks")} == {Duration(3, Unit.WEEKS)}
    assert Duration(3, Unit.WEEKS) != Duration(3, Unit.MONTHS)
