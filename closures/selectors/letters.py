"""Who is written to when a case closes, and the letters that were written."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import Case
from cases.selectors.access import visible_cases
from cases.selectors.telling import Recipient, recipients_of
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from closures.models import ClosingLetter, DisagreementMeeting, LetterKind, Preparation
from closures.selectors.parties import parties_of

_KINDS = {
    "child": LetterKind.CHILD,
    "parent_carer": LetterKind.PARENT_CARER,
    "agency_professional": LetterKind.AGENCY,
}


@dataclass(frozen=True, kw_only=True)
class LetterTo:
    """Somebody who can be written to, as whom, and the letter there is; `is_due` where the
    procedure wants one.
    """

    recipient: Recipient
    kind: str
    is_due: bool
    letter: ClosingLetter | None

    @property
    def name(self) -> str:
        """The name of who is written to."""
        return self.recipient.name


def letters_of(preparation: Preparation | None) -> QuerySet[ClosingLetter]:
    """List the letters of an ending, with who wrote and sent them."""
    found = ClosingLetter.objects.filter(preparation=preparation)
    return found.select_related("written_by", "sent_by", "party", "person")


def letters_to(case: Case, preparation: Preparation | None) -> list[LetterTo]:
    """List who can be written to: the child, those who care for the child, and the professionals
    around them. Who is not to be told something is not among them (BIR-98, PET-101).
    """
    due = set(procedure_in_force(case.authority_id).get("closure_letters"))
    kinds = {party.person_id: _KINDS.get(party.kind) for party in parties_of(case)}
    letters = {
        letter.person_id: letter
        for letter in (letters_of(preparation) if preparation else [])
        if letter.kind != LetterKind.ACKNOWLEDGEMENT
    }
    return [
        LetterTo(
            recipient=each,
            kind=kind,
            is_due=kind in due,
            letter=letters.get(each.person.pk),
        )
        for each in recipients_of(case)
        if not each.limits and (kind := kinds.get(each.person.pk))
    ]


def not_written_to(case: Case, preparation: Preparation | None) -> list[LetterTo]:
    """List who is to have a letter by the procedure and was sent none."""
    return [
        each
        for each in letters_to(case, preparation)
        if each.is_due and (each.letter is None or not each.letter.is_sent)
    ]


def find_letter(user: User, letter_id: int) -> ClosingLetter:
    """Give one letter with its case; refuses (NotFound) one of a case this person may not know
    of.
    """
    found = (
        ClosingLetter.objects.filter(pk=letter_id, preparation__case__in=visible_cases(user))
        .select_related(
            "preparation__case__child",
            "preparation__case__authority",
            "preparation__case__team",
            "preparation__case__worker",
            "person",
            "sent_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such letter, or it belongs to another team.")
    return found


def find_disagreement_meeting(user: User, meeting_id: int) -> DisagreementMeeting:
    """Give a meeting about a disagreement with its case; refuses (NotFound) one of a case this
    person may not know of.
    """
    found = (
        DisagreementMeeting.objects.filter(pk=meeting_id, preparation__case__in=visible_cases(user))
        .select_related(
            "preparation__case__child",
            "preparation__case__authority",
            "preparation__case__team",
            "preparation__case__worker",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such meeting, or it belongs to another team.")
    return found
