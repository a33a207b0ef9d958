"""What each row about a person says, in words."""

from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from cases.models import (
    Address,
    ContactDetail,
    Disability,
    LegalOrder,
    OtherName,
    SafetyFlag,
    SharingLimit,
)
from cin.core.templatetags.cin import plain_day

ROW_NAMES = {
    "address": "Address",
    "contact": "Telephone or email",
    "caution": "Caution about contact or visits",
    "name": "Another name",
    "order": "Court order",
    "disability": "Kind of disability",
    "limit": "What must not be shared",
}
_SAFE = {True: "Safe to use", False: "NOT SAFE TO USE", None: "Not known whether it is safe"}


def key_of(row: Any) -> str:
    """Name a row, as the left side of a list does."""
    if isinstance(row, Disability):
        return ROW_NAMES["disability"]
    if isinstance(row, SharingLimit):
        return ROW_NAMES["limit"]
    is_before = isinstance(row, Address) and row.ended_on is not None
    return f"{row.get_kind_display()}{' (before)' if is_before else ''}"


@singledispatch
def said_by(row: Any) -> str:
    """Say everything a row tells, line by line."""
    return str(row)


def withdrawn_words(row: Any) -> str:
    """Say who took a row back, when and why."""
    on = plain_day(row.withdrawn_at)
    return f"Withdrawn by {row.withdrawn_by} on {on}: {row.withdrawal_reason}"


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _spell(row: Any) -> str:
    began = f"from {plain_day(row.began_on)}" if row.began_on else ""
    ended = f"until {plain_day(row.ended_on)}" if row.ended_on else ""
    return " ".join(part for part in (began, ended) if part)


@said_by.register
def _address(row: Address) -> str:
    secret = "SECRET: tell nobody in the family" if row.is_secret else ""
    return _lines((secret, str(row), _spell(row)))


@said_by.register
def _contact(row: ContactDetail) -> str:
    return _lines(
        (
            row.value,
            _SAFE[row.is_safe],
            "The best way to reach the person" if row.is_preferred else "",
            row.note,
            f"Not in use since {plain_day(row.ended_on)}" if row.ended_on else "",
        )
    )


@said_by.register
def _name(row: OtherName) -> str:
    return _lines((str(row), _spell(row)))


@said_by.register
def _order(row: LegalOrder) -> str:
    return _lines(
        (
            _spell(row),
            row.court,
            f"Next hearing {plain_day(row.next_hearing_on)}" if row.next_hearing_on else "",
            f"Report due {plain_day(row.report_due_on)}" if row.report_due_on else "",
            row.details,
        )
    )


@said_by.register
def _caution(row: SafetyFlag) -> str:
    raised = f"Raised by {row.raised_by} on {plain_day(row.raised_on)}"
    if row.ended_on is None:
        return _lines((row.details, raised))
    ended = f"ended by {row.ended_by} on {plain_day(row.ended_on)}: {row.end_reason}"
    return _lines((row.details, f"{raised}, {ended}"))


@said_by.register
def _limit(row: SharingLimit) -> str:
    return _lines((row.what, f"Because: {row.reason}"))
