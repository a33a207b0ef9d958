"""A manager's decision and its reason, where the procedure wants one for each (BIR-110).

Every service that decides calls `refuse_unreasoned`; the page of the decision asks for the reason
by `demand_rationale`. Decisions that need their reason everywhere refuse by themselves.
"""

from typing import Any

from cin.accounts.permissions import case_of
from cin.core.errors import BadInput
from cin.policy.selectors import procedure_in_force

UNREASONED = "Give the reason for your decision"
_QUESTION = "What is the reason for your decision?"
# What a box is called that takes anything; a question of its own stays as it is.
_COMMENT = "Comment"


def wants_rationale(subject: Any) -> bool:
    """Say whether the procedure that governs a record wants a reason for each decision of a
    manager, approving ones too.
    """
    return procedure_in_force(case_of(subject).authority_id).flag("decision_rationale")


def refuse_unreasoned(subject: Any, reason: str, *, field: str = "comment") -> None:
    """Refuse (BadInput, beside `field`) a manager's decision about a record without its reason,
    where the procedure wants one.
    """
    if not reason.strip() and wants_rationale(subject):
        raise BadInput(field, UNREASONED)


def demand_rationale(form: Any) -> None:
    """Have a form ask for the reason, in the field that it names as its `reason_field`."""
    asked = form.fields.get(form.reason_field)
    if asked is None or asked.required:
        return
    asked.required = True
    if asked.label == _COMMENT:
        asked.label = _QUESTION
        asked.error_messages["required"] = UNREASONED
