"""Something the procedure asks for that leaves no record of its own: that it was done, when, and by
whom.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models.case import Case
from cases.models.oversight import FACTS, HAS_A_FORM, OversightType
from cin.core.models import Record


class MilestoneKind(models.TextChoices):
    """What was done, by the name the procedure engine gives it."""

    INITIAL_RECORDING = "initial_recording_completed", "First visit's papers completed"
    SAFETY_PLAN = "safety_plan_recorded", "Safety plan recorded"
    GENOGRAM = "genogram_uploaded", "Genogram completed"
    INFORMATION_CHECKS = "information_checks_requested", "Information asked of other agencies"
    CHECKPOINT_1 = "checkpoint_1_agreed", "Checkpoint 1 agreed"
    CHECKPOINT_2 = "checkpoint_2_agreed", "Checkpoint 2 agreed"
    FNM_HELD = "fnm_held", "Family network meeting held"
    FNM_NOT_APPROPRIATE = "fnm_not_appropriate", "Family network meeting not appropriate"
    FNM_MINUTES = "fnm_minutes_distributed", "Family network meeting's minutes sent"
    SUPERVISION = "supervision_held", "Supervision held"
    GROUP_SUPERVISION = "group_supervision_held", "Group supervision held"
    CLINIC = "clinic_held", "Discussed at the clinic"
    PANEL = "panel_heard", "Heard at the panel"
    PANEL_UPLOAD = "panel_decisions_uploaded", "Panel's decisions uploaded"
    MANAGER_REVIEW = "manager_review_done", "Manager's review of the plan done"
    LONG_PLAN_REVIEW = "long_plan_review_held", "Review of the long plan held"
    LONG_PLAN_AUTHORISED = "long_plan_authorised", "Longer plan authorised"
    NRPF_CONNECT = "nrpf_connect_checked", "NRPF Connect check done"
    NRPF_SUBSISTENCE = "nrpf_subsistence_checked", "Subsistence payments checked"
    NRPF_HOME_VISIT = "nrpf_home_visited", "NRPF home visit made"
    NRPF_REVIEW = "nrpf_reviewed", "NRPF review held"


# Each of these is recorded as a manager's note of this type, which says more than a milestone. The
# milestones recorded before that stay facts.
OVERSIGHT_TYPES: Mapping[str, OversightType] = {
    MilestoneKind(fact): OversightType(kind)
    for kind, fact in FACTS.items()
    if kind not in HAS_A_FORM
}


# What has a record of its own by now, and the page on which that is made; a dated note of it from
# before stays a fact.
OWN_PAGES: dict[str, tuple[str, tuple[int, ...]]] = {
    MilestoneKind.CHECKPOINT_1: ("assessments:checkpoint", (1,)),
    MilestoneKind.CHECKPOINT_2: ("assessments:checkpoint", (2,)),
    MilestoneKind.INFORMATION_CHECKS: ("assessments:information", ()),
    MilestoneKind.FNM_HELD: ("assessments:network_meetings", ()),
    MilestoneKind.FNM_NOT_APPROPRIATE: ("assessments:network_meeting_not_right", ()),
    MilestoneKind.FNM_MINUTES: ("assessments:network_meetings", ()),
    MilestoneKind.SAFETY_PLAN: ("cases:safety_plan", ()),
    MilestoneKind.INITIAL_RECORDING: ("desk:first_papers", ()),
    MilestoneKind.PANEL_UPLOAD: ("cases:upload_panel_decisions", ()),
}


class Milestone(Record):
    """One thing done on a case, on a day, with a note of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=40, choices=MilestoneKind.choices)
    happened_on = models.DateField()
    note = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(MilestoneKind)), name="milestone_kind_known"),
        ]
        indexes = [models.Index(fields=["case", "happened_on"], name="milestone_by_case")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.happened_on:%d %B %Y}"
