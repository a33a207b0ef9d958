"""Case notes: what happened and was said between visits and meetings, once for all the children of
a family whom it concerns.
"""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases import permissions
from cases.models.case import Case
from cases.models.withdrawable import (
    WITHDRAWN_WITH_REASON,
    Withdrawable,
    WithdrawableQuerySet,
)
from cin.core.models import LifecycleRecord, Narrative, Record


class NoteKind(models.TextChoices):
    """What a note is of."""

    CHILD = "child", "Contact with the child"
    FAMILY = "family", "Contact with the family"
    PROFESSIONAL = "professional", "Contact with a professional"
    FOLLOW_UP = "follow_up", "Following up a visit"
    MEETING = "meeting", "Meeting"
    CONSENT = "consent", "Consent"
    DOCUMENT = "document", "Document received or sent"
    OTHER = "other", "Other case note"
    OVERSIGHT = "oversight", "Management oversight"


class NoteState(models.TextChoices):
    """Whether a note can still be changed."""

    DRAFT = "draft", "Not finished"
    FINAL = "final", "Finished"


class CaseNote(Narrative, Withdrawable, LifecycleRecord):
    """One note. `case` is the file it was begun in; `children` are all the files it stands in.

    One that was entered in error stays there, marked as such.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes_begun")
    state = FSMField(choices=NoteState.choices, default=NoteState.DRAFT, protected=True)
    kind = models.CharField(max_length=20, choices=NoteKind.choices)
    heading = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200)
    happened_at = models.DateTimeField()
    is_hour_known = models.BooleanField(default=True)
    people_present = models.TextField(blank=True)
    text = models.TextField(blank=True)
    is_significant = models.BooleanField(default=False)
    is_third_party = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "note"
        ordering = ["-happened_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(NoteState)), name="case_note_state_known"),
            CheckConstraint(condition=Q(kind__in=list(NoteKind)), name="case_note_kind_known"),
            CheckConstraint(
                condition=Q(state=NoteState.FINAL) ^ Q(finished_at=None),
                name="case_note_finished_when_dated",
            ),
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="case_note_withdrawn_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["author", "state"], name="case_note_by_author")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_final(self) -> bool:
        """Whether the note can no longer be changed."""
        return self.state == NoteState.FINAL

    @property
    def is_oversight(self) -> bool:
        """Whether it is a manager's note."""
        return self.kind == NoteKind.OVERSIGHT

    @transition(
        field=state,
        source=NoteState.DRAFT,
        target=NoteState.FINAL,
        permission=permissions.may_finish_note,
    )
    def finish_note(self) -> None:
        """The note is complete; from now on it is corrected only by an addendum."""


class CaseNoteChild(Record):
    """One child's file in which a note stands."""

    note = models.ForeignKey(CaseNote, on_delete=models.CASCADE, related_name="children")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["note", "case"], name="child_once_in_case_note"),
        ]

    def __str__(self) -> str:
        return f"{self.note} in {self.case}"


class NoteAddendum(Record):
    """What was added to a finished note, by whom, and why."""

    note = models.ForeignKey(CaseNote, on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField()
    why = models.TextField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(condition=~Q(text="") & ~Q(why=""), name="addendum_says_what_and_why"),
        ]

    def __str__(self) -> str:
        return f"Addendum to {self.note}"
