"""The way of one family from a social worker to early help."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from simple_history.models import HistoricalRecords

from cin.core.models import Narrative, Record
from closures.models.preparation import Preparation


class PanelDecision(models.TextChoices):
    """What a panel decided on a step-down."""

    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Not agreed"


class StepDown(Narrative, Record):
    """One step-down: from the finding that early help is enough to the first team meeting."""

    preparation = models.OneToOneField(
        Preparation, on_delete=models.PROTECT, related_name="step_down"
    )
    finding = models.TextField(blank=True)
    agencies_asked = models.TextField(blank=True)
    manager_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    manager_agreed_on = models.DateField(null=True, blank=True)
    manager_note = models.TextField(blank=True)
    family_met_on = models.DateField(null=True, blank=True)
    family_told = models.TextField(blank=True)
    lead_name = models.CharField(max_length=150, blank=True)
    lead_spoken_on = models.DateField(null=True, blank=True)
    lead_staff = models.TextField(blank=True)
    panel_referred_on = models.DateField(null=True, blank=True)
    panel_decided_on = models.DateField(null=True, blank=True)
    panel_decision = models.CharField(max_length=10, choices=PanelDecision.choices, blank=True)
    panel_note = models.TextField(blank=True)
    professional_name = models.CharField(max_length=150, blank=True)
    professional_agency = models.CharField(max_length=150, blank=True)
    professional_contact = models.CharField(max_length=200, blank=True)
    professional_from = models.DateField(null=True, blank=True)
    family_approves = models.BooleanField(null=True, blank=True)
    family_on_professional = models.TextField(blank=True)
    key_worker = models.CharField(max_length=150, blank=True)
    key_worker_until = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    met_place = models.CharField(max_length=200, blank=True)
    came = models.TextField(blank=True)
    did_not_come = models.TextField(blank=True)
    neighbourhood_invited = models.CharField(max_length=150, blank=True)
    team_members = models.TextField(blank=True)
    early_help_plan = models.TextField(blank=True)
    team_meets_at = models.DateTimeField(null=True, blank=True)
    team_meets_where = models.CharField(max_length=200, blank=True)
    team_chair = models.CharField(max_length=150, blank=True)
    form_completed_on = models.DateField(null=True, blank=True)
    form_completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team_met_on = models.DateField(null=True, blank=True)
    team_met_chair = models.CharField(max_length=150, blank=True)
    team_met_note = models.TextField(blank=True)
    minutes_sent_on = models.DateField(null=True, blank=True)
    minutes_sent_by = models.CharField(max_length=150, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(panel_decision__in=["", *PanelDecision]),
                name="step_down_panel_decision_known",
            ),
            CheckConstraint(
                condition=Q(panel_decision="") | Q(panel_decided_on__isnull=False),
                name="step_down_panel_decided_on_a_day",
            ),
            CheckConstraint(
                condition=Q(manager_agreed_by=None, manager_agreed_on=None)
                | Q(manager_agreed_by__isnull=False, manager_agreed_on__isnull=False),
                name="step_down_agreed_by_a_manager_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Step-down of {self.preparation.case}"
