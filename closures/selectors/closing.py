"""What pages read about closures, and what stands in the way of one."""

from django.db.models import QuerySet

from assessments.models import AssessmentOutcome, AssessmentState
from assessments.selectors.closing import closing_meeting_blockers
from cases.models import Case
from cases.selectors.access import visible_cases
from cases.selectors.agreements import early_help_blockers
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.codes import (
    CEASE_REASONS,
    CLOSURE_DESTINATIONS,
    EARLY_HELP_DESTINATIONS,
)
from cin.procedures.readiness import Blocker, ClosureFacts, closure_blockers
from closures.models import Closure, ClosureState
from closures.selectors.endings import ending_blockers
from closures.selectors.preparation import preparation_of
from meetings.selectors import unfinished_meetings
from safeguarding.models import GOES_TO_ENQUIRY, ConcernState, EnquiryState, StrategyState
from safeguarding.selectors import concerns_to_discuss
from safeguarding.selectors.legal import concerns_for_lawyers
from transfers.models import TransferState
from transfers.selectors.moves import closing_blockers
from visits.selectors import unfinished_visits

# What an assessment that finds no need for a plan can recommend, as `close_reason` keeps it.
ENDINGS_OF_ASSESSMENT = [
    (AssessmentOutcome.NO_FURTHER_ACTION.value, "No further action after the assessment"),
    (AssessmentOutcome.EARLY_HELP.value, "Early help, without a social worker"),
    (AssessmentOutcome.INTERVENTION_PLAN.value, "A plan without a statutory social worker"),
]
_TO_EARLY_HELP = {AssessmentOutcome.EARLY_HELP.value, "step_down_early_help"}
_EVENTS = {
    "cp_plan",
    "cared_for",
    "moved_transferred",
    "left_england_wales",
    "turned_18",
    "child_died",
}


LEGAL_UNDECIDED = "Record what the legal planning meeting that was called decided"
STRATEGY_UNFINISHED = "Finish the record of the strategy discussion"


def closures_of(case: Case) -> QuerySet[Closure]:
    """List the case's closure proposals, newest first."""
    return case.closures.select_related("written_by", "submitted_by", "decided_by")


def find_closure(user: User, closure_id: int) -> Closure:
    """Give one closure with its case; refuses (NotFound) one this person may not know of."""
    found = (
        Closure.objects.filter(pk=closure_id, case__in=visible_cases(user))
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "written_by",
            "submitted_by",
            "decided_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such closure, or it belongs to another team.")
    return found


def awaiting_decision(user: User) -> QuerySet[Closure]:
    """List the proposed closures this person could decide on, longest waiting first."""
    return (
        Closure.objects.filter(state=ClosureState.PROPOSED, case__in=visible_cases(user))
        .exclude(written_by=user)
        .exclude(submitted_by=user)
        .select_related("case__child", "submitted_by")
        .order_by("submitted_at", "pk")
    )


def reasons_for(case: Case) -> list[tuple[str, str]]:
    """List the reasons for which this case can end, with their labels.

    For a supported child they are the authority's own; after an assessment that found no need for a
    plan, the endings that it could recommend, and the events that end any work.
    """
    procedure = procedure_in_force(case.authority_id)
    ceasing = [(code, CEASE_REASONS[code]) for code in procedure.get("cease_reasons")]
    if case.support_began_on is not None:
        return ceasing
    endings = list(ENDINGS_OF_ASSESSMENT)
    if not procedure.get("non_statutory_plan_label"):
        endings = [pair for pair in endings if pair[0] != AssessmentOutcome.INTERVENTION_PLAN]
    return [*endings, *(pair for pair in ceasing if pair[0] in _EVENTS)]


def destinations_for(case: Case) -> list[tuple[str, str]]:
    """List where children of this authority go when a case closes, with the labels."""
    procedure = procedure_in_force(case.authority_id)
    return [(code, CLOSURE_DESTINATIONS[code]) for code in procedure.get("closure_destinations")]


def blockers_to_closing(case: Case, *, reason: str, destination: str = "") -> list[Blocker]:
    """List everything in the record that must be finished before this case can be proposed for
    closure; an ending in early help waits for the family's agreement (ROC-176, PET-69).
    """
    facts = ClosureFacts(
        reason=reason,
        rule_prefix=procedure_in_force(case.authority_id).slug[:3].upper(),
        is_supported=case.support_began_on is not None,
        is_recommended=case.ending_recommended_on is not None,
        unfinished_visits=unfinished_visits([case.pk]).count(),
        unfinished_meetings=unfinished_meetings([case.pk]).count(),
        unfinished_assessments=case.assessments.exclude(state=AssessmentState.APPROVED).count(),
    )
    blockers = [*closure_blockers(facts), *_undecided(case)]
    if reason == "moved_transferred":
        blockers += closing_blockers(case, procedure_in_force(case.authority_id))
    if reason == AssessmentOutcome.EARLY_HELP:
        blockers += closing_meeting_blockers(case)
    steps_down = ends_in_early_help(reason, destination)
    if steps_down:
        blockers += early_help_blockers(case, clock.today())
    preparation = preparation_of(case)
    return blockers + ending_blockers(case, preparation, reason=reason, steps_down=steps_down)


def ends_in_early_help(reason: str, destination: str) -> bool:
    """Say whether a case that ends for a reason, and goes to a place, goes to early help."""
    return reason in _TO_EARLY_HELP or destination in EARLY_HELP_DESTINATIONS


def _undecided(case: Case) -> list[Blocker]:
    waiting = [
        (
            case.concerns.filter(state=ConcernState.RAISED),
            Blocker(code="concern", message="A manager decides on the concern that was raised"),
        ),
        (
            concerns_to_discuss([case.pk]),
            Blocker(code="strategy", message="Record the strategy discussion that was called"),
        ),
        (
            concerns_for_lawyers([case.pk]),
            Blocker(code="legal-planning", message=LEGAL_UNDECIDED),
        ),
        (
            case.strategies.filter(discussion__state=StrategyState.HELD),
            Blocker(code="strategy-record", message=STRATEGY_UNFINISHED),
        ),
        (
            case.strategies.filter(decision__in=GOES_TO_ENQUIRY).exclude(
                discussion__enquiries__case=case
            ),
            Blocker(
                code="enquiry-not-begun",
                message="Begin the section 47 enquiry that the strategy discussion decided on",
            ),
        ),
        (
            case.s47_enquiries.exclude(state=EnquiryState.COMPLETED),
            Blocker(code="enquiry", message="Complete the section 47 enquiry"),
        ),
        (
            case.transfers.filter(state=TransferState.PROPOSED),
            Blocker(code="transfer", message="The other team answers the offer of this case"),
        ),
    ]
    return [blocker for rows, blocker in waiting if rows.exists()]
