"""Writing the case summary: each change is a new version."""

from dataclasses import asdict, dataclass

from django.db import transaction

from cases.models import CaseSummary
from cases.services.locking import lock_case
from cases.services.notes import refuse_worker
from cases.services.withdrawing import refuse_closed
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.services import record
from cin.core.errors import BadInput, ChangedMeanwhile


@dataclass(frozen=True, kw_only=True)
class SummaryText:
    """What is written on a case summary; the schedule of visits counts from a manager only."""

    reason_for_involvement: str
    current_risks: str
    out_of_hours: str
    visiting_schedule: str = ""


@transaction.atomic
def write_summary(
    *, case_id: int, actor: User, seen_number: int | None, text: SummaryText
) -> CaseSummary:
    """Write a new version of a case summary; `seen_number` is the version on screen, nothing for
    the first.

    The schedule of visits is a manager's to set (ROC-86): from anybody else, the one before stands.
    Refuses (BadInput) an empty answer, (ChangedMeanwhile) an edit that did not see the latest
    version, (NotPermitted) somebody who may not work on the case, (StepNotAllowed) a closed case.
    """
    case = lock_case(case_id, actor)
    refuse_worker([case], actor)
    refuse_closed(case)
    answers = asdict(text)
    for name in ("reason_for_involvement", "current_risks", "out_of_hours"):
        if not answers[name].strip():
            raise BadInput(name, "Write this for whoever is called in the night")
    latest = case.summaries.first()
    if (latest.number if latest else None) != seen_number:
        theirs = {name: getattr(latest, name) for name in answers} if latest else {}
        raise ChangedMeanwhile(
            "Somebody else changed this after you opened it. Nothing of yours is lost: both texts "
            "are below.",
            theirs=theirs,
            version=latest.number if latest else None,
        )
    if may_manage.reason(case, actor):
        answers["visiting_schedule"] = latest.visiting_schedule if latest else ""
    number = latest.number + 1 if latest else 1
    summary = CaseSummary.objects.create(case=case, number=number, written_by=actor, **answers)
    record(action="cases.write_summary", subject=summary, actor=actor)
    return summary
