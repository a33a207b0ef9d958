"""A plan in the words of its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cin.core import clock
from cin.core.templatetags.cin import moment, plain_day
from plans.asking import AFTER, LAST_OF_PLAN, Asked
from plans.background import ground_of
from plans.beside import SAID, differing_words, joint_row
from plans.following import areas_of
from plans.forms import WritePlanForm
from plans.lacking import services_not_given, warnings_about
from plans.models import PlanState, PlanVersion
from plans.offers import provenance_of
from plans.selectors import obstacle_to_agreeing_intervals

ORDER = [
    "strengths",
    "worries",
    "child_views",
    "family_views",
    "outcomes",
    "needs",
    "services",
    "lead_professional",
    "visit_place",
    "contacts",
    "review_interval",
    "longer_reason",
    "contingency",
    "exit_plan",
]
# What stands in the order only as the place of something else, or is shown only when it is there.
_PLACES = frozenset({"services", "lead_professional", "review_interval"})
_WHEN_WRITTEN = frozenset({"outcomes", "longer_reason"})
_OLD_OUTCOMES = "What will be different for the child"
COLOURS = {
    PlanState.SUBMITTED: "blue",
    PlanState.APPROVED: "blue",
    PlanState.CONFIRMED: "yellow",
    PlanState.ACTIVE: "green",
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a plan as it is read: a text under its title, or the rows in their place."""

    name: str
    title: str = ""
    text: str = ""


def whole_of(version: PlanVersion) -> dict[str, Any]:
    """Give everything that a plan says, for the pages on which it is read."""
    asked = Asked(version)
    return {
        "parts": parts_of(version, {e.code: e.title for e in asked.questions if not e.is_own}),
        "areas": areas_of(version),
        "ground": [
            {"key": key, "value": value}
            for key, value in ground_of(version.case, asked.procedure)
            if value
        ],
        "taken": [line for lines in provenance_of(version).values() for line in lines],
        "warnings": warnings_about(version),
        "not_given": services_not_given(version),
    }


def parts_of(version: PlanVersion, further: Mapping[str, str]) -> list[Part]:
    """List the texts of a plan, with titles as they were when it was written, and the place of its
    rows; `further` are the titles of further questions by code, answered or not.
    """
    kept = {code: version.section_titles.get(code, code) for code in version.sections}
    return [
        part
        for name in _order({**further, **kept})
        if name not in _PLACES and (part := _part(version, name, {**further, **kept})) is not None
    ]


def _order(further: Mapping[str, str]) -> list[str]:
    order = list(ORDER)
    for code in reversed(list(further)):
        order.insert(order.index(AFTER.get(code, LAST_OF_PLAN)) + 1, code)
    return order


def _part(version: PlanVersion, name: str, further: Mapping[str, str]) -> Part | None:
    if name == "needs":
        return Part(name=name)
    if name in further:
        return Part(name=name, title=further[name], text=version.sections.get(name, ""))
    text = getattr(version, name)
    if name in _WHEN_WRITTEN and not text:
        return None
    label = _OLD_OUTCOMES if name == "outcomes" else WritePlanForm.base_fields[name].label
    return Part(name=name, title=version.section_titles.get(name, str(label)), text=text)


def rows_to_edit(
    version: PlanVersion, asked: Asked, beside: Sequence[PlanVersion]
) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of a version for its form, each with those of the drafts beside it that it is
    for too; what an older plan says of its outcomes in one text becomes the first need.
    """
    rows = {
        kind: [_to_edit(kind, row, beside) for row in getattr(version, kind).all()] for kind in SAID
    }
    if not rows["needs"] and version.outcomes:
        rows["needs"] = [{"area": "", "need": "", "outcome": version.outcomes, "strategy": ""}]
    services = [_offered(row, asked.services) for row in rows["services"]]
    return {**rows, "services": services}


def _to_edit(kind: str, row: Any, beside: Sequence[PlanVersion]) -> dict[str, Any]:
    names = [*SAID[kind], "joint", *(["number"] if kind == "actions" else [])]
    others = {
        str(other.pk): differing_words(kind, row, other)
        for other in beside
        if not joint_row(kind, row, other)
    }
    return {
        **{name: getattr(row, name) for name in names},
        "also": [other.pk for other in beside if str(other.pk) not in others],
        "also_hints": {number: words for number, words in others.items() if words},
    }


def _offered(row: Any, services: list[str]) -> dict[str, Any]:
    chosen = row["name"] in services
    return {**row, "offered": row["name"], "name": ""} if chosen else row


def rows_of(version: PlanVersion) -> list[dict[str, Any]]:
    """List what is known about a version beside its text, leaving out what has not happened."""
    follows = "As the procedure says"
    rows = [
        ("Why there is this version", version.get_kind_display()),
        ("Where the plan began", _origin(version)),
        ("Lead professional", version.lead_professional),
        ("Every action is", "; ".join(version.smart)),
        ("This change was talked over with", _talked_over(version)),
        ("Written by", str(version.written_by)),
        ("Submitted", _done(version.submitted_by, version.submitted_at)),
        ("Agreed at the meeting on", plain_day(version.agreed_at_meeting_on)),
        ("Approved", _done(version.approved_by, version.approved_at)),
        ("The manager confirmed", "; ".join(version.confirmed)),
        ("In force from", plain_day(version.in_force_on)),
        ("Visits at least every", str(version.visit_interval or follows)),
        ("Reviews at least every", str(version.review_interval or follows)),
        ("How often was agreed", _how_often(version)),
        ("Expected to end by", _expected_end(version)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _origin(version: PlanVersion) -> str:
    plan = version.plan
    if not plan.origin:
        return ""
    on = plain_day(plan.origin_on)
    return f"{plan.get_origin_display()}, {on}. Drafted with the family by {plan.drafted_with}"


def _talked_over(version: PlanVersion) -> str:
    return ". ".join(filter(None, ["; ".join(version.talked_over_with), version.talked_over]))


def _how_often(version: PlanVersion) -> str:
    """Say which manager agreed to the intervals, or that one has still to."""
    if hasattr(version, "intervals_agreed"):
        agreed = version.intervals_agreed
        said = f": {agreed.note}" if agreed.note else ""
        return f"{_done(agreed.agreed_by, agreed.agreed_at)}{said}"
    if version.approved_by:
        return _done(version.approved_by, version.approved_at)
    return "" if obstacle_to_agreeing_intervals(version) else "Not agreed by a manager yet"


def _expected_end(version: PlanVersion) -> str:
    if version.expected_end_on is None:
        return ""
    passed = version.state == PlanState.ACTIVE and version.expected_end_on < clock.today()
    return f"{plain_day(version.expected_end_on)}{' (passed)' if passed else ''}"


def _done(person: Any, at: Any) -> str:
    return f"By {person} on {moment(at)}" if person and at else ""
