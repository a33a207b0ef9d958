"""Whether the workbook of the whole team is started at an allocation."""

from collections.abc import Mapping
from typing import Any

from cin.core import fields

REVEALS = {"workbook_started": {"no": ["no_workbook_reason"]}}


def workbook_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a form says of the workbook, as the service takes it."""
    reason = answers.get("no_workbook_reason") or ""
    return {"is_started": answers.get("workbook_started"), "reason": reason}


def workbook_fields(*, required: bool = True) -> dict[str, Any]:
    """Give the two questions about the workbook."""
    return {
        "workbook_started": fields.YesNoField(
            label="Do you start the Family Safeguarding Workbook?",
            names="you start the workbook",
            required=required,
            help_text="Everyone in the team who works with the family records in it",
        ),
        "no_workbook_reason": fields.LongTextField(
            label="Why not?", names="why the workbook is not started", rows=3
        ),
    }
