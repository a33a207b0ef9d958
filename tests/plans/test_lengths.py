"""When a plan is expected to end, what a longer one needs first, and who agrees how often."""

from datetime import date

import pytest

from cases.services.circumstances import CircumstanceDetails, record_circumstance
from cases.services.oversight import OversightDetails, record_oversight
from cin.core import clock
from cin.core.errors import NotFound, NotPermitted, NotReady, StepNotAllowed
from cin.procedures.durations import Duration
from desk.selectors.decisions import waiting_for
from plans.models import PlanState, PlanVersion
from plans.selectors import version_in_force
from plans.services import agree_intervals, approve_plan, submit_plan
from tests.cases.browsing import open_page, send, words
from tests.planned import plan_changed
from tests.plans.test_pages import SMART, WHOLE, at
from tests.stories import (
    approved,
    assessing,
    build_house,
    moment,
    plan_drafted,
    plan_submitted,
    supported,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def codes(house, version):
    """Name what stops a version from being submitted, with the rules behind it."""
    try:
        submit_plan(version_id=version.pk, actor=house.sw)
    except NotReady as refused:
        return [(blocker.code, *blocker.cites) for blocker in refused.blockers]
    return []


def drafted(house, **text):
    return plan_drafted(house, approved(house).case, **text)


@pytest.mark.parametrize(
    ("slug", "rule"),
    [
        pytest.param("peterborough", "PET-17", marks=pytest.mark.rule("PET-17")),
        pytest.param("bolton", "BOL-21", marks=pytest.mark.rule("BOL-21")),
        pytest.param("hillingdon", "HIL-101", marks=pytest.mark.rule("HIL-101")),
    ],
)
def test_a_plan_says_when_it_will_end_and_why_if_later_than_12_months(slug, rule):
    house = build_house(slug)
    assert codes(house, drafted(house, expected_end_on=None)) == [("expected_end_on", rule)]
    assert codes(house, drafted(house, expected_end_on=date(2027, 3, 18))) == []
    assert codes(house, drafted(house, expected_end_on=date(2027, 3, 19))) == [
        ("longer_reason", rule)
    ]
    why = {"longer_reason": "Her disability will not pass."}
    version = drafted(house, expected_end_on=date(2027, 3, 19), **why)
    assert codes(house, version) == []
    page = words(open_page(house.sw, at("plan", version.pk)))
    assert "Expected to end by Friday 19 March 2027" in page or "19 March 2027" in page
    assert "Her disability will not pass." in page


@pytest.mark.rule("BIR-31")
def test_a_plan_in_birmingham_considers_how_long_it_is_needed():
    house = build_house("birmingham")
    assert codes(house, drafted(house, expected_end_on=None)) == [("expected_end_on", "BIR-31")]
    assert codes(house, drafted(house, expected_end_on=date(2026, 9, 1))) == []


def test_an_end_that_is_past_is_no_expected_end():
    house = build_house("bolton")
    assert codes(house, drafted(house, expected_end_on=clock.today())) == [("expected_end_on",)]


def test_where_the_procedure_asks_for_no_end_none_is_needed():
    house = build_house("rochdale")
    version = plan_drafted(house, assessing(house).case, expected_end_on=None)
    assert codes(house, version) == []


def test_the_page_says_when_most_plans_end_and_the_case_shows_when_this_one_will():
    house = build_house("bolton")
    version = drafted(house)
    page = words(open_page(house.sw, at("write_plan", version.pk)))
    assert "Most plans end within 12 months (BOL-21): here by" in page
    answers = {**WHOLE, "smart": SMART, "then": "finish", "version": version.version}
    refused = send(house.sw, at("write_plan", version.pk), {**answers, "expected_end_on": ""})
    assert "expected_end_on" in refused.context["form"].errors
    case = supported(house)
    assert "Expected to end by" in words(open_page(house.sw, f"/cases/{case.pk}/"))


def amended(house, case, **changes):
    """Write a new version of the plan in force with something changed."""
    return PlanVersion.objects.get(pk=plan_changed(house, case, **changes).pk)


def note(house, case, kind, actor=None, on=None, **more):
    details = OversightDetails(
        type=kind,
        held_on=on or clock.today(),
        decision="The plan goes on.",
        rationale="The work is not done.",
        plan_progressing=True,
        outcomes_improving=True,
        **more,
    )
    return record_oversight(case_id=case.pk, actor=actor or house.tm, details=details)


LONGER = {"expected_end_on": date(2027, 6, 1), "longer_reason": "Complex needs."}


@pytest.mark.rule("BIR-63", "BIR-111")
def test_in_birmingham_a_longer_plan_is_authorised_first_and_then_reviewed_by_the_manager():
    house = build_house("birmingham")
    case = supported(house)
    version = amended(house, case, **LONGER)
    assert codes(house, version) == [("expected_end_on", "BIR-63", "BIR-111")]
    review = {"chair_name": "The manager", "chair_role": "team_manager", "arranged_by": "Me"}
    note(house, case, "long_plan_review", **review)
    assert codes(house, version) == [("expected_end_on", "BIR-63", "BIR-111")]
    with clock.at(moment("2026-03-20")):
        note(house, case, "long_plan_authorised", actor=house.hos)
        assert codes(house, version) == [("expected_end_on", "BIR-63", "BIR-64")]
        note(house, case, "long_plan_review", **review)
        assert codes(house, version) == []


@pytest.mark.rule("PET-46")
def test_in_peterborough_a_plan_goes_beyond_12_months_only_after_its_own_review():
    house = build_house("peterborough")
    case = supported(house)
    version = amended(house, case, **LONGER)
    assert codes(house, version) == [("expected_end_on", "PET-46")]
    details = CircumstanceDetails(starts_on=clock.today(), note="A lasting disability.")
    record_circumstance(case_id=case.pk, actor=house.tm, kind="long_term_support", details=details)
    assert codes(house, version) == []


def test_a_first_plan_beyond_12_months_waits_for_the_authorisation_but_for_no_review():
    house = build_house("birmingham")
    version = drafted(house, **LONGER)
    assert codes(house, version) == [("expected_end_on", "BIR-63", "BIR-111")]
    note(house, version.case, "long_plan_authorised", actor=house.hos)
    assert codes(house, version) == []


@pytest.mark.parametrize(
    ("slug", "disabled", "change"),
    [
        pytest.param(
            "hillingdon",
            False,
            {"visit_interval": Duration.parse("2 weeks")},
            marks=pytest.mark.rule("HIL-51"),
        ),
        pytest.param(
            "hillingdon",
            True,
            {"review_interval": Duration.parse("6 weeks")},
            marks=pytest.mark.rule("HIL-58"),
        ),
        pytest.param(
            "peterborough",
            False,
            {"review_interval": Duration.parse("2 months")},
            marks=pytest.mark.rule("PET-33"),
        ),
    ],
)
def test_another_time_between_visits_or_reviews_is_agreed_by_a_manager(slug, disabled, change):
    house = build_house(slug)
    case = supported(house, is_disabled=disabled)
    submit_plan(version_id=amended(house, case).pk, actor=house.sw)
    assert version_in_force(case).number == 2
    version = amended(house, case, **change)
    submitted = submit_plan(version_id=version.pk, actor=house.sw)
    assert (submitted.state, version_in_force(case).number) == (PlanState.SUBMITTED, 2)
    assert "Plan to approve" in [each.what for each in waiting_for(house.tm)]
    read = PlanVersion.objects.get(pk=version.pk).version
    approve_plan(version_id=version.pk, actor=house.tm, read_version=read, comment="Agreed.")
    assert version_in_force(case).number == 3
    assert "How often was agreed" in words(open_page(house.sw, at("plan", version.pk)))


@pytest.mark.rule("PET-33")
def test_in_peterborough_the_line_manager_agrees_to_the_first_plans_visits_and_reviews():
    house = build_house("peterborough")
    version = plan_submitted(house, approved(house).case)
    assert "Not agreed by a manager yet" in words(open_page(house.sw, at("plan", version.pk)))
    assert "Visits and reviews to agree" in [each.what for each in waiting_for(house.tm)]
    with pytest.raises(NotPermitted):
        agree_intervals(version_id=version.pk, actor=house.sw)
    with pytest.raises(NotFound):
        agree_intervals(version_id=version.pk, actor=house.tm2)
    page = at("agree_intervals", version.pk)
    assert "Visits at least every 3 weeks" in words(open_page(house.tm, page))
    assert send(house.tm, page, {"note": "As talked over."}).url == at("plan", version.pk)
    assert "As talked over." in words(open_page(house.sw, at("plan", version.pk)))
    assert "Visits and reviews to agree" not in [each.what for each in waiting_for(house.tm)]
    with pytest.raises(StepNotAllowed, match="already"):
        agree_intervals(version_id=version.pk, actor=house.tm)


def test_where_a_manager_approves_the_plan_nobody_is_asked_apart():
    house = build_house("hillingdon")
    version = plan_submitted(house, approved(house).case)
    assert "Visits and reviews to agree" not in [each.what for each in waiting_for(house.tm)]
    assert open_page(house.tm, at("agree_intervals", version.pk)).status_code in {403, 409}
