"""How far the outcomes and actions of a child's plan have come, as a review says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.models import Case
from cin.core import fields
from plans.selectors import version_in_force

PROGRESS = "progress"
OUTCOMES, ACTIONS = "progress_outcomes", "progress_actions"
SERVICES = "progress_services"
HOW_FAR: Mapping[str, str] = {
    "reached": "Done or reached",
    "in_time": "On the way, in time",
    "late": "On the way, but late",
    "no_change": "Not begun, or no change",
    "worse": "Worse",
    "dropped": "No longer wanted",
}
# A plan of more lines than this is judged by its first ones and in words.
MOST = 25
_BULLETS = " \t-*•–·"


@dataclass(frozen=True, kw_only=True)
class PlanItem:
    """An outcome or action of the plan in force, with the name of its question."""

    code: str
    what: str
    hint: str


def items_of_plan(case: Case, asks: Iterable[str]) -> list[PlanItem]:
    """List what a review says how far it has come: each outcome, each service, each action (PET-45,
    BOL-46, ROC-138, HIL-94).
    """
    wanted = set(asks)
    version = version_in_force(case) if wanted & {OUTCOMES, SERVICES, ACTIONS} else None
    if version is None:
        return []
    found: list[tuple[str, str]] = []
    if OUTCOMES in wanted:
        texts = [version.outcomes, *(need.outcome for need in version.needs.all())]
        lines = (line.strip(_BULLETS) for text in texts for line in text.splitlines())
        found += [(line, "An outcome of the plan") for line in lines if line]
    if SERVICES in wanted:
        for service in version.services.all():
            by = f", {service.provider}" if service.provider else ""
            found.append((service.name, f"A service{by}: does it help the outcomes?"))
    if ACTIONS in wanted:
        for action in version.actions.all():
            by = f", by {action.due_on:%-d %B %Y}" if action.due_on else ""
            found.append((action.what.strip(), f"An action: {action.owner}{by}"))
    return [
        PlanItem(code=f"{PROGRESS}-{number}", what=what, hint=hint)
        for number, (what, hint) in enumerate(found[:MOST], 1)
    ]


def fields_of_progress(items: Sequence[PlanItem]) -> dict[str, Any]:
    """Give the question about each outcome and action, by its code."""
    return {
        item.code: fields.SelectField(
            label=item.what,
            names=f"how far it has come: {item.what}",
            help_text=item.hint,
            choices=list(HOW_FAR.items()),
        )
        for item in items
    }


def judged(items: Sequence[PlanItem], answers: Mapping[str, Any]) -> list[dict[str, str]]:
    """Give what was said of each outcome and action, leaving out what was not."""
    return [
        {"what": item.what, "how_far": str(answers[item.code])}
        for item in items
        if answers.get(item.code)
    ]


def judgements_shown(
    items: Sequence[PlanItem], saved: Iterable[Mapping[str, str]]
) -> dict[str, str]:
    """Give what was said of each outcome and action, by the name of its question."""
    said = {row["what"]: row["how_far"] for row in saved}
    return {item.code: said.get(item.what, "") for item in items}


def unjudged(items: Sequence[PlanItem], saved: Iterable[Mapping[str, str]]) -> list[PlanItem]:
    """List the outcomes and actions of which nothing is said."""
    said = {row["what"] for row in saved}
    return [item for item in items if item.what not in said]
