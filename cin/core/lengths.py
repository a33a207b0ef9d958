"""The longest time that anybody may agree for one child: 12 months, which are ours (0038)."""

from cin.procedures.durations import Duration, Unit

_LONGEST = {Unit.MONTHS: 12, Unit.WEEKS: 52, Unit.CALENDAR_DAYS: 365, Unit.WORKING_DAYS: 260}


def is_over_a_year(duration: Duration) -> bool:
    """Say whether a length is more than 12 months, so that a date worked out with it could lie
    beyond the known calendar; hours are never agreed this way.
    """
    return duration.amount > _LONGEST.get(duration.unit, 0)
