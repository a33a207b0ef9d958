"""The page of a case: who, how far, what is due, what can be done, and what was recorded."""

import re

import pytest

from alerts.services.deadlines import recompute
from assessments.services import approve_assessment
from cases.models import Case
from cases.selectors.access import find_case
from cases.services.referrals import ChildDetails, add_sibling
from cin.audit.models import RecordView
from cin.core import clock
from desk.selectors.overview import overview_of
from desk.selectors.steps import steps_open_to
from plans.models import PlanVersion
from tests.cases.browsing import open_page, queries_to_open, sign_in, words
from tests.early_help import passed_to_early_help
from tests.stories import (
    allocated,
    approved,
    assessing,
    build_house,
    met,
    moment,
    referred,
    screened,
    submitted,
    supported,
    visited,
)

pytestmark = pytest.mark.django_db


def page_of(user, case):
    return open_page(user, f"/cases/{case.pk}/")


def steps_of(user, case):
    found = find_case(user, case.pk)
    return steps_open_to(user, overview_of(found, user))


def stages(user, case):
    return [(s.label, s.state) for s in overview_of(find_case(user, case.pk), user).stages]


def test_the_page_names_the_child_and_notes_who_opened_it(house):
    case = allocated(house, given_names="Zoë", family_name="O'Neill")
    text = words(page_of(house.sw, case))
    assert "Zoë O'Neill" in text
    assert case.reference in text
    assert house.team.name in text
    assert "Mary O'Brien , mother" in text
    assert RecordView.objects.get().viewer_id == house.sw.pk


def test_a_name_is_shown_as_text_and_never_as_markup(house):
    case = allocated(house, given_names="<b>Leo</b>")
    assert "<b>Leo</b>" not in page_of(house.sw, case).content.decode()


@pytest.mark.parametrize("who", ["sw3", "tm2", "admin"])
def test_somebody_who_may_not_know_of_the_case_finds_no_such_page(house, who):
    case = allocated(house)
    for part in ("", "history/", "records/visits/", "dates/1/"):
        assert open_page(house.people[who], f"/cases/{case.pk}/{part}").status_code == 404
    assert not RecordView.objects.exists()


def test_another_authority_finds_no_such_page(house, neighbour):
    assert page_of(neighbour.hos, allocated(house)).status_code == 404


def test_a_brother_or_sister_with_an_open_case_is_linked(house):
    case = allocated(house)
    details = ChildDetails(given_names="Cian", family_name="O'Brien", expected_on=clock.today())
    sibling = add_sibling(actor=house.sw, case_id=case.pk, child=details)
    page = page_of(house.sw, case)
    assert f'href="/cases/{sibling.pk}/"' in page.content.decode()


def test_the_steps_of_a_case_are_drawn_from_referral_to_closure(house):
    labels = [
        "Referral",
        "Allocation",
        "Assessment",
        "Plan agreed",
        "Support and review",
        "Closure",
    ]
    for story, place in ((referred, 0), (screened, 1), (allocated, 2), (supported, 4)):
        states = ["done"] * place + ["current"] + ["next"] * (5 - place)
        assert stages(house.tm, story(house)) == list(zip(labels, states, strict=True))
    assert stages(house.tm, approved(house).case)[3] == ("Plan agreed", "current")


def test_a_case_that_ended_at_screening_shows_only_the_steps_it_took(house):
    case = referred(house)
    passed_to_early_help(house, case)
    assert stages(house.tm, case) == [("Referral", "done"), ("Closure", "done")]
    text = words(page_of(house.tm, case))
    assert "Closed on" in text
    assert "Decide on the referral" not in text
    assert "Record that somebody was told: the referrer, of the decision" in text
    assert "Record a new referral" in text


@pytest.mark.parametrize(
    ("story", "worker_does", "manager_does"),
    [
        (referred, None, "Decide on the referral"),
        (screened, None, "Allocate to a social worker"),
        (allocated, "Start the assessment", "Start the assessment"),
        (lambda house: assessing(house).case, "Write the assessment", "Write the assessment"),
        (lambda house: submitted(house).case, None, "Decide on the assessment"),
        (supported, "Record a visit", "Record a visit"),
    ],
)
def test_the_next_step_is_offered_to_whoever_may_take_it(house, story, worker_does, manager_does):
    case = story(house)
    assert manager_does in [s.label for s in steps_of(house.tm, case) if s.href and s.is_main]
    worker = {s.label: s for s in steps_of(house.sw, case)}
    assert bool(worker[manager_does].href) is (worker_does is not None)
    if worker_does is None:
        assert "manager" in worker[manager_does].why_not


