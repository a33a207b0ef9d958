"""What pages read about checkpoints."""

from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.models import Assessment, AssessmentState, Checkpoint, CheckpointState
from cases.models import Case, MilestoneKind
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.audit.selectors import done_by
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force

WRITING = "assessments.write_checkpoint"
NUMBERS = (1, 2)
_DAYS = {1: "checkpoint_1_day", 2: "checkpoint_2_day"}
_ITEMS = {1: "checkpoint_1_items", 2: "checkpoint_2_items"}
_MILESTONES = {1: MilestoneKind.CHECKPOINT_1, 2: MilestoneKind.CHECKPOINT_2}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing a checkpoint asks for: its code and title, what it wants, and what is written."""

    code: str
    title: str
    hint: str
    text: str

    @property
    def field(self) -> str:
        """Name the form field that holds the text."""
        return f"item-{self.code}"


def first_assessment(case: Case) -> Assessment | None:
    """Give the assessment that a case's checkpoints are about: the one that is not finished, or
    else the latest.
    """
    found = list(case.assessments.select_related("written_by").order_by("-started_on", "-pk"))
    unfinished = (row for row in found if row.state != AssessmentState.APPROVED)
    return next(unfinished, found[0] if found else None)


def checkpoint_of(assessment: Assessment, number: int) -> Checkpoint | None:
    """Give one checkpoint of an assessment, or None where it is not begun."""
    people = ("written_by", "submitted_by", "decided_by")
    found = assessment.checkpoints.filter(number=number).select_related(*people).first()
    if found is not None:
        found.assessment, found.case = assessment, assessment.case
    return found


def find_checkpoint(user: User, checkpoint_id: int) -> Checkpoint:
    """Give one checkpoint with its case; refuses (NotFound) one this person may not know of."""
    found = (
        Checkpoint.objects.filter(pk=checkpoint_id, case__in=visible_cases(user))
        .select_related(
            "assessment",
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "case__referral",
            "written_by",
            "submitted_by",
            "decided_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such checkpoint, or it belongs to another team.")
    found.assessment.case = found.case
    return found


def checkpoints_of(assessment: Assessment) -> list[Checkpoint]:
    """List the checkpoints of an assessment that are begun, the first one first."""
    people = ("written_by", "submitted_by", "decided_by")
    return list(assessment.checkpoints.select_related(*people).order_by("number"))


def items_of(case: Case, number: int, checkpoint: Checkpoint | None) -> list[Item]:
    """List what a checkpoint asks for, in the order of the authority's procedure, with what is
    written; one that is with the manager, or agreed, keeps the items it was written under.
    """
    asked = procedure_in_force(case.authority_id).get(_ITEMS[number])
    texts = checkpoint.items if checkpoint else {}
    if checkpoint is not None and checkpoint.state != CheckpointState.WRITING:
        hints = {item["code"]: item["hint"] for item in asked}
        return [
            Item(code=code, title=title, hint=hints.get(code, ""), text=texts.get(code, ""))
            for code, title in checkpoint.item_titles.items()
        ]
    return [Item(text=texts.get(item["code"], ""), **item) for item in asked]


def obstacle_to_checkpoint(case: Case, number: int) -> str:
    """Say why a checkpoint cannot be held on a case now, or nothing when it can.

    There is none where the procedure sets no day for it, before the assessment is started, and the
    second neither before the first nor in a short assessment (ROC-58).
    """
    procedure = procedure_in_force(case.authority_id)
    if number not in NUMBERS or procedure.get(_DAYS[number]) is None:
        return f"This authority's procedure has no Checkpoint {number}."
    assessment = first_assessment(case)
    if assessment is None:
        return "The assessment must be started first: a checkpoint says how it is going."
    if number == 1:
        return ""
    if assessment.is_short:
        return "A short assessment has no Checkpoint 2."
    return "" if _was_agreed(assessment, 1) else "Checkpoint 1 comes first."


def _was_agreed(assessment: Assessment, number: int) -> bool:
    agreed = assessment.checkpoints.filter(number=number, state=CheckpointState.AGREED)
    # Cases from before the form existed have a dated note instead.
    noted = assessment.case.milestones.filter(kind=_MILESTONES[number])
    return agreed.exists() or noted.exists()


def numbers_asked(case: Case) -> list[int]:
    """List the checkpoints that the authority's procedure has."""
    procedure = procedure_in_force(case.authority_id)
    return [number for number, day in _DAYS.items() if procedure.get(day) is not None]


def meeting_is_wanted(case: Case, number: int) -> bool:
    """Say whether a checkpoint asks for the day of the family network meeting (ROC-50)."""
    return number == 1 and procedure_in_force(case.authority_id).get("fnm_mode") == "required"


def checkpoints_awaiting(user: User) -> QuerySet[Checkpoint]:
    """List the checkpoints this person could agree, longest waiting first."""
    return (
        Checkpoint.objects.filter(state=CheckpointState.SUBMITTED, case__in=visible_cases(user))
        .exclude(written_by=user)
        .exclude(submitted_by=user)
        .exclude(pk__in=done_by(user, WRITING).values("subject_id"))
        .select_related("case__child", "submitted_by")
        .order_by("submitted_at", "pk")
    )
