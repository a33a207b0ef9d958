"""Loading the published bank holidays that are shipped with this version."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cin.policy.models import BankHoliday, ProcedureVersion, Recomputation
from cin.procedures.calendar import PublishedHoliday, published_holidays, published_source


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a loading changed, in numbers of days."""

    added: int
    withdrawn: int


@transaction.atomic
def load_bank_holidays() -> Loaded:
    """Make the bank holidays of this installation those of the shipped list, and have every
    authority's open dates worked out again if an earlier list said otherwise.

    Later years than the shipped list has are left alone. A second run writes nothing. The work on
    the dates is only written down: whoever looks for unfinished work does it, so that this needs no
    queue.
    """
    shipped = {holiday.day: holiday for holiday in published_holidays()}
    loaded = {row.day: row for row in BankHoliday.objects.locked().order_by("day")}
    last = date(max(shipped).year, 12, 31)
    withdrawn = [row.pk for day, row in loaded.items() if day not in shipped and day <= last]
    fresh = [_row(holiday) for day, holiday in shipped.items() if day not in loaded]
    BankHoliday.objects.filter(pk__in=withdrawn).delete()
    BankHoliday.objects.bulk_create(fresh, ignore_conflicts=True)
    _rename(loaded, shipped)
    if loaded and (fresh or withdrawn):
        _ask_everybody()
    return Loaded(added=len(fresh), withdrawn=len(withdrawn))


def _row(holiday: PublishedHoliday) -> BankHoliday:
    return BankHoliday(day=holiday.day, title=holiday.title, source=published_source())


def _rename(loaded: dict[date, BankHoliday], shipped: dict[date, PublishedHoliday]) -> None:
    renamed = []
    for day, row in loaded.items():
        if day in shipped and row.title != shipped[day].title:
            row.title, row.source = shipped[day].title, published_source()
            renamed.append(row)
    BankHoliday.objects.bulk_update(renamed, ["title", "source"])


def _ask_everybody() -> None:
    followed = ProcedureVersion.objects.order_by().values_list("authority_id", flat=True)
    Recomputation.objects.bulk_create(
        Recomputation(authority_id=authority_id, cause="A newer list of bank holidays")
        for authority_id in sorted(set(followed))
    )
