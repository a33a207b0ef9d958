"""What pages read about case notes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cases.models import Case, CaseNote, CaseNoteChild, NoteAddendum, NoteState
from cases.models.withdrawable import WithdrawableQuerySet
from cases.permissions import may_withdraw_note
from cases.selectors.access import visible_cases
from cases.selectors.people import sibling_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force

ENTERED_IN_ERROR = "This note was entered in error and withdrawn: it stays as it is."
CONSENT_TITLE = "consent_case_note_title"


@dataclass(frozen=True, kw_only=True)
class WantedNotes:
    """Which notes to list; the days are local and both included, and what is empty does not
    count.
    """

    kind: str = ""
    heading: str = ""
    author: int | None = None
    first: date | None = None
    last: date | None = None
    words: str = ""


def notes_about(case: Case, wanted: WantedNotes | None = None) -> WithdrawableQuerySet:
    """List the notes in a child's file, newest first, each with its author and, where it is a
    manager's, what it decides; those entered in error are among them.
    """
    people = ("author", "withdrawn_by", "oversight")
    found: WithdrawableQuerySet = CaseNote.objects.filter(children__case=case)
    found = found.select_related(*people)
    if wanted is not None:
        found = _only(found, wanted)
    return found.order_by("-happened_at", "-pk")


def _only(found: WithdrawableQuerySet, wanted: WantedNotes) -> WithdrawableQuerySet:
    if wanted.words:
        # What a note entered in error says is not found out by asking for its words.
        found = found.standing()
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.heading:
        found = found.filter(heading=wanted.heading)
    if wanted.author is not None:
        found = found.filter(author_id=wanted.author)
    if wanted.first is not None:
        found = found.filter(happened_at__gte=_midnight(wanted.first))
    if wanted.last is not None:
        found = found.filter(happened_at__lt=_midnight(wanted.last + timedelta(days=1)))
    for word in wanted.words.split()[:10]:
        found = found.filter(_has(word))
    return found


def _has(word: str) -> Q:
    """Look for a word wherever a note has text, what was added to it included."""
    own = ("title", "text", "people_present", "oversight__decision", "oversight__rationale")
    added = NoteAddendum.objects.filter(note=OuterRef("pk"), text__icontains=word)
    asked = Q(Exists(added))
    for name in (*own, "oversight__reflection"):
        asked |= Q(**{f"{name}__icontains": word})
    return asked


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def find_note(user: User, note_id: int) -> CaseNote:
    """Give one note; refuses (NotFound) a note in no file that this person may open."""
    reachable = CaseNoteChild.objects.filter(note_id=note_id, case__in=visible_cases(user))
    found = (
        CaseNote.objects.filter(pk__in=reachable.values("note_id"))
        .select_related(
            "author",
            "withdrawn_by",
            "oversight",
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "case__referral",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such note, or it belongs to another team.")
    return found


def files_with(user: User, note: CaseNote) -> list[Case]:
    """List the cases in whose files a note stands, and which this person may open."""
    return list(
        visible_cases(user)
        .filter(notes__note=note)
        .select_related("child", "authority", "team", "worker", "referral")
        .order_by("notes__pk")
    )


def case_read_in(user: User, note: CaseNote) -> Case:
    """Give the case in whose file this person reads a note: the one it was begun in, or else the
    first of theirs.
    """
    cases = files_with(user, note)
    return next((case for case in cases if case.pk == note.case_id), cases[0])


def siblings_for(user: User, note: CaseNote) -> list[Case]:
    """List the brothers and sisters whose files a note can stand in: those with an open case, and
    those it stands in already.
    """
    already = [case for case in files_with(user, note) if case.pk != note.case_id]
    others = [case for case in sibling_cases(user, note.case) if case not in already]
    return [*already, *others]


def addenda_of(note: CaseNote) -> list[NoteAddendum]:
    """List what was added to a note since it was finished, oldest first."""
    return list(note.addenda.select_related("added_by"))


def obstacle_to_noting(case: Case) -> str:
    """Say why nothing more can be written in a case, or nothing when it can."""
    if case.is_open:
        return ""
    return f"Case {case.reference} is closed, so nothing can be added to it."


def obstacle_to_withdrawing_note(note: CaseNote) -> str:
    """Say why a note cannot be withdrawn, or nothing when it can."""
    if note.is_withdrawn:
        return "This note was withdrawn already."
    if note.consents.exists():
        return "A consent rests on this note. Record the right answer with the consents instead."
    return ""


def obstacle_to_adding(note: CaseNote) -> str:
    """Say why nothing can be added to a note, or nothing when it can."""
    if note.is_withdrawn:
        return ENTERED_IN_ERROR
    return "" if note.is_final else "This note is not finished yet: change the note itself."


def may_read_whole(note: CaseNote, user: User) -> bool:
    """Say whether this person may read what a note says: of one entered in error, which may tell of
    another family, only its author and the managers of the child's case.
    """
    return not note.is_withdrawn or not may_withdraw_note.reason(note, user)


def obstacle_to_editing_note(note: CaseNote) -> str:
    """Say why a note can no longer be changed, or nothing when it can."""
    if note.is_withdrawn:
        return ENTERED_IN_ERROR
    if not note.is_final:
        return obstacle_to_noting(note.case)
    return "This note is finished, so it cannot be changed. Add to it instead."


def unfinished_notes(user: User) -> QuerySet[CaseNote]:
    """List the notes this person began and has not finished, in files they may open, oldest
    first.
    """
    return (
        CaseNote.objects.standing()
        .filter(author=user, state=NoteState.DRAFT, case__in=visible_cases(user).open())
        .select_related("case__child")
        .order_by("happened_at", "pk")
    )


def headings_for(case: Case) -> list[str]:
    """List the headings under which the authority files its notes; none where its procedure names
    none.
    """
    procedure = procedure_in_force(case.authority_id)
    named = [*procedure.get("case_note_headings"), procedure.get("meeting_case_note_heading")]
    return list(dict.fromkeys(heading for heading in named if heading))


def title_of_consent(case: Case) -> str:
    """Give the title of a note about consent (ROC-22), where the procedure has one."""
    return str(procedure_in_force(case.authority_id).get(CONSENT_TITLE) or "")


def authors_about(case: Case) -> list[tuple[str, str]]:
    """List who wrote notes in a child's file, by name, as the choices of a list."""
    written = User.objects.filter(pk__in=notes_about(case).order_by().values("author_id"))
    return [(str(pk), name) for pk, name in written.order_by("name").values_list("pk", "name")]
