"""Entries that name a visit or a meeting lead to its record."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from cases.models import DayPrecision
from cin.core.reading import NoSuchDay, Unreadable, YearOutOfRange, read_day
from cin.core.templatetags.cin import plain_day
from desk.selectors.chronology.line import Line, LineKind

NAMED = {LineKind.VISIT: "visit", LineKind.MEETING: "meeting"}
_DAY = re.compile(
    r"\b(?:[0-9]{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?\s+[0-9]{4}"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2})\b"
)


def with_records(lines: Iterable[Line]) -> list[Line]:
    """Let each entry that speaks of a visit or a meeting lead to the record of it: on a day that
    the entry names, or else on its own day. Where two were held that day nothing is guessed.
    """
    told = list(lines)
    records: dict[tuple[LineKind, date], set[str]] = defaultdict(set)
    for line in told:
        if line.kind in NAMED and line.href:
            records[line.kind, line.on].add(line.href)
    return [_linked(line, records) if line.is_entry else line for line in told]


def _linked(line: Line, records: dict[tuple[LineKind, date], set[str]]) -> Line:
    text = f"{line.title} {line.source}".lower()
    days = list(_days_in(text)) or ([line.on] if line.precision == DayPrecision.DAY else [])
    for kind, word in NAMED.items():
        for day in days:
            found = records.get((kind, day), set())
            if word in text and len(found) == 1:
                return replace(line, href=next(iter(found)), names=f"{word} of {plain_day(day)}")
    return line


def _days_in(text: str) -> Iterator[date]:
    for named in _DAY.findall(text):
        try:
            yield read_day(named)
        except (Unreadable, NoSuchDay, YearOutOfRange):
            continue
