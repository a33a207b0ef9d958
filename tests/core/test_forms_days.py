"""Days and moments: what may be typed, what it means, and what is said when it cannot be right."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django import forms as django_forms
from django.core.exceptions import ValidationError

from cin.core import clock, reading
from cin.core.fields import DateField, FutureDateField, MomentField, PastDateField
from cin.core.forms import Form

LONDON = ZoneInfo("Europe/London")
HALF_PAST_TWO = datetime(2026, 5, 4, 14, 30, tzinfo=LONDON)


def refusal(field: django_forms.Field, value: object) -> str:
    """Say what the field says, all its messages on one line."""
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return " / ".join(refused.value.messages)


@pytest.mark.parametrize(
    "typed",
    [
        "4/5/2026",
        "04/05/2026",
        "04.05.26",
        "4-5-26",
        "4 5 2026",
        "4 May 2026",
        "4 may 26",
        "4th May 2026",
        "Monday 4 May 2026",
        "Mon, 4 May 2026",
        "  4   May,  2026 ",
        "4th of May 2026",
        "2026-05-04",
        "2026/5/4",
        "04052026",
        "4May2026",
    ],
)
def test_every_usual_way_of_writing_a_day_is_read_day_first(typed: str) -> None:
    assert DateField().clean(typed) == date(2026, 5, 4)


@pytest.mark.parametrize("name", ["Sep", "Sept", "September"])
def test_months_are_read_by_name_and_by_short_name(name: str) -> None:
    assert reading.read_day(f"1 {name} 2026") == date(2026, 9, 1)


@pytest.mark.parametrize(
    "typed", ["soon", "4 Mays 2026", "4/5", "20260504x", "4 Maytember 2026", "٣"]
)
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    assert refusal(DateField(), typed) == "Enter a date like 4 May 2026"


def test_the_refusal_names_the_thing_asked_for() -> None:
    field = DateField(names="the date of the visit")
    assert refusal(field, "soon") == "Enter the date of the visit as a date like 4 May 2026"
    assert refusal(field, "") == "Enter the date of the visit"


def test_without_a_name_the_label_is_used() -> None:
    assert refusal(DateField(label="Date of birth"), "") == "Enter date of birth"
    assert refusal(DateField(label="When?"), "") == "Enter an answer to “When?”"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("29/2/2027", "The date must be a real date: 29 February 2027 does not exist"),
        ("31 June 2026", "The date must be a real date: 31 June 2026 does not exist"),
        ("0/5/2026", "The date must be a real date: 0 May 2026 does not exist"),
        ("4/13/2026", "The date must be a real date: there is no month 13"),
    ],
)
def test_a_day_that_does_not_exist_is_named(typed: str, told: str) -> None:
    assert refusal(DateField(), typed) == told


def test_29_february_exists_in_a_leap_year() -> None:
    assert DateField().clean("29/2/2028") == date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["4/5/1899", "4/5/2101", "0206-05-04"])
def test_years_far_off_are_refused(typed: str) -> None:
    assert refusal(DateField(), typed) == "The date must be between 1900 and 2100"


def test_something_that_happened_may_be_today_but_not_tomorrow() -> None:
    field = PastDateField(names="the date of the visit")
    with clock.at(HALF_PAST_TWO):
        assert field.clean("4 May 2026") == date(2026, 5, 4)
        assert refusal(field, "5 May 2026") == "The date of the visit cannot be in the future"


def test_today_is_the_day_in_london_not_in_greenwich() -> None:
    with clock.at(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
        assert PastDateField().clean("1 July 2026") == date(2026, 7, 1)


def test_something_planned_may_be_today_but_not_yesterday() -> None:
    field = FutureDateField(names="the date of the next meeting")
    with clock.at(HALF_PAST_TWO):
        assert field.clean("4 May 2026") == date(2026, 5, 4)
        assert refusal(field, "3/5/2026") == "The date of the next meeting cannot be in the past"


def test_a_day_before_the_first_possible_is_refused_with_the_reason() -> None:
    field = PastDateField(
        names="the date of the visit",
        not_before=lambda: date(2026, 4, 1),
        not_before_why="when the referral was received",
    )
    told = "The date of the visit cannot be before 1 April 2026, when the referral was received"
    with clock.at(HALF_PAST_TWO):
        assert refusal(field, "31 March 2026") == told
        assert field.clean("1 April 2026") == date(2026, 4, 1)


def test_a_form_can_set_the_first_day_of_its_own_copy_of_a_field() -> None:
    class Visit(Form):
        on = DateField()

    first, second = Visit({"on": "1/4/2026"}), Visit({"on": "1/4/2026"})
    first.fields["on"].not_before = date(2026, 4, 2)
    assert not first.is_valid()
    assert second.is_valid()
    assert 'data-min-date="2/4/2026"' in str(first["on"])
    assert "data-min-date" not in str(second["on"])


def test_what_was_typed_stays_in_the_box_and_a_saved_day_is_shown_as_the_picker_writes_it() -> None:
    class Visit(Form):
        on = PastDateField()

    assert 'value="4 Mya 2026"' in str(Visit({"on": "4 Mya 2026"})["on"])
    assert 'value="4/5/2026"' in str(Visit(initial={"on": date(2026, 5, 4)})["on"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("2.30pm", time(14, 30)),
        ("2:30 PM", time(14, 30)),
        ("2.30 p.m.", time(14, 30)),
        ("2pm", time(14)),
        ("9am", time(9)),
        ("9.30", time(9, 30)),
        ("02:30", time(2, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("midnight", time(0)),
        ("0900", time(9)),
    ],
)
def test_every_usual_way_of_writing_a_time_is_read(typed: str, meant: time) -> None:
    assert reading.read_time(typed) == meant


@pytest.mark.parametrize("typed", ["14", "25:00", "2:75pm", "13pm", "0pm", "later", "9:5"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(reading.Unreadable):
        reading.read_time(typed)


@pytest.mark.parametrize("typed", ["1.00", "2:30", "6.59"])
def test_a_bare_time_that_is_likely_the_afternoon_is_asked_about(typed: str) -> None:
    with pytest.raises(reading.MorningOrAfternoon):
        reading.read_time(typed)


@pytest.mark.parametrize("at", [time(0), time(0, 5), time(9), time(12), time(12, 1), time(23, 59)])
def test_a_time_as_we_write_it_can_be_read_back(at: time) -> None:
    assert reading.read_time(reading.clock_time(at)) == at


def moment_field(**options: object) -> MomentField:
    """Give the field that the tests below use."""
    return MomentField(names="the date and time of the visit", **options)


def test_a_moment_is_in_london() -> None:
    moment = moment_field().clean(["4 May 2026", "2.30pm"])
    assert moment == HALF_PAST_TWO
    assert moment.astimezone(UTC).hour == 13


def test_a_moment_needs_both_its_parts() -> None:
    field = moment_field()
    assert refusal(field, ["", ""]) == "Enter the date and time of the visit"
    assert refusal(field, ["4 May 2026", ""]) == "The date and time of the visit must have a time"
    assert refusal(field, ["", "2pm"]) == "The date and time of the visit must have a date"


def test_both_parts_are_judged_at_once() -> None:
    told = refusal(moment_field(), ["29 February 2027", "late"])
    assert "must be on a real date: 29 February 2027 does not exist" in told
    assert "must have a time like 2:30pm or 14:30" in told


def test_a_moment_of_two_thirty_must_say_morning_or_afternoon() -> None:
    told = refusal(moment_field(), ["4 May 2026", "2.30"])
    assert told.endswith("must say morning or afternoon: 2:30am or 2:30pm")


def test_a_moment_that_happened_cannot_be_later_today() -> None:
    field = moment_field(past_only=True)
    with clock.at(HALF_PAST_TWO):
        assert field.clean(["4 May 2026", "2:30pm"]) == HALF_PAST_TWO
        told = refusal(field, ["4 May 2026", "2:31pm"])
    assert told == "The date and time of the visit cannot be in the future"


def test_a_moment_before_the_first_possible_is_refused() -> None:
    field = moment_field(not_before=HALF_PAST_TWO, not_before_why="when the case was allocated")
    told = refusal(field, ["4 May 2026", "2:29pm"])
    assert told.endswith("cannot be before 2:30pm on 4 May 2026, when the case was allocated")


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    told = refusal(moment_field(), ["29 March 2026", "01:30"])
    assert "1:30am on 29 March 2026 does not exist, because the clocks went forward" in told


def test_of_the_two_half_past_ones_in_october_the_first_is_meant() -> None:
    moment = moment_field().clean(["25 October 2026", "1:30am"])
    assert moment.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_optional_moment_may_be_left_out() -> None:
    assert moment_field(required=False).clean(["", " "]) is None


class VisitForm(Form):
    """A form with a moment."""

    seen_at = moment_field(label="When was the visit?", past_only=True)


def test_a_moment_is_sent_as_two_named_boxes() -> None:
    with clock.at(HALF_PAST_TWO):
        form = VisitForm({"seen_at_date": "4/5/26", "seen_at_time": "0900"})
        assert form.is_valid(), form.errors
    assert form.cleaned_data["seen_at"].hour == 9


def test_a_saved_moment_is_shown_in_london_and_read_back_unchanged() -> None:
    form = VisitForm(initial={"seen_at": HALF_PAST_TWO.astimezone(UTC)})
    assert 'value="4/5/2026"' in str(form["seen_at"])
    assert 'value="2:30pm"' in str(form["seen_at"])
    resent = VisitForm(
        {"seen_at_date": "4/5/2026", "seen_at_time": "2:30pm"}, initial={"seen_at": HALF_PAST_TWO}
    )
    assert not resent.has_changed()
