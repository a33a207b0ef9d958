"""Recording what is disagreed about, what was tried, and how it was decided."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import Case
from cases.services.locking import lock_case
from cases.services.withdrawing import refuse_closed
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.policy.selectors import procedure_in_force
from transfers.models import (
    Disagreement,
    DisagreementAbout,
    DisagreementState,
    DisagreementStep,
    Level,
    Move,
)
from transfers.selectors.disagreements import dispute_role_refusal, find_disagreement
from transfers.selectors.moves import find_move


@dataclass(frozen=True, kw_only=True)
class DisagreementDetails:
    """What is disagreed about with whom, since when, and how each side sees it."""

    with_whom: str
    about: str
    our_view: str
    their_view: str
    raised_on: date


@transaction.atomic
def raise_disagreement(
    *, case_id: int, actor: User, details: DisagreementDetails, move_id: int | None = None
) -> Disagreement:
    """Record a challenge to another professional or agency, or a dispute with another authority
    about a move (ROC-163, BIR-93, HIL-136).

    Refuses (NotPermitted) somebody who does no casework here, (StepNotAllowed) a closed case,
    (BadInput) an answer that is missing, a day ahead, and a move of another case.
    """
    case = _locked(case_id, actor)
    refuse_closed(case)
    _refuse_incomplete(details)
    found = Disagreement.objects.create(
        case=case,
        move=_move_on(case, actor, move_id),
        with_whom=details.with_whom,
        about=details.about,
        our_view=details.our_view,
        their_view=details.their_view,
        raised_on=details.raised_on,
        raised_by=actor,
    )
    record(action="transfers.raise_disagreement", subject=found, actor=actor)
    return found


def _move_on(case: Case, actor: User, move_id: int | None) -> Move | None:
    if move_id is None:
        return None
    move = find_move(actor, move_id)
    if move.case_id != case.pk:
        raise BadInput("with_whom", "This move belongs to another case")
    return move


def _refuse_incomplete(details: DisagreementDetails) -> None:
    texts = [
        ("with_whom", details.with_whom, "Enter with whom you disagree"),
        ("our_view", details.our_view, "Enter how you see it"),
        ("their_view", details.their_view, "Enter how they see it"),
    ]
    for field, text, message in texts:
        if not text.strip():
            raise BadInput(field, message)
    if details.about not in DisagreementAbout.values:
        raise BadInput("about", "Select what it is about")
    if details.raised_on > clock.today():
        raise BadInput("raised_on", "The date cannot be in the future")


@dataclass(frozen=True, kw_only=True)
class StepDetails:
    """At which level it was talked about, when, by whom, and what came of it."""

    level: str
    happened_on: date
    who: str
    what_came_of_it: str


@transaction.atomic
def add_disagreement_step(
    *, disagreement_id: int, actor: User, details: StepDetails
) -> DisagreementStep:
    """Record that a disagreement was talked about, at this level of the escalation (ROC-163).

    Refuses (StepNotAllowed) one that is settled, (BadInput) an answer that is missing, and a day
    ahead or before it was raised.
    """
    found = _locked_disagreement(disagreement_id, actor)
    if found.state == DisagreementState.SETTLED:
        raise StepNotAllowed("This disagreement is settled.")
    if details.level not in Level.values:
        raise BadInput("level", "Select between whom it was talked about")
    if not found.raised_on <= details.happened_on <= clock.today():
        raise BadInput("happened_on", "Enter a day from when it was raised until today")
    if not details.who.strip():
        raise BadInput("who", "Enter who talked")
    if not details.what_came_of_it.strip():
        raise BadInput("what_came_of_it", "Enter what came of it")
    step = DisagreementStep.objects.create(
        disagreement=found,
        level=details.level,
        happened_on=details.happened_on,
        who=details.who,
        what_came_of_it=details.what_came_of_it,
        recorded_by=actor,
    )
    record(action="transfers.add_disagreement_step", subject=step, actor=actor)
    return step


@transaction.atomic
def notify_dispute(*, disagreement_id: int, actor: User) -> Disagreement:
    """Put a dispute between authorities before whoever decides on it, as the team's manager
    (BIR-93, HIL-136); refuses (StepNotAllowed) a disagreement between agencies.
    """
    found = _locked_disagreement(disagreement_id, actor)
    _refuse_agencies(found)
    found.notified_by, found.notified_at = actor, clock.now()
    take_step(found, "notify", actor=actor)
    return found


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was decided or agreed, on which day and why; whether Legal Services was asked, and what
    they advised.
    """

    outcome: str
    settled_on: date
    outcome_reason: str = ""
    took_legal_advice: bool | None = None
    legal_advice: str = ""


@transaction.atomic
def decide_dispute(*, disagreement_id: int, actor: User, outcome: Outcome) -> Disagreement:
    """Decide what happens next in a dispute between authorities, with the reason, and with legal
    advice where it is needed (BIR-93, HIL-136).

    Refuses (NotPermitted) a role that the procedure does not name, and whoever raised it or put it
    forward, (StepNotAllowed) a disagreement between agencies, (BadInput) no decision, no reason,
    and no word on legal advice.
    """
    found = _locked_disagreement(disagreement_id, actor)
    _refuse_agencies(found)
    procedure = procedure_in_force(found.case.authority_id)
    if refusal := dispute_role_refusal(actor, procedure):
        raise NotPermitted(refusal)
    if not outcome.outcome_reason.strip():
        raise BadInput("outcome_reason", "Give the reason")
    if outcome.took_legal_advice is None:
        raise BadInput("took_legal_advice", "Select yes if you took legal advice")
    if outcome.took_legal_advice and not outcome.legal_advice.strip():
        raise BadInput("legal_advice", "Enter what Legal Services advised")
    _set_outcome(found, actor, outcome)
    take_step(found, "decide_dispute", actor=actor, reason=outcome.outcome_reason)
    return found


@transaction.atomic
def settle_disagreement(*, disagreement_id: int, actor: User, outcome: Outcome) -> Disagreement:
    """Record how a disagreement between agencies ended; refuses (NotPermitted) a dispute between
    authorities, (BadInput) no outcome.
    """
    found = _locked_disagreement(disagreement_id, actor)
    _set_outcome(found, actor, outcome)
    take_step(found, "settle", actor=actor, reason=outcome.outcome)
    return found


def _set_outcome(found: Disagreement, actor: User, outcome: Outcome) -> None:
    if not outcome.outcome.strip():
        raise BadInput("outcome", "Enter how it ended")
    if not found.raised_on <= outcome.settled_on <= clock.today():
        raise BadInput("settled_on", "Enter a day from when it was raised until today")
    found.outcome, found.outcome_reason = outcome.outcome, outcome.outcome_reason
    found.took_legal_advice, found.legal_advice = outcome.took_legal_advice, outcome.legal_advice
    found.settled_on, found.settled_by = outcome.settled_on, actor


def _refuse_agencies(found: Disagreement) -> None:
    if not found.is_between_authorities:
        raise StepNotAllowed("This is a disagreement between agencies, not between authorities.")


def _locked(case_id: int, actor: User) -> Case:
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    return case


def _locked_disagreement(disagreement_id: int, actor: User) -> Disagreement:
    case = _locked(find_disagreement(actor, disagreement_id).case_id, actor)
    found = Disagreement.objects.locked().get(pk=disagreement_id)
    found.case = case
    return found
