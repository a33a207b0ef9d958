"""What the record of one visit asks, under the authority's procedure and a manager's decisions."""

from collections.abc import Sequence

from django.utils import timezone

from cases.models import Case
from cin.accounts.models import User
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force
from cin.procedures.visit_template import visit_template
from visits.forms.recording import Asking
from visits.models import NotAloneDecision, Visit
from visits.selectors import decisions_holding, is_by_own_worker


def asking_about(cases: Sequence[Case], *, visitor: User, visit: Visit | None = None) -> Asking:
    """Say what to ask about a visit to these children, the first being the page's own; `visit` is
    the one recorded already.
    """
    procedure = procedure_in_force(cases[0].authority_id)
    day = timezone.localtime(visit.visited_at).date() if visit else clock.today()
    decisions = {}
    if procedure.flag("not_alone_needs_manager"):
        decisions = decisions_holding([case.pk for case in cases], day)
    return Asking(
        template=visit_template(procedure),
        is_deputy=procedure.flag("visit_by_allocated_worker")
        and not _is_own(cases, visitor, visit),
        decisions={pk: decision_in_words(decision) for pk, decision in decisions.items()},
        plans_next=visit is None or visit.next_planned_id is None,
    )


def decision_in_words(decision: NotAloneDecision) -> str:
    """Say that a manager decided that the child need not be seen alone."""
    by = decision.decided_by.name if decision.decided_by else "A manager"
    return (
        f"{by} decided on {plain_day(decision.decided_on)} that the child need not be seen alone, "
        f"until {plain_day(decision.valid_until)}. You need give no reason."
    )


def _is_own(cases: Sequence[Case], visitor: User, visit: Visit | None) -> bool:
    if visit is not None:
        return is_by_own_worker(visit, [case.pk for case in cases])
    return any(case.worker_id == visitor.pk for case in cases)
