"""What pages read about strategy discussions, and what the record of one lacks."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cases.models import Case, SafetyPlanOrigin, SafetyPlanState
from cases.selectors.access import visible_cases
from cases.selectors.people import sibling_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.calendar import in_london
from cin.procedures.readiness import Blocker
from safeguarding.models import (
    Concern,
    ConcernState,
    SharedPart,
    StrategyChild,
    StrategyDiscussion,
    StrategyState,
)


def strategies_about(case: Case) -> QuerySet[StrategyChild]:
    """List the child's part of every strategy discussion, the latest first."""
    return case.strategies.select_related("discussion").order_by(
        "-discussion__held_at", "-discussion_id"
    )


def find_strategy(user: User, strategy_id: int) -> StrategyDiscussion:
    """Give one strategy discussion with the case it was recorded on; refuses (NotFound) one about
    no child this person may know of.
    """
    reachable = StrategyChild.objects.filter(
        discussion_id=strategy_id, case__in=visible_cases(user)
    )
    found = (
        StrategyDiscussion.objects.filter(pk__in=reachable.values("discussion_id"))
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "case__referral",
            "written_by",
            "recorded_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such strategy discussion, or it belongs to another team.")
    return found


def parts_of(user: User, discussion: StrategyDiscussion) -> list[StrategyChild]:
    """List what a discussion decided about the children whom this person may know of."""
    return list(
        discussion.children.filter(case__in=visible_cases(user))
        .select_related("case__child", "case__authority", "case__team", "case__worker")
        .order_by("pk")
    )


def elsewhere(discussion: StrategyDiscussion, known: Iterable[int]) -> list[Case]:
    """List the cases of a discussion's children that are not among those known, by their ids:
    another team's by now.
    """
    rows = discussion.children.exclude(case_id__in=list(known))
    return [part.case for part in rows.select_related("case")]


def siblings_at(user: User, discussion: StrategyDiscussion) -> list[Case]:
    """List the brothers and sisters a record can speak of: those with an open case, and those it
    speaks of already.
    """
    parts = parts_of(user, discussion)
    recorded = [part.case for part in parts if part.case_id != discussion.case_id]
    others = [case for case in sibling_cases(user, discussion.case) if case not in recorded]
    return [*recorded, *others]


def concerns_to_discuss(case_ids: Iterable[int]) -> QuerySet[Concern]:
    """List the concerns for which a manager called a strategy discussion that is not recorded as
    held, the longest waiting first.
    """
    return Concern.objects.filter(
        case_id__in=list(case_ids), state=ConcernState.STRATEGY, discussion=None
    ).order_by("decided_at", "pk")


def obstacle_to_holding(case: Case) -> str:
    """Say why no strategy discussion can be recorded on a case now, or nothing (PET-61)."""
    if not case.is_open:
        return f"Case {case.reference} is closed, so no strategy discussion can be recorded on it."
    if not concerns_to_discuss([case.pk]).exists():
        return (
            "A manager calls a strategy discussion first. Raise a concern, and tell your manager "
            "now."
        )
    return ""


def obstacle_to_editing(discussion: StrategyDiscussion) -> str:
    """Say why the record of a strategy discussion can no longer be changed, or nothing."""
    if not discussion.case.is_open:
        return f"Case {discussion.case.reference} is closed, so this record cannot be changed."
    if discussion.state == StrategyState.HELD:
        return ""
    return "The record of this strategy discussion is finished, so it cannot be changed."


def obstacle_to_sharing(discussion: StrategyDiscussion, part: str) -> str:
    """Say why the actions or the minutes of a discussion cannot be shared yet, or nothing: actions
    are shared at once (ROC-35), minutes once they are written.
    """
    if part == SharedPart.MINUTES and discussion.state == StrategyState.HELD:
        return "The record is not finished yet. Finish it, and then share it as minutes."
    return ""


def strategy_blockers(
    discussion: StrategyDiscussion, parts: Iterable[StrategyChild]
) -> list[Blocker]:
    """List what the record of a strategy discussion lacks to be finished (ROC-34, ROC-38)."""
    decided = list(parts)
    missing = [
        Blocker(code=name, message=message)
        for name, message in _NEEDED
        if not getattr(discussion, name).strip()
    ]
    if not discussion.agencies.exists():
        missing.append(Blocker(code="agencies", message="Write which agencies took part"))
    for part in decided:
        missing += _undecided(part)
    if any(part.goes_to_enquiry for part in decided):
        missing += _lacks_for_an_enquiry(discussion, decided)
    return missing


_NEEDED = (
    ("shared", "Write what the agencies shared"),
    ("interim_safety", "Write what keeps the children safe from today"),
)


def _undecided(part: StrategyChild) -> list[Blocker]:
    lead, child = f"child-{part.case_id}-", part.case.child
    needed = (
        ("decision", f"Select what was decided about {child}"),
        ("decision_reason", f"Write why it was decided so about {child}"),
    )
    return [
        Blocker(code=f"{lead}{name}", message=message)
        for name, message in needed
        if not getattr(part, name).strip()
    ]


def _lacks_for_an_enquiry(
    discussion: StrategyDiscussion, parts: list[StrategyChild]
) -> list[Blocker]:
    missing = []
    if not discussion.actions.exists():
        missing.append(Blocker(code="actions", message="Write who does what, and by when"))
    procedure = procedure_in_force(discussion.case.authority_id)
    if procedure.flag("strategy_safety_plan_required"):
        cites = procedure.cites_for("strategy_safety_plan_required")
        missing += [
            Blocker(code="safety-plan", message=message, cites=cites)
            for part in parts
            if part.goes_to_enquiry and (message := lacks_safety_plan(discussion, part.case))
        ]
    return missing


def lacks_safety_plan(discussion: StrategyDiscussion, case: Case) -> str:
    """Say what is missing of a child's safety plan that is made at a strategy discussion, put in
    force and shared, or nothing (ROC-34).
    """
    held_on = in_london(discussion.held_at).date()
    made = case.safety_plans.filter(
        made_at=SafetyPlanOrigin.STRATEGY, made_on__gte=held_on, state=SafetyPlanState.IN_FORCE
    )
    plan = made.first()
    if plan is None:
        return (
            f"Put a safety plan for {case.child} in force that was made at this strategy "
            "discussion: the child goes to a section 47 enquiry"
        )
    if not plan.shares.exists():
        return f"Note that the safety plan for {case.child} was given to the family and partners"
    return ""
