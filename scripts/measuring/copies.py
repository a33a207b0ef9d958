"""A large authority, made by copying the cases of a small one inside the database."""

from django.db import connection, models

from alerts.models import Deadline
from alerts.selectors.standing import OPEN
from assessments.models import Assessment
from cases.models import Case, Family, Milestone, Person, Referral
from cin.documents.models import Circulation
from meetings.models import Meeting, MeetingChild
from plans.models import Plan, PlanVersion
from visits.models import Visit, VisitChild

STEP = 10_000_000
OF_AUTHORITY = [Family, Person, Referral, Case]
OF_CASE = [
    Milestone,
    Visit,
    VisitChild,
    Assessment,
    Plan,
    PlanVersion,
    Meeting,
    MeetingChild,
    Circulation,
]


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
    rows = {Family: "family", Person: "child", Referral: "referral", Case: "case"}
    for model in OF_AUTHORITY:
        _copy(model, "id", numbers[rows[model]], copies)
    if deadlines:
        due = Deadline.objects.filter(OPEN, case__in=numbers["case"])
        _copy(Deadline, "id", tuple(due.values_list("pk", flat=True)), copies)
    else:
        for model in OF_CASE:
            _copy(model, "case_id", numbers["case"], copies)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return cases.count()


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
    if moves_along or getattr(field, "related_model", None) in {*OF_AUTHORITY, *OF_CASE}:
        return f"{column} + copy.times::bigint * {STEP}"
    if field.unique:
        return f"left({column}, 10) || '-' || copy.times"
    return column
