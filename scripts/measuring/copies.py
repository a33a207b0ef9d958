"""A large authority, made by copying the cases of a small one inside the database."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from alerts.models import Deadline
from alerts.selectors.standing import OPEN
from cases.models import Case, Family, Person, Referral

STEP = 10_000_000
OF_AUTHORITY = [Family, Person, Referral, Case]
# The apps whose rows the engine reads. Whatever names a case there is copied with the case, and
# whatever hangs from such a row with the row, so that a table that the engine begins to read is
# not forgotten here.
STAGES = (
    *("cases", "visits", "assessments", "plans", "meetings"),
    *("safeguarding", "transfers", "documents"),
)


def _link(model: type[models.Model], others: Collection[Any]) -> Any:
    """Give the first field by which a row names one of these, or None."""
    fields: list[Any] = [each for each in model._meta.concrete_fields if each.is_relation]
    return next((each for each in fields if each.related_model in others), None)


OF_STAGES = [
    model
    for stage in STAGES
    for model in apps.get_app_config(stage).get_models()
    if not hasattr(model, "history_object") and model not in OF_AUTHORITY
]
OF_CASE = [model for model in OF_STAGES if getattr(_link(model, [Case]), "name", "") == "case"]
OF_ROW = [model for model in OF_STAGES if model not in OF_CASE and _link(model, OF_CASE)]
COPIED = {*OF_AUTHORITY, *OF_CASE, *OF_ROW} - {Person}
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
    for model in OF_ROW:
        link = _link(model, OF_CASE)
        rows = link.related_model.objects.filter(case__in=cases).values_list("pk", flat=True)
        _copy(model, link.column, tuple(rows), copies)


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
    moves_along = field.primary_key or field.column in {"case_id", "child_id", "of_id"}
    if moves_along or getattr(field, "related_model", None) in COPIED:
        return f"{column} + copy.times::bigint * {STEP}"
    if field.column in LEFT_BLANK:
        return "''"
    if field.unique:
        return f"left({column}, 10) || '-' || copy.times"
    return column
