"""Taking a published procedure as the first version."""

from django.db import transaction

from cin.accounts.models import LocalAuthority
from cin.core.errors import StepNotAllowed
from cin.policy.models import ProcedureVersion
from cin.procedures.book import preset


@transaction.atomic
def adopt_preset(*, authority_id: int, slug: str) -> ProcedureVersion:
    """Take a published procedure as an authority's version 1; refuses (StepNotAllowed) when it
    has one already.
    """
    authority = LocalAuthority.objects.locked().get(pk=authority_id)
    if authority.procedure_versions.exists():
        raise StepNotAllowed(f"{authority} has a procedure already.")
    preset(slug)
    return ProcedureVersion.objects.create(authority=authority, number=1, preset=slug)
