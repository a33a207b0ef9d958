"""A large authority, made by copying the cases of a small one inside the database."""

from django.db import connection, models, transaction

from alerts.models import Deadline
from alerts.selectors.standing import OPEN
from assessments.models import Assessment, Checkpoint, FamilyNetworkMeeting, InformationRequest
from cases.models import (
    Case,
    CaseNote,
    CaseNoteChild,
    CaseSummary,
    Change,
    Circumstance,
    Consent,
    Family,
    LongerTime,
    Milestone,
    Oversight,
    Person,
    Referral,
    RefusalReview,
    SafetyPlan,
)
from cin.documents.models import Attachment, Circulation
from meetings.models import Meeting, MeetingChild
from plans.models import Plan, PlanVersion
from transfers.models import Transfer
from visits.models import NotAloneDecision, PlannedVisit, Visit, VisitChild

STEP = 10_000_000
OF_AUTHORITY = [Family, Person, Referral, Case]
# What the engine reads of a case, and what that hangs from.
OF_CASE: list[type[models.Model]] = [
    Milestone,
    Change,
    Circumstance,
    LongerTime,
    CaseNote,
    CaseNoteChild,
    SafetyPlan,
    CaseSummary,
    Consent,
    RefusalReview,
    NotAloneDecision,
    PlannedVisit,
    Visit,
    VisitChild,
    Assessment,
    Checkpoint,
    FamilyNetworkMeeting,
    InformationRequest,
    Plan,
    PlanVersion,
    Meeting,
    MeetingChild,
    Circulation,
    Attachment,
    Transfer,
]
OF_NOTE = [Oversight]
COPIED = {*OF_AUTHORITY, *OF_CASE, *OF_NOTE}
# Two people never share these, and no due date depends on them.
LEFT_BLANK = {"upn", "nhs_number"}


def copy_cases(authority_id: int, *, until: int, deadlines: bool = False) -> int:
    """Copy the open cases of an authority, with everything the engine reads of them, until there
    are so many; give how many there are.

    With `deadlines` their open deadlines are copied, and what the engine reads is left out.
    """
    cases = Case.objects.filter(authority_id=authority_id).open()
    small = cases.filter(pk__lt=STEP)
    originals = list(small.values_list("pk", "child_id", "family_id", "referral_id"))
    columns = ("case", "child", "family", "referral")
    numbers = dict(zip(columns, zip(*originals, strict=True), strict=True))
    copies = cases.count() // len(originals), -(-until // len(originals)) - 1
    # Rows name each other, and are all there only at the end.
    with transaction.atomic():
        rows = {Family: "family", Person: "child", Referral: "referral", Case: "case"}
        for model in OF_AUTHORITY:
            _copy(model, "id", numbers[rows[model]], copies)
        if deadlines:
            due = Deadline.objects.filter(OPEN, case__in=numbers["case"])
            _copy(Deadline, "id", tuple(due.values_list("pk", flat=True)), copies)
        else:
            _copy_records(numbers["case"], copies)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return cases.count()


def _copy_records(cases: tuple[int, ...], copies: tuple[int, int]) -> None:
    for model in OF_CASE:
        _copy(model, "case_id", cases, copies)
    notes = CaseNote.objects.filter(case__in=cases).values_list("pk", flat=True)
    for model in OF_NOTE:
        _copy(model, "note_id", tuple(notes.filter(pk__lt=STEP)), copies)


def _copy(
    model: type[models.Model], column: str, numbers: tuple[int, ...], copies: tuple[int, int]
) -> None:
    fields = model._meta.concrete_fields
    table, columns = model._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
    copied = ", ".join(_copied(field) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {copied} FROM {table}, "  # noqa: S608
            f"generate_series(%s, %s) AS copy(times) WHERE {column} = ANY(%s)",
            [*copies, list(set(numbers))],
        )


def _copied(field: models.Field) -> str:
    column = f'"{field.column}"'
    moves_along = field.primary_key or field.column in {"case_id", "of_id"}
    if moves_along or getattr(field, "related_model", None) in COPIED:
        return f"{column} + copy.times::bigint * {STEP}"
    if field.column in LEFT_BLANK:
        return "''"
    if field.unique:
        return f"left({column}, 10) || '-' || copy.times"
    return column
