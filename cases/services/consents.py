"""Recording who agreed to what; and the consent with which an assessment begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from cases.models import (
    Case,
    CaseNote,
    Consent,
    ConsentPurpose,
    ConsentResponse,
    NoteKind,
    RefusalReview,
    RefusalState,
)
from cases.selectors.agreements import Agreement, agreement_to
from cases.selectors.consents import AGREEING, Asked, who_can_agree
from cases.selectors.notes import headings_for, title_of_consent
from cases.services.locking import lock_case
from cases.services.notes import NOTE, NewFile, NoteDetails, file_note
from cases.services.notices import tell_of_papers
from cases.services.withdrawing import refuse_closed
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.core.templatetags.cin import plain_day
from cin.documents.services import Belonging, attach_file


@dataclass(frozen=True, kw_only=True)
class ConsentDetails:
    """One person's answer for several purposes at once; `answered_on` is the day it was given, and
    `valid_until` the last on which it holds.
    """

    person_id: int
    purposes: Sequence[str]
    response: str
    answered_on: date
    other_purpose: str = ""
    valid_until: date | None = None
    understanding: str = ""
    explained: Sequence[str] = ()
    information_given: Sequence[str] = ()
    explanation: str = ""
    reasons: str = ""
    alternative: str = ""


@transaction.atomic
def record_consent(
    *, case_id: int, actor: User, details: ConsentDetails, file: NewFile | None = None
) -> list[Consent]:
    """Record an answer for each purpose, and file a case note of it with the signed form attached
    (ROC-22); what stood before for the same purpose and person stays in the history.

    Refuses (NotPermitted) somebody who does not work on the case; (StepNotAllowed) a closed case;
    (BadInput) somebody who is not of the case, an agreement without what was explained (BIR-20), a
    child's answer without how it was understood (BIR-21, ROC-21), anything but an agreement
    without reasons, and days that cannot be.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    refuse_closed(case)
    asked = _of_case(case, [details.person_id], "person_id")[0]
    _refuse_bad(case, asked, details)
    note = _file_note(case, actor, asked, details)
    if file is not None:
        to = Belonging(kind=NOTE, of_id=note.pk, title=file.title or "Signed consent form")
        attach_file(cases=[case], actor=actor, file=file.file, to=to)
        tell_of_papers([case], actor=actor, what=to.title)
    return [
        _write(_row(case, actor, asked, details, purpose, note)) for purpose in details.purposes
    ]


@dataclass(frozen=True, kw_only=True)
class AssessmentConsent:
    """What was said of consent when an assessment began on a day: that it was given, by whom; or
    why it goes on without.
    """

    on: date
    is_given: bool
    reason: str = ""
    agreed_by: Sequence[int] = ()


def settle_assessment_consent(case: Case, *, actor: User, said: AssessmentConsent) -> None:
    """Hold the beginning of an assessment of a locked case to the record of consent: what is
    recorded is used, what is new is written.

    Refuses (BadInput) going on without agreement where the procedure requires it and no manager has
    authorised that (BIR-21, ROC-22), an agreement that leaves open whose it is although somebody
    refused, one of people who cannot consent (an adult without parental responsibility, a young
    child), and one without a young person's own, whoever is named or nobody (ROC-21);
    (StepNotAllowed) an assessment whose refusal a manager has accepted (BIR-22, ROC-27).
    """
    stands = agreement_to(case, AGREEING, said.on)
    if said.is_given:
        _agree(case, actor, said, stands)
    else:
        _go_on_without(case, actor, said, stands)


def _agree(case: Case, actor: User, said: AssessmentConsent, stands: Agreement) -> None:
    agreeing = _of_case(case, said.agreed_by, "agreed_by")
    known = stands.consenting
    if not known and not any(each.is_to_be_asked for each in agreeing):
        _refuse_no_consent(agreeing, stands)
    has_agreed: set[int | None] = known | {each.person.pk for each in agreeing}
    if stands.lacks_child(has_agreed):
        told = f"{case.child} is old enough that the procedure asks for their own agreement too"
        raise BadInput("agreed_by", told)
    recorded = {row.person_id for row in stands.given}
    new: list[Asked | None] = [each for each in agreeing if each.person.pk not in recorded]
    for asked in new or ([] if known or agreeing else [None]):
        _write(_plain_row(case, actor, said.on, asked, ConsentResponse.GIVEN))


def _refuse_no_consent(agreeing: Sequence[Asked], stands: Agreement) -> None:
    """Refuse the word of those who cannot consent, where consent is required or was refused."""
    if agreeing and (stands.is_required or stands.against):
        told = f"{agreeing[0].in_words} cannot consent alone. Say who else agreed"
        raise BadInput("agreed_by", told)
    if stands.against:
        against = stands.against[0]
        told = f"{against.person or 'Somebody'} did not agree. Say who agreed"
        raise BadInput("agreed_by", told)


