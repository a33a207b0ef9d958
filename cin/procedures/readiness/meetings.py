"""What a meeting's record lacks, and who may chair."""

from collections.abc import Sequence
from dataclasses import dataclass

from cin.procedures.book import Procedure
from cin.procedures.readiness.blocker import Blocker


@dataclass(frozen=True, kw_only=True)
class ChildAtMeeting:
    """What a meeting's record says of one child; None is "not answered"."""

    name: str
    attended: bool | None
    absence_reason: str
    views: str
    plan_agreed: bool | None
    outcome: str
    outcome_reason: str
    has_next_date: bool
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MeetingAsked:
    """What a procedure asks of a meeting besides, and how it was answered.

    `prompts` are those without an answer. `waits_for_manager` is true for a review without a
    meeting on which no manager has agreed yet. `in_school_time` names the children of school age
    who came in school hours, and `has_school_reason` says whether the record says why.
    """

    prompts: Sequence[str] = ()
    waits_for_manager: bool = False
    lacks_reason_for_none: bool = False
    in_school_time: Sequence[str] = ()
    has_school_reason: bool = False


# What is asked of each child only where the procedure puts it before a manager, or wants it.
ASKED_OF_CHILD = {
    "outcomes_achieved": "Say whether the changes for {name} are being achieved",
    "inaction_harm": "Say whether what was not done for {name} has harmed, or may harm",
    "next_meeting_time": "Give the time of the next meeting about {name}",
    "next_step": "Choose the next step that is recommended for {name}",
    "lead_professional": "Name the lead professional for {name}",
}


def asked_blockers(procedure: Procedure, asked: MeetingAsked) -> list[Blocker]:
    """List what stands in the way of finishing a meeting's record by what the procedure asks:
    prompts (HIL-36, ROC-134), the manager's agreement to a review without a meeting (PET-42), and
    why a meeting was in school time (PET-10).
    """
    blockers = [
        Blocker(
            code="prompts",
            message=f"Answer: {prompt}",
            cites=procedure.cites_for("meeting_prompts"),
        )
        for prompt in asked.prompts
    ]
    cites = procedure.cites_for("review_without_meeting")
    if asked.lacks_reason_for_none:
        message = "Say why there was no meeting, and how everybody had their say"
        blockers.append(Blocker(code="without_meeting_reason", message=message))
    if asked.waits_for_manager:
        message = "A manager agrees first that this review is done without a meeting"
        blockers.append(Blocker(code="without_meeting", message=message, cites=cites))
    if asked.in_school_time and not asked.has_school_reason:
        names = " and ".join(asked.in_school_time)
        message = f"The meeting was in school hours: say why, and how that suited {names}"
        cites = procedure.cites_for("school_time_warning")
        blockers.append(Blocker(code="school_time_reason", message=message, cites=cites))
    return blockers


def meeting_blockers(
    *,
    kind: str,
    discussion: str | None,
    progress: str | None,
    attended: int,
    children: Sequence[ChildAtMeeting],
) -> list[Blocker]:
    """List what a meeting's record lacks before it can be finished; `attended` counts the people
    on its list. A text that is None is asked in another way.
    """
    blockers = []
    if not attended:
        blockers.append(Blocker(code="attendance", message="Say who was invited and who came"))
    if discussion is not None and not discussion.strip():
        blockers.append(Blocker(code="discussion", message="Write what was discussed"))
    if kind == "review" and progress is not None and not progress.strip():
        blockers.append(
            Blocker(code="progress", message="Write what has changed since the last meeting")
        )
    for child in children:
        blockers.extend(_meeting_child_blockers(kind, child))
    return blockers


def _meeting_child_blockers(kind: str, child: ChildAtMeeting) -> list[Blocker]:
    name = child.name
    checks = [
        (child.attended is None, "attended", f"Say whether {name} came to the meeting"),
        (
            child.attended is False and not child.absence_reason.strip(),
            "absence_reason",
            f"Say why {name} did not come",
        ),
        (not child.views.strip(), "views", f"Write {name}'s views, and that they were discussed"),
        (
            kind == "initial" and child.plan_agreed is None,
            "plan_agreed",
            f"Say whether {name}'s plan was agreed",
        ),
        (
            kind == "review" and not child.outcome,
            "outcome",
            f"Choose the outcome of the review for {name}",
        ),
        (
            kind == "review" and bool(child.outcome) and not child.outcome_reason.strip(),
            "outcome_reason",
            f"Give the reason for {name}'s outcome",
        ),
        (
            _goes_on(kind, child) and not child.has_next_date,
            "next_meeting_on",
            f"Give the date of the next meeting about {name}",
        ),
    ]
    checks += [(True, code, ASKED_OF_CHILD[code].format(name=name)) for code in child.unanswered]
    return [Blocker(code=code, message=message) for missing, code, message in checks if missing]


def _goes_on(kind: str, child: ChildAtMeeting) -> bool:
    return kind == "initial" or (kind == "review" and child.outcome == "continue_cin")


def chair_blockers(
    procedure: Procedure,
    *,
    kind: str,
    number: int,
    chair_role: str,
    has_reason: bool,
    after_step_down: bool = False,
) -> list[Blocker]:
    """Say why somebody in a role may not chair a meeting, or may only with a reason.

    `number` counts the Child in Need meetings of the case, this one included: some are chaired by a
    manager (ROC-142). A first meeting chaired otherwise than the procedure has it needs a reason
    (HIL-60, PET-11, BOL-15), and in a role on neither of its lists is refused (BIR-29). After a
    step-down from child protection anybody may chair the first where the procedure says who does
    then (BOL-16).
    """
    if kind in {"initial", "review"} and number in (
        procedure.get("manager_chaired_meeting_numbers") or []
    ):
        allowed = procedure.get("manager_chaired_roles") or []
        if chair_role in allowed:
            return []
        message = f"Meeting number {number} must be chaired by {_listed(allowed)}"
        return [Blocker(code="chair_role", message=message, cites=("ROC-142",))]
    freed = after_step_down and procedure.get("initial_meeting_chair_role_cp_stepdown")
    if kind == "initial" and not freed:
        return _initial_chair_blockers(procedure, chair_role, has_reason)
    return []


def _initial_chair_blockers(
    procedure: Procedure, chair_role: str, has_reason: bool
) -> list[Blocker]:
    expected = procedure.get("initial_meeting_chair_role")
    if not expected or chair_role == expected:
        return []
    cites = procedure.cites_for("initial_meeting_chair_role")
    escalation = procedure.get("chair_escalation_roles") or []
    if (escalation and chair_role not in escalation) or (
        procedure.get("initial_meeting_chair_deviation") == "blocked"
    ):
        allowed = _listed([expected, *escalation])
        return [
            Blocker(
                code="chair_role", message=f"This meeting must be chaired by {allowed}", cites=cites
            )
        ]
    if has_reason or procedure.get("initial_meeting_chair_deviation") == "free":
        return []
    message = f"Say why the meeting was not chaired by {_listed([expected])}"
    return [Blocker(code="chair_reason", message=message, cites=cites)]


def _listed(roles: Sequence[str]) -> str:
    return " or ".join(f"the {role.replace('_', ' ')}" for role in roles)
