"""Adding to a finished record, which is never changed."""

from django.db import transaction

from cin.accounts.models import User
from cin.audit.services import record
from cin.core.errors import BadInput, NotFound, StepNotAllowed
from visits.models import Visit, VisitAddendum
from visits.selectors import case_shown_with, find_visit, obstacle_to_adding, parts_of
from visits.services.children import lock_open


@transaction.atomic
def add_to_visit(
    *, visit_id: int, actor: User, why: str, text: str, about_case_id: int | None = None
) -> VisitAddendum:
    """Add to the finished record of a visit, saying why; about one child alone where a case is
    given.

    Refuses (StepNotAllowed) a record that can still be changed, and a closed case; (BadInput) an
    addition without its reason or its text; (NotFound) a child this person may not know of or who
    was not part of it.
    """
    found = find_visit(actor, visit_id)
    parts = {part.case_id: part.case for part in parts_of(actor, found)}
    if about_case_id is not None and about_case_id not in parts:
        raise NotFound("This child was not part of the visit.")
    case = lock_open(about_case_id or case_shown_with(actor, found).pk, actor)
    visit = Visit.objects.locked().get(pk=visit_id)
    if obstacle := obstacle_to_adding(visit, case):
        raise StepNotAllowed(obstacle)
    if not why.strip():
        raise BadInput("why", "Say why something is added")
    if not text.strip():
        raise BadInput("text", "Write what is added")
    addendum = VisitAddendum.objects.create(
        visit=visit, case_id=about_case_id, why=why, text=text, written_by=actor
    )
    concerned = [parts[about_case_id]] if about_case_id else list(parts.values())
    for case in concerned:
        record(action="visits.add_to_visit", subject=visit, case=case, actor=actor, reason=why)
    return addendum
