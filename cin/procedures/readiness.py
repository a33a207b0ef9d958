"""What stands in the way of a step, worked out from facts: each function lists every reason at
once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cin.procedures.book import Procedure


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """One thing that stands in the way, in words for the person who meets it."""

    code: str
    message: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChildSeen:
    """How one child was seen at a visit; None is "not answered", and `age` is in whole years."""

    name: str
    age: int | None
    seen: bool | None
    seen_alone: bool | None
    not_seen_reason: str
    not_alone_reason: str
    voice: str


def visit_blockers(
    *,
    account: str,
    concern_answered: bool,
    children: Sequence[ChildSeen],
    alone_from_age: int | None,
) -> list[Blocker]:
    """List what a visit's record lacks before it can be finalised.

    A child older than `alone_from_age` who was seen but not alone needs the reason (ROC-93: "over
    3s"); where the procedure sets no age, every child who was seen but not alone needs it (HIL-50).
    """
    blockers = []
    if not account.strip():
        blockers.append(Blocker(code="account", message="Write what happened at the visit"))
    if not concern_answered:
        blockers.append(
            Blocker(
                code="concern_raised", message="Say whether the visit raised a concern about harm"
            )
        )
    for child in children:
        blockers.extend(_child_blockers(child, alone_from_age))
    return blockers


def _child_blockers(child: ChildSeen, alone_from_age: int | None) -> list[Blocker]:
    if child.seen is None:
        return [Blocker(code="seen", message=f"Say whether {child.name} was seen")]
    if not child.seen:
        if child.not_seen_reason.strip():
            return []
        return [Blocker(code="not_seen_reason", message=f"Say why {child.name} was not seen")]
    blockers = []
    if not child.voice.strip():
        blockers.append(
            Blocker(code="voice", message=f"Write what {child.name} said or showed you")
        )
    if child.seen_alone is None:
        blockers.append(
            Blocker(code="seen_alone", message=f"Say whether {child.name} was seen alone")
        )
    elif (
        not child.seen_alone
        and _expects_alone(child.age, alone_from_age)
        and not child.not_alone_reason.strip()
    ):
        blockers.append(
            Blocker(
                code="not_alone_reason",
                message=f"Say why {child.name} was not seen alone",
                cites=("ROC-93", "HIL-50"),
            )
        )
    return blockers


def _expects_alone(age: int | None, alone_from_age: int | None) -> bool:
    # A child whose age is not known is treated as old enough: the question is asked, not skipped.
    return age is None or alone_from_age is None or age > alone_from_age


def assessment_blockers(
    *, unwritten: Sequence[str], outcome: str, has_ground: bool, has_reason: bool, lacks_plan: bool
) -> list[Blocker]:
    """List what an assessment lacks before it can go to the manager.

    `unwritten` are the titles of empty sections; `lacks_plan` is true when the procedure wants a
    draft plan submitted with an assessment that recommends one (ROC-61) and there is none.
    """
    blockers = [
        Blocker(code="sections", message=f"Write the section “{title}”") for title in unwritten
    ]
    if not outcome:
        blockers.append(Blocker(code="outcome", message="Say what the assessment recommends"))
    if outcome == "cin_plan" and not has_ground:
        blockers.append(
            Blocker(code="s17_ground", message="Say on which ground the child is in need")
        )
    if outcome and not has_reason:
        blockers.append(
            Blocker(code="outcome_reason", message="Give the reason for the recommendation")
        )
    if outcome == "cin_plan" and lacks_plan:
        blockers.append(
            Blocker(
                code="plan",
                message="Write the draft plan and submit it: here the manager approves it together "
                "with the assessment",
                cites=("ROC-61",),
            )
        )
    return blockers


_PLAN_TEXTS = {
    "worries": "Write what needs to change and why the child is in need",
    "child_views": "Write the child's wishes and feelings",
    "family_views": "Write the parents' or carers' views",
    "outcomes": "Write what will be different for the child",
    "contingency": "Write what will happen if things do not improve",
}


def plan_blockers(
    *,
    texts: Mapping[str, str],
    actions: int,
    loose_actions: Sequence[str],
    lacks_visit_interval: bool,
) -> list[Blocker]:
    """List what a plan lacks before it can be submitted.

    `loose_actions` are the actions without an owner or a date; `lacks_visit_interval` is true when
    the procedure sets no interval of its own and the plan must (PET-27, K12).
    """
    blockers = [
        Blocker(code=name, message=message)
        for name, message in _PLAN_TEXTS.items()
        if not texts[name].strip()
    ]
    if not actions:
        blockers.append(Blocker(code="actions", message="Add at least one action"))
    blockers.extend(
        Blocker(code="actions", message=f"Say who will do “{what[:60]}” and by when")
        for what in loose_actions
    )
    if lacks_visit_interval:
        blockers.append(
            Blocker(
                code="visit_interval",
                message="Say how often the child will be visited: here the plan decides",
                cites=("PET-27",),
            )
        )
    return blockers


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


def meeting_blockers(
    *, kind: str, discussion: str, progress: str, attended: int, children: Sequence[ChildAtMeeting]
) -> list[Blocker]:
    """List what a meeting's record lacks before it can be finished; `attended` counts the people
    on its list.
    """
    blockers = []
    if not attended:
        blockers.append(Blocker(code="attendance", message="Say who was invited and who came"))
    if not discussion.strip():
        blockers.append(Blocker(code="discussion", message="Write what was discussed"))
    if kind == "review" and not progress.strip():
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
    return [Blocker(code=code, message=message) for missing, code, message in checks if missing]


def _goes_on(kind: str, child: ChildAtMeeting) -> bool:
    return kind == "initial" or (kind == "review" and child.outcome == "continue_cin")


def chair_blockers(
    procedure: Procedure, *, kind: str, number: int, chair_role: str, has_reason: bool
) -> list[Blocker]:
    """Say why somebody in a role may not chair a meeting, or may only with a reason.

    `number` counts the Child in Need meetings of the case, this one included: some are chaired by a
    manager (ROC-142). A first meeting chaired otherwise than the procedure has it needs a reason
    (HIL-60, PET-11, BOL-15), and in a role on neither of its lists is refused (BIR-29).
    """
    if kind in {"initial", "review"} and number in (
        procedure.get("manager_chaired_meeting_numbers") or []
    ):
        allowed = procedure.get("manager_chaired_roles") or []
        if chair_role in allowed:
            return []
        message = f"Meeting number {number} must be chaired by {_listed(allowed)}"
        return [Blocker(code="chair_role", message=message, cites=("ROC-142",))]
    if kind == "initial":
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


@dataclass(frozen=True, kw_only=True)
class ClosureFacts:
    """What the record of a case says about its readiness to end."""

    reason: str
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
    if not facts.is_recommended and facts.reason not in _DECIDED_BY_EVENTS:
        message = (
            "Record a review that finds the child no longer in need"
            if facts.is_supported
            else "An approved assessment must recommend that no plan is needed"
        )
        blockers.append(
            Blocker(
                code="recommendation",
                message=message,
                cites=("PET-50", "BOL-52", "HIL-105", "BIR-68", "ROC-165"),
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
