"""The next step that a review recommends for a child whose plan ends (HIL-105)."""

from collections.abc import Mapping, Sequence
from typing import Any

from cin.core import fields
from cin.core.errors import BadInput
from cin.procedures.book import Procedure
from cin.procedures.codes import REVIEW_SUB_OUTCOMES
from meetings.models import MeetingChild
from meetings.selectors.meetings import ENDING_OUTCOMES

NEXT_STEP, LEAD, LEAD_AGENCY = "next_step", "lead_professional", "lead_agency"
ANSWERS = (NEXT_STEP, LEAD, LEAD_AGENCY)
# With this step somebody is named to lead; after the others that follow, somebody may be.
NAMED_LEAD = "named_lead"
LED = (
    NAMED_LEAD,
    "early_help",
    "step_down_tac",
    "single_agency",
    "multi_agency_plan",
    "multi_agency_family_plan",
)
Offered = Mapping[str, Sequence[str]]


def next_steps_offered(procedure: Procedure) -> dict[str, Sequence[str]]:
    """Give the next steps that can be recommended, by each outcome that ends the plan."""
    steps = procedure.get("review_sub_outcomes")
    outcomes = [code for code in procedure.get("review_outcomes") if code in ENDING_OUTCOMES]
    return {outcome: steps[outcome] for outcome in outcomes if steps.get(outcome)}


def lacks_of_next_step(offered: Offered, part: MeetingChild) -> list[str]:
    """Name what a child's ending lacks: the step that is recommended, and who is named to lead."""
    if part.outcome not in offered:
        return []
    if not part.next_step:
        return [NEXT_STEP]
    return [LEAD] if part.next_step == NAMED_LEAD and not part.lead_professional.strip() else []


def fields_of_next_step(offered: Offered, name: str) -> dict[str, Any]:
    """Give the questions about what follows for one child, by name; none where none is asked."""
    if not offered:
        return {}
    codes = dict.fromkeys(code for steps in offered.values() for code in steps)
    return {
        NEXT_STEP: fields.RadioField(
            label=f"Which next step does the meeting recommend for {name}?",
            names=f"the next step for {name}",
            choices=[(code, REVIEW_SUB_OUTCOMES[code]) for code in codes],
        ),
        LEAD: fields.PersonNameField(
            label=f"Who is {name}'s lead professional from then on?",
            help_text="Where somebody is identified. If a lead professional is the next step, name "
            "the person.",
            max_length=150,
            required=False,
        ),
        LEAD_AGENCY: fields.TextField(
            label="Of which agency is the lead professional?", max_length=150, required=False
        ),
    }


def revealing(offered: Offered, start: str) -> dict[str, dict[str, list[str]]]:
    """Say which choices show the questions, whose names begin with `start`: an outcome that ends
    the plan asks for the step, and a step after which somebody leads asks who.
    """
    if not offered:
        return {}
    led = [f"{start}{LEAD}", f"{start}{LEAD_AGENCY}"]
    return {
        f"{start}outcome": {outcome: [f"{start}{NEXT_STEP}"] for outcome in offered},
        f"{start}{NEXT_STEP}": dict.fromkeys(LED, led),
    }


def refuse_unknown_step(offered: Offered, outcome: str, step: str) -> None:
    """Refuse (BadInput) a next step that the procedure does not have under this outcome."""
    if step and step not in offered.get(outcome, ()):
        raise BadInput(NEXT_STEP, "Select the next step from the list")


def only_if_it_ends(offered: Offered, answers: dict[str, Any]) -> dict[str, Any]:
    """Leave out what follows where the outcome ends no plan."""
    if answers.get("outcome") in offered:
        return {name: answers.get(name) or "" for name in ANSWERS}
    return dict.fromkeys(ANSWERS, "")


def next_step_in_words(part: MeetingChild) -> str:
    """Say which next step a meeting recommended for a child; nothing where none is written."""
    return REVIEW_SUB_OUTCOMES.get(part.next_step, part.next_step)


def lead_in_words(part: MeetingChild) -> str:
    """Say who leads from then on, and of which agency."""
    return ", ".join(filter(None, [part.lead_professional, part.lead_agency]))
