"""What pages and steps read about consent: whom to ask, what stands now, what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cases.models import (
    Case,
    Consent,
    ConsentPurpose,
    ConsentResponse,
    FamilyMember,
    FamilyRole,
    Person,
    RefusalReview,
    RefusalState,
)
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force

AGAINST = frozenset({ConsentResponse.REFUSED, ConsentResponse.WITHDRAWN})
# Answers that a manager can be asked about.
REVIEWABLE = AGAINST | {ConsentResponse.NOT_SOUGHT}
AGREEING = ConsentPurpose.ASSESSMENT


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody who can be asked to agree: a grown-up of the family, or the child."""

    person: Person
    place: str
    has_parental_responsibility: bool | None
    is_child: bool = False
    # Old enough that the procedure wants this answer beside the parents' (ROC-21).
    is_needed: bool = False

    @property
    def is_to_be_asked(self) -> bool:
        """Whether their answer is looked for: of everybody who may have parental responsibility,
        and of a child who is old enough.
        """
        return self.is_needed if self.is_child else self.has_parental_responsibility is not False

    @property
    def in_words(self) -> str:
        """The name, the place in the family, and whether they have parental responsibility."""
        facts = [self.place.lower()]
        if self.has_parental_responsibility:
            facts.append("has parental responsibility")
        elif self.has_parental_responsibility is False:
            facts.append("no parental responsibility")
        elif not self.is_child:
            facts.append("parental responsibility not known")
        return f"{self.person} ({', '.join(facts)})"


def who_can_agree(case: Case) -> list[Asked]:
    """List who can be asked to agree on a case: those with parental responsibility first, the child
    last.
    """
    members = FamilyMember.objects.filter(family_id=case.family_id).exclude(role=FamilyRole.CHILD)
    adults = [
        Asked(
            person=member.person,
            place=str(member.get_role_display()),
            has_parental_responsibility=member.has_parental_responsibility,
        )
        for member in members.select_related("person")
    ]
    adults.sort(key=lambda each: not each.has_parental_responsibility)
    return [*adults, child_asked(case)]


def child_asked(case: Case) -> Asked:
    """Give the child as somebody to ask, whose own answer is wanted from the procedure's age
    (ROC-21).
    """
    age = case.child.age_on(clock.today())
    grown = procedure_in_force(case.authority_id).get("consent_young_person_age")
    is_needed = grown is not None and age is not None and age >= int(str(grown))
    place = "the child" if age is None else f"the child, {age}"
    return Asked(
        person=case.child,
        place=place,
        has_parental_responsibility=None,
        is_child=True,
        is_needed=is_needed,
    )


def consents_of(case: Case) -> list[Consent]:
    """List every answer on a case, the latest first, with what managers decided on refusals."""
    rows = case.consents.select_related("person", "recorded_by", "note").prefetch_related(
        "reviews__asked_by", "reviews__decided_by"
    )
    return list(rows.order_by("-answered_on", "-pk"))


def standing_among(rows: Iterable[Consent]) -> list[Consent]:
    """Keep of some answers of one case, the latest first, what stands: the last for each purpose
    and person.
    """
    latest: dict[tuple[str, str, int | None], Consent] = {}
    for row in rows:
        latest.setdefault((row.purpose, row.other_purpose.casefold(), row.person_id), row)
    return list(latest.values())


def standing_for(case: Case, purpose: str) -> list[Consent]:
    """List what stands on a case for one purpose, the latest first."""
    return standing_among(row for row in consents_of(case) if row.purpose == purpose)


def holds(consent: Consent, day: date) -> bool:
    """Say whether an answer is an agreement that holds on a day, its last day included."""
    lasts = consent.valid_until is None or day <= consent.valid_until
    return consent.response == ConsentResponse.GIVEN and lasts


def review_of(consent: Consent) -> RefusalReview | None:
    """Give the last time that a refusal was brought to a manager, if it was."""
    return max(consent.reviews.all(), key=lambda review: review.pk, default=None)


def is_standing(consent: Consent) -> bool:
    """Say whether an answer is the last for its purpose and person."""
    rows = standing_for(consent.case, consent.purpose)
    return any(row.pk == consent.pk for row in rows)


def obstacle_to_review(consent: Consent, *, stands: bool | None = None) -> str:
    """Say why an answer cannot be brought to a manager, or nothing when it can; `stands` is known
    to a caller who has read all the answers.
    """
    if not consent.case.is_open:
        return f"Case {consent.case.reference} is closed, so nothing can be added to it."
    if consent.response not in REVIEWABLE:
        return "Only what was refused, withdrawn or not asked for is brought to a manager."
    if not (is_standing(consent) if stands is None else stands):
        return "A later answer was recorded, so this one no longer stands."
    review = review_of(consent)
    if review is None or review.state in {RefusalState.RETURNED, RefusalState.OVERTAKEN}:
        return ""
    if review.state == RefusalState.ASKED:
        return "This waits for a manager's decision already."
    return f"A manager has decided on this already: {review.get_state_display().lower()}."


def needs_discussion(consent: Consent) -> bool:
    """Say whether worker and manager must hold a reflective discussion first: where the procedure
    wants one, and the family proposed no other support (ROC-26).
    """
    wanted = procedure_in_force(consent.case.authority_id).flag("refusal_reflective_discussion")
    return wanted and not consent.alternative.strip()


def find_consent(user: User, consent_id: int) -> Consent:
    """Give one answer on a case this person may open; refuses (NotFound) any other."""
    found = (
        Consent.objects.filter(pk=consent_id, case__in=visible_cases(user))
        .select_related(*_CASE, "person", "recorded_by", "note")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record of consent, or it belongs to another team.")
    return found


def visible_reviews(user: User) -> QuerySet[RefusalReview]:
    """List the refusals brought to managers on the cases this person may open."""
    return RefusalReview.objects.filter(case__in=visible_cases(user)).select_related(
        *_CASE, "consent__person", "consent__recorded_by", "asked_by", "decided_by"
    )


_CASE = ("case__child", "case__authority", "case__worker", "case__team", "case__referral")


def find_review(user: User, review_id: int) -> RefusalReview:
    """Give one refusal brought to a manager; refuses (NotFound) one of a case this person may not
    open.
    """
    found = visible_reviews(user).filter(pk=review_id).first()
    if found is None:
        raise NotFound("There is no such refusal, or it belongs to another team.")
    return found


def awaiting_refusal_decision(user: User) -> QuerySet[RefusalReview]:
    """List the refusals that this manager could decide on, longest waiting first: none that they
    brought themselves.
    """
    asked = visible_reviews(user).filter(state=RefusalState.ASKED)
    return asked.exclude(asked_by=user).order_by("created_at", "pk")
