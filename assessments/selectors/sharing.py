"""What pages read about sharing an assessment with the family."""

from django.db.models import QuerySet

from assessments.models import Assessment, AssessmentShare, AssessmentState
from cases.models import Case
from cases.selectors.access import visible_cases
from cases.selectors.people import family_of
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force


def shares_of(assessment: Assessment) -> QuerySet[AssessmentShare]:
    """List the givings of an assessment, oldest first."""
    return assessment.shares.select_related("shared_by", "comments_by")


def find_share(user: User, share_id: int) -> AssessmentShare:
    """Give one giving with its case; refuses (NotFound) one this person may not know of."""
    found = (
        AssessmentShare.objects.filter(pk=share_id, case__in=visible_cases(user))
        .select_related("case__child", "case__authority", "case__team", "case__worker")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record, or it belongs to another team.")
    return found


def enclosures_for(case: Case) -> list[str]:
    """List the papers that the authority sends with an assessment (PET-103)."""
    return list(procedure_in_force(case.authority_id).get("assessment_enclosures"))


def family_names(case: Case) -> list[str]:
    """List the people of the family, to whom an assessment may be given."""
    return [str(row.person) for row in family_of(case)]


def obstacle_to_sharing(assessment: Assessment) -> str:
    """Say why an assessment cannot be shared, or nothing when it can."""
    if assessment.state == AssessmentState.APPROVED:
        return ""
    return "An assessment is shared with the family once the manager has approved it."
