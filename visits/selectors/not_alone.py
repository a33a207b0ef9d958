"""Which children need not be seen alone, and which decisions wait for a manager."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from cases.models import Case, Milestone, MilestoneKind
from cases.selectors.access import visible_cases
from cases.selectors.oversight import supervisions_of
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from visits.models import NotAloneDecision, NotAloneState
from visits.selectors.visits import obstacle_to_visiting


def find_decision(user: User, decision_id: int) -> NotAloneDecision:
    """Give one decision with its case; refuses (NotFound) one this person may not know of."""
    found = (
        NotAloneDecision.objects.filter(pk=decision_id, case__in=visible_cases(user))
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "asked_by",
            "decided_by",
            "reviewed_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such decision, or it belongs to another team.")
    return found


def decisions_about(case: Case) -> list[NotAloneDecision]:
    """List the decisions about seeing one child alone, newest first."""
    return list(case.not_alone_decisions.select_related("asked_by", "decided_by", "reviewed_by"))


def decisions_holding(case_ids: Iterable[int], on: date) -> dict[int, NotAloneDecision]:
    """Give, by case, the agreed decision in force on a day that the child need not be seen alone
    (ROC-94), with one query.
    """
    rows = (
        NotAloneDecision.objects.filter(
            Q(ended_on=None) | Q(ended_on__gte=on),
            case_id__in=list(case_ids),
            state__in=[NotAloneState.AGREED, NotAloneState.ENDED],
            decided_on__lte=on,
            valid_until__gte=on,
        )
        .select_related("decided_by")
        .order_by("pk")
    )
    return {row.case_id: row for row in rows}


def obstacle_to_asking(case: Case) -> str:
    """Say why no decision can be asked for on a case, or nothing when one can."""
    if obstacle := obstacle_to_visiting(case):
        return obstacle
    if not procedure_in_force(case.authority_id).flag("not_alone_needs_manager"):
        return "Under this procedure the reason stands in the record of each visit."
    if case.not_alone_decisions.filter(state=NotAloneState.ASKED).exists():
        return "A manager has been asked already, and has not decided yet."
    return ""


def awaiting_decision(user: User) -> QuerySet[NotAloneDecision]:
    """List what this manager could decide on, longest waiting first."""
    return (
        NotAloneDecision.objects.filter(
            state=NotAloneState.ASKED, case__in=visible_cases(user).open()
        )
        .exclude(asked_by=user)
        .select_related("case__child", "asked_by")
        .order_by("pk")
    )


def awaiting_review(user: User, on: date) -> QuerySet[NotAloneDecision]:
    """List the agreed decisions to review: those whose child was spoken about in supervision since
    they were made or last reviewed (ROC-95), and those that hold no longer on this day.
    """
    last_looked_at = Coalesce(OuterRef("reviewed_on"), OuterRef("decided_on"))
    supervised = supervisions_of(OuterRef("case")).filter(held_on__gt=last_looked_at)
    noted = Milestone.objects.filter(
        case=OuterRef("case"), kind=MilestoneKind.SUPERVISION, happened_on__gt=last_looked_at
    )
    return (
        NotAloneDecision.objects.filter(
            Q(valid_until__lt=on) | Exists(supervised) | Exists(noted),
            state=NotAloneState.AGREED,
            case__in=visible_cases(user).open(),
        )
        .select_related("case__child", "asked_by")
        .order_by(F("valid_until").asc(), "pk")
    )
