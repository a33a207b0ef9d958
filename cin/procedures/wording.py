"""The sentence that says why a date is what it is."""

from dataclasses import dataclass
from datetime import datetime

from cin.procedures.calendar import day_in_words
from cin.procedures.events import BIRTH, Event
from cin.procedures.reckoning import Limit
from cin.procedures.settings import SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
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
        return f"{what} ({self._source()}){notes}."

    def _source(self) -> str:
        if self.cites:
            return f"{self.authority_name} procedure, {', '.join(self.cites)}"
        spec = SETTINGS.get(self.limit.setting) if self.limit else None
        return spec.source if spec and spec.source else f"{self.authority_name} procedure"


def _end(limit: Limit) -> str:
    if limit.due_at is None:
        return day_in_words(limit.due_on)
    return f"{limit.due_at:%H:%M} on {day_in_words(limit.due_on)}"


def _count(limit: Limit) -> str:
    start = limit.start
    if start.type == BIRTH:
        return "the child's 18th birthday"
    if limit.duration is None:
        return limit.reason
    began = f"{start.phrase} on {_moment(start.at) if start.at else day_in_words(start.on)}"
    if limit.duration.amount == 0:
        return f"at once after {began}"
    reason = f" {limit.reason}" if limit.reason else ""
    if limit.reason.startswith("the first sitting"):
        return f"{limit.reason} {limit.duration} after {began}"
    if limit.reason.startswith("the next sitting"):
        return f"{limit.reason} {began}"
    return f"{limit.duration}{reason} after {began}"


def _moment(value: datetime) -> str:
    return f"{day_in_words(value)} at {value:%H:%M}"
