"""Comparing an interval that a plan agrees with the most the procedure allows."""

from typing import Any

from cin.core.errors import BadInput
from cin.core.lengths import is_over_a_year
from cin.procedures.book import Procedure
from cin.procedures.durations import Duration, Unit

# Near enough to compare two intervals; due dates are never worked out with these.
_NOMINAL_DAYS = {
    Unit.HOURS: 1 / 24,
    Unit.CALENDAR_DAYS: 1.0,
    Unit.WORKING_DAYS: 7 / 5,
    Unit.WEEKS: 7.0,
    Unit.MONTHS: 365.25 / 12,
}


def longest_allowed(procedure: Procedure, name: str, *, disabled: bool) -> Duration | None:
    """Give the longest interval a plan may agree, or None when the procedure leaves it to the
    manager.

    `name` is `visit_interval` or `review_interval`. A disabled child has the interval set for
    disabled children where the procedure sets one (HIL-58), and none where it says that a manager
    agrees it (HIL-52, K7).
    """
    cohorts: dict[str, Any] = procedure.get(f"{name}_by_cohort") or {}
    if disabled and "disabled" in cohorts:
        special = cohorts["disabled"]
        if isinstance(special, str):
            return None
        if "max" in special:
            longest: Duration = special["max"]
            return longest
    return procedure.duration(f"{name}_max")


def limit_in_words(procedure: Procedure, name: str, *, disabled: bool) -> str:
    """Say what a plan may agree for `visit_interval` or `review_interval`, with the rule's id."""
    what = "visits" if name == "visit_interval" else "reviews"
    longest = longest_allowed(procedure, name, disabled=disabled)
    cites = _cited(procedure, name, disabled=disabled)
    if longest is not None:
        return (
            f"At most {longest} between {what}{cites}. The plan may set them closer together, "
            "never further apart. Leave this empty to follow the procedure."
        )
    if disabled and _is_special(procedure, name):
        return (
            f"For a disabled child the manager agrees how often{cites}. Say here what was agreed."
        )
    return f"This authority sets no limit: every plan says how often{cites}."


def _is_special(procedure: Procedure, name: str) -> bool:
    special = (procedure.get(f"{name}_by_cohort") or {}).get("disabled")
    return isinstance(special, str) or bool(special and "max" in special)


def _cited(procedure: Procedure, name: str, *, disabled: bool) -> str:
    special = disabled and _is_special(procedure, name)
    cites = procedure.cites_for(f"{name}_by_cohort" if special else f"{name}_max")
    return f" ({', '.join(cites)})" if cites else ""


def refuse_looser(
    procedure: Procedure, name: str, agreed: Duration | None, *, disabled: bool
) -> None:
    """Refuse (BadInput) an agreed interval longer than the procedure's: a plan tightens, never
    loosens (C10); and one over 12 months where the procedure sets no limit.
    """
    longest = longest_allowed(procedure, name, disabled=disabled)
    if agreed is None:
        return
    what = "visits" if name == "visit_interval" else "reviews"
    if longest is None:
        if is_over_a_year(agreed):
            raise BadInput(name, f"The plan's {what} can be at most 12 months apart")
        return
    if _days(agreed) <= _days(longest):
        return
    cites = _cited(procedure, name, disabled=disabled)
    raise BadInput(
        name,
        f"The plan's {what} can be at most {longest} apart under this authority's procedure{cites}",
    )


def _days(duration: Duration) -> float:
    return duration.amount * _NOMINAL_DAYS[Unit(duration.unit)]
