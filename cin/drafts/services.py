"""Keeping what is typed, letting go of it, and clearing away what has served."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cin.accounts.models import User
from cin.audit.services import note_removal
from cin.core import clock
from cin.core.errors import TooMuchKept
from cin.drafts.models import Draft
from cin.drafts.selectors import handled, live_drafts, was_handled

# Ten novels in one form, and as many forms begun and left as a busy person opens in a year: honest
# work comes nowhere near, and nobody can fill the house by themselves.
MOST_TYPED = 2_000_000
MOST_DRAFTS = 400
TOO_LONG = (
    "There is too much text in this form for it to be kept unsaved. It is still on this page: copy "
    "it before you leave, or attach it as a file."
)
TOO_MANY = (
    f"You have {MOST_DRAFTS} unsaved texts, so no more are kept. What you typed is still on this "
    "page: save it here, or save or throw away others on Today, under Unfinished."
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which form of which record a text was typed in."""

    page: str
    address: str
    authority_id: int | None = None
    case_id: int | None = None
    case_reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Text:
    """What was typed on one opening of a form.

    `sequence` numbers the sendings of a page, None where it does not count. `taken_from` is the
    draft (its token and revision) that the page showed when it was opened.
    """

    submission: UUID
    answers: list[tuple[str, list[str]]]
    sequence: int | None = None
    taken_from: tuple[UUID, int] | None = None


@transaction.atomic
def keep_draft(*, person: User, place: Place, text: Text) -> Draft | None:
    """Keep what a person typed; nothing when the form was acted on meanwhile.

    Only the same opening of the form is written over, and only by what it sent later. The draft
    that the page took over is let go of, unless it was written on since: then both are kept.
    Refuses (TooMuchKept) more than anybody honestly types: a text of more than MOST_TYPED letters,
    and one more text than MOST_DRAFTS; what is kept already can always be gone on with.
    """
    if was_handled(person, text.submission):
        return None
    _refuse_too_much(person, place, text)
    draft, is_new = _row(person, place, text)
    if not is_new:
        found = Draft.objects.locked().filter(pk=draft.pk).first()
        if found is None:
            # It went between the two looks: its form acted, or another page took it over.
            return None if was_handled(person, text.submission) else _row(person, place, text)[0]
        draft = _write_over(found, text)
    _let_go_of_source(person, place.address, text)
    return draft


def _refuse_too_much(person: User, place: Place, text: Text) -> None:
    typed = sum(len(value) for _, values in text.answers for value in values)
    if typed > MOST_TYPED:
        raise TooMuchKept(TOO_LONG)
    if live_drafts().filter(person=person).count() < MOST_DRAFTS:
        return
    source = text.taken_from[0] if text.taken_from else text.submission
    own = Draft.objects.filter(person=person, address=place.address)
    if not own.filter(submission__in=[text.submission, source]).exists():
        raise TooMuchKept(TOO_MANY)


def _row(person: User, place: Place, text: Text) -> tuple[Draft, bool]:
    return Draft.objects.get_or_create(
        person=person,
        address=place.address,
        submission=text.submission,
        defaults={
            "page": place.page,
            "authority_id": place.authority_id,
            "case_id": place.case_id,
            "case_reference": place.case_reference,
            "answers": text.answers,
            "sequence": text.sequence or 0,
        },
    )


def _write_over(draft: Draft, text: Text) -> Draft:
    if text.sequence is not None and text.sequence < draft.sequence:
        return draft
    draft.answers = text.answers
    draft.sequence = draft.sequence if text.sequence is None else text.sequence
    draft.revision += 1
    draft.saved_at = clock.now()
    draft.save(update_fields=["answers", "sequence", "revision", "saved_at", "updated_at"])
    return draft


def _let_go_of_source(person: User, address: str, text: Text) -> None:
    if text.taken_from is None or text.taken_from[0] == text.submission:
        return
    source, revision = text.taken_from
    Draft.objects.filter(
        person=person, address=address, submission=source, revision=revision
    ).delete()


def forget_draft(*, person: User, address: str, text: Text) -> None:
    """Let go of the text of a form that is acted on, in the transaction that acts: of what was kept
    for this opening, and of the draft it took over, unless that was written on since.
    """
    Draft.objects.filter(person=person, address=address, submission=text.submission).delete()
    _let_go_of_source(person, address, text)


def throw_away(*, person: User, draft_id: int) -> bool:
    """Delete one draft because its owner says so; say whether there was one of theirs."""
    deleted, _ = Draft.objects.filter(person=person, pk=draft_id).delete()
    return bool(deleted)


def clear_handled() -> int:
    """Delete the drafts whose form was acted on; count them. Safe to run twice."""
    return Draft.objects.filter(handled()).delete()[0]


@transaction.atomic
def remove_left(left: list[Draft]) -> int:
    """Delete these drafts, unless somebody wrote on them since they were read, and write down whose
    they were, in which form and since when; count them.
    """
    read = {draft.pk: draft.revision for draft in left}
    rows = Draft.objects.locked().filter(pk__in=read).select_related("person")
    going = [draft for draft in rows if draft.revision == read[draft.pk]]
    for draft in going:
        note_removal(
            action="drafts.remove_left",
            subject=draft,
            of=draft.person,
            details={"page": draft.page, "untouched_since": draft.saved_at.isoformat()},
        )
    Draft.objects.filter(pk__in=[draft.pk for draft in going]).delete()
    return len(going)
