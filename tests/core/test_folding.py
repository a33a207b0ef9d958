"""Questions that need no answer are folded away, and open where there is something to see."""

import re

import pytest

from cin.core import fields
from cin.core.forms import Form


class DayForm(Form):
    """A form with a question under a choice, and two folds."""

    conditional = {"seen": {"yes": ["voice", "wishes"]}}
    folds = {"More about the child": ["wishes"], "More about the day": ["weather", "ended_at"]}
    sections = [("The day", "", ["seen", "weather", "ended_at"])]

    seen = fields.YesNoField(label="Seen?")
    voice = fields.TextField(label="Voice")
    wishes = fields.TextField(label="Wishes", required=False)
    weather = fields.TextField(label="Weather", required=False, max_length=5)
    ended_at = fields.TimeField(label="When did it end?", required=False)


def folds_of(form):
    """Give, by the line that opens it, whether each fold is open and what is in it."""
    found = re.findall(r"<details[^>]*?(open)?>(.*?)</details>", str(form), flags=re.S)
    titles = {re.search(r"summary-text\">(.*?)<", inside)[1]: inside for _, inside in found}
    states = dict(zip(titles, (bool(is_open) for is_open, _ in found), strict=True))
    return states, titles


def test_they_are_folded_where_they_stand_and_closed_when_empty():
    states, titles = folds_of(DayForm())
    assert states == {"More about the child": False, "More about the day": False}
    assert 'name="wishes"' in titles["More about the child"]
    assert 'name="voice"' not in "".join(titles.values())
    assert 'name="ended_at"' in titles["More about the day"]


@pytest.mark.parametrize(
    "form",
    [
        DayForm(initial={"weather": "Rain"}),
        DayForm({"seen": "no", "weather": "Rain"}),
        DayForm({"seen": "no", "weather": "Thunderstorms"}),
        DayForm({"seen": "no", "ended_at": "half past"}),
    ],
)
def test_a_fold_opens_when_something_is_in_it_or_wrong_with_it(form):
    states, _ = folds_of(form)
    assert states == {"More about the child": False, "More about the day": True}


def test_a_fold_opens_when_somebody_else_saved_something_in_it():
    form = DayForm({"seen": "no"})
    form.theirs = {"weather": "Snow"}
    states, _ = folds_of(form)
    assert states["More about the day"]
