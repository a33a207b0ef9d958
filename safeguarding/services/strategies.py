"""Recording a strategy discussion, and finishing its record."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.models import Case
from cases.services.telling import mind_who_came_of
from cin.accounts.models import User
from cin.audit.services import take_step
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotReady, StepNotAllowed
from cin.core.services import revise
from cin.core.templatetags.cin import moment
from cin.procedures.calendar import in_london
from safeguarding.models import (
    AgencyKind,
    StrategyAction,
    StrategyAgency,
    StrategyChild,
    StrategyDiscussion,
    StrategyState,
    TookPart,
)
from safeguarding.selectors.strategies import (
    elsewhere,
    find_strategy,
    obstacle_to_editing,
    obstacle_to_holding,
    parts_of,
    strategy_blockers,
)
from safeguarding.services.calls import answer_calls, refuse_before_the_call
from safeguarding.services.children import lock_children, lock_strategy, refuse_stranger, write_down


@dataclass(frozen=True, kw_only=True)
class StrategyDetails:
    """What is said of a strategy discussion as a whole; `held_at` is an aware moment."""

    kind: str
    held_at: datetime
    chair_name: str
    shared: str = ""
    interim_safety: str = ""


@dataclass(frozen=True, kw_only=True)
class ChildDecision:
    """What was decided about one child; an empty text is "not written yet"."""

    case_id: int
    decision: str = ""
    decision_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AgencyDetails:
    """An agency that was asked, and how it took part."""

    agency: str
    name: str
    took_part: str


@dataclass(frozen=True, kw_only=True)
class AgreedAction:
    """What somebody does, and by which day."""

    what: str
    who: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class StrategyRows:
    """Everything of a discussion that is a row: each child's decision, agencies and actions.

    `limits_kept` says how what one of those asked is not to be told was kept from them: it goes
    into the children's history and never into the record.
    """

    children: Sequence[ChildDecision]
    agencies: Sequence[AgencyDetails] = ()
    actions: Sequence[AgreedAction] = ()
    limits_kept: str = ""


@transaction.atomic
def hold_strategy(
    *, case_id: int, actor: User, details: StrategyDetails, rows: StrategyRows
) -> StrategyDiscussion:
    """Record that a strategy discussion was held about one child or several of the family; its
    record may be finished later. It answers every call for one about those children.

    Refuses (StepNotAllowed) a child for whom no manager called one, and a closed case, (BadInput)
    a moment in the future, before the referral or long before the call, and somebody of an agency
    who is not to be told something, as long as nobody says how it was kept from them; (NotFound) a
    child of another family.
    """
    cases = lock_children(case_id, actor, [each.case_id for each in rows.children])
    if obstacle := obstacle_to_holding(cases[case_id]):
        raise StepNotAllowed(obstacle)
    _refuse_bad_moment(details.held_at, cases.values())
    refuse_before_the_call(cases[case_id], details.held_at)
    _mind_who_came(cases.values(), actor, rows, known=())
    found = StrategyDiscussion.objects.create(
        case=cases[case_id], written_by=actor, **asdict(details)
    )
    _save_rows(found, rows)
    answer_calls(found, cases)
    write_down("safeguarding.hold_strategy", found, cases.values(), actor)
    return found


@transaction.atomic
def edit_strategy(
    *,
    strategy_id: int,
    actor: User,
    seen_version: int,
    details: StrategyDetails,
    rows: StrategyRows,
) -> StrategyDiscussion:
    """Change the record of a strategy discussion that is not finished; `seen_version` is the
    version on screen.

    Refuses as `hold_strategy` does, (ChangedMeanwhile) an edit that did not see the latest text,
    and (StepNotAllowed) a finished record, and leaving out a child whose enquiry has begun.
    """
    known = find_strategy(actor, strategy_id)
    earlier = {part.case_id for part in parts_of(actor, known)}
    named = [each.case_id for each in rows.children]
    cases = lock_children(known.case_id, actor, named, earlier=earlier)
    found = StrategyDiscussion.objects.locked().get(pk=strategy_id)
    found.case = cases[found.case_id]
    if obstacle := obstacle_to_editing(found):
        raise StepNotAllowed(obstacle)
    _refuse_bad_moment(details.held_at, cases.values())
    refuse_before_the_call(found.case, details.held_at, found=found)
    was_moved = found.held_at != details.held_at
    if was_moved:
        _refuse_after_what_followed(found, details.held_at)
    _keep_to_enquiries(found, rows, cases)
    known = found.agencies.values_list("name", flat=True)
    _mind_who_came([*cases.values(), *elsewhere(found, cases)], actor, rows, known=known)
    _revise(found, seen_version, details, rows)
    found.save()
    found.children.filter(case_id__in=earlier - set(named)).delete()
    _save_rows(found, rows)
    answer_calls(found, cases, was_moved=was_moved)
    write_down("safeguarding.edit_strategy", found, cases.values(), actor)
    return found


@transaction.atomic
def finish_strategy(*, strategy_id: int, actor: User) -> StrategyDiscussion:
    """Finish the record of a strategy discussion; refuses (NotReady) with all that is missing."""
    found, cases = lock_strategy(strategy_id, actor)
    refuse_stranger(found.case, actor)
    # A child who is another team's by now is decided on in that team, and holds nobody up here.
    parts = parts_of(actor, found)
    if found.state == StrategyState.HELD and (blockers := strategy_blockers(found, parts)):
        raise NotReady(blockers)
    found.recorded_by, found.recorded_at = actor, clock.now()
    take_step(found, "finish_strategy", actor=actor)
    others = [case for case in cases.values() if case.pk != found.case_id]
    write_down("safeguarding.finish_strategy", found, others, actor)
    return found


def _mind_who_came(
    cases: Iterable[Case], actor: User, rows: StrategyRows, *, known: Iterable[str]
) -> None:
    newly = {each.name for each in rows.agencies} - set(known)
    names, kept = "\n".join(sorted(newly)), rows.limits_kept
    mind_who_came_of(cases, actor, names=names, kept=kept, field="agencies")


def _refuse_bad_moment(held_at: datetime, cases: Iterable[Case]) -> None:
    if held_at > clock.now():
        raise BadInput("held_at", "The strategy discussion cannot be in the future")
    for case in cases:
        if in_london(held_at).date() < case.referral.received_on:
            raise BadInput(
                "held_at",
                "The strategy discussion cannot be before the referral on "
                f"{case.referral.received_on:%-d %B %Y}",
            )


def _refuse_after_what_followed(found: StrategyDiscussion, held_at: datetime) -> None:
    """Refuse to move a discussion behind what came of it: an enquiry, or what was shared."""
    began = found.enquiries.filter(began_at__lt=held_at).order_by("began_at").first()
    if began is not None:
        told = f"The section 47 enquiry began on {moment(began.began_at)}: not after that"
        raise BadInput("held_at", told)
    share = found.shares.filter(shared_at__lt=held_at).order_by("shared_at").first()
    if share is not None:
        told = f"Its {share.get_part_display().lower()} were shared on {moment(share.shared_at)}"
        raise BadInput("held_at", f"{told}: not after that")


def _keep_to_enquiries(
    found: StrategyDiscussion, rows: StrategyRows, cases: Collection[int]
) -> None:
    """Refuse to take back what an enquiry was begun on; a child who is another team's by now is not
    in the form.
    """
    begun = found.enquiries.filter(case_id__in=list(cases)).values_list(
        "case_id", "is_joint", "case__child__given_names"
    )
    decided = {each.case_id: each.decision for each in rows.children}
    for case_id, is_joint, name in begun:
        wanted = "s47_joint" if is_joint else "s47_single"
        if decided.get(case_id) != wanted:
            raise StepNotAllowed(
                f"The section 47 enquiry about {name} has begun, so that decision stands."
            )


def _revise(
    found: StrategyDiscussion, seen_version: int, details: StrategyDetails, rows: StrategyRows
) -> None:
    """Revise as everywhere, but show what the other person saved in the rows too."""
    try:
        revise(found, seen_version=seen_version, changes=asdict(details))
    except ChangedMeanwhile as stale:
        theirs = {**stale.theirs, **_their_rows(found, rows)}
        raise ChangedMeanwhile(stale.message, theirs=theirs, version=stale.version) from None


def _their_rows(found: StrategyDiscussion, rows: StrategyRows) -> dict[str, Any]:
    mine = {each.case_id: each for each in rows.children}
    theirs: dict[str, Any] = {
        f"child-{part.case_id}-{name}": getattr(part, name)
        for part in found.children.all()
        for name in ("decision", "decision_reason")
        if part.case_id not in mine or getattr(mine[part.case_id], name) != getattr(part, name)
    }
    agencies = [
        _agency_line(each.agency, each.name, each.took_part) for each in found.agencies.all()
    ]
    if agencies != [_agency_line(each.agency, each.name, each.took_part) for each in rows.agencies]:
        theirs["agencies"] = "\n".join(agencies)
    actions = [f"{each.what}, {each.who}, {each.due_on:%-d %B %Y}" for each in found.actions.all()]
    if actions != [f"{each.what}, {each.who}, {each.due_on:%-d %B %Y}" for each in rows.actions]:
        theirs["actions"] = "\n".join(actions)
    return theirs


def _agency_line(agency: str, name: str, took_part: str) -> str:
    words = [AgencyKind(agency).label, name, TookPart(took_part).label.lower()]
    return ", ".join(filter(None, map(str, words)))


def _save_rows(found: StrategyDiscussion, rows: StrategyRows) -> None:
    for each in rows.children:
        StrategyChild.objects.update_or_create(
            discussion=found,
            case_id=each.case_id,
            defaults={"decision": each.decision, "decision_reason": each.decision_reason},
        )
    found.agencies.all().delete()
    StrategyAgency.objects.bulk_create(
        StrategyAgency(discussion=found, **asdict(each)) for each in rows.agencies
    )
    found.actions.all().delete()
    StrategyAction.objects.bulk_create(
        StrategyAction(discussion=found, **asdict(each)) for each in rows.actions
    )
