"""What the record of a meeting asks about one child."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cin.core import fields
from meetings.asking import INACTION, OUTCOMES, Asked, fields_of_child
from meetings.next_steps import ANSWERS as NEXT_STEPS
from meetings.next_steps import fields_of_next_step
from meetings.progress import PlanItem, fields_of_progress

ANSWERS = [
    "attended",
    "absence_reason",
    "views",
    "plan_agreed",
    "outcome",
    "outcome_reason",
    *NEXT_STEPS,
    "plan_changes",
    OUTCOMES,
    INACTION,
    "next_meeting_on",
    "next_meeting_time",
]


@dataclass(frozen=True, kw_only=True)
class ChildAsked:
    """A child of the family about whom the form may ask; `hint` says when to meet again.

    `called` is the name in a question; a child who is not `is_certain` was perhaps not part of it.
    `items` are the outcomes and actions of the plan of which a review says how far they have come.
    """

    case_id: int
    name: str
    called: str
    hint: str
    is_certain: bool
    items: tuple[PlanItem, ...] = ()


_TO_MANAGER = (
    "When you save, finished or not, a concern goes before the manager by itself, who decides "
    "today. Tell the manager now as well."
)


def prefix_of(case_id: int) -> str:
    """Begin the names of the fields about one child."""
    return f"child-{case_id}-"


def fields_about(
    child: ChildAsked, kind: str, outcomes: Sequence[tuple[str, str]], besides: Asked
) -> dict[str, Any]:
    """Give the questions about one child at a meeting of this kind, in the order they are asked."""
    name = child.called
    asked: dict[str, Any] = {
        "attended": fields.YesNoField(
            label=f"Did {name} come to the meeting?", names=f"{name} came to the meeting"
        ),
        "absence_reason": fields.LongTextField(
            label=f"Why did {name} not come?",
            rows=3,
            help_text="And how the child's views were brought to the meeting.",
        ),
        "views": fields.LongTextField(
            label=f"{name}'s views",
            help_text="What the child said or showed, and what the meeting made of it.",
        ),
    }
    asked.update(fields_of_progress(child.items))
    asked.update(fields_of_child(besides, name))
    asked.update({"initial": _at_first, "review": _at_review}.get(kind, _at_other)(child, outcomes))
    asked.update(fields_of_next_step(besides.next_steps, name))
    asked["next_meeting_time"] = fields.TimeField(
        label=f"At what time is {name}'s next meeting?",
        required=besides.time_required and kind != "other",
    )
    return asked


def _at_first(child: ChildAsked, _outcomes: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "plan_agreed": fields.YesNoField(
            label=f"Did the meeting agree {child.called}'s plan?",
            help_text="If it did not, change the plan and hold this meeting again.",
        ),
        "next_meeting_on": _next_meeting(child),
    }


def _at_review(child: ChildAsked, outcomes: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "outcome": fields.RadioField(
            label=f"What is the outcome for {child.called}?",
            choices=outcomes,
            hints={"significant_harm": _TO_MANAGER},
        ),
        "outcome_reason": fields.LongTextField(label="Why?", rows=3),
        "plan_changes": fields.YesNoField(
            label=f"Does {child.called}'s plan change?",
            help_text="Until you say no, an updated plan is expected.",
            required=False,
        ),
        "next_meeting_on": _next_meeting(child),
    }


def _at_other(child: ChildAsked, _outcomes: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "next_meeting_on": fields.DateField(
            label=f"When is the next meeting about {child.called}?", required=False
        )
    }


def _next_meeting(child: ChildAsked) -> Any:
    return fields.DateField(
        label=f"When is the next meeting about {child.called}?", help_text=child.hint
    )
