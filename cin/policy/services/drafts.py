"""Writing the next version of an authority's procedure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cin.accounts.models import LocalAuthority, User
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotFound, NotPermitted, StepNotAllowed
from cin.core.services import refuse_unread, revise
from cin.policy.models import ProcedureDraft
from cin.policy.permissions import may_draft
from cin.policy.selectors import latest_version, procedure_of
from cin.policy.values import departures_from, read_value, why
from cin.procedures.book import preset
from cin.procedures.settings import BadSetting, as_data, setting


@transaction.atomic
def begin_draft(*, actor: User) -> ProcedureDraft:
    """Begin the next version from the latest one; refuses (StepNotAllowed) while another draft
    waits.
    """
    authority = _authority(actor)
    if ProcedureDraft.objects.filter(authority=authority).exists():
        raise StepNotAllowed("A draft of the next version exists already: change that one.")
    draft = ProcedureDraft.objects.create(
        authority=authority,
        departures=latest_version(authority.pk).departures,
        drafted_by=actor,
    )
    note(draft, "policy.begin_draft", actor)
    return draft


@transaction.atomic
def change_setting(*, actor: User, name: str, value: object, seen_version: int) -> ProcedureDraft:
    """Set one setting of the draft from plain data; refuses (BadInput on `value`) what it cannot
    be, and ChangedMeanwhile when somebody else changed the draft after it was read.
    """
    draft = _locked_draft(actor)
    spec = setting(name)
    original = preset(latest_version(draft.authority_id).preset)
    try:
        read = read_value(spec, value)
    except BadSetting as bad:
        raise BadInput("value", why(spec, bad)) from None
    others = {key: each for key, each in draft.departures.items() if key != name}
    if as_data(read) != as_data(original.get(name)):
        others[name] = as_data(read)
    return _revise(draft, actor, seen_version, departures=others)


@transaction.atomic
def put_back_setting(*, actor: User, name: str, seen_version: int) -> ProcedureDraft:
    """Give one setting of the draft the value that the published procedure has."""
    draft = _locked_draft(actor)
    others = {key: each for key, each in draft.departures.items() if key != setting(name).name}
    return _revise(draft, actor, seen_version, departures=others)


@transaction.atomic
def describe_draft(
    *,
    actor: User,
    effective_from: date,
    applies_to_open_events: bool,
    reason: str,
    seen_version: int,
) -> ProcedureDraft:
    """Say from which day (included) the draft is to be in force, for what, and why; refuses
    (BadInput) a day that has passed, or one before the version in front of it begins.
    """
    draft = _locked_draft(actor)
    refuse_day(draft, effective_from)
    return _revise(
        draft,
        actor,
        seen_version,
        effective_from=effective_from,
        applies_to_open_events=applies_to_open_events,
        reason=reason,
    )


@transaction.atomic
def fill_draft(*, actor: User, values: Mapping[str, object], seen_version: int) -> ProcedureDraft:
    """Set many settings of the draft at once, each already read from a file; the others stay."""
    draft = _locked_draft(actor)
    current = procedure_of(draft)
    original = preset(latest_version(draft.authority_id).preset)
    departures = departures_from(original, {**current.settings, **values})
    return _revise(draft, actor, seen_version, departures=departures)


@transaction.atomic
def discard_draft(*, actor: User, read_version: int) -> None:
    """Throw the draft away as it was read; what was in it stays in the history."""
    draft = _locked_draft(actor)
    refuse_unread(draft, read_version=read_version)
    note(draft, "policy.discard_draft", actor)
    draft.delete()


def refuse_day(draft: ProcedureDraft, effective_from: date) -> None:
    """Refuse (BadInput) a first day that has passed, or that comes before the version in front."""
    if effective_from < clock.today():
        raise BadInput(
            "effective_from", "The first day has passed: what has begun keeps its version"
        )
    before = latest_version(draft.authority_id)
    if before.effective_from is not None and effective_from < before.effective_from:
        raise BadInput(
            "effective_from",
            f"Version {before.number} begins on {before.effective_from:%-d %B %Y}: "
            "this one cannot begin before it",
        )


def note(draft: ProcedureDraft, action: str, actor: User, **details: Any) -> None:
    """Write down what was done with a draft, and what is in it."""
    AuditEvent.objects.create(
        authority_id=draft.authority_id,
        actor_id=actor.pk,
        actor_name=actor.name,
        action=action,
        subject_type=draft._meta.label_lower,
        subject_id=draft.pk,
        reason=draft.reason,
        details={"departures": draft.departures, **details},
    )


def _authority(actor: User) -> LocalAuthority:
    authority = LocalAuthority.objects.locked().filter(people=actor).first()
    if authority is None:
        raise NotFound("You belong to no authority, so no procedure applies to you.")
    if refusal := may_draft.reason(authority, actor):
        raise NotPermitted(refusal)
    return authority


def _locked_draft(actor: User) -> ProcedureDraft:
    authority = _authority(actor)
    draft = ProcedureDraft.objects.locked().filter(authority=authority).first()
    if draft is None:
        raise StepNotAllowed("There is no draft any more: it was published or thrown away.")
    return draft


def _revise(
    draft: ProcedureDraft, actor: User, seen_version: int, **changes: Any
) -> ProcedureDraft:
    if draft.version != seen_version and "departures" in changes:
        raise ChangedMeanwhile(
            "Somebody else changed the draft after you opened it. Nothing of yours is lost: check "
            "that it still fits, and save again.",
            version=draft.version,
        )
    revise(draft, seen_version=seen_version, changes=changes)
    draft.save()
    draft.writers.add(actor)
    note(draft, "policy.change_draft", actor, changed=sorted(changes))
    return draft
