"""Writing the letters about an ending, and noting that they and other papers were sent."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import Case
from cases.selectors.safety_plans import safety_plan_in_force
from cases.services.safety_plans import share_safety_plan
from cases.services.telling import mind_limits
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.core.services import revise
from cin.core.templatetags.cin import plain_day
from closures.models import (
    ClosingLetter,
    DisagreementMeeting,
    LetterKind,
    PaperKind,
    PaperSent,
    PartyView,
    Position,
    Preparation,
)
from closures.selectors.letter_texts import BLANK
from closures.selectors.letters import find_disagreement_meeting, find_letter, letters_to
from closures.selectors.parties import find_party_view
from closures.services.preparing import open_preparation


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """What a letter says, where it goes, and whether the safety plan goes with it."""

    body: str
    address: str = ""
    with_safety_plan: bool = False


SENT = "This letter was sent, so it stays as it is."


@transaction.atomic
def write_letter(
    *,
    case_id: int,
    actor: User,
    person_id: int,
    seen_version: int | None,
    text: LetterText,
) -> ClosingLetter:
    """Write a letter about the ending to the child, somebody of the family or a professional
    (BIR-98, BIR-99, PET-101).

    Refuses (NotFound) somebody who is not on the case or is not to be told something,
    (StepNotAllowed) a letter that was sent, (ChangedMeanwhile) one somebody else changed, and
    (BadInput) an empty one, and a safety plan where none is in force.
    """
    preparation = open_preparation(case_id, actor, after_closing=True)
    to = next(
        (
            each
            for each in letters_to(preparation.case, preparation)
            if each.recipient.person.pk == person_id
        ),
        None,
    )
    if to is None:
        raise NotFound("There is nobody of that name to write to.")
    if text.with_safety_plan and safety_plan_in_force(preparation.case) is None:
        raise BadInput("with_safety_plan", "No safety plan is in force")
    letter = to.letter or ClosingLetter(
        preparation=preparation, kind=to.kind, person=to.recipient.person, recipient=to.name
    )
    return _write(letter, preparation, actor, seen_version=seen_version, text=text)


@transaction.atomic
def acknowledge_disagreement(
    *, view_id: int, actor: User, seen_version: int | None, text: LetterText
) -> ClosingLetter:
    """Write, as a manager, the letter that acknowledges what somebody who disagrees said (PET-97).

    Refuses (NotPermitted) anybody but a manager, (BadInput) an empty letter, (StepNotAllowed)
    somebody who does not disagree, and a letter that was sent.
    """
    found = find_party_view(actor, view_id)
    preparation = open_preparation(found.preparation.case_id, actor)
    if refusal := may_manage.reason(preparation.case, actor):
        raise NotPermitted(refusal)
    view = PartyView.objects.locked().get(pk=view_id)
    if view.position != Position.DISAGREES:
        raise StepNotAllowed(f"{view.name} does not disagree.")
    letter = ClosingLetter.objects.filter(party=view).first() or ClosingLetter(
        preparation=preparation,
        kind=LetterKind.ACKNOWLEDGEMENT,
        party=view,
        person=view.person,
        recipient=view.name,
    )
    return _write(letter, preparation, actor, seen_version=seen_version, text=text)


def _write(
    letter: ClosingLetter,
    preparation: Preparation,
    actor: User,
    *,
    seen_version: int | None,
    text: LetterText,
) -> ClosingLetter:
    if letter.is_sent:
        raise StepNotAllowed(SENT)
    if not text.body.strip():
        raise BadInput("body", "Write the letter")
    if letter.pk is not None:
        revise(letter, seen_version=seen_version or 0, changes={"body": text.body})
    letter.body, letter.address = text.body, text.address
    letter.with_safety_plan, letter.written_by = text.with_safety_plan, actor
    letter.save()
    record(action="closures.write_letter", subject=letter, case=preparation.case, actor=actor)
    return letter


@transaction.atomic
def note_letter_sent(
    *, letter_id: int, actor: User, sent_on: date, despite: str = ""
) -> ClosingLetter:
    """Note that a letter was sent on a day; from then on it stays as it is. A safety plan that went
    with it is noted as shared (BIR-100).

    Refuses (StepNotAllowed) one that was sent before, (BadInput) a day in the future, a letter with
    something left to write in it, and somebody who is not to be told something without a manager's
    reason (`despite`).
    """
    found = find_letter(actor, letter_id)
    preparation = open_preparation(found.preparation.case_id, actor, after_closing=True)
    case = preparation.case
    letter = ClosingLetter.objects.locked().get(pk=letter_id)
    if letter.is_sent:
        raise StepNotAllowed(SENT)
    if BLANK in letter.body:
        raise BadInput("sent_on", f"The letter still says {BLANK}. Finish it first")
    if sent_on > clock.today():
        raise BadInput("sent_on", "The date it was sent cannot be in the future")
    mind_limits(case, actor, names=letter.recipient, despite=despite, field="sent_on")
    letter.sent_on, letter.sent_by = sent_on, actor
    letter.save()
    if letter.with_safety_plan:
        _share_plan(case, letter, actor, despite)
    record(action="closures.note_letter_sent", subject=letter, case=case, actor=actor)
    return letter


def _share_plan(case: Case, letter: ClosingLetter, actor: User, despite: str) -> None:
    plan = safety_plan_in_force(case)
    if plan is None or letter.sent_on is None:
        raise BadInput("sent_on", "No safety plan is in force any more: change the letter first")
    share_safety_plan(
        plan_id=plan.pk,
        actor=actor,
        name=letter.recipient,
        shared_on=max(letter.sent_on, plan.in_force_on or letter.sent_on),
        despite=despite,
    )


@transaction.atomic
def note_decision_sent(
    *, case_id: int, actor: User, sent_on: date, recipients: str, despite: str = ""
) -> PaperSent:
    """Note that the record of the decision to close was sent to the people named, a line each
    (PET-90).

    Refuses (StepNotAllowed) an ending that is not proposed, (BadInput) a day before the decision or
    in the future, nobody, and somebody who is not to be told without a manager's reason.
    """
    preparation = open_preparation(case_id, actor, after_closing=True)
    if preparation.closure is None:
        raise StepNotAllowed("The ending is not proposed yet, so there is no decision to send.")
    decided_on = clock.day_of(preparation.closure.submitted_at)
    if sent_on < decided_on:
        raise BadInput("sent_on", f"The decision is of {plain_day(decided_on)}: not before that")
    return _note_sent(
        PaperSent(preparation=preparation, kind=PaperKind.DECISION),
        actor=actor,
        sent_on=sent_on,
        recipients=recipients,
        despite=despite,
    )


@transaction.atomic
def note_disagreement_minutes_sent(
    *, meeting_id: int, actor: User, sent_on: date, recipients: str, despite: str = ""
) -> PaperSent:
    """Note that the minutes of a meeting about a disagreement were sent to the people named, a line
    each (PET-94).

    Refuses (BadInput) a day before the meeting or in the future, nobody, and somebody who is not to
    be told without a manager's reason.
    """
    found = find_disagreement_meeting(actor, meeting_id)
    preparation = open_preparation(found.preparation.case_id, actor, after_closing=True)
    meeting = DisagreementMeeting.objects.get(pk=meeting_id)
    if sent_on < meeting.held_on:
        raise BadInput("sent_on", "The minutes cannot have been sent before the meeting")
    return _note_sent(
        PaperSent(preparation=preparation, kind=PaperKind.DISAGREEMENT, meeting=meeting),
        actor=actor,
        sent_on=sent_on,
        recipients=recipients,
        despite=despite,
    )


def _note_sent(
    paper: PaperSent, *, actor: User, sent_on: date, recipients: str, despite: str
) -> PaperSent:
    case = paper.preparation.case
    if sent_on > clock.today():
        raise BadInput("sent_on", "The date it was sent cannot be in the future")
    if not recipients.strip():
        raise BadInput("recipients", "Say who it was sent to")
    mind_limits(case, actor, names=recipients, despite=despite, field="recipients")
    paper.sent_on, paper.recipients, paper.sent_by = sent_on, recipients, actor
    paper.save()
    record(
        action="closures.note_paper_sent",
        subject=paper,
        case=case,
        actor=actor,
        details={"kind": paper.kind},
    )
    return paper
