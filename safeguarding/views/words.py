"""Strategy discussions and section 47 enquiries in words, as their pages show them."""

from typing import Any

from cin.core.templatetags.cin import day, moment
from safeguarding.models import (
    Enquiry,
    EnquiryOutcome,
    SharedPart,
    StrategyChild,
    StrategyDiscussion,
)
from safeguarding.selectors.enquiries import visit_alone

YES_OR_NO = {True: "Yes", False: "No", None: ""}
Rows = list[dict[str, Any]]


def strategy_in_words(found: StrategyDiscussion, parts: list[StrategyChild]) -> dict[str, Any]:
    """Give a whole strategy discussion in words."""
    recorded = f"{found.recorded_by} on {moment(found.recorded_at)}" if found.recorded_at else ""
    rows = {
        "Held": moment(found.held_at),
        "How": found.get_kind_display(),
        "Chaired by": found.chair_name,
        "Written by": found.written_by,
        "Record finished by": recorded,
    }
    texts = {
        "What the agencies shared": found.shared,
        "What keeps the children safe": found.interim_safety,
    }
    begun = {each.case_id: each for each in found.enquiries.all()}
    return {
        "rows": _rows(rows),
        "agencies": [
            {"key": str(each), "value": each.get_took_part_display()}
            for each in found.agencies.all()
        ],
        "texts": [(title, text) for title, text in texts.items() if text],
        "children": [
            {"part": part, "rows": _of_child(part), "enquiry": begun.get(part.case_id)}
            for part in parts
        ],
        "actions": list(found.actions.all()),
        "shares": _shares(found),
    }


def _of_child(part: StrategyChild) -> Rows:
    return [
        {"key": "Decision", "value": part.get_decision_display() or "Not written yet"},
        *_typed({"Why": part.decision_reason}),
    ]


def _shares(found: StrategyDiscussion) -> list[dict[str, Any]]:
    shares = list(found.shares.select_related("noted_by"))
    return [
        {
            "title": str(part.label),
            "rows": [each for each in shares if each.part == part],
        }
        for part in SharedPart
    ]


def enquiry_in_words(found: Enquiry) -> dict[str, Any]:
    """Give a whole section 47 enquiry in words."""
    beginning = {
        "Began": moment(found.began_at),
        "Carried out": found.kind_text,
        "Decided at": f"The strategy discussion on {day(found.discussion.held_at)}",
    }
    return {
        "beginning": _rows(beginning),
        "seeing": _seeing(found),
        "finding": [
            *_typed(
                {
                    "What the parents or carers say": found.parents_views,
                    "What was done and found": found.findings,
                }
            ),
            *_rows({"What it finds": found.get_outcome_display()}),
            *_typed({"Why": found.outcome_reason}),
            *_plan_considered(found),
        ],
        "partners": [
            {
                "key": str(each),
                "value": ". ".join(filter(None, [each.get_view_display(), each.said])),
            }
            for each in found.partner_views.all()
        ],
        "telling": [
            *_rows({"Parents told": YES_OR_NO[found.parents_told]}),
            *_typed({"What was said to the parents, or why not": found.parents_told_note}),
            *_rows({"Child told": YES_OR_NO[found.child_told]}),
            *_typed({"What was said to the child, or why not": found.child_told_note}),
        ],
        "deciding": _deciding(found),
    }


def _seeing(found: Enquiry) -> Rows:
    rows: dict[str, Any] = {"Seen and spoken to alone": YES_OR_NO[found.seen_alone]}
    if found.seen_at:
        rows["When"] = moment(found.seen_at)
    rows["By whom"] = found.seen_by
    if (visit := visit_alone(found)) is not None:
        at = moment(visit.visit.visited_at)
        rows["Section 47 visit"] = f"Seen alone on {at} by {visit.visit.visitor}"
    told = {"Why not alone": found.not_alone_reason, "What the child said or showed": found.voice}
    return [*_rows(rows), *_typed(told)]


def _plan_considered(found: Enquiry) -> Rows:
    if found.outcome != EnquiryOutcome.NOT_SUBSTANTIATED:
        return []
    asked = {"A Child in Need plan is right": YES_OR_NO[found.consider_plan]}
    return [*_rows(asked), *_typed({"Why it is, or is not": found.consider_plan_reason})]


def _deciding(found: Enquiry) -> Rows:
    submitted = f"{found.submitted_by} on {moment(found.submitted_at)}"
    decided = f"{found.decided_by} on {moment(found.decided_at)}"
    what = "Agreed by" if found.completed_at else "Returned by"
    rows = {
        "Given to the manager by": submitted if found.submitted_at else "",
        what: decided if found.decided_at else "",
    }
    return [*_rows(rows), *_typed({"The manager's comment": found.decision_comment})]


def what_comes_next(found: Enquiry) -> str:
    """Say what a completed enquiry leads to (BIR-16); nothing while it is under way."""
    if found.is_under_way:
        return ""
    if found.outcome == EnquiryOutcome.CONTINUING_RISK:
        return (
            "Arrange the child protection conference. If it makes the child the subject of a child "
            "protection plan, a manager records the day, and the case is proposed for closing."
        )
    if found.outcome == EnquiryOutcome.NOT_SUBSTANTIATED and found.consider_plan:
        return (
            "A Child in Need plan was found right for the child: go on with the one in force, or "
            "assess what the child needs and make one."
        )
    if found.outcome == EnquiryOutcome.NOT_SUBSTANTIATED:
        return "A Child in Need plan was considered, and found not right for the child."
    return "Go on with the plan, and change it by what the enquiry found."


def _rows(values: dict[str, Any]) -> Rows:
    return [{"key": key, "value": value} for key, value in values.items() if value]


def _typed(values: dict[str, str]) -> Rows:
    return [{"key": key, "value": value, "typed": True} for key, value in values.items() if value]
