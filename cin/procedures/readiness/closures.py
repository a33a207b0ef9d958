"""What stands in the way of ending a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from cin.procedures.readiness.blocker import Blocker

# Endings that some event decides: no review recommends them.
_DECIDED_BY_EVENTS = frozenset(
    {
        "cp_plan",
        "cared_for",
        "moved_transferred",
        "left_england_wales",
        "turned_18",
        "child_died",
        "order_ended",
    }
)
_FOUND_BY_REVIEW = ("PET-50", "BOL-52", "HIL-105", "BIR-68", "ROC-165")


def is_decided_by_event(reason: str) -> bool:
    """Say whether an ending is decided by something that happened, and not by those at work."""
    return reason in _DECIDED_BY_EVENTS


@dataclass(frozen=True, kw_only=True)
class ClosureFacts:
    """What the record of a case says about its readiness to end.

    `rule_prefix` begins the ids of the authority's own rules, such as HIL.
    """

    reason: str
    rule_prefix: str
    is_supported: bool
    is_recommended: bool
    unfinished_visits: int
    unfinished_meetings: int
    unfinished_assessments: int


def closure_blockers(facts: ClosureFacts) -> list[Blocker]:
    """List what must be finished before a case can end.

    A child no longer in need is found so by a review, or by an assessment that recommends no plan
    (PET-50, BOL-52, HIL-105, BIR-68, ROC-165); endings that an event decides need no
    recommendation.
    """
    blockers = []
    if not facts.is_recommended and not is_decided_by_event(facts.reason):
        message = (
            "Record a review that finds the child no longer in need"
            if facts.is_supported
            else "An approved assessment must recommend that no plan is needed"
        )
        blockers.append(
            Blocker(
                code="recommendation",
                message=message,
                cites=tuple(
                    rule for rule in _FOUND_BY_REVIEW if rule.startswith(facts.rule_prefix)
                ),
            )
        )
    if facts.unfinished_assessments and facts.reason != "child_died":
        blockers.append(
            Blocker(code="assessment", message="Finish the assessment and have it approved")
        )
    if facts.unfinished_visits:
        blockers.append(
            Blocker(
                code="visits",
                message=f"Finalise the record of {_counted(facts.unfinished_visits, 'visit')}",
            )
        )
    if facts.unfinished_meetings:
        blockers.append(
            Blocker(
                code="meetings",
                message=f"Finish the record of {_counted(facts.unfinished_meetings, 'meeting')}",
            )
        )
    return blockers


def closing_summary_blockers(
    *, reason: str, summary: str, views: Sequence[str], next_steps: str
) -> list[Blocker]:
    """List what a closing summary lacks; `views` are the child's, the family's and the agencies',
    in that order.

    After a death nobody's views of the ending are asked for (ROC-173).
    """
    blockers = []
    if not summary.strip():
        blockers.append(Blocker(code="summary", message="Write what was done and what has changed"))
    if reason == "child_died":
        return blockers
    asked = [
        ("child_views", "Write the child's view of the ending"),
        ("family_views", "Write the parents' or carers' view of the ending"),
        ("agency_views", "Write the view of the other agencies"),
    ]
    blockers.extend(
        Blocker(code=code, message=message)
        for (code, message), view in zip(asked, views, strict=True)
        if not view.strip()
    )
    if not next_steps.strip():
        blockers.append(
            Blocker(code="next_steps", message="Write who the family can turn to from now on")
        )
    return blockers


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
