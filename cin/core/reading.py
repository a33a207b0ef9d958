"""Reading the days and times that people type."""

import re
from datetime import date, time

MONTHS = ("january", "february", "march", "april", "may", "june",
          "july", "august", "september", "october", "november", "december")  # fmt: skip
FIRST_YEAR = 1900
LAST_YEAR = 2100

_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+")
_ISO = re.compile(r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})$")
_NUMBERS = re.compile(r"^(?P<day>\d{1,2})[-/. ]+(?P<month>\d{1,2})[-/. ]+(?P<year>\d{4}|\d{2})$")
_WORDS = re.compile(
    r"^(?P<day>\d{1,2})(st|nd|rd|th)?[-/., ]*(of )?"
    r"(?P<month>[a-z]{3,9})[-/., ]*(?P<year>\d{4}|\d{2})$"
)
_DIGITS = re.compile(r"^(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})$")
_TIME = re.compile(
    r"^(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?$"
)
_WORDED_TIMES = {"midday": time(12), "noon": time(12), "12 noon": time(12), "midnight": time(0)}
_AMBIGUOUS_BEFORE = 7


class Unreadable(ValueError):
    """What was typed is not a day, or not a time, at all."""


class NoSuchDay(ValueError):
    """What was typed reads as a day that the calendar does not have; the message says which."""


class YearOutOfRange(ValueError):
    """The year is so far off that it is a slip of the finger."""


class MorningOrAfternoon(ValueError):
    """What was typed could be in the small hours or the afternoon; the message asks which."""


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    for number, name in enumerate(MONTHS, start=1):
        if text in (name, name[:3]) or (number == 9 and text == "sept"):
            return number
    raise Unreadable(text)


def read_day(text: str) -> date:
    """Read a day, day first: 4/5/2026, 04.05.26, 4 May 2026 or 2026-05-04.

    A two-digit year is in the 2000s. Raises Unreadable, NoSuchDay or YearOutOfRange (before 1900,
    after 2100).
    """
    tidy = _WEEKDAY.sub("", " ".join(text.lower().split()))
    match = _ISO.match(tidy) or _NUMBERS.match(tidy) or _WORDS.match(tidy) or _DIGITS.match(tidy)
    if match is None:
        raise Unreadable(text)
    day, month, year = int(match["day"]), _month(match["month"]), int(match["year"])
    year += 2000 if len(match["year"]) == 2 else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearOutOfRange(str(year))
    if not 1 <= month <= len(MONTHS):
        raise NoSuchDay(f"there is no month {month}")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDay(f"{day} {MONTHS[month - 1].title()} {year} does not exist") from error


def read_time(text: str) -> time:
    """Read a time of day: 14:30, 2.30pm, 2pm, 1430 or midday.

    Raises Unreadable, or MorningOrAfternoon for a bare 1:00 to 6:59, which most people mean as the
    afternoon.
    """
    tidy = " ".join(text.lower().split())
    if tidy in _WORDED_TIMES:
        return _WORDED_TIMES[tidy]
    match = _TIME.match(tidy)
    if match is None or (match["minute"] is None and match["half"] is None):
        raise Unreadable(text)
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half is not None:
        if not 1 <= hour <= 12:
            raise Unreadable(text)
        hour = hour % 12 + (12 if half == "p" else 0)
    elif len(match["hour"]) == 1 and 1 <= hour < _AMBIGUOUS_BEFORE:
        raise MorningOrAfternoon(f"{hour}:{minute:02}am or {hour}:{minute:02}pm")
    try:
        return time(hour, minute)
    except ValueError as error:
        raise Unreadable(text) from error


def day_as_typed(day: date) -> str:
    """Write a day the way the date picker writes it, day first without padding: 4/5/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def clock_time(at: time) -> str:
    """Write a time of day in twelve hours: 2:30pm, 9am, midday, midnight."""
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'pm' if at.hour >= 12 else 'am'}"
