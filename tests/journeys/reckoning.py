"""The due dates a journey expects, worked out with the engine from what the journey itself did."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from alerts.labels import label_of
from cin.procedures.book import ProcedureBook, PublishedVersion, preset
from cin.procedures.calendar import england_and_wales
from cin.procedures.events import Child, Event, Facts
from cin.procedures.obligations import obligations

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Give the moment on the wall in London, as the running house reads it too."""
    return datetime.now(LONDON).replace(tzinfo=None)


@dataclass
class Reckoning:
    """What happened to one child so far, and what is due because of it."""

    slug: str
    born_on: date
    events: list[Event] = field(default_factory=list)

    def happened(self, kind: str, *, of: str = "", visit: str = "", exact: bool = False) -> None:
        """Note something that happens now, to the minute where hours are counted."""
        moment = now()
        number = f"{kind}-{len(self.events)}"
        at = moment if exact else None
        self.events.append(Event(type=kind, on=moment.date(), at=at, id=number, of=of, kind=visit))

    def due(self) -> dict[str, date]:
        """List what is due and not done, by the label the authority's pages give it."""
        procedure = preset(self.slug)
        book = ProcedureBook([PublishedVersion(number=1, effective_from=None, procedure=procedure)])
        facts = Facts(Child(born_on=self.born_on), events=tuple(self.events))
        listed = obligations(facts, book, england_and_wales(), now().date())
        return {
            label_of(each.key, procedure): each.due_on
            for each in reversed(listed)
            if each.met_on is None and each.due_on is not None
        }
