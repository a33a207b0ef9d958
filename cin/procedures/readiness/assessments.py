"""What an assessment lacks before it can go to the manager."""

from collections.abc import Sequence

from cin.procedures.readiness.blocker import Blocker


def assessment_blockers(
    *,
    unwritten: Sequence[str],
    outcome: str,
    has_ground: bool,
    has_reason: bool,
    has_initiation_reason: bool,
    lacks_plan: bool,
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
    if outcome == "cin_plan" and not has_initiation_reason:
        message = "Say what the Child in Need plan is for"
        blockers.append(Blocker(code="initiation_reason", message=message))
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
