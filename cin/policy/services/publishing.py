"""Putting a drafted version in force, and asking for the deadlines to be worked out again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from cin.accounts.models import LocalAuthority, User
from cin.core import clock
from cin.core.errors import NotFound, NotPermitted, StepNotAllowed
from cin.core.services import refuse_unread
from cin.policy.models import ProcedureDraft, ProcedureVersion, Recomputation
from cin.policy.permissions import may_publish
from cin.policy.selectors import latest_version, procedure_of
from cin.policy.services.drafts import note, refuse_day
from cin.policy.signals import recomputation_asked
from cin.policy.values import changed_settings, contradiction_in

_MADE_GOOD = timedelta(days=7)


@transaction.atomic
def publish_draft(*, actor: User, read_version: int) -> ProcedureVersion:
    """Make the draft the authority's next version, and have the deadlines of its cases worked out.

    Refuses NotPermitted whoever wrote any part of it, ChangedMeanwhile when it changed after it was
    read, StepNotAllowed when nothing is changed, the day and the reason are missing or two settings
    contradict each other, BadInput when its first day has passed.
    """
    draft = _locked_draft(actor)
    if refusal := may_publish.reason(draft, actor):
        raise NotPermitted(refusal)
    refuse_unread(draft, read_version=read_version)
    if draft.effective_from is None or not draft.reason:
        raise StepNotAllowed("The draft has no first day and reason yet.")
    refuse_day(draft, draft.effective_from)
    latest = latest_version(draft.authority_id)
    if not changed_settings(procedure_of(latest), procedure_of(draft)):
        raise StepNotAllowed("The draft changes no setting, so there is nothing to publish.")
    if problem := contradiction_in(procedure_of(draft)):
        raise StepNotAllowed(problem)
    version = _version_from(draft, latest, actor)
    note(draft, "policy.publish", actor, number=version.number)
    draft.delete()
    ask_recomputation(draft.authority, cause=f"Version {version.number} of the procedure")
    return version


def ask_recomputation(authority: LocalAuthority, *, cause: str) -> Recomputation:
    """Write down that every deadline of an authority is to be worked out again, and say so on
    commit.
    """
    row = Recomputation.objects.create(authority=authority, cause=cause)
    transaction.on_commit(
        lambda: recomputation_asked.send(sender=None, recomputation_id=row.pk), robust=True
    )
    return row


@transaction.atomic
def ask_for_versions_that_begin() -> list[int]:
    """Write down the work on the dates of each authority in which a version that was published
    ahead, and applies to what is open, has begun: once for each version. Give what is to be done.

    Its dates move by the beginning of the version, not by a change of anything, so that nothing
    else would say what moved. Days on which nobody looked are made good for a week.
    """
    today = clock.today()
    begun = ProcedureVersion.objects.filter(
        applies_to_open_events=True,
        effective_from__range=(today - _MADE_GOOD, today),
        created_at__date__lt=F("effective_from"),
    )
    asked = []
    for version in begun.order_by("pk"):
        authority = LocalAuthority.objects.locked().get(pk=version.authority_id)
        cause = f"Version {version.number} of the procedure began"
        if not Recomputation.objects.filter(authority=authority, cause=cause).exists():
            asked.append(Recomputation.objects.create(authority=authority, cause=cause).pk)
    return asked


def _locked_draft(actor: User) -> ProcedureDraft:
    # The authority first, as everybody who writes a procedure does: two cannot wait for each other.
    authority = LocalAuthority.objects.locked().filter(people=actor).first()
    if authority is None:
        raise NotFound("You belong to no authority, so no procedure applies to you.")
    draft = ProcedureDraft.objects.locked().filter(authority=authority).first()
    if draft is None:
        raise StepNotAllowed("There is no draft any more: it was published or thrown away.")
    return draft


def _version_from(draft: ProcedureDraft, latest: ProcedureVersion, actor: User) -> ProcedureVersion:
    return ProcedureVersion.objects.create(
        authority_id=draft.authority_id,
        number=latest.number + 1,
        preset=latest.preset,
        departures=draft.departures,
        effective_from=draft.effective_from,
        applies_to_open_events=draft.applies_to_open_events,
        reason=draft.reason,
        drafted_by_id=draft.drafted_by_id,
        published_by=actor,
    )
