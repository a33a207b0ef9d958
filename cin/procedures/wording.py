"""The sentence that says why a date is what it is."""

from datetime import datetime
from typing import NamedTuple

from cin.procedures.calendar import day_in_words
from cin.procedures.events import BIRTH, Event
from cin.procedures.reckoning import Limit
from cin.procedures.settings import SETTINGS


class Reason(NamedTuple):
    """What a sentence is made from: what is due, under whose procedure, the limit in force and
    what it rests on.
    """

    name: str
    authority_name: str
    start: Event
    limit: Limit | None
    cites: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.limit is None:
            began = f"{self.start.phrase} on {day_in_words(self.start.on)}"
            what = f"{self.name} to be considered: {began}"
        else:
            what = f"{self.name} due by {_end(self.limit)}: {_count(self.limit)}"
        notes = "".join(f"; {warning}" for warning in self.warnings)
        return f"{what} ({self._ground()}){notes}."

    def _ground(self) -> str:
        if self.cites:
            return f"{self.authority_name} procedure, {', '.join(self.cites)}"
        spec = SETTINGS.get(self.limit.setting) if self.limit else None
        return spec.source if spec and spec.source else f"{self.authority_name} procedure"


def _end(limit: Limit) -> str:
    if limit.due_at is None:
        return day_in_words(limit.due_on)
    return f"{_hour(limit.due_at)} on {day_in_words(limit.due_on)}"


def _count(limit: Limit) -> str:
    start = limit.start
    if start.type == BIRTH:
        return "the child's 18th birthday"
    if limit.duration is None:
        return limit.reason
    at = f" at {_hour(start.at)}" if start.at else ""
    began = f"{start.phrase} on {day_in_words(start.on)}{at}"
    if limit.duration.amount == 0:
        return f"at once after {began}"
    reason = f" {limit.reason}" if limit.reason else ""
    if limit.reason.startswith("the first sitting"):
        return f"{limit.reason} {limit.duration} after {began}"
    if limit.reason.startswith("the next sitting"):
        return f"{limit.reason} {began}"
    return f"{limit.duration}{reason} after {began}"


def _hour(moment: datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}"
