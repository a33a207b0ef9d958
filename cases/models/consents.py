"""Who agreed to what, who did not, and what a manager decided on a refusal (forms 12 and 17)."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django_fsm import FSMField, transition

from cases import permissions
from cases.models.case import Case
from cases.models.notes import CaseNote
from cases.models.people import Person
from cin.core.models import LifecycleRecord, Record


class ConsentPurpose(models.TextChoices):
    """What somebody is asked to agree to."""

    FRONT_DOOR = "front_door", "Contact by the front door"
    ASSESSMENT = "assessment", "The assessment"
    CIN_PLAN = "cin_plan", "Support under a Child in Need plan"
    SHARE_EARLY_HELP = (
        "share_early_help",
        "Sharing the assessment with early help or early intervention",
    )
    EARLY_HELP = "early_help", "Transfer to early help"
    SHARE_AUTHORITY = "share_authority", "Sharing with another authority"
    OTHER = "other", "Something else"


class ConsentResponse(models.TextChoices):
    """What the answer was; the last is what is written when work went on without any."""

    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    NOT_SOUGHT = "not_sought", "Not sought"
    WITHOUT = "without", "Not given, and the work went on"


class Explained(models.TextChoices):
    """What was explained before the answer (ROC-19, ROC-20, BIR-20)."""

    PURPOSE = "purpose", "What it is for, and what it can bring"
    CONCERNS = "concerns", "What the concerns are, and the duties of the agencies"
    SECTION_17 = (
        "section_17",
        "That agreeing to the assessment is agreeing to the authority's involvement under "
        "section 17",
    )
    CHOICE = "choice", "That it can be refused or withdrawn, and what follows then"


class Consent(Record):
    """One person's answer for one purpose on one case, from a day.

    Nothing here is ever changed: a later row for the same purpose and person takes its place. No
    person is named where an assessment began and nobody said whose answer it was.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=30, choices=ConsentPurpose.choices)
    other_purpose = models.CharField(max_length=200, blank=True)
    response = models.CharField(max_length=20, choices=ConsentResponse.choices)
    answered_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    # As it was known on the day: what the family's record says may change later.
    has_parental_responsibility = models.BooleanField(null=True, blank=True)
    understanding = models.TextField(blank=True)
    explained = models.JSONField(default=list, blank=True)
    information_given = models.JSONField(default=list, blank=True)
    explanation = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    alternative = models.TextField(blank=True)
    note = models.ForeignKey(
        CaseNote, null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["case", "purpose"], name="consent_by_purpose")]
        constraints = [
            CheckConstraint(
                condition=Q(purpose__in=list(ConsentPurpose)), name="consent_purpose_known"
            ),
            CheckConstraint(
                condition=Q(response__in=list(ConsentResponse)), name="consent_response_known"
            ),
            CheckConstraint(
                condition=~Q(purpose=ConsentPurpose.OTHER) | ~Q(other_purpose=""),
                name="consent_other_purpose_named",
            ),
            CheckConstraint(
                condition=Q(response=ConsentResponse.GIVEN) | ~Q(reasons=""),
                name="consent_not_given_has_reasons",
            ),
            CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("answered_on")),
                name="consent_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose_in_words}: {self.get_response_display().lower()}"

    @property
    def purpose_in_words(self) -> str:
        """What it was for, as it was named."""
        return self.other_purpose or str(self.get_purpose_display())


class RefusalState(models.TextChoices):
    """What became of a refusal that was brought to a manager."""

    ASKED = "asked", "Waiting for a manager"
    ACCEPTED = "accepted", "Refusal accepted"
    AUTHORISED = "authorised", "Authorised to go on without agreement"
    RETURNED = "returned", "To be talked about with the family again"
    ESCALATED = "escalated", "A concern about significant harm is to be considered"
    OVERTAKEN = "overtaken", "Overtaken by a later answer"


class OverrideBasis(models.TextChoices):
    """On what ground work may go on without agreement."""

    HARM = "harm", "There is reasonable cause to suspect significant harm"
    RISK = "risk", "Asking, or waiting, would put the child at more risk"
    IMPAIRMENT = "impairment", "The child's health or development would be impaired without it"
    LAW = "law", "A court or the law requires it"


# What worker and manager think through together before a refusal is decided on (ROC-26, form 17).
DISCUSSION: Mapping[str, str] = {
    "short_term": "What does it mean for the child in the short term?",
    "long_term": "What does it mean for the child in the long term?",
    "implications": "What would assessing, or not assessing, bring?",
}


class RefusalReview(LifecycleRecord):
    """One refusal talked about with a manager, and what the manager decided."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="refusal_reviews")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="reviews")
    state = FSMField(choices=RefusalState.choices, default=RefusalState.ASKED, protected=True)
    # Empty where it is proposed that the refusal be accepted.
    basis = models.CharField(max_length=20, choices=OverrideBasis.choices, blank=True)
    reason = models.TextField()
    discussed_on = models.DateField(null=True, blank=True)
    short_term = models.TextField(blank=True)
    long_term = models.TextField(blank=True)
    implications = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(RefusalState)), name="refusal_review_state_known"
            ),
            CheckConstraint(condition=~Q(reason=""), name="refusal_review_has_reason"),
            CheckConstraint(
                condition=~Q(decided_by=F("asked_by")), name="refusal_decided_by_another"
            ),
            CheckConstraint(
                condition=Q(
                    state__in=[RefusalState.ASKED, RefusalState.OVERTAKEN],
                    decided_by=None,
                    decided_at=None,
                )
                | (
                    ~Q(state__in=[RefusalState.ASKED, RefusalState.OVERTAKEN])
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decision_reason="")
                ),
                name="refusal_decided_with_reason",
            ),
            CheckConstraint(
                condition=~Q(state=RefusalState.AUTHORISED) | ~Q(basis=""),
                name="refusal_overridden_on_a_basis",
            ),
            UniqueConstraint(
                fields=["consent"],
                condition=Q(state=RefusalState.ASKED),
                name="one_refusal_review_at_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consent}: {self.get_state_display().lower()}"

    @transition(
        field=state,
        source=RefusalState.ASKED,
        target=RefusalState.ACCEPTED,
        permission=permissions.may_decide_on_refusal,
    )
    def accept_refusal(self) -> None:
        """The impact on the child is not significant: the family's answer stands (ROC-27)."""

    @transition(
        field=state,
        source=RefusalState.ASKED,
        target=RefusalState.AUTHORISED,
        permission=permissions.may_decide_on_refusal,
    )
    def authorise_override(self) -> None:
        """The work goes on without agreement, on the ground that was given."""

    @transition(
        field=state,
        source=RefusalState.ASKED,
        target=RefusalState.RETURNED,
        permission=permissions.may_decide_on_refusal,
    )
    def return_refusal(self) -> None:
        """The worker goes back to the family: neither accepted nor overridden."""

    @transition(
        field=state,
        source=RefusalState.ASKED,
        target=RefusalState.ESCALATED,
        permission=permissions.may_decide_on_refusal,
    )
    def escalate_refusal(self) -> None:
        """The child may be suffering significant harm: that threshold is considered (ROC-28)."""

    @transition(
        field=state,
        source=RefusalState.ASKED,
        target=RefusalState.OVERTAKEN,
        permission=permissions.may_work,
    )
    def overtake_refusal(self) -> None:
        """The person answered again before a manager decided."""
