"""What workers fill in for the chronology."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.models import DayPrecision
from cin.core import clock, fields, reading
from cin.core.forms import Form
from cin.core.naming import Named

_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"(?P<month>[a-z]{3,9}|[0-9]{1,2})[-/., ]+(?P<year>[0-9]{4})")


@dataclass(frozen=True)
class ApproximateDay:
    """A day, or the first day of a month or year of which no more is known."""

    on: date
    precision: DayPrecision


class ApproximateDayField(Named, forms.CharField):
    """When something happened, as exactly as it is known: a day, a month or a year, not in the
    future; gives an ApproximateDay.
    """

    nameless = "a date"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs.update({"class": "govuk-input--width-10", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """Read what was typed; say what is wrong with it."""
        text = super().clean(value)
        if not text:
            return None
        found = self._read(" ".join(text.lower().split()))
        if not found.on.year >= reading.FIRST_YEAR:
            raise ValidationError(
                f"{self.subject('the date')} must be {reading.FIRST_YEAR} or later", code="year"
            )
        if found.on > clock.today():
            raise ValidationError(
                f"{self.subject('the date')} cannot be in the future", code="too_late"
            )
        return found

    def _read(self, text: str) -> ApproximateDay:
        if _YEAR.fullmatch(text):
            return ApproximateDay(date(max(int(text), 1), 1, 1), DayPrecision.YEAR)
        if (match := _MONTH.fullmatch(text)) and (month := _month(match["month"])):
            on = date(max(int(match["year"]), 1), month, 1)
            return ApproximateDay(on, DayPrecision.MONTH)
        try:
            return ApproximateDay(reading.read_day(text), DayPrecision.DAY)
        except reading.NoSuchDay as problem:
            message = f"{self.subject('the date')} must be a real date: {problem}"
            raise ValidationError(message, code="no_such_day") from problem
        except (reading.Unreadable, reading.YearOutOfRange) as problem:
            message = "Enter the date like 4 May 2019, May 2019 or 2019"
            raise ValidationError(message, code="invalid") from problem


def _month(text: str) -> int:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 0
    names = [name for name in reading.MONTHS if text in {name, name[:3]}]
    return reading.MONTHS.index(names[0]) + 1 if names else 0


class ChronologyEntryForm(Form):
    """One event, as a worker tells it."""

    submit_label = "Add to the chronology"

    happened = ApproximateDayField(
        label="When did it happen?",
        names="when it happened",
        help_text="As exactly as you know it: 4 May 2019, May 2019 or 2019",
    )
    event = fields.LongTextField(
        label="What happened?",
        names="what happened",
        rows=4,
        max_length=5000,
        help_text="One event, in a sentence or two. Say what is fact and what is somebody's view",
    )
    people = fields.TextField(
        label="Who was involved?", required=False, max_length=300, names="who was involved"
    )
    source = fields.TextField(
        label="Where is this known from?",
        names="where this is known from",
        help_text="Such as: police report, health visitor's record, told by mother on 4 May 2026",
    )
    significance = fields.LongTextField(
        label="What did it mean for the child?",
        names="what it meant for the child",
        required=False,
        rows=3,
        max_length=5000,
    )
    is_key = fields.CheckboxField(label="This is a key event", required=False)
    is_third_party = fields.CheckboxField(
        label="Third-party or confidential: not to be shared with the family", required=False
    )

    def entry_answers(self) -> dict[str, Any]:
        """Give what the entry says, the day apart from how exactly it is known."""
        answers = dict(self.cleaned_data)
        happened = answers.pop("happened")
        return {"happened_on": happened.on, "precision": happened.precision, **answers}


class MarkLineForm(Form):
    """How much a line of the chronology matters."""

    submit_label = "Save"

    is_key = fields.CheckboxField(label="This is a key event", required=False)
    significance = fields.LongTextField(
        label="What did it mean for the child?",
        names="what it meant for the child",
        required=False,
        rows=3,
        max_length=5000,
    )
    is_third_party = fields.CheckboxField(
        label="Third-party or confidential: not to be shared with the family", required=False
    )
