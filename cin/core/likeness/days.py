"""Days of birth that are one slip of the hand apart."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

SAME = "the same date of birth"
SWAPPED = "a date of birth with day and month swapped"
ONE_DIGIT = "a date of birth one digit off"
ONE_YEAR = "a date of birth one year off"
NEAR = "a birth expected within six weeks of it"
# How far an expected day may lie from the birth.
_AROUND = timedelta(days=42)


@lru_cache(maxsize=256)
def near_misses(day: date) -> Mapping[date, str]:
    """Give the day itself and every day that a slip would make of it, each with what the slip is.

    A slip is day and month swapped, the year one off, or one digit of the date wrong.
    """
    found = dict.fromkeys(_one_digit_off(day), ONE_DIGIT)
    for years in (-1, 1):
        if other := _made(day.year + years, day.month, day.day):
            found[other] = ONE_YEAR
    if swapped := _made(day.year, day.day, day.month):
        found[swapped] = SWAPPED
    return MappingProxyType({**found, day: SAME})


def are_near(expected: date, born: date) -> bool:
    """Say whether a baby expected on one day may have been born, or be expected, on the other."""
    return abs(expected - born) <= _AROUND


def _one_digit_off(day: date) -> list[date]:
    written = day.strftime("%Y%m%d")
    days = []
    # The century is no slip: a parent is not taken for a child.
    for place in range(2, 8):
        for digit in "0123456789":
            text = f"{written[:place]}{digit}{written[place + 1 :]}"
            if digit != written[place] and (
                other := _made(int(text[:4]), int(text[4:6]), int(text[6:]))
            ):
                days.append(other)
    return days


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
