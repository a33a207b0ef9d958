"""Form fields for days and moments."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from cin.core import clock, reading
from cin.core.naming import Named
from cin.core.widgets import DayInput, Moment

LONDON = ZoneInfo("Europe/London")
OUT_OF_RANGE = f"must be between {reading.FIRST_YEAR} and {reading.LAST_YEAR}"
Day = date | Callable[[], date | None] | None


def in_words(day: date) -> str:
    """Write a day in full: 4 May 2026."""
    return f"{day.day} {reading.MONTHS[day.month - 1].title()} {day.year}"


class DateField(Named, forms.Field):
    """A day, typed in one box, day first; gives a date.

    `not_before` and `not_after` are days (or functions giving one), both allowed themselves; the
    text in
    `not_before_why` follows the refusal: "when the referral was received".
    """

    widget = DayInput
    nameless = "a date"

    def __init__(
        self,
        *,
        not_before: Day = None,
        not_before_why: str = "",
        not_after: Day = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("help_text", "For example, 4 May 2026")
        super().__init__(**kwargs)
        self.not_before, self.not_before_why, self.not_after = not_before, not_before_why, not_after
        self._offer_days()

    def __deepcopy__(self, memo: dict[int, Any]) -> "DateField":
        result = super().__deepcopy__(memo)
        result._offer_days()
        return result

    def _offer_days(self) -> None:
        widget: Any = self.widget
        widget.earliest, widget.latest = self.first_day, self.last_day

    def first_day(self) -> date | None:
        """Give the first day accepted, or None for any."""
        return self.not_before() if callable(self.not_before) else self.not_before

    def last_day(self) -> date | None:
        """Give the last day accepted, or None for any."""
        return self.not_after() if callable(self.not_after) else self.not_after

    def to_python(self, value: Any) -> date | None:
        """Read what was typed; say what is wrong with it."""
        if isinstance(value, date) or value is None:
            return value
        if not str(value).strip():
            return None
        try:
            return reading.read_day(str(value))
        except reading.NoSuchDay as problem:
            message = f"{self.subject('the date')} must be a real date: {problem}"
            raise ValidationError(message, code="no_such_day") from problem
        except reading.YearOutOfRange as problem:
            message = f"{self.subject('the date')} {OUT_OF_RANGE}"
            raise ValidationError(message, code="year") from problem
        except reading.Unreadable as problem:
            thing = f"{self.names} as a date" if self.has_name else "a date"
            raise ValidationError(f"Enter {thing} like 4 May 2026", code="invalid") from problem

    def validate(self, value: date | None) -> None:
        """Refuse a day outside the first and last accepted."""
        super().validate(value)
        if value is None:
            return
        first, last = self.first_day(), self.last_day()
        if first and value < first:
            raise ValidationError(self.too_early(first), code="too_early")
        if last and value > last:
            raise ValidationError(self.too_late(last), code="too_late")

    def too_early(self, first: date) -> str:
        """Say that the day is before the first accepted."""
        why = f", {self.not_before_why}" if self.not_before_why else ""
        return f"{self.subject('the date')} cannot be before {in_words(first)}{why}"

    def too_late(self, last: date) -> str:
        """Say that the day is after the last accepted."""
        return f"{self.subject('the date')} cannot be after {in_words(last)}"


class PastDateField(DateField):
    """A day on which something happened: today or before, never in the future."""

    def last_day(self) -> date:
        """Give today, or an earlier last day."""
        last = super().last_day()
        return min(last, clock.today()) if last else clock.today()

    def too_late(self, last: date) -> str:
        """Say that it cannot have happened yet."""
        if last < clock.today():
            return super().too_late(last)
        return f"{self.subject('the date')} cannot be in the future"


class FutureDateField(DateField):
    """A day on which something is planned: today or later."""

    def first_day(self) -> date:
        """Give today, or a later first day."""
        first = super().first_day()
        return max(first, clock.today()) if first else clock.today()

    def too_early(self, first: date) -> str:
        """Say that it is too late to plan for that day."""
        if first > clock.today():
            return super().too_early(first)
        return f"{self.subject('the date')} cannot be in the past"


class MomentField(Named, forms.Field):
    """A day and a time of day in Europe/London; gives an aware datetime.

    With `past_only` a moment after the clock's now is refused. `not_before` is an aware moment, or
    a function giving one. A time that the clocks skip in March is refused; of the two in October,
    the first is meant.
    """

    widget = Moment
    nameless = "a date and time"

    def __init__(
        self,
        *,
        past_only: bool = False,
        not_before: Any = None,
        not_before_why: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.past_only, self.not_before, self.not_before_why = past_only, not_before, not_before_why
        self._offer_days()

    def __deepcopy__(self, memo: dict[int, Any]) -> "MomentField":
        result = super().__deepcopy__(memo)
        result._offer_days()
        return result

    def _offer_days(self) -> None:
        for day in getattr(self.widget, "widgets", [])[:1]:
            day.earliest = self._first_day
            day.latest = clock.today if self.past_only else None

    def _first_day(self) -> date | None:
        first = self._first()
        return first.astimezone(LONDON).date() if first else None

    def _first(self) -> datetime | None:
        return self.not_before() if callable(self.not_before) else self.not_before

    def clean(self, value: Any) -> datetime | None:
        """Read both boxes, then check the moment they make."""
        if isinstance(value, datetime):
            return self._checked(value)
        day_text, time_text = [str(text or "").strip() for text in (value or ["", ""])]
        if not day_text and not time_text:
            self.validate(None)
            return None
        return self._checked(self._combine(day_text, time_text))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what was typed with what was shown."""
        widget: Any = self.widget
        shown = widget.decompress(initial)
        return [str(text or "").strip() for text in (data or ["", ""])] != shown

    def _combine(self, day_text: str, time_text: str) -> datetime:
        problems: list[ValidationError] = []
        day = self._read_day(day_text, problems)
        at = self._read_time(time_text, problems)
        if day is None or at is None:
            raise ValidationError(problems)
        local = datetime.combine(day, at, tzinfo=LONDON)
        if local.astimezone(UTC).astimezone(LONDON).time() != at:
            told = f"{reading.clock_time(at)} on {in_words(day)} does not exist"
            raise ValidationError(
                f"{self._subject()} must be a real time: {told}, because the clocks went forward",
                code="time",
            )
        return local

    def _subject(self) -> str:
        return self.subject("the date and time")

    def _read_day(self, text: str, problems: list[ValidationError]) -> date | None:
        try:
            return reading.read_day(text)
        except reading.NoSuchDay as problem:
            said = f"must be on a real date: {problem}"
        except reading.YearOutOfRange:
            said = OUT_OF_RANGE
        except reading.Unreadable:
            said = "must have a date like 4 May 2026" if text else "must have a date"
        problems.append(ValidationError(f"{self._subject()} {said}", code="date"))
        return None

    def _read_time(self, text: str, problems: list[ValidationError]) -> time | None:
        try:
            return reading.read_time(text)
        except reading.MorningOrAfternoon as choice:
            said = f"must say morning or afternoon: {choice}"
        except reading.Unreadable:
            said = "must have a time like 2:30pm or 14:30" if text else "must have a time"
        problems.append(ValidationError(f"{self._subject()} {said}", code="time"))
        return None

    def _checked(self, moment: datetime) -> datetime:
        first = self._first()
        if self.past_only and moment > clock.now():
            raise ValidationError(f"{self._subject()} cannot be in the future", code="too_late")
        if first and moment < first:
            shown = first.astimezone(LONDON)
            why = f", {self.not_before_why}" if self.not_before_why else ""
            told = f"{reading.clock_time(shown.time())} on {in_words(shown.date())}"
            raise ValidationError(
                f"{self._subject()} cannot be before {told}{why}", code="too_early"
            )
        return moment


class TimeField(Named, forms.CharField):
    """A time of day, typed in one box; gives a time, or None when optional and left empty."""

    nameless = "a time"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "For example, 2:30pm")
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "govuk-input--width-5"

    def prepare_value(self, value: Any) -> Any:
        """Show a moment by its time of day in Europe/London."""
        if isinstance(value, datetime):
            return reading.clock_time(value.astimezone(LONDON).time())
        return reading.clock_time(value) if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        """Read what was typed; say what is wrong with it."""
        text = super().clean(value)
        try:
            return reading.read_time(text) if text else None
        except reading.MorningOrAfternoon as choice:
            said = f"must say morning or afternoon: {choice}"
        except reading.Unreadable:
            said = "must be a time like 2:30pm or 14:30"
        raise ValidationError(f"{self.subject('the time')} {said}", code="time")