def test_every_step_that_is_offered_can_be_opened(house):
    stories = [
        referred(house),
        screened(house),
        allocated(house),
        assessing(house).case,
        submitted(house).case,
        approved(house).case,
        supported(house),
        supported_with_everything(house),
    ]
    for case in stories:
        for person in (house.sw, house.tm):
            for step in steps_of(person, case):
                if step.href:
                    assert sign_in(person).get(step.href).status_code == 200, step


def supported_with_everything(house):
    case = supported(house)
    visited(house, case, finalised=False)
    met(house, case, kind="review", outcome="no_longer_cin")
    return case


def test_the_review_says_that_the_initial_meeting_comes_first(house):
    steps = {s.label: s for s in steps_of(house.sw, approved(house).case)}
    assert steps["Record a Child in Need review meeting"].why_not
    assert "approves the plan" in steps["Record the initial Child in Need meeting"].why_not


def test_a_recommended_ending_is_said_and_closing_becomes_the_main_step(house):
    case = supported_with_everything(house)
    assert "Recommended for closing" in words(page_of(house.sw, case))
    closing = next(s for s in steps_of(house.sw, case) if s.label.startswith("Propose closing"))
    assert closing.is_main


def test_an_assessment_that_recommends_no_plan_leads_to_closing(house):
    case = approved(house, outcome="no_further_action").case
    assert steps_of(house.sw, case)[0].label == "Propose closing the case"


def test_the_version_of_the_plan_in_force_comes_first(house):
    case = supported(house)
    version = PlanVersion.objects.get(case=case)
    PlanVersion.objects.create(
        plan=version.plan, case=case, number=2, kind="minor", written_by=house.sw
    )
    overview = overview_of(find_case(house.sw, case.pk), house.sw)
    assert [plan.number for plan in overview.plans] == [1, 2]


def test_the_latest_ten_visits_are_shown_and_the_rest_are_one_click_away(house):
    case = supported(house)
    for _ in range(12):
        visited(house, case)
    page = page_of(house.sw, case)
    assert "Show all 12 visits" in words(page)
    assert len(re.findall(r'href="/visits/\d+/"', page.content.decode())) == 10
    every = open_page(house.sw, f"/cases/{case.pk}/records/visits/")
    assert len(re.findall(r'href="/visits/\d+/"', every.content.decode())) == 12


def test_meetings_have_a_page_of_their_own_and_nothing_else_has(house):
    case = supported(house)
    assert "All meetings" in words(open_page(house.sw, f"/cases/{case.pk}/records/meetings/"))
    assert open_page(house.sw, f"/cases/{case.pk}/records/secrets/").status_code == 404


def test_what_is_due_is_shown_with_the_reason_one_click_away():
    house = build_house("hillingdon")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        recompute([case.pk])
    with clock.at(moment("2026-04-10")):
        page = page_of(house.sw, case)
    assert "Visit Overdue Wednesday 8 April 2026 , 2 days ago" in words(page)
    assert re.search(rf"/cases/{case.pk}/dates/\d+/", page.content.decode())


def test_a_page_with_twelve_visits_costs_as_many_queries_as_one_with_two(house):
    case = supported(house)
    for _ in range(2):
        visited(house, case, finalised=False)
    recompute([case.pk])
    few = queries_to_open(house.sw, f"/cases/{case.pk}/")
    for _ in range(10):
        visited(house, case)
    recompute([case.pk])
    assert queries_to_open(house.sw, f"/cases/{case.pk}/") == few


def test_the_approved_assessment_is_listed_with_what_it_found(house):
    assessment = submitted(house)
    approve_assessment(assessment_id=assessment.pk, actor=house.tm, read_version=assessment.version)
    case = Case.objects.get(pk=assessment.case_id)
    assert "a child in need plan" in words(page_of(house.sw, case))
