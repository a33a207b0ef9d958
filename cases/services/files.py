"""Attaching files to a case, and withdrawing those that should not be there."""

from django.db import transaction

from cases.models import Case
from cases.selectors.access import visible_cases
from cases.selectors.files import find_attachment
from cases.selectors.notes import obstacle_to_noting
from cases.services.locking import lock_case, lock_cases
from cases.services.notes import NewFile, refuse_worker
from cases.services.notices import tell_of_papers
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.core.errors import NotPermitted, StepNotAllowed
from cin.documents.models import Attachment
from cin.documents.services import Belonging, attach_file, withdraw_file

CASE = "case"


@transaction.atomic
def attach_to_case(*, case_id: int, actor: User, file: NewFile) -> Case:
    """Attach a file to a case itself.

    Refuses (NotPermitted) somebody who may not work on it and (StepNotAllowed) a closed case.
    """
    case = lock_case(case_id, actor)
    refuse_worker([case], actor)
    if obstacle := obstacle_to_noting(case):
        raise StepNotAllowed(obstacle)
    to = Belonging(kind=CASE, of_id=case.pk, title=file.title)
    attach_file(cases=[case], actor=actor, file=file.file, to=to)
    tell_of_papers([case], actor=actor, what=file.title or file.file.name)
    return case


@transaction.atomic
def withdraw_attachment(*, attachment_id: int, actor: User, reason: str) -> Attachment:
    """Take a file out of every child's file that it was put in at once and that this manager may
    open; its contents are removed, the rows and the reason stay.

    Refuses (NotPermitted) anybody but a manager, and (BadInput) no reason.
    """
    found, _ = find_attachment(actor, attachment_id)
    standing = Attachment.objects.filter(stored_as=found.stored_as, withdrawn_at=None)
    together = {row.case_id: row for row in standing}
    reachable = visible_cases(actor).filter(pk__in=together).values_list("pk", flat=True)
    for case in lock_cases(reachable, actor):
        if refusal := may_manage.reason(case, actor):
            raise NotPermitted(refusal)
        withdraw_file(attachment=together[case.pk], case=case, actor=actor, reason=reason)
    return found
