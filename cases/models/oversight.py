"""Management oversight: what a manager decided on a case, and why (form 16).

Each is a case note as well, so that it stands among the notes and is found with them; what only a
manager's note has is here.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models.notes import CaseNote
from cin.core.models import Record
from cin.procedures.codes import REVIEW_OUTCOMES, ROLES


class OversightType(models.TextChoices):
    """What the manager's note is of."""

    SUPERVISION = "supervision", "Supervision"
    GROUP_SUPERVISION = "group_supervision", "Group supervision"
    ALLOCATION = "allocation", "Allocation"
    CHECKPOINT_1 = "checkpoint_1", "Checkpoint 1"
    CHECKPOINT_2 = "checkpoint_2", "Checkpoint 2"
    RATIFICATION = "ratification", "Ratification"
    PLAN_AUDIT = "plan_audit", "Audit of the plan's quality"
    STRATEGY = "strategy", "Strategy discussion"
    CONSENT_REFUSED = "consent_refused", "Consent refused"
    EXCEPTION = "exception", "Exception to the procedure"
    MANAGER_REVIEW = "manager_review", "Manager's review of the plan"
    LONG_PLAN_REVIEW = "long_plan_review", "Review of a long plan"
    LONG_PLAN_AUTHORISED = "long_plan_authorised", "Authorisation of a longer plan"
    CLINIC = "clinic", "Clinic"
    PANEL = "panel", "Panel"
    TRANSFER = "transfer", "Transfer"
    CLOSURE = "closure", "Closure"
    DECISION = "decision", "Other decision"


# What the procedure engine calls what a note of each type shows to be done.
FACTS: Mapping[str, str] = {
    OversightType.SUPERVISION: "supervision_held",
    OversightType.GROUP_SUPERVISION: "group_supervision_held",
    OversightType.CHECKPOINT_1: "checkpoint_1_agreed",
    OversightType.CHECKPOINT_2: "checkpoint_2_agreed",
    OversightType.MANAGER_REVIEW: "manager_review_done",
    OversightType.LONG_PLAN_REVIEW: "long_plan_review_held",
    OversightType.LONG_PLAN_AUTHORISED: "long_plan_authorised",
    OversightType.CLINIC: "clinic_held",
    OversightType.PANEL: "panel_heard",
}
# These have a form of their own by now, which says more; the notes written before that stay facts.
HAS_A_FORM = frozenset({OversightType.CHECKPOINT_1, OversightType.CHECKPOINT_2})
# Those in which the progress of a plan is talked about.
ABOUT_PROGRESS = frozenset(
    {
        OversightType.SUPERVISION,
        OversightType.GROUP_SUPERVISION,
        OversightType.MANAGER_REVIEW,
        OversightType.LONG_PLAN_REVIEW,
        OversightType.CLINIC,
        OversightType.PANEL,
    }
)


class PlanQuality(models.TextChoices):
    """How good a manager finds a plan."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    IMPROVE = "improve", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class Presenter(models.TextChoices):
    """Who told a panel about a child."""

    WORKER = "social_worker", "The child's social worker"
    MANAGER = "manager", "The responsible manager"


# The types that somebody chairs, and the setting that names in which role.
CHAIRED_BY: Mapping[str, str] = {
    OversightType.LONG_PLAN_REVIEW: "long_plan_review_chair_roles",
    OversightType.CLINIC: "long_plan_clinic_chair_roles",
    OversightType.PANEL: "panel_chair_role",
}


class Oversight(Record):
    """What a manager's note says beyond its text: the type, the plan's progress, the decision."""

    note = models.OneToOneField(CaseNote, on_delete=models.PROTECT, related_name="oversight")
    type = models.CharField(max_length=30, choices=OversightType.choices)
    held_on = models.DateField()
    plan_progressing = models.BooleanField(null=True, blank=True)
    outcomes_improving = models.BooleanField(null=True, blank=True)
    plan_quality = models.CharField(max_length=20, choices=PlanQuality.choices, blank=True)
    reflection = models.TextField(blank=True)
    barriers = models.TextField(blank=True)
    decision = models.TextField()
    rationale = models.TextField()
    next_due_on = models.DateField(null=True, blank=True)
    arranged_by = models.CharField(max_length=150, blank=True)
    chair_name = models.CharField(max_length=150, blank=True)
    chair_role = models.CharField(max_length=40, blank=True)
    iro_asked = models.BooleanField(null=True, blank=True)
    presented_by = models.CharField(max_length=20, choices=Presenter.choices, blank=True)
    members = models.JSONField(default=dict, blank=True)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(type__in=list(OversightType)), name="oversight_type_known"),
            CheckConstraint(
                condition=~Q(decision="") & ~Q(rationale=""), name="oversight_has_rationale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} on {self.held_on:%d %B %Y}"

    @property
    def said_of_sitting(self) -> list[tuple[str, str]]:
        """List in words who arranged and chaired it, who came, and what a panel decided."""
        chair = ", ".join(filter(None, (self.chair_name, _lowered(ROLES, self.chair_role))))
        came = [name for name, was_there in self.members.items() if was_there]
        absent = [name for name, was_there in self.members.items() if not was_there]
        rows = [
            ("Arranged by", self.arranged_by),
            ("Chaired by", chair),
            (
                "Reviewing officer asked to chair",
                {None: "", True: "Yes", False: "No"}[self.iro_asked],
            ),
            ("Presented by", self.get_presented_by_display() if self.presented_by else ""),
            ("Members who came", ", ".join(came)),
            ("Members who did not come", ", ".join(absent)),
            ("Outcome", REVIEW_OUTCOMES.get(self.outcome, "")),
        ]
        return [(key, value) for key, value in rows if value]


def _lowered(labels: Mapping[str, str], code: str) -> str:
    return labels.get(code, code).lower()


class NextStep(Record):
    """Something a manager asked for: what, by whom, until when, and when it was done."""

    oversight = models.ForeignKey(Oversight, on_delete=models.CASCADE, related_name="next_steps")
    what = models.CharField(max_length=500)
    who = models.CharField(max_length=150)
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="next_step_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.what
