"""The areas of a record in which an outcome is recorded before a case closes."""

from cases.models import Case
from closures.models import Preparation
from closures.selectors.orders import orders_in_force
from closures.selectors.preparation import open_actions
from meetings.models import MeetingKind
from meetings.selectors import unfinished_meetings
from plans.models import UNFINISHED
from safeguarding.models import ConcernState


def areas_left_open(case: Case, preparation: Preparation | None) -> list[str]:
    """Name the areas of the record that have no outcome yet: referral, reviews, provisions and
    services, plans, needs, assessments, registrations, legal status and child protection (PET-107).
    """
    plans = case.plan_versions.filter(state__in=UNFINISHED)
    unapproved = case.assessments.filter(decided_at=None)
    raised = case.concerns.filter(state=ConcernState.RAISED)
    lasting = case.circumstances.filter(ends_on=None, withdrawn_at=None)
    areas = [
        ("referral, no decision on it", case.screened_on is None),
        ("reviews, a record is not finished", unfinished_meetings([case.pk]).exists()),
        ("reviews, the last has no outcome", _last_review_is_open(case)),
        ("provisions and services, not said whether any goes on", not _tells_services(preparation)),
        ("plans, a version is not finished", plans.exists()),
        ("needs, actions of the plan are open without a word", _leaves_needs(case, preparation)),
        ("assessments, one has no decision", unapproved.exists()),
        ("registrations, a circumstance has no last day", lasting.exists()),
        ("legal status, an order is still in force", bool(orders_in_force(case))),
        ("child protection, a concern is not decided on", raised.exists()),
    ]
    return [name for name, is_open in areas if is_open]


def _last_review_is_open(case: Case) -> bool:
    reviews = case.meetings.filter(meeting__kind=MeetingKind.REVIEW).order_by("-meeting__held_on")
    return reviews.values_list("outcome", flat=True).first() == ""


def _tells_services(preparation: Preparation | None) -> bool:
    return preparation is not None and bool(
        preparation.support_arranged.strip() or preparation.services.all()
    )


def _leaves_needs(case: Case, preparation: Preparation | None) -> bool:
    told = preparation is not None and preparation.open_actions_note.strip()
    return bool(open_actions(case, preparation)) and not told
