"""Who chairs a meeting under a procedure, and what the authority calls it: words for pages."""

from collections.abc import Iterable

from cin.procedures.book import Procedure
from cin.procedures.codes import ROLES
from meetings.models import MeetingKind

CHAIRS = [
    "social_worker",
    "line_manager",
    "team_manager",
    "senior_practitioner",
    "advanced_practitioner",
    "service_manager",
    "head_of_service",
    "lead_professional",
    "iro",
    "conference_chair",
    "agency_professional",
]


def label_of(procedure: Procedure, kind: str) -> str:
    """Give the authority's own name of a meeting of this kind."""
    labels = {
        MeetingKind.INITIAL: f"initial {procedure.get('meeting_label')}",
        MeetingKind.REVIEW: str(procedure.get("review_label")),
    }
    return labels.get(MeetingKind(kind), "other meeting")


def chairs_offered(procedure: Procedure) -> list[tuple[str, str]]:
    """List the roles that a chair may have, each with its label; the procedure's own roles too."""
    named = [procedure.get("initial_meeting_chair_role"), *_roles(procedure)]
    wanted = dict.fromkeys([*CHAIRS, *(role for role in named if role)])
    return [(role, ROLES[role]) for role in wanted]


def expected_chair(
    procedure: Procedure, *, kind: str, number: int, after_step_down: bool = False
) -> str:
    """Say who is expected to chair the meeting, which is the case's meeting of this number;
    `after_step_down` says that the plan follows a child protection plan (BOL-16).
    """
    counted = kind in {MeetingKind.INITIAL, MeetingKind.REVIEW}
    if counted and number in (procedure.get("manager_chaired_meeting_numbers") or []):
        roles = in_words(procedure.get("manager_chaired_roles") or [])
        cites = _cited(procedure, "manager_chaired_meeting_numbers")
        return f"This is meeting number {number}: it must be chaired by {roles}{cites}."
    then = procedure.get("initial_meeting_chair_role_cp_stepdown") if after_step_down else None
    if kind == MeetingKind.INITIAL and then:
        cites = _cited(procedure, "initial_meeting_chair_role_cp_stepdown")
        return f"After a child protection plan {in_words([then])}, or anybody else{cites}."
    if kind == MeetingKind.INITIAL:
        return _expected_at_first(procedure)
    roles = in_words(procedure.get("review_chair_roles") or [])
    if kind == MeetingKind.REVIEW and roles:
        return f"Usually {roles}{_cited(procedure, 'review_chair_roles')}."
    return ""


def in_words(roles: Iterable[str]) -> str:
    """Write a list of roles inside a sentence: the social worker or the team manager."""
    return " or ".join(f"the {ROLES[role].lower()}" for role in roles)


def _expected_at_first(procedure: Procedure) -> str:
    expected = procedure.get("initial_meeting_chair_role")
    if not expected:
        return ""
    start = f"Usually {in_words([expected])}{_cited(procedure, 'initial_meeting_chair_role')}."
    instead = procedure.get("chair_escalation_roles") or []
    deviation = procedure.get("initial_meeting_chair_deviation")
    if instead:
        cites = _cited(procedure, "chair_escalation_roles")
        return f"{start} Otherwise {in_words(instead)}, with a reason{cites}."
    words = {"reason": " Anybody else needs a reason.", "blocked": " Nobody else may chair it."}
    return start + words.get(str(deviation), "")


def _roles(procedure: Procedure) -> list[str]:
    names = ["chair_escalation_roles", "review_chair_roles", "manager_chaired_roles"]
    return [role for name in names for role in procedure.get(name) or []]


def _cited(procedure: Procedure, name: str) -> str:
    cites = procedure.cites_for(name)
    return f" ({', '.join(cites)})" if cites else ""
