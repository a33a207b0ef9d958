"""The ticket that a page carries: proof of whose form it is, when nobody is signed in any more."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.core import signing
from django.http import QueryDict

from cin.core.keeping import TICKET
from cin.drafts.services import Place

SALT = "cin.drafts.ticket"
# A page left open from a Thursday to the Wednesday after still gets its text kept.
GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Ticket:
    """Whose form this is, and where; signed by the house, so that nobody else can make one."""

    person_id: int
    place: Place


def issue(person_id: int, place: Place) -> str:
    """Make the ticket of one person's form."""
    said = {"person": person_id, "place": asdict(place)}
    return signing.dumps(said, salt=SALT, compress=True)


def read(sent: QueryDict) -> Ticket | None:
    """Read the ticket in a sent form; nothing when there is none, or it is false or too old."""
    try:
        said = signing.loads(sent.get(TICKET, ""), salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return Ticket(said["person"], Place(**said["place"]))
