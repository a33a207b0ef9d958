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
    return [*adults, _the_child(case)]


def _the_child(case: Case) -> Asked:
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


@dataclass(frozen=True, kw_only=True)
class AgreementToAssessment:
    """Where a case stands with consent to its assessment on a day."""

    given: list[Consent]
    against: list[Consent]
    reviews: list[RefusalReview]
    setting: str
    child: Asked

    @property
    def override(self) -> RefusalReview | None:
        """The manager's authority to go on without agreement, if there is one."""
        return self._last(RefusalState.AUTHORISED)

    @property
    def accepted(self) -> RefusalReview | None:
        """The manager's acceptance of a refusal, if there is one."""
        return self._last(RefusalState.ACCEPTED)

    @property
    def is_required(self) -> bool:
        """Whether the procedure lets no assessment begin without it."""
        return self.setting == "required"

    def _last(self, state: str) -> RefusalReview | None:
        return next((review for review in self.reviews if review.state == state), None)


def agreement_to_assessment(case: Case, day: date) -> AgreementToAssessment:
    """Say where a case stands with consent to its assessment, under the authority's procedure."""
    standing = standing_for(case, AGREEING)
    reviews = [review for row in standing if (review := review_of(row)) is not None]
    return AgreementToAssessment(
        given=[row for row in standing if holds(row, day)],
        against=[row for row in standing if row.response in AGAINST],
        reviews=reviews,
        setting=str(procedure_in_force(case.authority_id).get("assessment_consent")),
        child=_the_child(case),
    )


def must_name_who_agreed(case: Case, day: date) -> bool:
    """Say whether an assessment can begin only with the name of who agreed: where the procedure
    requires consent, none is recorded that holds, and somebody who can give it is known (BIR-21).
    """
    stands = agreement_to_assessment(case, day)
    if not stands.is_required or stands.given:
        return False
    return any(each.is_needed or not each.is_child for each in who_can_agree(case))


def agreement_in_words(case: Case, day: date) -> str:
    """Say in a sentence what is recorded about consent to the assessment, for the page on which
    it begins.
    """
    stands = agreement_to_assessment(case, day)
    told = [
        f"{row.person or 'The family'} agreed on {_day(row.answered_on)}" for row in stands.given
    ]
    told += [
        f"{row.person or 'The family'} {row.get_response_display().lower()} the assessment on "
        f"{_day(row.answered_on)}"
        for row in stands.against
    ]
    if stands.override:
        told.append(f"{stands.override.decided_by} authorised going on without agreement")
    if told:
        return f"{'. '.join(told)}."
    needed = "The procedure requires it." if stands.is_required else ""
    return f"No consent to the assessment is recorded yet. {needed}".strip()


def early_help_in_words(case: Case, day: date) -> str:
    """Say what is recorded about consent to a transfer to early help, for the pages on which a case
    can end there (ROC-17, ROC-176).
    """
    standing = standing_for(case, ConsentPurpose.EARLY_HELP)
    given = [row for row in standing if holds(row, day)]
    against = [row for row in standing if row.response in AGAINST]
    if against:
        row = against[0]
        answer = row.get_response_display().lower()
        return f"Transfer to early help: {answer} by {row.person} on {_day(row.answered_on)}."
    if given:
        return f"Transfer to early help: {given[0].person} agreed on {_day(given[0].answered_on)}."
    return "No consent to a transfer to early help is recorded. The family must agree to it first."


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


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
