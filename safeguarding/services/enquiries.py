"""Section 47 enquiries: begun from a strategy discussion, written, and completed by a manager."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.selectors import has_done
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotPermitted, NotReady, StepNotAllowed
from cin.core.services import refuse_unread, revise
from cin.policy.rationale import refuse_unreasoned
from safeguarding.models import (
    AgencyKind,
    Enquiry,
    EnquiryState,
    EnquiryView,
    PartnerView,
    StrategyChild,
    StrategyDecision,
)
from safeguarding.selectors.beginning import beginning_of
from safeguarding.selectors.enquiries import enquiry_blockers, find_enquiry, obstacle_to_writing
from safeguarding.services.children import lock_strategy, refuse_stranger

WRITING = ("safeguarding.write_enquiry", "safeguarding.submit_enquiry")
WROTE_IT = "You wrote in this enquiry, so somebody else must decide on it."


@dataclass(frozen=True, kw_only=True)
class EnquiryText:
    """What is written of an enquiry; None, and an empty text, is "not answered"."""

    seen_at: datetime | None = None
    seen_by: str = ""
    seen_alone: bool | None = None
    not_alone_reason: str = ""
    voice: str = ""
    parents_views: str = ""
    findings: str = ""
    outcome: str = ""
    outcome_reason: str = ""
    consider_plan: bool | None = None
    consider_plan_reason: str = ""
    parents_told: bool | None = None
    parents_told_note: str = ""
    child_told: bool | None = None
    child_told_note: str = ""


@dataclass(frozen=True, kw_only=True)
class PartnerSaid:
    """What one partner agency thinks of the outcome that is proposed."""

    agency: str
    name: str
    view: str
    said: str


@transaction.atomic
def begin_enquiries(*, strategy_id: int, actor: User, began_at: datetime) -> list[Enquiry]:
    """Begin a section 47 enquiry about each child for whom a strategy discussion decided on one
    and none is begun: nothing else begins one (PET-61). `began_at` is an aware moment.

    A brother or sister whose case belongs to another team by now is left to that team, which begins
    it from the same discussion; whose earlier enquiry is under way, or whose case is closed, is
    left out. Refuses (NotPermitted) somebody who works with none of the children, (StepNotAllowed)
    a discussion from which none can be begun, (BadInput) a moment before the discussion or in the
    future.
    """
    found, cases = lock_strategy(strategy_id, actor)
    parts = [
        part
        for part in found.children.select_related("case__child")
        if not may_work.reason(cases[part.case_id], actor)
    ]
    if not parts:
        refuse_stranger(found.case, actor)
    beginning = beginning_of(parts)
    if beginning.obstacle:
        raise StepNotAllowed(beginning.obstacle)
    if not found.held_at <= began_at <= clock.now():
        raise BadInput("began_at", "The time must be between the strategy discussion and now")
    return [_begin(part, actor, began_at) for part in beginning.ready]


def _begin(part: StrategyChild, actor: User, began_at: datetime) -> Enquiry:
    enquiry = Enquiry.objects.create(
        case=part.case,
        discussion_id=part.discussion_id,
        is_joint=part.decision == StrategyDecision.JOINT,
        began_at=began_at,
        written_by=actor,
    )
    record(
        action="safeguarding.begin_enquiry",
        subject=enquiry,
        actor=actor,
        states=("", enquiry.state),
    )
    return enquiry


@transaction.atomic
def write_enquiry(
    *,
    enquiry_id: int,
    actor: User,
    seen_version: int,
    text: EnquiryText,
    partners: Sequence[PartnerSaid] = (),
) -> Enquiry:
    """Write in an enquiry, complete or not; `seen_version` is the version on screen.

    Refuses (StepNotAllowed) one that is with a manager or completed, (ChangedMeanwhile) an edit
    that did not see the latest text, (BadInput) a child seen before the strategy discussion or in
    the future.
    """
    enquiry = _locked(enquiry_id, actor)
    refuse_stranger(enquiry.case, actor)
    if obstacle := obstacle_to_writing(enquiry):
        raise StepNotAllowed(obstacle)
    if text.seen_at is not None and not enquiry.discussion.held_at <= text.seen_at <= clock.now():
        raise BadInput("seen_at", "The time must be between the strategy discussion and now")
    _revise(enquiry, seen_version, text, partners)
    enquiry.save()
    enquiry.partner_views.all().delete()
    EnquiryView.objects.bulk_create(
        EnquiryView(enquiry=enquiry, **asdict(each)) for each in partners
    )
    record(
        action="safeguarding.write_enquiry",
        subject=enquiry,
        actor=actor,
        states=("", enquiry.state),
    )
    return enquiry


@transaction.atomic
def submit_enquiry(*, enquiry_id: int, actor: User) -> Enquiry:
    """Put the outcome of an enquiry before a manager; refuses (NotReady) with all that is
    missing.
    """
    enquiry = _locked(enquiry_id, actor)
    if enquiry.state == EnquiryState.OPEN and (blockers := enquiry_blockers(enquiry)):
        raise NotReady(blockers)
    enquiry.submitted_by, enquiry.submitted_at = actor, clock.now()
    take_step(enquiry, "submit_enquiry", actor=actor)
    return enquiry


@transaction.atomic
def complete_enquiry(
    *, enquiry_id: int, actor: User, read_version: int, comment: str = ""
) -> Enquiry:
    """Agree with the outcome of an enquiry, which is completed now (ROC-37).

    Refuses (NotPermitted) whoever wrote in it, (ChangedMeanwhile) a text that changed since it was
    read.
    """
    enquiry = _decide(enquiry_id, actor, read_version, comment)
    enquiry.completed_at = enquiry.decided_at
    take_step(enquiry, "complete_enquiry", actor=actor, reason=comment)
    return enquiry


@transaction.atomic
def return_enquiry(*, enquiry_id: int, actor: User, read_version: int, comment: str) -> Enquiry:
    """Ask the worker for more; refuses (BadInput) without saying what, and as
    `complete_enquiry`.
    """
    if not comment.strip():
        raise BadInput("comment", "Say what is missing")
    enquiry = _decide(enquiry_id, actor, read_version, comment)
    take_step(enquiry, "return_enquiry", actor=actor, reason=comment)
    return enquiry


def _decide(enquiry_id: int, actor: User, read_version: int, comment: str) -> Enquiry:
    enquiry = _locked(enquiry_id, actor)
    if has_done(actor, enquiry, *WRITING):
        raise NotPermitted(WROTE_IT)
    refuse_unread(enquiry, read_version=read_version)
    refuse_unreasoned(enquiry, comment)
    enquiry.decided_by, enquiry.decided_at = actor, clock.now()
    enquiry.decision_comment = comment
    return enquiry


def _locked(enquiry_id: int, actor: User) -> Enquiry:
    case = lock_case(find_enquiry(actor, enquiry_id).case_id, actor)
    enquiry = Enquiry.objects.locked().select_related("discussion").get(pk=enquiry_id)
    enquiry.case = case
    return enquiry


def _revise(
    enquiry: Enquiry, seen_version: int, text: EnquiryText, partners: Sequence[PartnerSaid]
) -> None:
    """Revise as everywhere, but show what the other person saved of the partners' views too."""
    try:
        revise(enquiry, seen_version=seen_version, changes=asdict(text))
    except ChangedMeanwhile as stale:
        theirs: dict[str, Any] = dict(stale.theirs)
        saved = [_line(each) for each in enquiry.partner_views.all()]
        if saved != [_line(each) for each in partners]:
            theirs["partner_views"] = "\n".join(saved)
        raise ChangedMeanwhile(stale.message, theirs=theirs, version=stale.version) from None


def _line(row: EnquiryView | PartnerSaid) -> str:
    words = [
        AgencyKind(row.agency).label,
        row.name,
        PartnerView(row.view).label.lower(),
        row.said,
    ]
    return ", ".join(filter(None, map(str, words)))
