"""Whether a concern can lead to a legal planning meeting here."""

from cases.models import Case
from cin.policy.selectors import procedure_in_force

_LEADS_TO_COURT = "legal_planning_meeting"


def may_call_legal_planning(case: Case) -> bool:
    """Say whether the authority's procedure takes significant harm to a legal planning meeting
    (HIL-108).
    """
    leads_to = procedure_in_force(case.authority_id).get("review_sub_outcomes")
    return _LEADS_TO_COURT in leads_to.get("significant_harm", ())
