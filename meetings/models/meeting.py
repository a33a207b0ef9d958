"""A meeting about the children of one family, with each child's own outcome."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative, Record
from meetings import permissions


class MeetingKind(models.TextChoices):
    """What the meeting was for."""

    INITIAL = "initial", "Initial meeting"
    REVIEW = "review", "Review"
    OTHER = "other", "Other meeting"


# The meetings of a plan, which are numbered.
COUNTED_KINDS = [MeetingKind.INITIAL, MeetingKind.REVIEW]


class MeetingState(models.TextChoices):
    """How far the record of a meeting has come."""

    HELD = "held", "Held, record not finished"
    RECORDED = "recorded", "Recorded"
    RATIFIED = "ratified", "Ratified"


class Meeting(Narrative, LifecycleRecord):
    """One meeting: what is said of all its children together."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings_begun")
    state = FSMField(choices=MeetingState.choices, default=MeetingState.HELD, protected=True)
    kind = models.CharField(max_length=10, choices=MeetingKind.choices)
    held_on = models.DateField()
    began_at = models.TimeField(null=True, blank=True)
    school_time_reason = models.TextField(blank=True)
    without_meeting = models.BooleanField(null=True, blank=True)
    without_meeting_reason = models.TextField(blank=True)
    awaits_agreement = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    chair_name = models.CharField(max_length=150)
    chair_role = models.CharField(max_length=40)
    chair_reason = models.TextField(blank=True)
    discussion = models.TextField(blank=True)
    progress = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    disagreements = models.TextField(blank=True)
    prompts = models.JSONField(default=dict, blank=True)
    unresolved = models.TextField(blank=True)
    # The authority's own headings, each with what was said under it.
    headings = models.JSONField(default=dict, blank=True)
    services_agreed = models.TextField(blank=True)
    expectations = models.TextField(blank=True)
    significant_events = models.TextField(blank=True)
    # Rows of a decision and its reason, where the procedure wants a reason for each.
    decisions_made = models.JSONField(default=list, blank=True)
    # Rows of a name and what they are.
    next_invitees = models.JSONField(default=list, blank=True)
    note_taker_role = models.CharField(max_length=40, blank=True)
    note_taker = models.CharField(max_length=150, blank=True)
    # How often the meetings after the first are held, as a duration in words, and who chairs them.
    later_interval = models.CharField(max_length=30, blank=True)
    later_chair = models.CharField(max_length=40, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    ratified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ratified_at = models.DateTimeField(null=True, blank=True)
    ratification_comment = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(MeetingState)), name="meeting_state_known"),
            CheckConstraint(
                condition=Q(state=MeetingState.HELD) ^ Q(recorded_at__isnull=False),
                name="meeting_recorded_when_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.held_on:%d %B %Y}"

    @property
    def decisions_in_words(self) -> str:
        """What was decided: the text, and each decision with its reason."""
        rows = [
            f"{row['decision']}. Reason: {row['reason']}" if row.get("reason") else row["decision"]
            for row in self.decisions_made
        ]
        return "\n\n".join(filter(None, [self.decisions, *rows]))

    @transition(
        field=state,
        source=MeetingState.HELD,
        target=MeetingState.RECORDED,
        permission=permissions.may_work,
    )
    def finish_record(self) -> None:
        """The record is complete; from now on it is corrected only by an addendum."""

    @transition(
        field=state,
        source=MeetingState.RECORDED,
        target=MeetingState.RATIFIED,
        permission=permissions.may_approve,
    )
    def ratify(self) -> None:
        """A manager confirms what the meeting decided."""


class MeetingAgreement(Record):
    """A manager's word on a review that was done without a meeting."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="agreement")
    is_agreed = models.BooleanField()
    reason = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{'Agreed' if self.is_agreed else 'Not agreed'} by {self.decided_by}"


class AskedOfManager(models.TextChoices):
    """What the record of a meeting puts before a manager."""

    UNRESOLVED = "unresolved", "What the meeting could not resolve"
    NOT_ACHIEVED = "outcomes_not_achieved", "Outcomes are not achieved"
    INACTION = "inaction", "Harm from what was not done, taken together"


class ManagerQuestion(Record):
    """Something a meeting could not settle about one child, and what the manager says to it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meeting_questions")
    about = models.CharField(max_length=30, choices=AskedOfManager.choices)
    strategy_meeting = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=Q(about__in=list(AskedOfManager)), name="manager_question_about_known"
            ),
            CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="manager_question_answered_in_words",
            ),
            UniqueConstraint(
                fields=["meeting", "case", "about"], name="manager_asked_once_of_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_about_display())

    @property
    def asks_for_strategy(self) -> bool:
        """Whether the manager has to consider a strategy meeting."""
        return self.about != AskedOfManager.UNRESOLVED


class AttendanceStatus(models.TextChoices):
    """Whether somebody came."""

    ATTENDED = "attended", "Attended"
    APOLOGIES = "apologies", "Sent apologies"
    WROTE = "wrote", "Sent a written update"
    NO_REPLY = "no_reply", "Did not come or reply"


class Attendance(Record):
    """Somebody invited to a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=150, blank=True)
    status = models.CharField(max_length=12, choices=AttendanceStatus.choices)
    views = models.TextField(blank=True)
    written_update = models.TextField(blank=True)
    update_shared = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class MeetingChild(Record):
    """One child's own part of a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="children")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    attended = models.BooleanField(null=True, blank=True)
    absence_reason = models.TextField(blank=True)
    views = models.TextField(blank=True)
    plan_agreed = models.BooleanField(null=True, blank=True)
    plan_changes = models.BooleanField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    outcome_reason = models.TextField(blank=True)
    # What the meeting recommends where the plan ends, and who leads from then on.
    next_step = models.CharField(max_length=40, blank=True)
    lead_professional = models.CharField(max_length=150, blank=True)
    lead_agency = models.CharField(max_length=150, blank=True)
    outcomes_achieved = models.BooleanField(null=True, blank=True)
    inaction_harm = models.BooleanField(null=True, blank=True)
    # Rows of an outcome or action of the plan and how far it has come.
    progress = models.JSONField(default=list, blank=True)
    # The number of the plan's version that the meeting agreed or reviewed.
    plan_number = models.PositiveSmallIntegerField(null=True, blank=True)
    next_meeting_on = models.DateField(null=True, blank=True)
    next_meeting_time = models.TimeField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["meeting", "case"], name="child_once_in_meeting"),
        ]
        indexes = [models.Index(fields=["case", "meeting"], name="meeting_child_by_case")]

    def __str__(self) -> str:
        return f"{self.case} at {self.meeting}"
