"""Whether a meeting falls into school time, under the hours and ages that a procedure gives."""

import re
from collections.abc import Container
from datetime import date, time

from cin.procedures.book import Procedure

_HOURS = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|to)\s*(\d{1,2})[:.](\d{2})")
_SATURDAY = 5


def hours_in(text: str) -> tuple[time, time] | None:
    """Read "09:00-15:30" as a first and a last moment; None when it says no such hours."""
    if not (found := _HOURS.fullmatch(text.strip())):
        return None
    hour, minute, last_hour, last_minute = (int(number) for number in found.groups())
    try:
        begins, ends = time(hour, minute), time(last_hour, last_minute)
    except ValueError:
        return None
    return (begins, ends) if begins < ends else None


def is_in_school_time(
    procedure: Procedure,
    *,
    on: date,
    at: time | None,
    born_on: date | None,
    bank_holidays: Container[date],
) -> bool:
    """Say whether a moment is in school time for a child: of school age, from Monday to Friday, on
    no bank holiday, in school hours (PET-10, BOL-14, BIR-49); the hour at which school ends is not.

    Term dates are not known: a day in the holidays counts as a school day. Without a time or a
    birthday, or where the procedure does not ask, the answer is no.
    """
    hours = hours_in(procedure.get("school_hours"))
    if at is None or born_on is None or hours is None:
        return False
    if not procedure.flag("school_time_warning") or not hours[0] <= at < hours[1]:
        return False
    youngest, oldest = procedure.get("school_age_range")
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    age = on.year - born_on.year - (not had_birthday)
    is_school_day = on.weekday() < _SATURDAY and on not in bank_holidays
    return bool(youngest <= age <= oldest) and is_school_day
