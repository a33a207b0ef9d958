"""Writing in a child's chronology: entries, and what a line of the record means."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from cases.models import Case, ChronologyEntry, ChronologyMark, DayPrecision
from cases.selectors.chronology import find_entry
from cases.services.locking import lock_case
from cases.services.notes import refuse_worker
from cases.services.withdrawing import mark_withdrawn
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class EntryDetails:
    """What an entry says; `happened_on` is the first day of a month or year of which no more is
    known.
    """

    happened_on: date
    event: str
    source: str
    precision: str = DayPrecision.DAY
    significance: str = ""
    people: str = ""
    is_key: bool = False
    is_third_party: bool = False


@dataclass(frozen=True, kw_only=True)
class LineMark:
    """What a worker says of a line that the record tells by itself."""

    is_key: bool = False
    is_third_party: bool = False
    significance: str = ""


@transaction.atomic
def add_entry(*, case_id: int, actor: User, details: EntryDetails) -> ChronologyEntry:
    """Write an event into a chronology: of any time until today, in an open or a closed case.

    Refuses (NotPermitted) somebody who may not work on the case; (BadInput) a day in the future, no
    event and no source.
    """
    case = _locked(case_id, actor)
    if details.happened_on > clock.today():
        raise BadInput("happened", "The date cannot be in the future")
    if not details.event.strip():
        raise BadInput("event", "Enter what happened")
    if not details.source.strip():
        raise BadInput("source", "Enter where this is known from")
    entry = ChronologyEntry.objects.create(case=case, written_by=actor, **asdict(details))
    record(action="cases.add_chronology_entry", subject=entry, actor=actor)
    return entry


@transaction.atomic
def withdraw_entry(*, entry_id: int, actor: User, reason: str) -> ChronologyEntry:
    """Take an entry out of the chronology that is wrong: it stays in the record with the reason.

    Refuses (NotPermitted) somebody who may not work on the case, (StepNotAllowed) one withdrawn
    already, (BadInput) no reason.
    """
    case = _locked(find_entry(actor, entry_id).case_id, actor)
    entry = ChronologyEntry.objects.locked().get(pk=entry_id)
    entry.case = case
    mark_withdrawn(entry, actor=actor, reason=reason)
    record(action="cases.withdraw_chronology_entry", subject=entry, actor=actor, reason=reason)
    return entry


@transaction.atomic
def mark_line(*, case_id: int, actor: User, line: str, mark: LineMark) -> ChronologyMark:
    """Say of a line of a chronology, which the caller found, whether it is a key event and what it
    means; an earlier mark stays in the record and counts no more.

    Refuses (NotPermitted) somebody who may not work on the case.
    """
    case = _locked(case_id, actor)
    made = ChronologyMark.objects.create(case=case, line=line, marked_by=actor, **asdict(mark))
    record(action="cases.mark_chronology_line", subject=made, actor=actor, details={"line": line})
    return made


def _locked(case_id: int, actor: User) -> Case:
    case = lock_case(case_id, actor)
    refuse_worker([case], actor)
    return case
