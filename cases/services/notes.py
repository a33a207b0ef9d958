"""Writing case notes: begun, finished, and from then on only added to."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.models import Case, CaseNote, CaseNoteChild, NoteAddendum, NoteState
from cases.selectors.notes import (
    ENTERED_IN_ERROR,
    files_with,
    find_note,
    obstacle_to_adding,
    obstacle_to_editing_note,
    obstacle_to_noting,
)
from cases.services.locking import lock_cases
from cases.services.notices import tell_of_papers
from cin.accounts.models import User
from cin.accounts.permissions import may_contribute, may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, NotReady, StepNotAllowed
from cin.core.services import revise
from cin.documents.checking import CheckedFile
from cin.documents.models import Attachment
from cin.documents.selectors import attached_to
from cin.documents.services import Belonging, attach_file, share_file, withdraw_file
from cin.procedures.readiness import Blocker

NOTE = "note"
TAKEN_OUT = "The note was taken out of this child's file"


@dataclass(frozen=True, kw_only=True)
class NoteDetails:
    """What a note says; `happened_at` is an aware moment in the past, of which only the day counts
    when the hour is not known.
    """

    kind: str
    title: str
    happened_at: datetime
    heading: str = ""
    people_present: str = ""
    text: str = ""
    is_significant: bool = False
    is_third_party: bool = False
    is_hour_known: bool = True


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file to attach, and what it shows."""

    file: CheckedFile
    title: str = ""


@transaction.atomic
def record_note(
    *,
    case_id: int,
    actor: User,
    details: NoteDetails,
    siblings: Iterable[int] = (),
    file: NewFile | None = None,
) -> CaseNote:
    """Begin a note in a child's file, and in those of the brothers and sisters named; it is not
    finished yet.

    Refuses (BadInput) a note without a title, in the future or before a child's referral;
    (NotFound) a child of another family or one this person may not know of; (StepNotAllowed) a
    closed case.
    """
    cases = lock_family(case_id, actor, siblings)
    _refuse_bad(details, cases)
    note = CaseNote.objects.create(case=cases[0], author=actor, **asdict(details))
    put_in_files(note, cases)
    _write_down("cases.record_note", note, cases, actor)
    _attach(note, cases, actor, file)
    return note


@transaction.atomic
def edit_note(
    *,
    note_id: int,
    actor: User,
    seen_version: int,
    details: NoteDetails,
    siblings: Iterable[int] = (),
    file: NewFile | None = None,
) -> CaseNote:
    """Change a note that is not finished; `seen_version` is the version that was on screen.

    Refuses as `record_note` does, (NotPermitted) anybody but its author, (ChangedMeanwhile) an edit
    that did not see the latest text, and (StepNotAllowed) a finished note. A brother or sister
    left out has the note, and what is attached to it, taken out of their file; one who is added has
    what was attached before too.
    """
    found = find_note(actor, note_id)
    wanted = {found.case_id, *siblings}
    earlier = {case.pk for case in files_with(actor, found)}
    locked = _lock_of_family(found.case_id, actor, wanted | earlier)
    cases = [case for case in locked if case.pk in wanted]
    _refuse_closed(cases)
    note = _editable(note_id, actor)
    _refuse_bad(details, cases)
    revise(note, seen_version=seen_version, changes=asdict(details))
    note.save()
    _take_out(note, [case for case in locked if case.pk not in wanted], actor)
    _put_in_more(note, [case for case in cases if case.pk not in earlier], actor)
    _write_down("cases.edit_note", note, locked, actor)
    _attach(note, cases, actor, file)
    return note


@transaction.atomic
def finish_note(*, note_id: int, actor: User) -> CaseNote:
    """Finish a note, so that nobody can change it.

    Refuses (NotReady) a note without text, (NotPermitted) anybody but its author, and
    (StepNotAllowed) a finished note and a closed case.
    """
    cases = _lock_files(actor, find_note(actor, note_id))
    note = _editable(note_id, actor)
    if not note.text.strip():
        raise NotReady([Blocker(code="note-text", message="Write what happened or was said")])
    note.finished_at = clock.now()
    note.case = next((case for case in cases if case.pk == note.case_id), note.case)
    take_step(note, "finish_note", actor=actor)
    _write_down("cases.finish_note", note, [c for c in cases if c.pk != note.case_id], actor)
    if Attachment.objects.filter(kind=NOTE, of_id=note.pk, withdrawn_at=None).exists():
        tell_of_papers(cases, actor=actor, what=note.title)
    return note


@transaction.atomic
def file_note(*, cases: Sequence[Case], actor: User, details: NoteDetails) -> CaseNote:
    """File a finished note in the files of locked cases, on behalf of a later stage whose own page
    was filled in: minutes, a consent, an assessment that was shared.
    """
    note = CaseNote(
        case=cases[0],
        author=actor,
        state=NoteState.FINAL,
        finished_at=clock.now(),
        **asdict(details),
    )
    note.save()
    put_in_files(note, cases)
    _write_down("cases.file_note", note, cases, actor)
    return note


