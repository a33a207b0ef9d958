"""What cannot be is refused in one line that names the item."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cin.procedures.calendar import LONDON
from cin.procedures.events import BadFacts, Child, Event, ExceptionGranted, Facts
from cin.procedures.reading import REFUSALS, read_case
from cin.procedures.settings import AGREED_BY_MANAGER, SETTINGS
from tests.procedures.cases import happened

VISIT = {"type": "visit_made", "on": "2026-04-01"}


def with_event(**event: object) -> dict[str, object]:
    return {"authority": "bolton", "events": [event]}


REFUSED = [
    ([], "facts: is not an object"),
    ({}, "authority: is missing"),
    ({"authority": "leeds"}, "authority leeds: not one of peterborough, bolton"),
    ({"authority": 3}, "authority: 3 is not text"),
    ({"authority": "bolton", "event": []}, "facts: unknown key 'event'"),
    ({"authority": "bolton", "events": {}}, "events: is not a list"),
    ({"authority": "bolton", "events": ["visit"]}, "event 1: is not an object"),
    (with_event(on="2026-04-01"), "event 1: type is missing"),
    (with_event(type="visit_maid", on="2026-04-01"), "event 1: unknown type 'visit_maid'"),
    (with_event(type="born_on", on="2026-04-01"), "event 1: unknown type 'born_on'"),
    (with_event(**VISIT, by="me"), "event 1: unknown key 'by'"),
    (with_event(type="visit_made"), "event 1 (visit_made): on (or at) is missing"),
    (
        with_event(type="visit_made", on="2026-02-29"),
        "event 1 (visit_made) on: '2026-02-29' is not a date like 2026-05-04",
    ),
    (
        with_event(type="visit_made", on="1/4/2026"),
        "event 1 (visit_made) on: '1/4/2026' is not a date like 2026-05-04",
    ),
    (
        with_event(type="visit_made", on=20260401),
        "event 1 (visit_made) on: 20260401 is not a date like 2026-05-04",
    ),
    (
        with_event(type="visit_made", at="2026-04-01"),
        "event 1 (visit_made) at: '2026-04-01' is not a date and time like 2026-05-04T09:30",
    ),
    (
        with_event(type="visit_made", at="2026-04-01T25:00"),
        "event 1 (visit_made) at: '2026-04-01T25:00' is not a date and time like",
    ),
    (
        with_event(type="visit_made", on="2026-04-02", at="2026-04-01T09:00"),
        "event 1 visit_made: the moment 2026-04-01 09:00:00+01:00 is not on 2026-04-02",
    ),
    (with_event(**VISIT, kind="tea"), "event 1 visit_made: unknown kind 'tea'"),
    (
        with_event(type="case_closed", on="2026-04-01", destination="moon"),
        "event 1 case_closed: unknown destination 'moon'",
    ),
    (with_event(**VISIT, of="x"), "event 1 (visit_made): there is no event with the id 'x'"),
    (with_event(**VISIT, id=3), "event 1 (visit_made) id: 3 is not text"),
    (
        with_event(type="meeting_held", on="2026-04-01", changes_plan="no"),
        "event 1 (meeting_held) changes_plan: 'no' is not true or false",
    ),
    (
        with_event(type="plan_started", on="2026-04-01", kind="review"),
        "event 1 plan_started: only visits and meetings have a kind",
    ),
    (
        with_event(type="visit_made", on="9999-12-31"),
        "event 1 (visit_made) on: '9999-12-31' is not a date like 2026-05-04",
    ),
    (with_event(type="withdrawn", on="2026-04-01"), "event 1 (withdrawn): of is missing"),
    (
        {"authority": "bolton", "events": [{**VISIT, "id": "v"}, {**VISIT, "id": "v"}]},
        "event 2 (visit_made): the id 'v' is used twice",
    ),
    (
        {"authority": "bolton", "child": {"born_on": "2027-01-07"}, "events": [VISIT]},
        "event 1 (visit_made): 2026-04-01 is more than 280 days before the child's birth",
    ),
    ({"authority": "bolton", "child": {"name": "A"}}, "child: unknown key 'name'"),
    ({"authority": "bolton", "child": {"born_on": "soon"}}, "child born_on: 'soon' is not a date"),
    ({"authority": "bolton", "child": {"cohorts": ["tall"]}}, "child: unknown cohort 'tall'"),
    ({"authority": "bolton", "agreed": {"visits": 3}}, "agreed: unknown key 'visits'"),
    (
        {"authority": "bolton", "agreed": {"visit_interval": "3 weeks"}},
        "agreed visit_interval: '3 weeks' is not of the form",
    ),
    (
        {"authority": "bolton", "agreed": {"short_assessment": 1}},
        "agreed short_assessment: 1 is not true or false",
    ),
    (
        {"authority": "bolton", "exceptions": [{"setting": "review_interval_max"}]},
        "exception 1: amount is missing",
    ),
    (
        {"authority": "bolton", "settings": {"visits": None}},
        "setting visits: there is no such setting",
    ),
    ({"authority": "bolton", "settings": []}, "settings: is not an object"),
    *(
        ({"authority": "bolton", "settings": {name: value}}, f"setting {name}: {why}")
        for name, value, why in (
            ("procedure_review_date", 20260504, "20260504 is not a date like"),
            ("panel_dates", ["2026-W19-1"], "'2026-W19-1' is not a date like"),
            ("working_weekdays", [], "at least one day must be a working day"),
            ("followup_meeting_window", {"from": 45, "to": 35}, "the first day must not be after"),
            ("alert_before", {"visits": []}, "'visits' is nothing that can be due"),
            ("alert_hour_from", 24, "24 is not an hour from 0 to 23"),
            ("visit_interval_by_cohort", {"fallback": AGREED_BY_MANAGER}, "fallback must be a"),
            ("visit_interval_by_cohort", {"disabled": {"exception_roles": 5}}, "disabled: exc"),
        )
    ),
    (
        {"authority": "bolton", "versions": [{"effective_from": "2026-04-01", "settings": None}]},
        "version 1 settings: is not an object",
    ),
    (
        {"authority": "bolton", "agreed": {"assessments": [{"of": "a"}]}},
        "agreed assessments 1: there is no event with the id 'a'",
    ),
    ({"authority": "bolton", "versions": [{}]}, "version 1: effective_from is missing"),
    ({"authority": "bolton", "versions": [{"from": 1}]}, "version 1: unknown key 'from'"),
    ({"authority": "bolton", "bank_holidays": ["Monday"]}, "bank_holidays 1: 'Monday' is not"),
]


@pytest.mark.parametrize(("data", "sentence"), REFUSED, ids=[refused[1] for refused in REFUSED])
def test_what_cannot_be_is_named_in_one_line(data, sentence):
    with pytest.raises(REFUSALS) as refusal:
        read_case(data)
    assert str(refusal.value).startswith(sentence)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("visits", "setting visits: there is no such setting"),
        ("meeting_label", "exception 1: the setting meeting_label is no length of time"),
    ],
)
def test_an_exception_needs_a_limit_to_be_an_exception_from(setting, sentence):
    granted = {"setting": setting, "amount": 8, "unit": "weeks", "approved_on": "2026-05-01"}
    with pytest.raises(REFUSALS, match=sentence):
        read_case({"authority": "bolton", "exceptions": [granted]})


def test_an_unborn_child_may_have_280_days_of_events():
    data = {"authority": "bolton", "child": {"born_on": "2027-01-06"}, "events": [VISIT]}
    assert len(read_case(data).facts.events) == 1


def test_everything_is_read():
    facts = read_case(
        {
            "authority": "bolton",
            "child": {"born_on": "2019-05-02", "cohorts": ["disabled"]},
            "agreed": {"assessment_due_on": "2026-05-05", "visit_interval": None},
            "exceptions": [
                {
                    "setting": "review_interval_max",
                    "amount": 8,
                    "unit": "weeks",
                    "approved_on": "2026-05-01",
                }
            ],
            "events": [
                happened("visit_recorded", "2026-04-02", of="v"),
                happened("visit_made", "2026-04-01T15:30", id="v"),
            ],
        }
    ).facts
    assert facts.child == Child(date(2019, 5, 2), frozenset({"disabled"}))
    assert facts.agreed.assessment_due_on == date(2026, 5, 5)
    assert facts.agreed.visit_interval is None
    assert [type(granted) for granted in facts.exceptions] == [ExceptionGranted]
    visit, recorded = facts.events
    assert visit.at == datetime(2026, 4, 1, 15, 30, tzinfo=LONDON)
    assert (visit.kind, recorded.of) == ("cin", "v")


def test_a_moment_elsewhere_is_placed_in_london():
    event = read_case(with_event(type="visit_made", at="2026-06-30T23:30:00Z")).facts.events[0]
    assert event.on == date(2026, 7, 1)


def test_facts_built_in_code_are_held_to_the_same_rules():
    with pytest.raises(BadFacts, match="unknown type 'visit'"):
        Event("visit", date(2026, 4, 1))
    with pytest.raises(BadFacts, match="unknown kind 'tea'"):
        Event("visit_made", date(2026, 4, 1), kind="tea")
    with pytest.raises(BadFacts, match="unknown cohort"):
        Child(cohorts=frozenset({"tall"}))


def test_facts_are_equal_whatever_the_order_of_their_events():
    first, second = Event("plan_started", date(2026, 4, 1)), Event("visit_made", date(2026, 4, 2))
    assert Facts(events=(first, second)) == Facts(events=(second, first))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "on", "at", "of", "amount", "unit", "max", "max"])
            | st.text(max_size=5),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def refusal_of(data: dict[str, object]) -> str | None:
    """What the reader says against some data, if anything; any other failure is one of the test."""
    try:
        read_case(data)
    except REFUSALS as refusal:
        return str(refusal)
    return None


@given(
    st.sampled_from(["child", "agreed", "exceptions", "events", "versions", "bank_holidays"]),
    ANYTHING,
)
def test_whatever_is_given_is_read_or_refused_in_one_line(key, value):
    refusal = refusal_of({"authority": "bolton", key: value})
    assert refusal is None or len(refusal.splitlines()) == 1


@given(st.sampled_from(sorted(SETTINGS)), ANYTHING)
def test_whatever_a_setting_is_given_is_read_or_refused_by_name(name, value):
    refusal = refusal_of({"authority": "rochdale", "settings": {name: value}})
    assert refusal is None or refusal.startswith(f"setting {name}: ")
