"""What every write about a strategy discussion shares: whose children, and each child's history."""

from collections.abc import Collection, Iterable

from django.db.models import Model

from cases.models import Case
from cases.services.locking import lock_cases
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from safeguarding.models import StrategyDiscussion
from safeguarding.selectors.strategies import find_strategy


def lock_children(
    case_id: int, actor: User, named: Iterable[int], *, earlier: Collection[int] = ()
) -> dict[int, Case]:
    """Lock the cases of the children named, and of those who were in the record `earlier`.

    Refuses (BadInput) to leave out the child whom it is recorded on, (NotFound) children of several
    families and cases this person may not know of, (NotPermitted) somebody who does no casework
    there, (StepNotAllowed) a closed case of a child who was not in the record.
    """
    wanted = set(named)
    if case_id not in wanted:
        raise BadInput("decision", "Say of this child, too, what was decided")
    cases = {case.pk: case for case in lock_cases(wanted | set(earlier), actor)}
    if len({case.family_id for case in cases.values()}) > 1:
        raise NotFound("A strategy discussion is about the children of one family.")
    for case in cases.values():
        refuse_stranger(case, actor)
        if not case.is_open and case.pk not in earlier:
            raise StepNotAllowed(f"Case {case.reference} is closed.")
    return cases


def lock_strategy(strategy_id: int, actor: User) -> tuple[StrategyDiscussion, dict[int, Case]]:
    """Lock every child's case in one order, then the discussion; a child may be in another team by
    now. Whether this person may write in it is for the service to ask.
    """
    known = find_strategy(actor, strategy_id)
    wanted = {known.case_id, *known.children.values_list("case_id", flat=True)}
    rows = Case.objects.locked().filter(pk__in=wanted, authority_id=actor.authority_id)
    cases = {case.pk: case for case in rows.order_by("pk")}
    found = StrategyDiscussion.objects.locked().get(pk=strategy_id)
    found.case = cases[found.case_id]
    return found, cases


def refuse_stranger(case: Case, actor: User) -> None:
    """Refuse (NotPermitted) somebody who does no casework on a case."""
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)


def write_down(action: str, subject: Model, cases: Iterable[Case], actor: User) -> None:
    """Write one line in each child's history: each child's file stands alone."""
    state: str = getattr(subject, "state", "")
    for case in cases:
        record(action=action, subject=subject, case=case, actor=actor, states=("", state))
