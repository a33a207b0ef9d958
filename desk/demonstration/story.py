"""One family's story: who is in it, what has happened so far, and what is going to happen."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from random import Random

from cases.models import Case
from cases.services.referrals import CarerDetails, ChildDetails
from cin.accounts.models import User
from cin.procedures.book import Procedure
from cin.procedures.durations import Duration
from desk.demonstration.days import Diary
from desk.demonstration.houses import House
from desk.demonstration.words import Words

END_OF_TIME = (date.max, 0.0)


@dataclass
class Story:
    """What the acts of a story share: the family, its worker and manager, and the clock."""

    house: House
    worker: User
    children: list[ChildDetails]
    carer: CarerDetails
    words: Words
    chance: Random
    visit_interval: Duration | None = None
    diary: Diary = field(default_factory=Diary)
    cases: list[Case] = field(default_factory=list)
    _to_come: list[tuple[date, float, int, Callable[[], object]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def manager(self) -> User:
        """The manager of the worker's team."""
        return self.house.manager_of(self.worker)

    @property
    def procedure(self) -> Procedure:
        """The procedure the authority follows."""
        return self.house.procedure

    @property
    def today(self) -> date:
        """The last working day that has come when the demonstration is made."""
        return self.diary.today

    @property
    def case_ids(self) -> list[int]:
        """The cases of the family's children, the first child's first."""
        return [case.pk for case in self.cases]

    def name_of(self, case: Case) -> str:
        """Give the child's given name."""
        return str(case.child.given_names)

    @contextmanager
    def on(self, day: date, hour: float = 10) -> Iterator[datetime]:
        """Hold the clock on a day at an hour, after everything that was to come before it."""
        self.live((day, hour))
        with self.diary.on(day, hour) as moment:
            yield moment

    def later(self, day: date, hour: float, act: Callable[[], object]) -> None:
        """Let something happen on a day at an hour, when the story comes there."""
        heapq.heappush(self._to_come, (day, hour, next(self._numbers), act))

    def live(self, until: tuple[date, float] | None = None) -> None:
        """Let what was to come happen in order, up to a moment; nothing happens later than
        today.
        """
        end = min(until or END_OF_TIME, (self.today, 24.0))
        while self._to_come and self._to_come[0][:2] < end:
            day, hour, _number, act = heapq.heappop(self._to_come)
            with self.diary.on(day, hour):
                act()
