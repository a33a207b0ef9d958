"""What was shared about a family, what allows sharing now, and the advice asked about it."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from cases.models import (
    Case,
    Consent,
    ConsentResponse,
    RefusalReview,
    RefusalState,
    Sharing,
    SharingAdvice,
    SharingBasis,
)
from cases.selectors.access import visible_cases
from cases.selectors.consents import consents_of, holds, standing_among
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.core.errors import NotFound
from cin.core.templatetags.cin import plain_day

MANAGER, PROTECTION = "manager", SharingBasis.PROTECTION.value
_CONSENT, _REVIEW = "consent-", "review-"


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """One thing that allows information to be shared: `key` names it on a form."""

    key: str
    label: str
    consent: Consent | None = None
    review: RefusalReview | None = None


def sharings_of(case: Case) -> list[Sharing]:
    """List what was shared on a case, the latest first, with what was withdrawn."""
    people = ("consent__person", "authorised_by", "recorded_by", "withdrawn_by")
    return list(case.sharings.select_related(*people))


def advice_on(case: Case) -> list[SharingAdvice]:
    """List the advice asked on a case about sharing, the latest first."""
    people = ("asked_by", "answer_recorded_by", "withdrawn_by")
    return list(case.sharing_advice.select_related(*people))


def allowances(case: Case, user: User, day: date | None = None) -> list[Allowance]:
    """List what allows this person to share on a day: the agreements that hold, what managers had
    authorised, a manager's own authority, and the protection of a child, which needs nobody's
    leave. Without a day, agreements for a time that is over are among them.
    """
    agreed = [row for row in standing_among(consents_of(case)) if _allows(row, day)]
    found = [_agreement(row) for row in agreed]
    found += [_authority(row) for row in _authorised(case, day)]
    if not may_manage.reason(case, user):
        label = "Without consent, on my authority as a manager"
        found.append(Allowance(key=MANAGER, label=label))
    label = str(SharingBasis.PROTECTION.label)
    return [*found, Allowance(key=PROTECTION, label=label)]


def _allows(row: Consent, day: date | None) -> bool:
    if day is None:
        return row.response == ConsentResponse.GIVEN
    return holds(row, day) and row.answered_on <= day


def _agreement(row: Consent) -> Allowance:
    whose = row.person or "the family"
    label = f"Consent of {whose}, {plain_day(row.answered_on)}: {row.purpose_in_words}"
    return Allowance(key=f"{_CONSENT}{row.pk}", label=label, consent=row)


def _authorised(case: Case, day: date | None) -> list[RefusalReview]:
    rows = case.refusal_reviews.filter(state=RefusalState.AUTHORISED)
    return [
        row
        for row in rows.select_related("consent", "decided_by")
        if day is None or (row.decided_at and localtime(row.decided_at).date() <= day)
    ]


def _authority(row: RefusalReview) -> Allowance:
    about = row.consent.purpose_in_words
    label = f"Without consent, authorised by {row.decided_by} on {plain_day(row.decided_at)}"
    return Allowance(key=f"{_REVIEW}{row.pk}", label=f"{label}: {about}", review=row)


def find_sharing(user: User, sharing_id: int) -> Sharing:
    """Give one sharing of a case this person may open; refuses (NotFound) any other."""
    rows = Sharing.objects.filter(case__in=visible_cases(user)).select_related("case__child")
    found = rows.filter(pk=sharing_id).first()
    if found is None:
        raise NotFound("There is no such record, or it belongs to another team.")
    return found


def find_advice(user: User, advice_id: int) -> SharingAdvice:
    """Give one question about sharing, of a case this person may open; refuses (NotFound) any
    other.
    """
    rows = SharingAdvice.objects.filter(case__in=visible_cases(user)).select_related("case__child")
    found = rows.filter(pk=advice_id).first()
    if found is None:
        raise NotFound("There is no such record, or it belongs to another team.")
    return found


def obstacle_to_answering(advice: SharingAdvice) -> str:
    """Say why a question about sharing takes no answer any more, or nothing."""
    if advice.is_withdrawn:
        return "This was withdrawn."
    return "This was answered already." if advice.answered_on else ""
