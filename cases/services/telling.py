"""Keeping papers from those who are not to be told something."""

from collections.abc import Sequence

from cases.models import Case
from cases.selectors.telling import (
    Recipient,
    has_limits,
    not_to_be_told,
    override_refusal,
    recipients_of,
)
from cin.accounts.models import User
from cin.audit.services import record
from cin.core.errors import BadInput


def mind_limits(case: Case, actor: User, *, names: str, despite: str, field: str) -> None:
    """Mind what people of a locked case are not to be told, before papers go to those named, a
    line each.

    With a manager's reason (`despite`) they may go to them all the same, which is written down.
    Refuses (BadInput) otherwise, beside the field.
    """
    if not has_limits(case):
        return
    limited = [each for each in not_to_be_told(recipients_of(case)) if each.is_named_in(names)]
    mind_limited(case, actor, limited=limited, despite=despite, field=field)


def mind_limited(
    case: Case, actor: User, *, limited: Sequence[Recipient], despite: str, field: str
) -> None:
    """Mind what these people are not to be told, as `mind_limits` does for names."""
    if not limited:
        return
    refusal = override_refusal(case, actor)
    if refusal or not despite.strip():
        raise BadInput(field, told(limited[0], refusal))
    for each in limited:
        record(
            action="cases.tell_despite_limit",
            subject=each.person,
            case=case,
            actor=actor,
            reason=despite,
        )


def mind_who_came(case: Case, actor: User, *, names: str, kept: str, field: str) -> None:
    """Mind that people of a locked case who are not to be told something were asked to a meeting or
    came, each name a line: a fact, which is recorded with how it was kept from them (`kept`).

    Refuses (BadInput) as long as nobody says that, beside the field.
    """
    if not has_limits(case):
        return
    limited = [each for each in not_to_be_told(recipients_of(case)) if each.is_named_in(names)]
    if limited and not kept.strip():
        what = "; ".join(limit.what for limit in limited[0].limits)
        asked = "Say below how it was kept from them, or leave the name out."
        raise BadInput(field, f"Not to be told: {limited[0].name} ({what}). {asked}")
    for each in limited:
        record(
            action="cases.meet_despite_limit",
            subject=each.person,
            case=case,
            actor=actor,
            reason=kept,
        )


def told(each: Recipient, refusal: str) -> str:
    """Say that somebody is not to be told, what, and what can be done."""
    what = "; ".join(limit.what for limit in each.limits)
    asked = refusal or "Give the reason for doing so all the same below, or leave the name out."
    return f"Not to be told: {each.name} ({what}). {asked}"
