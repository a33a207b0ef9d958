"""Putting a drafted version in force, and asking for the deadlines to be worked out again."""

from django.db import transaction

from cin.accounts.models import LocalAuthority, User
from cin.core.errors import NotFound, NotPermitted, StepNotAllowed
from cin.core.services import refuse_unread
from cin.policy.models import ProcedureDraft, ProcedureVersion, Recomputation
from cin.policy.permissions import may_publish
from cin.policy.selectors import latest_version, procedure_of
from cin.policy.services.drafts import note, refuse_day
from cin.policy.signals import recomputation_asked
from cin.policy.values import changed_settings


@transaction.atomic
def publish_draft(*, actor: User, read_version: int) -> ProcedureVersion:
    """Make the draft the authority's next version, and have the deadlines of its cases worked out.

    Refuses NotPermitted whoever wrote any part of it, ChangedMeanwhile when it changed after it was
    read, StepNotAllowed when nothing is changed or the day and the reason are missing, BadInput
    when its first day has passed.
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
