"""What a duty is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cin.procedures.book import Procedure
from cin.procedures.durations import Duration, Unit
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

    def is_silent(self, procedures: Sequence[Procedure]) -> bool:
        """Say whether none of these procedures limits this duty."""
        needs = self.limits.needs
        return bool(needs) and all(
            procedure.get(name) is None for name in needs for procedure in procedures
        )

    def under(self, procedures: Sequence[Procedure]) -> "Duty":
        """Give the duty as these procedures leave it: the short way to its limits is for limits in
        days.
        """
        alone = self.limits.alone
        if alone is None:
            return self
        values = [procedure.get(name) for name in alone.settings for procedure in procedures]
        if not (self.window or any(map(_in_hours, values))):
            return self
        return replace(self, limits=self.limits._replace(alone=None))


def _in_hours(value: object) -> bool:
    return isinstance(value, Duration) and value.unit is Unit.HOURS
