"""What happened to a family, and what each change does under a procedure."""

from collections.abc import Mapping

from cases.models import Case, Change, ChangeKind
from cases.models.changes import ASK_FOR_REVIEW, MANAGERS_RECORD
from cases.selectors.access import visible_cases
from cases.selectors.circumstances import locality_hub_of
from cin.accounts.models import User
from cin.accounts.permissions import may_manage, may_work
from cin.core.errors import NotFound
from cin.procedures.book import Procedure


def changes_of(case: Case) -> list[Change]:
    """List every change recorded of a case, withdrawn ones too, the latest first."""
    people = ("recorded_by", "withdrawn_by", "declines")
    return list(case.changes.select_related(*people))


def find_change(user: User, change_id: int) -> Change:
    """Give one change of a case this person may open; refuses (NotFound) any other."""
    found = (
        Change.objects.filter(pk=change_id, case__in=visible_cases(user))
        .select_related("case__child", "case__referral", "case__authority")
        .first()
    )
    if found is None:
        raise NotFound("There is no such change, or it belongs to another team.")
    return found


def change_refusal(case: Case, actor: User, kind: str) -> str:
    """Say why this person may not record or withdraw this kind of change, or nothing."""
    rule = may_manage if kind in MANAGERS_RECORD else may_work
    return str(rule.reason(case, actor))


def obstacle_of_the_move(case: Case, kind: str) -> str:
    """Say why a change is not recorded by itself, or nothing: what is shared of a child at risk
    outside the family waits for an assessment of the move, so it is recorded there (BIR-78).
    """
    hub = locality_hub_of(case) if kind == ChangeKind.OUT_INFORMATION else ""
    if not hub:
        return ""
    return f"Record this with the move, which the {hub} is asked to assess first."


_MOVED = (ChangeKind.MOVED_OUT, ChangeKind.BECAME_RESIDENT)


def move_away(case: Case) -> Change | None:
    """Give the move by which the family last left the authority's area, unless it came back: from
    then on the authority where the child is makes enquiries about harm (BIR-92).
    """
    rows = Change.objects.standing().filter(case=case, kind__in=_MOVED)
    latest: Change | None = rows.order_by("happened_on", "pk").last()
    return latest if latest is not None and latest.kind == ChangeKind.MOVED_OUT else None


def has_moved_in(case: Case) -> bool:
    """Say whether the family came from another authority, as the case records it (ROC-189)."""
    kinds = (ChangeKind.IN_NOTIFIED, ChangeKind.BECAME_RESIDENT)
    return Change.objects.standing().filter(case=case, kind__in=kinds).exists()


def obstacle_to_declining(change: Change) -> str:
    """Say why it cannot be decided that no early review is needed after a change, or nothing."""
    if change.is_withdrawn:
        return "This change was withdrawn, so it asks for no early review."
    if change.kind not in ASK_FOR_REVIEW:
        return "This asks for no early review."
    if Change.objects.standing().filter(declines=change).exists():
        return "It was decided already that no early review is needed."
    return "" if change.case.is_open else "This case is closed."


def effects_of_change(kind: str, procedure: Procedure) -> list[str]:
    """Say in sentences what a change does under a procedure, for the page on which it is
    recorded.
    """
    if kind in ASK_FOR_REVIEW:
        if kind not in procedure.get("early_review_on"):
            return ["This procedure asks for no early review after it. It is kept in the record."]
        return [
            "An early review is asked for, until a meeting is held or a manager finds that none is "
            "needed."
        ]
    if kind in _STARTS:
        setting, sentence = _STARTS[kind]
        length = procedure.duration(setting)
        return [sentence.format(length)] if length else [_NO_DATE]
    return [_OTHERS[kind]] if kind in _OTHERS else [_NO_DATE]


_NO_DATE = "This procedure sets no date for what follows. It is kept in the record."
_STARTS: Mapping[str, tuple[str, str]] = {
    ChangeKind.MOVED_OUT: (
        "transfer_out_info_max",
        "Information is to be shared with the new authority within {} of the move.",
    ),
    ChangeKind.OUT_NOTIFIED: (
        "transfer_in_decision_max",
        "The new authority is to decide within {}.",
    ),
    ChangeKind.BECAME_RESIDENT: (
        "transfer_in_meeting_max",
        "A meeting is to be held within {} of the family living here.",
    ),
    ChangeKind.FOSTERING_BEGAN: (
        "pf_visit_interval_year1",
        "Once the assessment is done, private fostering visits are due every {} in the first year.",
    ),
    ChangeKind.IN_NOTIFIED: (
        "transfer_in_decision_max",
        "Need and eligibility are to be assessed and decided within {}.",
    ),
    ChangeKind.CP_STEP_DOWN: (
        "cp_stepdown_meeting_max",
        "The initial meeting is due within {} of the decision.",
    ),
    ChangeKind.STEPPED_DOWN: (
        "stepdown_other_meeting_max",
        "The initial meeting is due within {} of that day.",
    ),
}
_OTHERS: Mapping[str, str] = {
    ChangeKind.OUT_INFORMATION: "The date for sharing information with the new authority is met.",
    ChangeKind.OUT_DECIDED: "The date for the new authority's decision is met.",
    ChangeKind.IN_DECIDED: "The date for the decision on the family that moved in is met.",
    ChangeKind.CP_PLAN_STARTED: "Visits, reviews and every other repeated date of the plan end "
    "from that day. No Child in Need plan can be started or changed beside it. Ending the case "
    "remains to be done.",
    ChangeKind.CHILD_DIED: "Everything that is due on the case ends. Closing the case remains to "
    "be done.",
}
