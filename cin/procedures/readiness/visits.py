"""What a visit's record lacks before it can be finalised."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from cin.procedures.calendar import day_in_words
from cin.procedures.codes import VISIT_QUESTIONS
from cin.procedures.readiness.blocker import Blocker

_CHILDS = "Each child: "


@dataclass(frozen=True, kw_only=True)
class ChildSeen:
    """How one child was seen at a visit; None is "not answered", and `age` is in whole years.

    `may_be_accompanied` is a manager's decision in force that the child need not be seen alone;
    `unanswered` names the questions about this child that have no answer.
    """

    name: str
    age: int | None
    seen: bool | None
    seen_alone: bool | None
    not_seen_reason: str
    not_alone_reason: str
    voice: str
    may_be_accompanied: bool = False
    unanswered: Collection[str] = ()


@dataclass(frozen=True, kw_only=True)
class VisitFacts:
    """What else must be said of a visit as a whole: `demanded` are the questions of the procedure
    that want an answer, `unanswered` those without one.

    `fnm_on` is the day agreed for the family network meeting and `fnm_due_on` the last one the
    procedure allows (included).
    """

    demanded: Collection[str] = ()
    unanswered: Collection[str] = ()
    lacks_companion: bool = False
    lacks_deputy_reason: bool = False
    lacks_change_details: bool = False
    fnm_on: date | None = None
    fnm_due_on: date | None = None
    has_fnm_reason: bool = False


def visit_blockers(
    *,
    account: str,
    concern_answered: bool,
    children: Sequence[ChildSeen],
    alone_from_age: int | None,
    facts: VisitFacts | None = None,
) -> list[Blocker]:
    """List what a visit's record lacks before it can be finalised.

    A child older than `alone_from_age` who was seen but not alone needs the reason (ROC-93: "over
    3s") or a manager's decision (ROC-94); where the procedure sets no age, every child who was seen
    but not alone needs it (HIL-50).
    """
    facts = facts or VisitFacts()
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
        if child.seen:
            blockers.extend(_unanswered(child.unanswered, facts.demanded, child.name))
    return [*blockers, *_unanswered(facts.unanswered, facts.demanded), *_whole(facts)]


def _unanswered(
    unanswered: Collection[str], demanded: Collection[str], child: str = ""
) -> list[Blocker]:
    """List the demanded questions without an answer, in the order the procedure lists them."""
    return [
        Blocker(code=name, message=f"Answer “{_asked(label)}”{_of(child)}")
        for name, label in VISIT_QUESTIONS.items()
        if name in unanswered and name in demanded
    ]


def _asked(label: str) -> str:
    question = label.removeprefix(_CHILDS)
    return question[0].upper() + question[1:]


def _of(child: str) -> str:
    return f" for {child}" if child else ""


def _whole(facts: VisitFacts) -> list[Blocker]:
    blockers = []
    if facts.lacks_companion:
        blockers.append(Blocker(code="joint_with", message="Say who made the visit with you"))
    if facts.lacks_deputy_reason:
        blockers.append(
            Blocker(
                code="deputy_reason",
                message="Say why somebody other than the child's own social worker visited",
            )
        )
    if facts.lacks_change_details:
        blockers.append(Blocker(code="change_details", message="Say what has changed"))
    if _is_late(facts):
        blockers.append(
            Blocker(
                code="fnm_late_reason",
                message="Say why the family network meeting is later than "
                f"{day_in_words(facts.fnm_due_on) if facts.fnm_due_on else ''}",
            )
        )
    return blockers


def _is_late(facts: VisitFacts) -> bool:
    if facts.fnm_on is None or facts.fnm_due_on is None or facts.has_fnm_reason:
        return False
    return facts.fnm_on > facts.fnm_due_on


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
    elif not child.seen_alone and _lacks_reason(child, alone_from_age):
        blockers.append(
            Blocker(
                code="not_alone_reason",
                message=f"Say why {child.name} was not seen alone",
                cites=() if alone_from_age is None else ("ROC-93",),
            )
        )
    return blockers


def _lacks_reason(child: ChildSeen, alone_from_age: int | None) -> bool:
    if child.may_be_accompanied or child.not_alone_reason.strip():
        return False
    # A child whose age is not known is treated as old enough: the question is asked, not skipped.
    return child.age is None or alone_from_age is None or child.age > alone_from_age
