"""What a step-down to early help lacks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cin.procedures.readiness.blocker import Blocker

# What an authority can ask of a step-down, by the names of the setting `step_down_steps`.
FINDING = "finding"
MANAGER_FIRST = "manager_first"
FAMILY_TOLD = "family_told"
NEIGHBOURHOOD_LEAD = "neighbourhood_lead"
MEETING = "meeting"
KEY_WORKER = "key_worker"
TEAM = "team"
SUPPORT = "support"


@dataclass(frozen=True, kw_only=True)
class StepDownAsked:
    """What the procedure asks: the steps, when a lead professional is named (empty: not at all),
    the panel and the form by name (empty: none), and whether the first team meeting has a day.
    """

    steps: Collection[str]
    professional_by: str
    panel: str
    form: str
    team_meeting: bool


@dataclass(frozen=True, kw_only=True)
class StepDownFacts:
    """What the record of a step-down says; a day is None, and a text is not there, until
    written.
    """

    has_finding: bool = False
    manager_agreed_on: date | None = None
    family_met_on: date | None = None
    lead_spoken_on: date | None = None
    panel_decision: str = ""
    has_professional: bool = False
    professional_from: date | None = None
    family_approves: bool | None = None
    has_key_worker: bool = False
    met_on: date | None = None
    neighbourhood_invited: bool = False
    has_team: bool = False
    has_plan: bool = False
    has_team_meeting: bool = False
    has_support: bool = False
    form_completed: bool = False


def step_down_blockers(asked: StepDownAsked, facts: StepDownFacts) -> list[Blocker]:
    """List what a case lacks before it can be proposed for a step-down to early help.

    The manager agrees before the family is met (ROC-175), a panel decides where there is one
    (PET-85), a lead professional is named in time (PET-59, HIL-98, ROC-179), the day of the first
    team meeting is known (ROC-73, PET-55) and the referral form is filled in (ROC-74).
    """
    return [
        *_before_the_family(asked, facts),
        *_with_others(asked, facts),
        *professional_blockers(asked, facts),
        *_at_the_meeting(asked, facts),
        *_afterwards(asked, facts),
    ]


def professional_blockers(asked: StepDownAsked, facts: StepDownFacts) -> list[Blocker]:
    """List what is missing of the new lead professional, who is named in time and whom the family
    approves where the step-down has a meeting (PET-59, HIL-98, ROC-72, ROC-179).
    """
    if not asked.professional_by:
        return []
    if not facts.has_professional:
        return [_blocker("professional", "Name the new lead professional, and how to reach them")]
    if facts.family_approves is not True:
        message = "Record that the family approves of the lead professional"
        return [_blocker("professional", message)]
    if _is_named_too_late(asked.professional_by, facts):
        return [_blocker("professional", _LATE[asked.professional_by])]
    return []


def _is_named_too_late(by: str, facts: StepDownFacts) -> bool:
    if by not in _LATE or facts.met_on is None:
        return False
    if facts.professional_from is None:
        return True
    days = (facts.met_on - facts.professional_from).days
    return days < 1 if by == "before_meeting" else days < 0


_LATE = {
    "before_meeting": "The lead professional is appointed before the day of the meeting",
    "at_meeting": "The lead professional is agreed by the day of the meeting",
}


def _before_the_family(asked: StepDownAsked, facts: StepDownFacts) -> list[Blocker]:
    blockers = []
    if FINDING in asked.steps and not facts.has_finding:
        blockers.append(
            _blocker("finding", "Write why early help is enough now, and which agencies were asked")
        )
    if MANAGER_FIRST in asked.steps:
        if facts.manager_agreed_on is None:
            blockers.append(_blocker("manager", "A manager agrees to the step-down"))
        elif facts.family_met_on is not None and facts.family_met_on < facts.manager_agreed_on:
            message = "The manager agrees before the family is met: talk with them again"
            blockers.append(_blocker("manager", message))
    if FAMILY_TOLD in asked.steps and facts.family_met_on is None:
        blockers.append(_blocker("family", "Talk with the child and the family about early help"))
    return blockers


def _with_others(asked: StepDownAsked, facts: StepDownFacts) -> list[Blocker]:
    blockers = []
    if NEIGHBOURHOOD_LEAD in asked.steps and facts.lead_spoken_on is None:
        blockers.append(
            _blocker("lead", "Talk with the neighbourhood lead, who names the staff to come")
        )
    if asked.panel and not facts.panel_decision:
        blockers.append(_blocker("panel", f"{asked.panel} decides on the step-down"))
    elif asked.panel and facts.panel_decision == "refused":
        blockers.append(_blocker("panel", f"{asked.panel} did not agree to the step-down"))
    if KEY_WORKER in asked.steps and not facts.has_key_worker:
        blockers.append(
            _blocker("key_worker", "Name the key worker, and the day on which that support ends")
        )
    return blockers


def _at_the_meeting(asked: StepDownAsked, facts: StepDownFacts) -> list[Blocker]:
    if MEETING not in asked.steps:
        return []
    if facts.met_on is None:
        return [_blocker("meeting", "Record the closing or step-down meeting, and who came")]
    blockers = []
    if facts.lead_spoken_on is not None and facts.lead_spoken_on > facts.met_on:
        message = "The talk with the neighbourhood lead comes before the meeting: check the days"
        blockers.append(_blocker("lead", message))
    if NEIGHBOURHOOD_LEAD in asked.steps and not facts.neighbourhood_invited:
        blockers.append(
            _blocker("meeting", "Write who was invited to the meeting from the neighbourhoods")
        )
    return blockers


def _afterwards(asked: StepDownAsked, facts: StepDownFacts) -> list[Blocker]:
    wanted = [
        (TEAM in asked.steps, facts.has_team, "team", "Write who is in the team around the child"),
        (
            TEAM in asked.steps or MEETING in asked.steps,
            facts.has_plan,
            "plan",
            "Write the plan that the family and the team go on with",
        ),
        (
            asked.team_meeting,
            facts.has_team_meeting,
            "team_meeting",
            "Give the date and time of the first team meeting",
        ),
        (
            SUPPORT in asked.steps,
            facts.has_support,
            "support",
            "Write which support was arranged at the final meeting",
        ),
        (bool(asked.form), facts.form_completed, "form", f"Complete the {asked.form}"),
    ]
    missing = [(code, text) for asks, is_there, code, text in wanted if asks and not is_there]
    return [_blocker(code, text) for code, text in missing]


def _blocker(code: str, message: str) -> Blocker:
    return Blocker(code=f"step-down-{code}", message=message)
