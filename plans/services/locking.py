"""A plan version with its case locked, alone or with those of brothers and sisters."""

from cases.models import Case
from cases.selectors.access import visible_cases
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.core.errors import NotFound
from plans.beside import drafts_beside
from plans.models import PlanVersion
from plans.selectors import find_version


def lock_version(version_id: int, actor: User) -> tuple[Case, PlanVersion]:
    """Lock the case, then the version; refuses (NotFound) one this person may not know of."""
    case = lock_case(find_version(actor, version_id).case_id, actor)
    return case, _locked(version_id, case)


def lock_with_siblings(version_id: int, actor: User) -> tuple[Case, PlanVersion, list[PlanVersion]]:
    """Lock the cases of a family that this person may know of, in the order in which all cases are
    locked, then the version; give it with the drafts of brothers and sisters that they may write
    in. Refuses (NotFound) as `lock_version` does.
    """
    family_id = find_version(actor, version_id).case.family_id
    cases = list(visible_cases(actor).locked().filter(family_id=family_id).order_by("pk"))
    version = PlanVersion.objects.locked().get(pk=version_id)
    case = next((each for each in cases if each.pk == version.case_id), None)
    if case is None:
        raise NotFound("There is no such plan, or it belongs to another team.")
    version.case = case
    return case, version, drafts_beside(actor, case) if len(cases) > 1 else []


def _locked(version_id: int, case: Case) -> PlanVersion:
    version = PlanVersion.objects.locked().get(pk=version_id)
    version.case = case
    return version
