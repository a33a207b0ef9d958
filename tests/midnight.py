"""Midnight strikes while somebody clicks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from cin.core import clock
from tests.stories import moment


def strikes_after(monkeypatch: pytest.MonkeyPatch, readings: int, day: str) -> None:
    """Let the clock stand a minute before midnight for so many readings, and after it from then."""
    before = moment(f"{day} 23:59")

    def times() -> Iterator[datetime]:
        for _ in range(readings):
            yield before
        while True:
            yield before + timedelta(minutes=2)

    reading = times()
    monkeypatch.setattr(clock, "now", lambda: next(reading))
