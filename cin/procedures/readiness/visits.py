"""What a visit's record lacks before it can be finalised."""

from collections.abc import Sequence
from dataclasses import dataclass

from cin.procedures.readiness.blocker import Blocker


@dataclass(frozen=True, kw_only=True)
class ChildSeen:
    """How one child was seen at a visit; None is "not answered", and `age` is in whole years."""

    name: str
    age: int | None
    seen: bool | None
    seen_alone: bool | None
    not_seen_reason: str
    not_alone_reason: str
    voice: str


def visit_blockers(
    *,
    account: str,
    concern_answered: bool,
    children: Sequence[ChildSeen],
    alone_from_age: int | None,
) -> list[Blocker]:
    """List what a visit's record lacks before it can be finalised.

    A child older than `alone_from_age` who was seen but not alone needs the reason (ROC-93: "over
    3s"); where the procedure sets no age, every child who was seen but not alone needs it (HIL-50).
    """
    blockers = []
    if not account.strip():
        blockers.append(Blocker(code="account", message="Write what happened at the visit"))
    if not concern_answered:
        blockers.append(
            Blocker(
                code="concern_raised", message="Say whether the visit raised a concern about harm"
            )
        )
    for child in children:
        blockers.extend(_child_blockers(child, alone_from_age))
    return blockers


def _child_blockers(child: ChildSeen, alone_from_age: int | None) -> list[Blocker]:
    if child.seen is None:
        return [Blocker(code="seen", message=f"Say whether {child.name} was seen")]
    if not child.seen:
        if child.not_seen_reason.strip():
            return []
        return [Blocker(code="not_seen_reason", message=f"Say why {child.name} was not seen")]
    blockers = []
    if not child.voice.strip():
        blockers.append(
            Blocker(code="voice", message=f"Write what {child.name} said or showed you")
        )
    if child.seen_alone is None:
        blockers.append(
            Blocker(code="seen_alone", message=f"Say whether {child.name} was seen alone")
        )
    elif (
        not child.seen_alone
        and _expects_alone(child.age, alone_from_age)
        and not child.not_alone_reason.strip()
    ):
        blockers.append(
            Blocker(
                code="not_alone_reason",
                message=f"Say why {child.name} was not seen alone",
                cites=() if alone_from_age is None else ("ROC-93",),
            )
        )
    return blockers


def _expects_alone(age: int | None, alone_from_age: int | None) -> bool:
    # A child whose age is not known is treated as old enough: the question is asked, not skipped.
    return age is None or alone_from_age is None or age > alone_from_age