def _go_on_without(case: Case, actor: User, said: AssessmentConsent, stands: Agreement) -> None:
    if stands.override is not None:
        return
    if stands.accepted is not None:
        raise StepNotAllowed(
            f"{stands.accepted.decided_by} accepted on {plain_day(stands.accepted.decided_at)} "
            "that there is no agreement, so no assessment begins. Record a new answer on the "
            "consent page if that changes."
        )
    if stands.is_required:
        raise BadInput(
            "consent",
            "A manager must authorise going on without agreement. Record the refusal on the "
            "consent page, and bring it to the manager there",
        )
    if not stands.against:
        row = _plain_row(case, actor, said.on, None, ConsentResponse.WITHOUT)
        row.reasons = said.reason
        _write(row)


def _plain_row(case: Case, actor: User, on: date, asked: Asked | None, response: str) -> Consent:
    return Consent(
        case=case,
        person=asked.person if asked else None,
        purpose=AGREEING,
        response=response,
        answered_on=on,
        has_parental_responsibility=asked.has_parental_responsibility if asked else None,
        recorded_by=actor,
    )


def _row(
    case: Case, actor: User, asked: Asked, details: ConsentDetails, purpose: str, note: CaseNote
) -> Consent:
    is_other = purpose == ConsentPurpose.OTHER
    return Consent(
        case=case,
        person=asked.person,
        purpose=purpose,
        other_purpose=details.other_purpose.strip() if is_other else "",
        response=details.response,
        answered_on=details.answered_on,
        valid_until=details.valid_until,
        has_parental_responsibility=asked.has_parental_responsibility,
        understanding=details.understanding,
        explained=list(details.explained),
        information_given=list(details.information_given),
        explanation=details.explanation,
        reasons=details.reasons,
        alternative=details.alternative,
        note=note,
        recorded_by=actor,
    )


def _write(row: Consent) -> Consent:
    row.save()
    record(
        action="cases.record_consent",
        subject=row,
        actor=row.recorded_by,
        states=("", row.response),
        details={"kind": row.purpose},
    )
    overtaken = RefusalReview.objects.locked().filter(
        case_id=row.case_id,
        state=RefusalState.ASKED,
        consent__purpose=row.purpose,
        consent__other_purpose__iexact=row.other_purpose,
        consent__person_id=row.person_id,
        consent__answered_on__lte=row.answered_on,
    )
    for review in overtaken:
        review.case = row.case
        take_step(review, "overtake_refusal", actor=row.recorded_by)
    return row


def _of_case(case: Case, person_ids: Iterable[int], field: str) -> list[Asked]:
    by_id = {each.person.pk: each for each in who_can_agree(case)}
    wanted = list(person_ids)
    if not by_id.keys() >= set(wanted):
        raise BadInput(field, "Select somebody of this family")
    return [by_id[each] for each in wanted]


def _file_note(case: Case, actor: User, asked: Asked, details: ConsentDetails) -> CaseNote:
    title = title_of_consent(case) or "Consent"
    day = datetime.combine(details.answered_on, time(12), tzinfo=timezone.get_current_timezone())
    return file_note(
        cases=[case],
        actor=actor,
        details=NoteDetails(
            kind=NoteKind.CONSENT,
            title=title,
            happened_at=min(day, clock.now()),
            heading=title if title in headings_for(case) else "",
            people_present=str(asked.person),
            text=_in_words(asked, details),
            is_hour_known=False,
        ),
    )


def _in_words(asked: Asked, details: ConsentDetails) -> str:
    purposes = [
        details.other_purpose if purpose == ConsentPurpose.OTHER else str(_label(purpose))
        for purpose in details.purposes
    ]
    response = str(ConsentResponse(details.response).label)
    facts = {
        response: "; ".join(purposes),
        "By": asked.in_words,
        "Given to the family": "; ".join(details.information_given),
        "How it was explained": details.explanation,
        "Understanding": details.understanding,
        "Reasons": details.reasons,
        "Other support that was proposed": details.alternative,
    }
    return "\n".join(f"{name}: {value}" for name, value in facts.items() if value.strip())


def _label(purpose: str) -> str:
    return str(ConsentPurpose(purpose).label)


def _refuse_bad(case: Case, asked: Asked, details: ConsentDetails) -> None:
    is_given = details.response == ConsentResponse.GIVEN
    if not details.purposes:
        raise BadInput("purposes", "Select what it is for")
    if ConsentPurpose.OTHER in details.purposes and not details.other_purpose.strip():
        raise BadInput("other_purpose", "Say what it is for")
    if is_given and not details.explained:
        raise BadInput("explained", "Select what was explained before they agreed")
    if not is_given and not details.reasons.strip():
        raise BadInput("reasons", "Say why they did not agree, or why they were not asked")
    if asked.is_child and is_given and not details.understanding.strip():
        raise BadInput("understanding", "Say how the child understands what is agreed to")
    _refuse_bad_days(case, details)


def _refuse_bad_days(case: Case, details: ConsentDetails) -> None:
    received = case.referral.received_on
    if details.answered_on > clock.today():
        raise BadInput("answered_on", "The date cannot be in the future")
    if details.answered_on < received:
        told = f"The date cannot be before the referral on {plain_day(received)}"
        raise BadInput("answered_on", told)
    if details.valid_until is not None and details.valid_until < details.answered_on:
        raise BadInput("valid_until", "The last day cannot be before the answer")
