"""Locking an assessment: its case first, as everywhere."""

from assessments.models import Assessment
from assessments.selectors.assessments import find_assessment
from cases.models import Case
from cases.services.locking import lock_case
from cin.accounts.models import User


def lock_assessment(assessment_id: int, actor: User) -> tuple[Case, Assessment]:
    """Lock an assessment with its case until the transaction ends; refuses (NotFound) one this
    person may not know of.
    """
    case = lock_case(find_assessment(actor, assessment_id).case_id, actor)
    assessment = Assessment.objects.locked().get(pk=assessment_id)
    assessment.case = case
    return case, assessment
