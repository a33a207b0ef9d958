"""Stories about concerns, strategy discussions and enquiries, told through the services."""

from datetime import timedelta

from cases.models import Case
from cin.core import clock
from safeguarding.models import Concern, Enquiry, StrategyDiscussion
from safeguarding.services import (
    AgencyDetails,
    AgreedAction,
    ChildDecision,
    EnquiryText,
    PartnerSaid,
    StrategyDetails,
    StrategyRows,
    begin_enquiries,
    decide_concern,
    hold_strategy,
    raise_concern,
    submit_enquiry,
    write_enquiry,
)
from tests.stories import House

DETAILS = {
    "kind": "meeting",
    "chair_name": "Ade Bello",
    "shared": "The school saw bruises twice. The police know of nothing.",
    "interim_safety": "She sleeps at her grandmother's until Friday.",
}
AGENCIES = [
    AgencyDetails(agency="police", name="DS Webb", took_part="came"),
    AgencyDetails(agency="health", name="Dr Rao", took_part="sent"),
]
WRITTEN = {
    "seen_by": "SW of Rochdale",
    "seen_alone": True,
    "voice": "I fell off the swing.",
    "findings": "The doctor found the bruises fit a fall.",
    "outcome": "not_substantiated",
    "outcome_reason": "Nothing points to harm by anybody.",
    "consider_plan": True,
    "consider_plan_reason": "Her mother asks for help.",
    "parents_told": True,
    "parents_told_note": "At home, the same evening.",
    "child_told": True,
    "child_told_note": "In her words.",
}
PARTNERS = [PartnerSaid(agency="police", name="DS Webb", view="agrees", said="No crime.")]


def called(house: House, case: Case, what: str = "A bruise nobody can explain.") -> Concern:
    """Raise a concern, and have the manager call a strategy discussion."""
    concern = raise_concern(case_id=case.pk, actor=house.sw, what=what)
    return decide_concern(
        concern_id=concern.pk,
        actor=house.tm,
        calls_strategy=True,
        reason="Reasonable cause to suspect harm.",
    )


def details(**more: object) -> StrategyDetails:
    """Say what a strategy discussion was like, just now unless said otherwise."""
    return StrategyDetails(**{"held_at": clock.now(), **DETAILS, **more})


def rows(*cases: Case, decision: str = "s47_single", **more: object) -> StrategyRows:
    """Give the rows of a discussion that decides the same about each of these children."""
    children = [
        ChildDecision(case_id=case.pk, decision=decision, decision_reason="What the school saw.")
        for case in cases
    ]
    due_on = clock.today() + timedelta(days=2)
    action = AgreedAction(what="Medical", who="Dr Rao", due_on=due_on)
    usual = {"agencies": AGENCIES, "actions": [action]}
    return StrategyRows(**{"children": children, **usual, **more})


def discussed(
    house: House, case: Case, *siblings: Case, decision: str = "s47_single", **more: object
) -> StrategyDiscussion:
    """Hold the strategy discussion that was called, leaving its record unfinished."""
    return hold_strategy(
        case_id=case.pk,
        actor=house.sw,
        details=details(**more),
        rows=rows(case, *siblings, decision=decision),
    )


def enquired(house: House, case: Case, *siblings: Case, **more: object) -> list[Enquiry]:
    """Call and hold a strategy discussion, and begin the enquiries it decided on."""
    called(house, case)
    found = discussed(house, case, *siblings, **more)
    return begin_enquiries(strategy_id=found.pk, actor=house.sw, began_at=clock.now())


def written_in(house: House, enquiry: Enquiry, **more: object) -> Enquiry:
    """Write everything that an enquiry needs."""
    return write_enquiry(
        enquiry_id=enquiry.pk,
        actor=house.sw,
        seen_version=enquiry.version,
        text=EnquiryText(**{"seen_at": clock.now(), **WRITTEN, **more}),
        partners=PARTNERS,
    )


def submitted_enquiry(house: House, case: Case, **more: object) -> Enquiry:
    """Give a whole enquiry to the manager."""
    enquiry = written_in(house, enquired(house, case)[0], **more)
    return submit_enquiry(enquiry_id=enquiry.pk, actor=house.sw)
