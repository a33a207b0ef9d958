"""What a duty is."""

from dataclasses import dataclass

from cin.procedures.durations import Duration
from cin.procedures.limits import Limits
from cin.procedures.spans import Spans


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of obligation: `key` is its public name, `name` begins its explanation.

    `warn` replaces the usual warning. A `window` is met by its own end. A `far` date may lie beyond
    the calendar.
    """

    key: str
    name: str
    spans: Spans
    limits: Limits
    warn: Duration | None = None
    window: bool = False
    far: bool = False
