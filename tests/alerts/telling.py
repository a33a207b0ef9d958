"""Short words for stories about deadlines and alerts."""

from datetime import date

from alerts.models import Alert, Deadline
from alerts.services.deadlines import recompute
from alerts.services.raising import raise_alerts, refresh_case
from cases.models import Case
from cin.core import clock
from tests.stories import House, moment, supported, visited


def supported_since(house: House, day: str, **child: object) -> Case:
    """Bring a child to a plan in force on a day, and work out the deadlines on that day."""
    with clock.at(moment(day)):
        case = supported(house, **child)
        recompute([case.pk])
    return case


def open_of(case: Case, key: str) -> Deadline:
    """Give the one open deadline of a kind."""
    return Deadline.objects.get(case=case, key=key, met_on=None, withdrawn_at=None)


def open_visit(case: Case) -> Deadline:
    """Give the visit that is to be made next."""
    return open_of(case, "visit")


def visit_on(house: House, case: Case, day: str, **more: object) -> None:
    """Visit the child on a day, as the listener sees it."""
    with clock.at(moment(day)):
        visited(house, case, **more)
        refresh_case(case.pk)


def sweep(day: str) -> tuple[int, int]:
    """Run the sweep as it runs in the morning of a day; give the numbers raised and cleared."""
    with clock.at(moment(day)):
        done = raise_alerts(as_of=date.fromisoformat(day))
    return done.raised, done.cleared


def open_alerts(case: Case, key: str = "visit") -> set[tuple[str, str]]:
    """Give who stands alerted about one kind of deadline of a case, and how pressing it is."""
    rows = Alert.objects.filter(deadline__case=case, deadline__key=key, cleared_at=None)
    return {(row.recipient.username, row.tier) for row in rows.select_related("recipient")}
