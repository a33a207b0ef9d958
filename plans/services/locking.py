"""A plan version with its case locked."""

from cases.models import Case
from cases.services.locking import lock_case
from cin.accounts.models import User
from plans.models import PlanVersion
from plans.selectors import find_version


def lock_version(version_id: int, actor: User) -> tuple[Case, PlanVersion]:
    """Lock the case, then the version; refuses (NotFound) one this person may not know of."""
    case = lock_case(find_version(actor, version_id).case_id, actor)
    version = PlanVersion.objects.locked().get(pk=version_id)
    version.case = case
    return case, version
