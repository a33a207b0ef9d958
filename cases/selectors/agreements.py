"""Whether the family has agreed to what a step would do, and what is missing if not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.models import Case, Consent, ConsentPurpose, ConsentResponse, RefusalReview, RefusalState
from cases.selectors.consents import (
    AGAINST,
    AGREEING,
    Asked,
    child_asked,
    holds,
    review_of,
    standing_for,
    who_can_agree,
)
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import Blocker


@dataclass(frozen=True, kw_only=True)
class _Held:
    """What a step is held to: the setting that may require it, and what is agreed to in words."""

    setting: str
    to: str


_HELD: Mapping[str, _Held] = {
    AGREEING: _Held(setting="assessment_consent", to="the assessment"),
    ConsentPurpose.EARLY_HELP: _Held(setting="early_help_consent", to="a transfer to early help"),
    ConsentPurpose.CIN_PLAN: _Held(setting="plan_consent", to="support under a plan"),
}


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Where a case stands with agreement for one purpose on a day.

    `is_asked_for` and `is_required` are what the authority's procedure says of it.
    """

    to: str
    setting: str
    cites: tuple[str, ...]
    given: list[Consent]
    against: list[Consent]
    reviews: list[RefusalReview]
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
    def waiting(self) -> RefusalReview | None:
        """The refusal that waits for a manager, if there is one."""
        return self._last(RefusalState.ASKED)

    @property
    def is_required(self) -> bool:
        """Whether the procedure lets the step wait for it."""
        return self.setting == "required"

    @property
    def is_asked_for(self) -> bool:
        """Whether the procedure looks for it at all."""
        return self.setting != "off"

    @property
    def consenting(self) -> set[int | None]:
        """Who agreed and can: anybody but an adult known to have no parental responsibility, and
        a child too young for it, whose words are heard and are no consent by themselves.
        """
        child = self.child.person.pk
        return {
            row.person_id
            for row in self.given
            if (
                self.child.is_needed
                if row.person_id == child
                else row.has_parental_responsibility is not False
            )
        }

    def lacks_child(self, agreed: set[int | None]) -> bool:
        """Say whether the child's own agreement is needed and not among those who agreed: of a
        young person of the procedure's age, unless a manager has authorised going on (ROC-21).
        """
        is_waived = self.override is not None or not self.is_required
        return self.child.is_needed and self.child.person.pk not in agreed and not is_waived

    def _last(self, state: str) -> RefusalReview | None:
        return next((review for review in self.reviews if review.state == state), None)


def agreement_to(case: Case, purpose: str, day: date) -> Agreement:
    """Say where a case stands with agreement to the assessment, to early help or to a plan, under
    the authority's procedure.
    """
    held = _HELD[purpose]
    procedure = procedure_in_force(case.authority_id)
    standing = standing_for(case, purpose)
    return Agreement(
        to=held.to,
        setting=str(procedure.get(held.setting)),
        cites=procedure.cites_for(held.setting),
        given=[row for row in standing if holds(row, day)],
        against=[row for row in standing if row.response in AGAINST],
        reviews=[review for row in standing if (review := review_of(row)) is not None],
        child=child_asked(case),
    )


def agreement_blockers(case: Case, purpose: str, day: date) -> list[Blocker]:
    """List what is missing before a step that the family must agree to, where the procedure
    requires it: somebody's agreement, a young person's own, or a manager's authority to go on
    without (ROC-17, ROC-106, ROC-176).
    """
    stands = agreement_to(case, purpose, day)
    if not stands.is_required or stands.override is not None:
        return []
    if lacking := _lacking(stands):
        return [Blocker(code="consent", message=lacking, cites=stands.cites)]
    return []


def _lacking(stands: Agreement) -> str:
    agreed = stands.consenting
    if agreed and stands.lacks_child(agreed):
        return f"Record that {stands.child.person} agreed to {stands.to} too"
    if agreed:
        return ""
    if stands.waiting is not None:
        return f"A manager decides on the refusal of {stands.to} that was brought"
    if stands.accepted is not None:
        day = plain_day(stands.accepted.decided_at)
        by = stands.accepted.decided_by
        return f"{by} accepted on {day} that there is no agreement to {stands.to}"
    if stands.against:
        return (
            f"The family did not agree to {stands.to}. Only a manager can authorise going on: "
            "bring the refusal to the manager on the page about consent"
        )
    if adult := next(
        (row for row in stands.given if row.person_id != stands.child.person.pk), None
    ):
        return (
            f"{adult.person} agreed to {stands.to}, and has no parental responsibility. Record on "
            "the page about consent that somebody who has it agreed"
        )
    return f"Record on the page about consent that the family agreed to {stands.to}"


def early_help_blockers(case: Case, day: date) -> list[Blocker]:
    """List what is missing before a case can end in early help (ROC-17, ROC-176): what every such
    ending is held to, from the referral or later.
    """
    return agreement_blockers(case, ConsentPurpose.EARLY_HELP, day)


def must_name_who_agreed(case: Case, day: date) -> bool:
    """Say whether an assessment can begin only with the name of who agreed: where the procedure
    requires consent, none is recorded that holds, and somebody who can give it is known (BIR-21).
    """
    stands = agreement_to(case, AGREEING, day)
    if not stands.is_required or stands.consenting:
        return False
    return any(each.is_to_be_asked for each in who_can_agree(case))


def agreement_in_words(case: Case, purpose: str, day: date) -> str:
    """Say in a sentence what is recorded about agreement for a purpose, for the page of the step
    that is held to it; nothing where nothing is, and the procedure does not ask.
    """
    stands = agreement_to(case, purpose, day)
    told = [
        f"{row.person or 'the family'} {_ANSWERED[row.response]} on {plain_day(row.answered_on)}"
        for row in [*stands.given, *stands.against]
    ]
    if stands.override:
        told.append(f"{stands.override.decided_by} authorised going on without agreement")
    if told:
        return f"{stands.to.capitalize()}: {', '.join(told)}."
    if not stands.is_asked_for:
        return ""
    needed = "The procedure requires it." if stands.is_required else ""
    return f"No consent to {stands.to} is recorded yet. {needed}".strip()


_ANSWERED: Mapping[str, str] = {
    ConsentResponse.GIVEN: "agreed",
    ConsentResponse.REFUSED: "refused",
    ConsentResponse.WITHDRAWN: "took the agreement back",
}


def early_help_in_words(case: Case, day: date) -> str:
    """Say what is recorded about consent to a transfer to early help, for the pages on which a case
    can end there (ROC-17, ROC-176).
    """
    return agreement_in_words(case, ConsentPurpose.EARLY_HELP, day)
