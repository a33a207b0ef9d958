"""One line of a chronology."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from django.utils import timezone

from cases.models import DayPrecision
from cin.core.reading import MONTHS
from cin.core.templatetags.cin import plain_day


class LineKind(StrEnum):
    """What a line tells of."""

    ENTRY = "entry"
    REFERRAL = "referral"
    WORKER = "worker"
    VISIT = "visit"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    MEETING = "meeting"
    SAFETY = "safety"
    CHANGE = "change"
    MANAGER = "manager"
    NOTE = "note"
    DONE = "done"
    CLOSURE = "closure"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _LABELS[self]


_LABELS = {
    LineKind.ENTRY: "Added by workers",
    LineKind.REFERRAL: "Referral and screening",
    LineKind.WORKER: "Workers and teams",
    LineKind.VISIT: "Visits",
    LineKind.ASSESSMENT: "Assessments",
    LineKind.PLAN: "Plans",
    LineKind.MEETING: "Meetings",
    LineKind.SAFETY: "Concerns and safety",
    LineKind.CHANGE: "Changes and circumstances",
    LineKind.MANAGER: "Managers' decisions",
    LineKind.NOTE: "Significant notes",
    LineKind.DONE: "Other work done",
    LineKind.CLOSURE: "Closing",
}
# Where on its day a line stands, beside the others in the middle.
_PLACES = {LineKind.REFERRAL: 0, LineKind.WORKER: 1, LineKind.DONE: 3, LineKind.CLOSURE: 4}
_AMONG = 2


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event: once, whichever of the children it stands in the files of.

    `key` names the line in marks and addresses; `text` is not given to the family when
    `is_guarded`: it may tell who spoke to the department, or what managers weighed; they have
    `family_title` where it is another. `names` is the record that an entry speaks of, at `href`.
    `case_ids` are the files the line stands in, and `children` names them where the view is of
    several.
    """

    key: str
    kind: LineKind
    at: date | datetime
    title: str
    case_ids: tuple[int, ...]
    text: str = ""
    people: str = ""
    source: str = ""
    href: str = ""
    names: str = ""
    precision: str = DayPrecision.DAY
    is_guarded: bool = False
    is_key: bool = False
    is_third_party: bool = False
    significance: str = ""
    marked_by: str = ""
    children: str = ""
    family_title: str = ""

    @property
    def on(self) -> date:
        """The day, in Europe/London."""
        return timezone.localtime(self.at).date() if isinstance(self.at, datetime) else self.at

    @property
    def last_day(self) -> date:
        """The last day on which it can have happened: later than `on` where only the month or the
        year is known.
        """
        if self.precision == DayPrecision.YEAR:
            return self.on.replace(month=12, day=31)
        if self.precision == DayPrecision.MONTH:
            return self.on.replace(day=monthrange(self.on.year, self.on.month)[1])
        return self.on

    @property
    def order(self) -> tuple[date, int, time, str]:
        """Where the line stands among the others: by day, the referral first and the closing last,
        then by hour where one is known.
        """
        hour = timezone.localtime(self.at).time() if isinstance(self.at, datetime) else time.min
        return self.on, _PLACES.get(self.kind, _AMONG), hour, self.key

    @property
    def when(self) -> str:
        """The date as exactly as it is known."""
        if self.precision == DayPrecision.YEAR:
            return f"Some time in {self.on.year}"
        if self.precision == DayPrecision.MONTH:
            return f"{MONTHS[self.on.month - 1].title()} {self.on.year}"
        return plain_day(self.on)

    @property
    def is_entry(self) -> bool:
        """Whether a worker wrote it into the chronology."""
        return self.kind == LineKind.ENTRY

    @property
    def number(self) -> int:
        """The number of the record it tells of."""
        return int(self.key.split("-")[1])
