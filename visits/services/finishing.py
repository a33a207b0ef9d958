"""Finishing the record of a visit: from then on it is only added to."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.audit.services import take_step
from cin.core import clock
from cin.core.errors import NotReady, StepNotAllowed
from cin.policy.selectors import procedure_in_force, working_calendar
from cin.procedures.book import Procedure
from cin.procedures.codes import VISIT_QUESTIONS
from cin.procedures.readiness import Blocker, ChildSeen, VisitFacts, visit_blockers
from cin.procedures.reckoning import Reckoner
from cin.procedures.visit_template import CHILD_QUESTIONS, visit_template
from visits.models import JOINT_KINDS, NotAloneDecision, Visit, VisitChild, VisitKind
from visits.selectors import decisions_holding, find_visit, is_by_own_worker, obstacle_to_editing
from visits.services.children import write_down

Decisions = dict[int, NotAloneDecision]


@transaction.atomic
def finalise_visit(*, visit_id: int, actor: User) -> Visit:
    """Finish the record of a visit, so that nobody can change it (ROC-88, HIL-50).

    A child seen with others under a manager's decision keeps which decision that was (ROC-94).
    Refuses (StepNotAllowed) a record that is finished and a failed visit, and (NotReady) with
    everything that is missing, for each child.
    """
    case = lock_case(find_visit(actor, visit_id).case_id, actor)
    visit = Visit.objects.locked().get(pk=visit_id)
    visit.case = case
    if obstacle := obstacle_to_editing(visit):
        raise StepNotAllowed(obstacle)
    parts = list(visit.children.select_related("case__child"))
    procedure = procedure_in_force(case.authority_id)
    decisions = _decisions(visit, parts, procedure)
    if blockers := _blockers(visit, parts, procedure, decisions):
        raise NotReady(blockers)
    _keep_decisions(parts, decisions)
    visit.finalised_at = clock.now()
    visit.finalised_by = actor
    take_step(visit, "finalise", actor=actor)
    brothers_and_sisters = [part.case for part in parts if part.case_id != case.pk]
    write_down("visits.finalise", visit, brothers_and_sisters, actor)
    return visit


def _day(visit: Visit) -> date:
    return timezone.localtime(visit.visited_at).date()


def _decisions(visit: Visit, parts: list[VisitChild], procedure: Procedure) -> Decisions:
    if not procedure.flag("not_alone_needs_manager"):
        return {}
    return decisions_holding([part.case_id for part in parts], _day(visit))


def _keep_decisions(parts: list[VisitChild], decisions: Decisions) -> None:
    for part in parts:
        if part.seen and part.seen_alone is False and part.case_id in decisions:
            part.not_alone_decision = decisions[part.case_id]
            part.save(update_fields=["not_alone_decision", "updated_at"])


def _blockers(
    visit: Visit, parts: list[VisitChild], procedure: Procedure, decisions: Decisions
) -> list[Blocker]:
    on = _day(visit)
    return visit_blockers(
        account=visit.account,
        concern_answered=visit.concern_raised is not None,
        children=[_seen(part, on, part.case_id in decisions) for part in parts],
        alone_from_age=procedure.get("seen_alone_min_age"),
        facts=_facts(visit, parts, procedure),
    )


def _facts(visit: Visit, parts: list[VisitChild], procedure: Procedure) -> VisitFacts:
    began = visit.case.support_began_on
    is_supported = began is not None and began <= _day(visit)
    demanded = visit_template(procedure).demanded(visit.kind, is_supported=is_supported)
    case_ids = [part.case_id for part in parts]
    by_own = not procedure.flag("visit_by_allocated_worker") or is_by_own_worker(visit, case_ids)
    unanswered = _unanswered(visit)
    has_fnm_reason = bool(visit.fnm_late_reason.strip())
    if has_fnm_reason:
        unanswered.discard("fnm_at")
    return VisitFacts(
        demanded=demanded,
        unanswered=unanswered,
        lacks_companion=visit.kind in JOINT_KINDS and not visit.joint_with.strip(),
        lacks_deputy_reason=not by_own and not visit.deputy_reason.strip(),
        lacks_change_details=bool(visit.new_significant_change)
        and not visit.change_details.strip(),
        fnm_on=timezone.localtime(visit.fnm_at).date() if visit.fnm_at else None,
        fnm_due_on=_fnm_due_on(visit.case, procedure) if visit.kind == VisitKind.INITIAL else None,
        has_fnm_reason=has_fnm_reason,
    )


def _fnm_due_on(case: Case, procedure: Procedure) -> date | None:
    """Give the last day on which the family network meeting may be held, included (ROC-46)."""
    length = procedure.duration("fnm_max")
    if case.allocated_on is None or length is None:
        return None
    return Reckoner(procedure, working_calendar(case.authority_id)).calendar.add(
        case.allocated_on, length
    )


def _unanswered(record: Visit | VisitChild) -> set[str]:
    return {
        name
        for name in VISIT_QUESTIONS
        if (name in CHILD_QUESTIONS) == isinstance(record, VisitChild)
        and _is_blank(getattr(record, name))
    }


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _seen(part: VisitChild, on: date, may_be_accompanied: bool) -> ChildSeen:
    child = part.case.child
    return ChildSeen(
        name=str(child),
        age=child.age_on(on),
        seen=part.seen,
        seen_alone=part.seen_alone,
        not_seen_reason=part.not_seen_reason,
        not_alone_reason=part.not_alone_reason,
        voice=part.voice,
        may_be_accompanied=may_be_accompanied,
        unanswered=_unanswered(part),
    )
