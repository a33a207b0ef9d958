"""The days on which nobody works: the published bank holidays, and an authority's own days off."""

from collections.abc import Iterable
from datetime import date

from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.core.once import once_a_page
from cin.policy.models import BankHoliday, DayOff
from cin.procedures.calendar import CalendarEnds, WorkingCalendar, calendar_of, published_holidays


@once_a_page
def bank_holiday_calendar() -> WorkingCalendar:
    """Give the working days of England and Wales by the bank holidays loaded here: what the engine
    begins with, since it adds each authority's own days itself.

    Raises CalendarEnds while none are loaded.
    """
    days = frozenset(BankHoliday.objects.order_by().values_list("day", flat=True))
    if not days:
        raise CalendarEnds("calendar: no bank holidays are loaded; run manage.py migrate")
    return calendar_of(days)


def shipped_list_differs() -> list[date]:
    """List the days in which the bank holidays loaded here and those shipped with this version
    differ, up to the shipped list's last year.
    """
    shipped = {holiday.day for holiday in published_holidays()}
    last = date(max(shipped).year, 12, 31)
    rows = BankHoliday.objects.filter(day__lte=last).order_by()
    return sorted(shipped ^ set(rows.values_list("day", flat=True)))


def days_off_of(authority_ids: Iterable[int]) -> dict[int, frozenset[date]]:
    """Give the days on which authorities do not work, beside weekends and published holidays."""
    rows = DayOff.objects.filter(authority_id__in=set(authority_ids))
    found: dict[int, set[date]] = {}
    for authority_id, day in rows.values_list("authority_id", "day"):
        found.setdefault(authority_id, set()).add(day)
    return {authority_id: frozenset(days) for authority_id, days in found.items()}


def find_day_off(user: User, day_off_id: int) -> DayOff:
    """Give one day off of the person's authority, or refuse with NotFound."""
    found = DayOff.objects.filter(authority_id=user.authority_id, pk=day_off_id).first()
    if found is None:
        raise NotFound("There is no such day off: somebody may have removed it.")
    return found
