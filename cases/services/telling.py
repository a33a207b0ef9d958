"""Keeping papers from those who are not to be told something."""

from collections.abc import Iterable, Iterator, Sequence

from cases.models import Case
from cases.selectors.access import visible_cases
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

_OF_ANOTHER_TEAM = "Leave the name out: only the team of that child can decide otherwise."


def mind_limits(case: Case, actor: User, *, names: str, despite: str, field: str) -> None:
    """Mind what people of a locked case are not to be told, before papers go to those named, a
    line each.

    With a manager's reason (`despite`) they may go to them all the same, which is written down.
    Refuses (BadInput) otherwise, beside the field.
    """
    mind_limits_of([case], actor, names=names, despite=despite, field=field)


def mind_limits_of(
    cases: Iterable[Case], actor: User, *, names: str, despite: str, field: str
) -> None:
    """Mind the limits of all the children whom a paper is about, as `mind_limits` does for one.

    A limit of a child whom this person may not know of binds as well: what it says is not told, and
    nobody decides otherwise who is not of that child's team.
    """
    for case, limited, is_known in _limited(cases, actor, names):
        if not is_known:
            raise BadInput(field, f"{_of_another(limited[0])}. {_OF_ANOTHER_TEAM}")
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
    mind_who_came_of([case], actor, names=names, kept=kept, field=field)


def mind_who_came_of(
    cases: Iterable[Case], actor: User, *, names: str, kept: str, field: str
) -> None:
    """Mind who came to a meeting about several children, as `mind_who_came` does for one; what a
    limit says of a child whom this person may not know of is not told.
    """
    for case, limited, is_known in _limited(cases, actor, names):
        if not kept.strip():
            asked = "Say below how it was kept from them, or leave the name out."
            first = limited[0]
            raise BadInput(
                field, f"{_limit_of(first) if is_known else _of_another(first)}. {asked}"
            )
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
    asked = refusal or "Give the reason for doing so all the same below, or leave the name out."
    return f"{_limit_of(each)}. {asked}"


def _limited(
    cases: Iterable[Case], actor: User, names: str
) -> Iterator[tuple[Case, list[Recipient], bool]]:
    """Give who of those named is not to be told something, child by child, and whether this person
    may know of the child; first those who may be known of. Whose limit is minded there already, as
    one of the family, is not minded again for a child who may not.
    """
    about = {case.pk: case for case in cases}
    if not has_limits(*about.values()):
        return
    limited = {
        pk: [each for each in not_to_be_told(recipients_of(case)) if each.is_named_in(names)]
        for pk, case in about.items()
    }
    if not any(limited.values()):
        return
    known = set(visible_cases(actor).filter(pk__in=about).values_list("pk", flat=True))
    minded: set[int] = set()
    for pk in sorted(about, key=lambda pk: (pk not in known, pk)):
        found = [each for each in limited[pk] if pk in known or each.person.pk not in minded]
        minded |= {each.person.pk for each in found}
        if found:
            yield about[pk], found, pk in known


def _limit_of(each: Recipient) -> str:
    what = "; ".join(limit.what for limit in each.limits)
    return f"Not to be told: {each.name} ({what})"


def _of_another(each: Recipient) -> str:
    return f"Not to be told something about another child: {each.name}"