@transaction.atomic
def add_addendum(*, note_id: int, actor: User, text: str, why: str) -> NoteAddendum:
    """Add to a finished note, saying why; what was there stays as it was, and a closed case can be
    added to as well.

    Refuses (BadInput) no text and no reason, (StepNotAllowed) a note that is not finished, and
    (NotPermitted) somebody who may not work on the case.
    """
    cases = _lock_files(actor, find_note(actor, note_id))
    note = CaseNote.objects.locked().get(pk=note_id)
    _refuse_reader(cases, actor)
    if obstacle := obstacle_to_adding(note):
        raise StepNotAllowed(obstacle)
    if not text.strip():
        raise BadInput("text", "Write what is to be added")
    if not why.strip():
        raise BadInput("why", "Say why it is added")
    addendum = NoteAddendum.objects.create(note=note, text=text, why=why, added_by=actor)
    _write_down("cases.add_addendum", note, cases, actor)
    return addendum


@transaction.atomic
def attach_to_note(*, note_id: int, actor: User, file: NewFile) -> CaseNote:
    """Attach a file to a note, finished or not, in every file in which the note stands and which
    this person may open. Refuses (StepNotAllowed) a closed case.
    """
    cases = _lock_files(actor, find_note(actor, note_id))
    _refuse_reader(cases, actor)
    note = CaseNote.objects.locked().get(pk=note_id)
    _refuse_closed(cases)
    if note.is_withdrawn:
        raise StepNotAllowed(ENTERED_IN_ERROR)
    _attach(note, cases, actor, file)
    if note.is_final:
        tell_of_papers(cases, actor=actor, what=file.title or file.file.name)
    return note


def lock_family(case_id: int, actor: User, others: Iterable[int]) -> list[Case]:
    """Lock the open cases of one child and of brothers and sisters, the child's own first.

    Refuses (NotFound) a child of another family and a case this person may not know of,
    (NotPermitted) one they may not work on, and (StepNotAllowed) a closed one.
    """
    cases = _lock_of_family(case_id, actor, others)
    _refuse_closed(cases)
    return cases


def _lock_of_family(case_id: int, actor: User, others: Iterable[int]) -> list[Case]:
    cases = lock_cases({case_id, *others}, actor)
    if len({case.family_id for case in cases}) > 1:
        raise NotFound("A note is about the children of one family.")
    _refuse_reader(cases, actor)
    return sorted(cases, key=lambda case: case.pk != case_id)


def put_in_files(note: CaseNote, cases: Sequence[Case]) -> None:
    """Put a note in the files of locked cases."""
    CaseNoteChild.objects.bulk_create(CaseNoteChild(note=note, case=case) for case in cases)


def _put_in_more(note: CaseNote, cases: Sequence[Case], actor: User) -> None:
    put_in_files(note, cases)
    attached = attached_to(note.case_id, NOTE, [note.pk]).filter(withdrawn_at=None)
    for row in attached if cases else []:
        for case in cases:
            share_file(attachment=row, case=case, actor=actor)


def _take_out(note: CaseNote, cases: Sequence[Case], actor: User) -> None:
    for case in cases:
        for row in attached_to(case.pk, NOTE, [note.pk]):
            withdraw_file(attachment=row, case=case, actor=actor, reason=TAKEN_OUT)
    note.children.filter(case__in=cases).delete()


def refuse_worker(cases: Iterable[Case], actor: User) -> None:
    """Refuse (NotPermitted) somebody who may not work on one of the cases."""
    for case in cases:
        if refusal := may_work.reason(case, actor):
            raise NotPermitted(refusal)


def _refuse_reader(cases: Iterable[Case], actor: User) -> None:
    for case in cases:
        if refusal := may_contribute.reason(case, actor):
            raise NotPermitted(refusal)


def refuse_bad_moment(happened_at: datetime, cases: Iterable[Case], field: str) -> None:
    """Refuse (BadInput) a moment in the future, or before the referral of one of the children."""
    if happened_at > clock.now():
        raise BadInput(field, "The date cannot be in the future")
    day = timezone.localtime(happened_at).date()
    for case in cases:
        if day < case.referral.received_on:
            raise BadInput(
                field,
                f"The date cannot be before the referral on {case.referral.received_on:%-d %B %Y}",
            )


def _refuse_closed(cases: Iterable[Case]) -> None:
    for case in cases:
        if obstacle := obstacle_to_noting(case):
            raise StepNotAllowed(obstacle)


def _refuse_bad(details: NoteDetails, cases: Sequence[Case]) -> None:
    if not details.title.strip():
        raise BadInput("title", "Enter what the note is about")
    refuse_bad_moment(details.happened_at, cases, "happened_at")


def _lock_files(actor: User, note: CaseNote) -> list[Case]:
    return lock_cases([case.pk for case in files_with(actor, note)], actor)


def _editable(note_id: int, actor: User) -> CaseNote:
    note = CaseNote.objects.locked().get(pk=note_id)
    if obstacle := obstacle_to_editing_note(note):
        raise StepNotAllowed(obstacle)
    if note.author_id != actor.pk:
        raise NotPermitted("Only the person who began a note can change it.")
    return note


def _attach(note: CaseNote, cases: Sequence[Case], actor: User, new: NewFile | None) -> None:
    if new is not None:
        to = Belonging(kind=NOTE, of_id=note.pk, title=new.title)
        attach_file(cases=cases, actor=actor, file=new.file, to=to)


def _write_down(action: str, note: CaseNote, cases: Iterable[Case], actor: User) -> None:
    """Write one line in each child's history: each child's file stands alone."""
    for case in cases:
        record(
            action=action,
            subject=note,
            case=case,
            actor=actor,
            states=("", note.state),
            details={"kind": note.kind},
        )
