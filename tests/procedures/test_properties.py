"""What is true of every case, tried on many."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cin.procedures.book import PRESETS, ProcedureBook, PublishedVersion, preset
from cin.procedures.calendar import england_and_wales
from cin.procedures.codes import COHORTS, MEETING_KINDS, VISIT_KINDS
from cin.procedures.durations import Duration, Unit
from cin.procedures.duties import DUTIES
from cin.procedures.events import EVENT_TYPES, Agreed, Child, Event, Facts
from cin.procedures.obligations import Obligation, Standing, obligations
from cin.procedures.situation import Situation

CALENDAR = england_and_wales()
BOOKS = {slug: ProcedureBook([PublishedVersion(1, None, preset(slug))]) for slug in PRESETS}
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
KINDS: Mapping[str, st.SearchStrategy[str]] = {
    "visit_made": st.sampled_from(sorted(VISIT_KINDS)),
    "meeting_held": st.sampled_from(sorted(MEETING_KINDS)),
}
INTERVALS = st.none() | st.builds(Duration, st.integers(1, 12), st.just(Unit.WEEKS))


@st.composite
def events(draw: st.DrawFn) -> tuple[Event, ...]:
    """A handful of events of any types, each with its own id."""
    types = draw(st.lists(st.sampled_from(sorted(EVENT_TYPES)), max_size=15))
    return tuple(
        Event(
            type_,
            draw(DAYS),
            id=f"event-{number}",
            kind=draw(KINDS.get(type_, st.just(""))),
            changes_plan=draw(st.booleans()),
        )
        for number, type_ in enumerate(types)
    )


@st.composite
def cases(draw: st.DrawFn) -> Facts:
    """The facts of some case."""
    cohorts = draw(st.frozensets(st.sampled_from(sorted(COHORTS)), max_size=2))
    agreed = Agreed(
        visit_interval=draw(INTERVALS),
        review_interval=draw(INTERVALS),
        short_assessment=draw(st.booleans()),
        long_term_support=draw(st.booleans()),
    )
    return Facts(child=Child(date(2015, 5, 2), cohorts), agreed=agreed, events=draw(events()))


AUTHORITIES = st.sampled_from(PRESETS)


def data(found: list[Obligation]) -> list[dict[str, Any]]:
    return [obligation.as_data() for obligation in found]


@given(AUTHORITIES, cases(), DAYS)
def test_working_it_out_again_changes_nothing(authority, facts, today):
    first = obligations(facts, BOOKS[authority], CALENDAR, today)
    assert data(obligations(facts, BOOKS[authority], CALENDAR, today)) == data(first)


@given(AUTHORITIES, cases(), DAYS, st.randoms())
def test_the_order_of_the_events_does_not_matter(authority, facts, today, chance):
    shuffled = list(facts.events)
    chance.shuffle(shuffled)
    same = Facts(facts.child, facts.agreed, facts.exceptions, tuple(shuffled))
    found = obligations(same, BOOKS[authority], CALENDAR, today)
    assert data(found) == data(obligations(facts, BOOKS[authority], CALENDAR, today))


@given(AUTHORITIES, cases(), DAYS)
def test_the_short_way_to_a_limit_leads_where_the_rule_does(authority, facts, today):
    situation = Situation(facts, BOOKS[authority], CALENDAR, today)
    for duty in DUTIES:
        _, rule, alone = duty.limits
        for span in duty.spans.find(situation) if alone else ():
            reckoner = situation.reckoner(span)
            if alone.when is None or alone.when(situation, reckoner):
                limit, *targets = (reckoner.limit(name, span.start) for name in alone.settings)
                ruling = rule(situation, span, reckoner)
                assert list(ruling.limits) == ([limit] if limit else [])
                assert not limit or ruling.target == next(iter(targets), None)
                assert (*ruling.shown, *ruling.warnings, ruling.open_ended) == (False,)


@given(AUTHORITIES, cases(), DAYS)
def test_standings_and_dates_agree(authority, facts, today):
    for obligation in obligations(facts, BOOKS[authority], CALENDAR, today):
        met = obligation.standing in {Standing.MET, Standing.MET_LATE}
        assert met is (obligation.met_on is not None)
        assert obligation.counts_from.on <= today
        if obligation.due_on is None:
            continue
        assert all(
            other.due_on >= obligation.due_on
            for other in obligation.others
            if other.setting not in {"assessment_statutory_max", "followup_meeting_window"}
        )
        if not met:
            assert (obligation.standing is Standing.OVERDUE) is (today > obligation.due_on)
        elif obligation.met_on is not None:
            late = obligation.standing is Standing.MET_LATE
            assert late is (obligation.met_on > obligation.due_on)


@given(AUTHORITIES, cases(), DAYS)
def test_no_two_obligations_share_key_and_start(authority, facts, today):
    found = obligations(facts, BOOKS[authority], CALENDAR, today)
    names = [(obligation.key, obligation.counts_from_id) for obligation in found]
    assert len(names) == len(set(names))


@given(AUTHORITIES, cases(), DAYS)
def test_nothing_that_was_met_comes_undone_by_waiting(authority, facts, today):
    """A day later, with nothing new, the same things are met and no due date has moved."""
    known = Facts(
        facts.child,
        facts.agreed,
        facts.exceptions,
        tuple(event for event in facts.events if event.on <= today),
    )
    book = BOOKS[authority]
    before = {(o.key, o.counts_from_id): o for o in obligations(known, book, CALENDAR, today)}
    tomorrow = today + timedelta(days=1)
    after = {(o.key, o.counts_from_id): o for o in obligations(known, book, CALENDAR, tomorrow)}
    assert before.keys() == after.keys()
    assert all(before[name].due_on == after[name].due_on for name in before)


@given(DAYS, st.integers(0, 120), st.frozensets(DAYS, max_size=5))
def test_a_new_holiday_never_makes_a_limit_in_working_days_earlier(start, amount, holidays):
    limit = Duration(amount, Unit.WORKING_DAYS)
    assert england_and_wales(holidays).add(start, limit) >= CALENDAR.add(start, limit)


@given(DAYS, st.integers(1, 120))
def test_a_limit_in_working_days_ends_on_one(start, amount):
    assert CALENDAR.is_working_day(CALENDAR.add(start, Duration(amount, Unit.WORKING_DAYS)))


@given(DAYS, st.integers(1, 100))
def test_counting_forward_and_back_meet(start, amount):
    end = CALENDAR.add(start, Duration(amount, Unit.WORKING_DAYS))
    back = CALENDAR.working_days_before(end, amount - 1)
    assert back == CALENDAR.add(start, Duration(1, Unit.WORKING_DAYS))
