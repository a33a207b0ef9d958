"""The facts of one case as they are known on a day, under the procedure in force."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from cin.procedures.book import Procedure, ProcedureBook
from cin.procedures.calendar import WorkingCalendar
from cin.procedures.events import BIRTH, Event, Facts
from cin.procedures.reckoning import Reckoner

PLAN_ENDS = frozenset({"plan_ended", "cp_plan_started", "case_closed", "child_died"})
NRPF_ENDS = PLAN_ENDS | {"nrpf_ended"}
FOSTERING_ENDS = PLAN_ENDS | {"pf_ended"}
CASE_ENDS = frozenset({"case_closed", "child_died"})
DEATH = frozenset({"child_died"})
# What can only come last on its day: nothing of that day begins anew after it.
_LAST_OF_ITS_DAY = frozenset({"cp_plan_started", "case_closed", "child_died"})
# What makes work on a plan begin again after it was ended.
_RESUMES = (
    "referral_accepted",
    "case_allocated",
    "plan_decided",
    "plan_started",
    "cp_step_down_decided",
    "stepped_down",
    "meeting_held",
)
_NOTHING: Sequence[Event] = ()
_WHEN = attrgetter("on")


class Span(NamedTuple):
    """One duty's time: from what starts it to what meets it, if anything has.

    `also` are further starts whose limits are compared with this one's.
    """

    start: Event
    done: Event | None = None
    also: tuple[Event, ...] = ()


class Stretch(NamedTuple):
    """A time between two events that end things: after the first, up to and including the day of
    the second.

    `follows_last` and `has_last` say that the first, or the second, comes last on its day; `ended`
    how many things of one kind ended on the first day.
    """

    after: date
    until: date | None
    follows_last: bool = False
    has_last: bool = False
    ended: int = 0

    def holds(self, event: Event) -> bool:
        """Say whether something happened within the stretch; on its first day it belongs to the
        one before.
        """
        return event.on > self.after and (self.until is None or event.on <= self.until)

    def begins(self, event: Event) -> bool:
        """Say whether something began within the stretch; on its last day it belongs to the next
        one, unless that day ended with what ends the stretch.
        """
        if event.on == self.after:
            return not self.follows_last
        if event.on == self.until:
            return self.has_last
        return event.on > self.after and (self.until is None or event.on < self.until)

    def held(self, events: Sequence[Event]) -> Sequence[Event]:
        """Keep the events that happened within the stretch."""
        return events if self is UNCUT else [event for event in events if self.holds(event)]

    def begun(self, events: Sequence[Event]) -> Sequence[Event]:
        """Keep the events that began within the stretch."""
        return events if self is UNCUT else [event for event in events if self.begins(event)]


# Nothing has ended anything: the stretch is the whole of the case's time.
UNCUT = Stretch(date.min, None)


class Situation:
    """What is known of one case on a day: later and withdrawn events are not.

    `only` is the reckoner of a procedure of which there was never another version.
    """

    def __init__(
        self, facts: Facts, book: ProcedureBook, calendar: WorkingCalendar, as_of: date
    ) -> None:
        self.facts = facts
        self.as_of = as_of
        self._book = book
        self._calendar = calendar
        self.only = _reckoner(book.only, calendar) if book.only else None
        self._events: dict[str, list[Event]] = {}
        self._by_id: dict[str, Event] | None = None
        self._stretches: dict[Collection[str], Sequence[Stretch]] = {}
        self._turns: dict[str, Sequence[date]] = {}
        for event in facts.events:
            if event.on > as_of:
                break
            self._events.setdefault(event.type, []).append(event)
        if "withdrawn" in self._events:
            self._take_back({event.of for event in self._events["withdrawn"]})
        self._types = {*self._events, BIRTH} if facts.child.born_on else set(self._events)

    def _take_back(self, withdrawn: Collection[str]) -> None:
        for type_, events in list(self._events.items()):
            standing = [event for event in events if event.id not in withdrawn]
            if standing:
                self._events[type_] = standing
            else:
                del self._events[type_]

    @property
    def types(self) -> Collection[str]:
        """The types of event that are known; birth is one where its day is known."""
        return self._types

    def events(self, type_: str, *others: str) -> Sequence[Event]:
        """Give the known events of some types, in order of time."""
        if not others:
            return self._events.get(type_, _NOTHING)
        found = [self._events[each] for each in (type_, *others) if each in self._events]
        if len(found) > 1:
            return sorted(chain.from_iterable(found), key=_WHEN)
        return found[0] if found else _NOTHING

    def ended_on(self, ends: Collection[str]) -> date | None:
        """Give the day of the last known event of some types, if there is one."""
        last = [self._events[type_][-1].on for type_ in ends if type_ in self._events]
        return max(last, default=None)

    def event(self, id_: str) -> Event | None:
        """Give the known event with an id, if there is one."""
        if self._by_id is None:
            self._by_id = {
                event.id: event for events in self._events.values() for event in events if event.id
            }
        return self._by_id.get(id_)

    def reckoner(self, span: Span) -> Reckoner:
        """Give the reckoner of the procedure that governs a span (C11)."""
        if self.only is not None:
            return self.only
        done_on = span.done.on if span.done else None
        return self.reckoner_on(span.start.on, done_on)

    def reckoner_on(self, began_on: date, done_on: date | None = None) -> Reckoner:
        """Give the reckoner of the procedure that governs what began on a day (C11)."""
        if self.only is not None:
            return self.only
        procedure = self._book.governing(began_on, done_on=done_on, as_of=self.as_of)
        return _reckoner(procedure, self._calendar)

    def is_uncut(self, ends: Collection[str]) -> bool:
        """Say whether no event of some types has ended anything: most cases are that simple."""
        return self._types.isdisjoint(ends)

    def stretches(self, ends: Collection[str]) -> Sequence[Stretch]:
        """Cut the case's time at the events of some types; the last stretch is open, unless the
        child has died: after that nothing begins.
        """
        if self.is_uncut(ends):
            return (UNCUT,)
        if ends not in self._stretches:
            self._stretches[ends] = list(self._cut(ends))
        return self._stretches[ends]

    def _cut(self, ends: Collection[str]) -> Iterator[Stretch]:
        by_day: dict[date, Counter[str]] = {}
        for event in self.events(*ends):
            by_day.setdefault(event.on, Counter())[event.type] += 1
        died_on = next((event.on for event in self.events("child_died")), None)
        after, follows_last, ended = date.min, False, 0
        for until in sorted(by_day):
            has_last = not _LAST_OF_ITS_DAY.isdisjoint(by_day[until])
            yield Stretch(after, until, follows_last, has_last, ended)
            if until == died_on:
                return
            after, follows_last, ended = until, has_last, max(by_day[until].values())
        yield Stretch(after, None, follows_last, ended=ended)

    def begun(
        self, starts: Sequence[Event], ends: Collection[str]
    ) -> Iterator[tuple[Stretch, Sequence[Event]]]:
        """Give each stretch between some ends with what began in it.

        What began on the very day of an end was ended by it, unless something before it was: a
        plan can follow another on one day.
        """
        running = 0
        for stretch in self.stretches(ends):
            begun = stretch.begun(starts)
            that_day = sum(event.on == stretch.after for event in begun)
            if that_day:
                begun = begun[min(that_day, max(0, stretch.ended - running)) :]
            running = min(1, len(begun))
            yield stretch, begun

    def resumed_on(self, stretch: Stretch) -> date | None:
        """Give the day in a stretch from which there is work on a plan, if there is one: from its
        beginning where nothing was ended before, or else from what made it begin again.
        """
        if stretch.after == date.min:
            return date.min
        found = (
            event.on
            for event in self.events(*_RESUMES)
            if stretch.begins(event) and event.kind in {"", "initial"}
        )
        return next(found, None)

    def turns(self, rule: str, find: Callable[[], Iterable[date]]) -> Sequence[date]:
        """Give the days from which something else holds for a rule, the first one first, found
        once.
        """
        if rule not in self._turns:
            self._turns[rule] = sorted(set(find()))
        return self._turns[rule]

    def plan_runs(self, day: date) -> bool:
        """Say whether a plan is running on a day; on the day it is ended it no longer does."""
        return any(
            begun and begun[0].on <= day and (stretch.until is None or day < stretch.until)
            for stretch, begun in self.begun(self.events("plan_started"), PLAN_ENDS)
        )


@lru_cache(maxsize=256)
def _reckoner(procedure: Procedure, calendar: WorkingCalendar) -> Reckoner:
    return Reckoner(procedure, calendar)
