"""From what starts a duty's time to what meets it: the shapes that most duties share.

`once`: the first start, met by the first that meets it. `each`: every start has one that completes
it. `recurring`: each one runs from the last to the next (C8).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from cin.procedures.events import Event
from cin.procedures.situation import (
    CASE_ENDS,
    DEATH,
    PLAN_ENDS,
    UNCUT,
    Situation,
    Span,
    Stretch,
)

Finder = Callable[[Situation], Iterable[Span]]
Source = str | tuple[str, ...] | Callable[[Situation], Sequence[Event]]
_ALL: frozenset[str] = frozenset()


class Spans(NamedTuple):
    """A way to find spans, and the types of event that one can begin with."""

    begins_with: frozenset[str]
    find: Finder


def beginning_with(*types: str) -> Callable[[Finder], Spans]:
    """Make spans of a function that finds them."""
    return lambda find: Spans(frozenset(types), find)


def once(
    start: str,
    met_by: Source,
    *,
    kinds: Collection[str] = _ALL,
    met_kinds: Collection[str] = _ALL,
    ends: Collection[str] = CASE_ENDS,
    may_precede: bool = False,
) -> Spans:
    """Give the span from the first event of a type to the first that meets it, anew after each
    event that ends it.

    `kinds` are those that start it and `met_kinds` those that meet it (empty: any). With
    `may_precede` it may be met before it begins.
    """

    meeting = _reading(met_by)

    @beginning_with(start)
    def find(situation: Situation) -> Iterable[Span]:
        starts = situation.events(start)
        if kinds:
            starts = of_kind(starts, kinds)
        if not starts:
            return ()
        meets = meeting(situation)
        if met_kinds:
            meets = of_kind(meets, met_kinds)
        if situation.is_uncut(ends):
            earliest = date.min if may_precede else starts[0].on
            return (Span(starts[0], first_within(meets, UNCUT, earliest)),)
        return _between(situation.begun(starts, ends), meets, may_precede=may_precede)

    return find


def _between(
    begun: Iterable[tuple[Stretch, Sequence[Event]]],
    meets: Sequence[Event],
    *,
    may_precede: bool,
) -> Iterator[Span]:
    for stretch, starts in begun:
        if starts:
            earliest = stretch.after if may_precede else starts[0].on
            done = first_within(meets, stretch, earliest)
            if done is not None or stretch.until is None:
                yield Span(starts[0], done)


def each(
    start: str,
    met_by: Source,
    *,
    kinds: Collection[str] = _ALL,
    ends: Collection[str] = DEATH,
) -> Spans:
    """Give a span for every event of a type (and kind), each with the one event that completes it.

    An event that names another (`of`) completes that one; one that names none completes the
    earliest still open.
    """

    completing = _reading(met_by)

    @beginning_with(start)
    def find(situation: Situation) -> Iterable[Span]:
        starts = of_kind(situation.events(start), kinds)
        return pairs(situation, starts, completing(situation), ends)

    return find


def recurring(start: str, again: str, *, ends: Collection[str] = PLAN_ENDS) -> Spans:
    """Give the spans from each event of a type to the next, the first counted from `start` (C8)."""

    @beginning_with(start, again)
    def find(situation: Situation) -> Iterator[Span]:
        return chain(situation, situation.events(start), situation.events(again), ends)

    return find


def by_setting(setting: str, root: str, variants: Mapping[str, Spans]) -> Spans:
    """Give the spans of the variant that a setting chooses.

    The choice is that of the procedure in force at the last event of type `root` before the span
    (or at its start, without one), so that a change of the procedure neither doubles a duty nor
    loses it.
    """

    def chosen(situation: Situation, span: Span) -> object:
        roots = [event for event in situation.events(root) if event.on <= span.start.on]
        began = roots[-1] if roots else span.start
        done_on = span.done.on if span.done else None
        return situation.reckoner_on(began.on, done_on).procedure.get(setting)

    @beginning_with(*(type_ for spans in variants.values() for type_ in spans.begins_with))
    def find(situation: Situation) -> Iterable[Span]:
        if situation.only is not None:
            return variants[situation.only.procedure.get(setting)].find(situation)
        return (
            span
            for value, spans in variants.items()
            for span in spans.find(situation)
            if chosen(situation, span) == value
        )

    return find


def pairs(
    situation: Situation,
    starts: Sequence[Event],
    completions: Sequence[Event],
    ends: Collection[str] = DEATH,
) -> Iterator[Span]:
    """Match completing events with what they complete; an open one is dropped if something has
    ended it since.
    """
    if not starts:
        return
    done = _completed(situation, starts, completions) if completions else {}
    ended_on = situation.ended_on(ends)
    for place, start in enumerate(starts):
        if place in done or ended_on is None or ended_on < start.on:
            yield Span(start, done.get(place))


def _completed(
    situation: Situation, starts: Sequence[Event], completions: Sequence[Event]
) -> dict[int, Event]:
    """Give what completes each start, by the place of the start."""
    done: dict[int, Event] = {}
    unnamed = []
    places = _places(starts)
    for completion in completions:
        if not completion.of:
            unnamed.append(completion)
        elif (place := _named(situation, places, completion)) is not None:
            done.setdefault(place, completion)
    place = 0
    for completion in unnamed:
        while place in done:
            place += 1
        if place < len(starts) and starts[place].on <= completion.on:
            done[place] = completion
    return done


def chain(
    situation: Situation,
    starts: Sequence[Event],
    occurrences: Sequence[Event],
    ends: Collection[str] = PLAN_ENDS,
) -> Iterator[Span]:
    """Link occurrences into spans, the first of them running from the first start (C8).

    Of several on one day the first counts. Events that end a plan (or `ends`) cut the chain: what
    was open then is dropped. A visit after a plan was ended does not make visits fall due again.
    """
    if not starts and not occurrences:
        return
    for stretch, begun in situation.begun(starts, ends):
        links = _one_a_day(stretch.held(occurrences))
        if ends == PLAN_ENDS and stretch.after != date.min:
            resumed_on = situation.resumed_on(stretch) or date.max
            links = [event for event in links if event.on >= resumed_on]
        if begun and (not links or links[0].on > begun[0].on):
            links.insert(0, begun[0])
        for link, following in pairwise(links):
            yield Span(link, following)
        if links and stretch.until is None:
            yield Span(links[-1])


def of_kind(events: Sequence[Event], kinds: Collection[str]) -> Sequence[Event]:
    """Keep the events of some kinds; no kinds keep all."""
    return [event for event in events if event.kind in kinds] if kinds else events


def first_within(events: Iterable[Event], stretch: Stretch, earliest: date) -> Event | None:
    """Give the first event on or after a day and before the stretch ends, if there is one."""
    for event in events:
        if event.on >= earliest:
            return event if stretch.until is None or event.on <= stretch.until else None
    return None


def _reading(source: Source) -> Callable[[Situation], Sequence[Event]]:
    if isinstance(source, str):
        return lambda situation: situation.events(source)
    if isinstance(source, tuple):
        return lambda situation: situation.events(*source)
    return source


def _one_a_day(events: Iterable[Event]) -> list[Event]:
    links: list[Event] = []
    last_on = None
    for event in events:
        if event.on != last_on:
            links.append(event)
            last_on = event.on
    return links


class _Places(NamedTuple):
    """Where the starts stand: by their own id, and by the id that each completes."""

    by_id: dict[str, int]
    by_of: dict[str, int]


def _places(starts: Sequence[Event]) -> _Places:
    found = _Places({}, {})
    for place, start in enumerate(starts):
        if start.id:
            found.by_id.setdefault(start.id, place)
        if start.of:
            found.by_of.setdefault(start.of, place)
    return found


def _named(situation: Situation, places: _Places, completion: Event) -> int | None:
    # What it names may itself complete a start, or both may come of the same event.
    wanted = {completion.of}
    named = situation.event(completion.of)
    while named is not None and named.of and named.of not in wanted:
        wanted.add(named.of)
        named = situation.event(named.of)
    found = [places.by_id[each] for each in wanted if each in places.by_id]
    return min(found) if found else places.by_of.get(completion.of)
