"""Every decision of a manager with its reason, where the procedure wants that (BIR-110)."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.services import approve_assessment
from assessments.services.deciding import agree_assessment_date
from cases.models import Case
from cases.permissions import may_finish_note
from cases.services.allocation import allocate_case
from cin.accounts.permissions import may_administer, may_contribute, may_work
from cin.core import clock
from cin.core.errors import BadInput
from cin.policy.models import ProcedureVersion
from closures.services import agree_step_down, approve_closure
from meetings.services import ratify_meeting
from plans.services import (
    ServiceDetails,
    agree_intervals,
    approve_plan,
    begin_plan,
    sign_off_plan,
    submit_plan,
)
from safeguarding.services import complete_enquiry
from tests.architecture.test_steps import transitions
from tests.cases.browsing import open_page, send, words
from tests.closures.test_closing import propose, ready
from tests.endings import FINDING, seen_step_down, stepped_part
from tests.planned import decided_by, plan_changed
from tests.plans.test_beginning import details as origin
from tests.safeguarding.telling import submitted_enquiry
from tests.stories import (
    allocated,
    approved,
    assessing,
    build_house,
    met,
    moment,
    plan_submitted,
    screened,
    submitted,
    supported,
)
from tests.transfers.test_transfers import propose as offer
from transfers.permissions import may_settle
from transfers.services import accept_transfer

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BIR-110")]
WHY = "The school and the health visitor say the same."


@pytest.fixture(autouse=True)
def on_a_wednesday():
    """Hold the clock at ten in the morning of 18 March 2026."""
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def birmingham(db):
    """Birmingham: management decisions identify their rationale."""
    return build_house("birmingham")


def allocating(house):
    case = screened(house)
    return lambda note: allocate_case(
        case_id=case.pk, actor=house.tm, worker_id=house.sw.pk, note=note
    )


def approving_an_assessment(house):
    found = submitted(house)
    return lambda comment: approve_assessment(
        assessment_id=found.pk, actor=house.tm, read_version=found.version, comment=comment
    )


def setting_its_date(house):
    found = assessing(house)
    return lambda note: agree_assessment_date(
        assessment_id=found.pk, actor=house.tm, due_on=date(2026, 4, 1), note=note
    )


def signing_off_a_plan(house):
    case = approved(house).case
    version = plan_submitted(house, case)
    met(house, case)
    version.refresh_from_db()
    return lambda comment: sign_off_plan(**{**decided_by(house, version), "comment": comment})


def approving_a_change(house):
    version = plan_changed(house, supported(house))
    version = submit_plan(version_id=version.pk, actor=house.sw)
    return lambda comment: approve_plan(**{**decided_by(house, version), "comment": comment})


def beginning_a_plan(house):
    case = allocated(house)
    return lambda decided: begin_plan(
        case_id=case.pk, actor=house.tm, details=origin(decided=decided)
    )


def ratifying(house):
    meeting = met(house, supported(house), kind="review")
    return lambda comment: ratify_meeting(
        meeting_id=meeting.pk, actor=house.tm, read_version=meeting.version, comment=comment
    )


def completing_an_enquiry(house):
    found = submitted_enquiry(house, allocated(house))
    return lambda comment: complete_enquiry(
        enquiry_id=found.pk, actor=house.tm, read_version=found.version, comment=comment
    )


def accepting_a_case(house):
    found = offer(house, allocated(house))
    return lambda comment: accept_transfer(
        transfer_id=found.pk, actor=house.tm2, worker_id=house.sw3.pk, comment=comment
    )


def closing(house):
    closure = propose(house, ready(house))
    return lambda comment: approve_closure(
        closure_id=closure.pk, actor=house.tm, read_version=closure.version, comment=comment
    )


def agreeing_to_a_step_down(house):
    case = ready(house)
    stepped_part(house, case, "finding", **FINDING)
    return lambda note: agree_step_down(
        case_id=case.pk,
        actor=house.tm,
        read_version=seen_step_down(case),
        agreed_on=clock.today(),
        note=note,
    )


DECISIONS = {
    "cases.Case allocate": (allocating, "note"),
    "assessments.Assessment approve": (approving_an_assessment, "comment"),
    "plans.PlanVersion sign_off": (signing_off_a_plan, "comment"),
    "plans.PlanVersion approve": (approving_a_change, "comment"),
    "a plan begun elsewhere": (beginning_a_plan, "decided"),
    "meetings.Meeting ratify": (ratifying, "comment"),
    "safeguarding.Enquiry complete_enquiry": (completing_an_enquiry, "comment"),
    "transfers.Transfer accept": (accepting_a_case, "comment"),
    "closures.Closure approve": (closing, "comment"),
    "a step-down": (agreeing_to_a_step_down, "note"),
}
# These need their reason under every procedure.
ALWAYS = {
    "cases.Case accept_referral",
    "cases.Case end_at_screening",
    "cases.Case reallocate",
    "cases.RefusalReview accept_refusal",
    "cases.RefusalReview authorise_override",
    "cases.RefusalReview escalate_refusal",
    "cases.RefusalReview return_refusal",
    "cases.LongerTime approve_longer_time",
    "cases.LongerTime refuse_longer_time",
    "visits.NotAloneDecision agree",
    "visits.NotAloneDecision end",
    "visits.NotAloneDecision refuse",
    "assessments.Assessment send_back",
    "assessments.Checkpoint agree",
    "assessments.Checkpoint ask_for_changes",
    "plans.PlanVersion send_back",
    "safeguarding.Concern call_legal_planning",
    "safeguarding.Concern call_strategy_discussion",
    "safeguarding.Concern find_threshold_not_met",
    "safeguarding.Enquiry return_enquiry",
    "transfers.Transfer decline",
    "transfers.Move accept_move",
    "transfers.Move decline_move",
    "transfers.Move take_back_answer",
    "transfers.Disagreement decide_dispute",
    "closures.Closure decline",
}
# These follow from a decision that has its reason, or put something before somebody who decides.
FOLLOWS = {
    "cases.Case begin_support",
    "cases.Case begin_support_decided",
    "cases.Case close",
    "cases.Case resume_assessment",
    "cases.Case resume_support",
    "plans.PlanVersion cease",
    "transfers.Disagreement notify",
}
NO_MANAGERS = {may_work, may_administer, may_contribute, may_finish_note, may_settle}


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_without_its_reason_is_refused_beside_its_box(birmingham, decision):
    tell, field = DECISIONS[decision]
    decide = tell(birmingham)
    for nothing in ("", " \n"):
        with pytest.raises(BadInput, match="Give the reason for your decision") as refused:
            decide(nothing)
        assert refused.value.field == field
    decide(WHY)


def test_every_step_that_a_manager_takes_is_accounted_for():
    taken = {
        f"{model._meta.label} {step.name}"
        for model, step, _ in transitions()
        if step.permission not in NO_MANAGERS
    }
    assert taken == {name for name in DECISIONS if "." in name} | ALWAYS | FOLLOWS


def agreeing_how_often(house):
    version = plan_submitted(house, approved(house).case)
    return lambda note: agree_intervals(version_id=version.pk, actor=house.tm, note=note)


@pytest.mark.parametrize(
    ("slug", "tell"), [("peterborough", agreeing_how_often), ("rochdale", setting_its_date)]
)
def test_what_birmingham_decides_otherwise_needs_its_reason_too(db, slug, tell):
    house = build_house(slug)
    ProcedureVersion.objects.create(
        authority=house.authority,
        number=2,
        preset=slug,
        effective_from=date(2026, 1, 1),
        departures={"decision_rationale": True},
    )
    decide = tell(house)
    with pytest.raises(BadInput, match="Give the reason") as refused:
        decide("")
    assert refused.value.field == "note"
    decide(WHY)


def test_elsewhere_a_manager_may_agree_without_words(db):
    house = build_house("hillingdon")
    decide = approving_an_assessment(house)
    page = reverse("assessments:decide_assessment", args=[decide("").pk])
    assert open_page(house.tm, page).status_code == 409
    found = submitted(house)
    form = open_page(house.tm, reverse("assessments:decide_assessment", args=[found.pk])).context[
        "form"
    ]
    assert not form.fields["comment"].required


def test_the_page_of_a_decision_asks_for_the_reason_and_shows_it_afterwards(birmingham):
    case = ready(birmingham)
    closure = propose(birmingham, case)
    page = reverse("closures:decide_closure", args=[closure.pk])
    assert "What is the reason for your decision?" in words(open_page(birmingham.tm, page))
    answers = {"decision": "approve", "version": closure.version, "comment": " "}
    refused = send(birmingham.tm, page, answers)
    assert refused.context["form"].errors["comment"] == ["Give the reason for your decision"]
    assert Case.objects.get(pk=case.pk).state == "closing"
    send(birmingham.tm, page, {**answers, "comment": WHY})
    assert WHY in words(open_page(birmingham.tm, reverse("closures:closure", args=[closure.pk])))


def test_a_ratified_review_shows_why(birmingham):
    meeting = met(birmingham, supported(birmingham), kind="review")
    page = reverse("meetings:ratify_meeting", args=[meeting.pk])
    refused = send(birmingham.tm, page, {"version": meeting.version})
    assert refused.context["form"].errors["comment"] == ["Give the reason for your decision"]
    send(birmingham.tm, page, {"version": meeting.version, "comment": WHY})
    shown = words(open_page(birmingham.sw, reverse("meetings:meeting", args=[meeting.pk])))
    assert f"The manager's comment {WHY}" in shown


def test_a_case_that_is_taken_says_why_where_the_offer_stands(birmingham):
    found = offer(birmingham, allocated(birmingham))
    page = reverse("transfers:answer_transfer", args=[found.pk])
    take = {"answer": "accept", "worker": birmingham.sw3.pk, "joint_visit": "wanted"}
    refused = send(birmingham.tm2, page, take)
    assert refused.context["form"].errors["comment"] == ["Give the reason for your decision"]
    assert send(birmingham.tm2, page, {**take, "comment": WHY}).status_code == 302
    case = reverse("desk:case", args=[found.case_id])
    assert WHY in words(open_page(birmingham.tm2, case))


def test_services_that_are_not_there_stand_before_the_manager_and_on_the_case(birmingham):
    flat = ServiceDetails(
        name="Two-bedroom flat", availability="scarce", scarce_reason="Few are built."
    )
    version = plan_changed(birmingham, supported(birmingham), services=[flat])
    version = submit_plan(version_id=version.pk, actor=birmingham.sw)
    page = reverse("plans:decide_plan", args=[version.pk])
    told = "“Two-bedroom flat” is known to be scarce. Few are built."
    shown = words(open_page(birmingham.tm, page))
    assert f"Services that are not there, or may not be {told}" in shown
    assert "Say what follows for the child from the services that are not there." in shown
    approve_plan(**decided_by(birmingham, version))
    for address in (
        reverse("desk:case", args=[version.case_id]),
        reverse("plans:plan", args=[version.pk]),
    ):
        assert told in words(open_page(birmingham.sw, address))
