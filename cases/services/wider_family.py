"""Referring another child of the wider family from a case."""

from django.db import transaction

from cases.models import Case, WiderReferral
from cases.selectors.wider_family import obstacle_to_referring_another
from cases.services.locking import lock_case
from cases.services.newcomers import CarerDetails, ChildDetails
from cases.services.referrals import ReferralDetails, record_referral
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core.errors import NotPermitted, StepNotAllowed


@transaction.atomic
def refer_another_child(
    *,
    from_case_id: int,
    actor: User,
    child: ChildDetails,
    details: ReferralDetails,
    carer: CarerDetails | None = None,
) -> Case:
    """Refer a child of the wider family who would benefit from an assessment, as a case of their
    own, and keep from which case it came (BIR-06).

    Refuses (NotPermitted) somebody who does no casework on the first case, (StepNotAllowed) a
    closed one, and all that `record_referral` refuses.
    """
    source = lock_case(from_case_id, actor)
    if refusal := may_work.reason(source, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_referring_another(source):
        raise StepNotAllowed(obstacle)
    case = record_referral(actor=actor, child=child, details=details, carer=carer)
    link = WiderReferral.objects.create(from_case=source, case=case, recorded_by=actor)
    record(action="cases.refer_another_child", subject=link, case=source, actor=actor)
    return case
