"""What agencies and authorities disagree about on a case, and whose decision it waits for."""

from django.db.models import Q, QuerySet

from cases.models import Case
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.codes import ROLES
from transfers.models import Disagreement, DisagreementState


def disagreements_on(case: Case) -> QuerySet[Disagreement]:
    """List the disagreements on a case, the latest first."""
    return case.disagreements.select_related("raised_by", "settled_by", "move")


def find_disagreement(user: User, disagreement_id: int) -> Disagreement:
    """Give one disagreement on a case this person may open; refuses (NotFound) any other."""
    rows = Disagreement.objects.filter(pk=disagreement_id, case__in=visible_cases(user))
    people = ("raised_by", "notified_by", "settled_by", "move")
    found = rows.select_related("case__child", "case__authority", *people).first()
    if found is None:
        raise NotFound("There is no such disagreement, or it belongs to another team.")
    return found


def disputes_awaiting(user: User, procedure: Procedure) -> QuerySet[Disagreement]:
    """List the disputes between authorities that wait for this person's decision, longest waiting
    first: none unless the procedure gives it to their role (BIR-93, HIL-136), and none that they
    raised or put forward.
    """
    rows = Disagreement.objects.filter(
        state=DisagreementState.NOTIFIED, case__in=visible_cases(user)
    ).exclude(Q(raised_by=user) | Q(notified_by=user))
    if dispute_role_refusal(user, procedure):
        return rows.none()
    return rows.select_related("case__child", "notified_by").order_by("notified_at", "pk")


def dispute_role_refusal(user: User, procedure: Procedure) -> str:
    """Say why a dispute between authorities is not this person's to decide, or nothing."""
    role = procedure.get("transfer_dispute_role")
    if role is None or role in user.procedure_roles:
        return ""
    return f"The procedure gives this decision to the {ROLES[str(role)].lower()}."


def obstacle_to_raising(case: Case) -> str:
    """Say why no disagreement can be recorded on a case, or nothing."""
    return "" if case.is_open else "This case is closed."


def escalation_procedures(case: Case) -> list[dict[str, str]]:
    """List the procedures on escalation that the authority's own names (ROC-163)."""
    linked = procedure_in_force(case.authority_id).get("linked_procedures")
    return [dict(row) for row in linked if row["topic"] == "escalation"]
