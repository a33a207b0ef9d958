"""Whoever is shown a page with a child's record on it is written down, each time."""

from datetime import date

import pytest
from django.urls import URLResolver, get_resolver, reverse

from cases.services.referrals import ChildDetails, add_sibling
from cases.views.pages import CaseStepView
from cin.audit.models import RecordView
from cin.audit.services import note_views
from cin.core import clock
from cin.core.views import StepView
from meetings.models import MeetingChild
from tests.cases.browsing import open_page, queries_to_open, send
from tests.stories import (
    assessing,
    build_house,
    held,
    met,
    moment,
    plan_drafted,
    referred,
    screened,
    supported,
    visited,
)
from visits.models import VisitChild

pytestmark = pytest.mark.django_db
# Steps on no child's record (of transfers: when managers meet and who comes), or on what nobody has
# recorded yet.
ABOUT_NO_CASE = {"cases", "cin", "desk", "alerts", "transfers"}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def house(db):
    """Birmingham, whose managers ratify the reviews."""
    return build_house("birmingham")


def looked(page):
    return sorted(RecordView.objects.filter(page=page).values_list("case_id", flat=True))


def brother_of(house, case):
    child = ChildDetails(given_names="Sean", family_name="O'Brien", born_on=date(2020, 1, 1))
    return add_sibling(actor=house.sw, case_id=case.pk, child=child)


def plan_of(house):
    return plan_drafted(house, assessing(house).case)


PAGES = {
    "cases:screen_referral": ("tm", lambda house: (case := referred(house), case)),
    "cases:allocate_case": ("tm", lambda house: (case := screened(house), case)),
    "cases:reallocate_case": ("tm", lambda house: (case := supported(house), case)),
    "assessments:write_assessment": ("sw", lambda house: (its := assessing(house), its.case)),
    "plans:write_plan": ("sw", lambda house: (its := plan_of(house), its.case)),
    "plans:amend_plan": ("sw", lambda house: (case := supported(house), case)),
    "closures:propose_closure": ("sw", lambda house: (case := supported(house), case)),
    "safeguarding:raise_concern": ("sw", lambda house: (case := supported(house), case)),
    "visits:record_visit": ("sw", lambda house: (case := supported(house), case)),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_step_page_is_written_down_when_it_is_shown_and_when_it_comes_back(house, name):
    person, tell = PAGES[name]
    subject, case = tell(house)
    user, address = getattr(house, person), reverse(name, args=[subject.pk])
    page = name.partition(":")[2]
    assert open_page(user, address).status_code == 200
    assert looked(page) == [case.pk]
    refused = {"then": "finish", "version": "x", "kind": "none"}
    assert send(user, address, refused).status_code == 200
    assert looked(page) == [case.pk] * 2


def test_a_page_that_is_refused_is_not_written_down(house):
    case = referred(house)
    assert open_page(house.sw, reverse("cases:screen_referral", args=[case.pk])).status_code == 403
    assert not RecordView.objects.exists()


def test_a_visit_is_written_down_for_each_child_whose_part_is_shown(house):
    case = supported(house)
    brother = brother_of(house, case)
    visit = visited(house, case, finalised=False)
    VisitChild.objects.create(visit=visit, case=brother)
    for name in ("visit", "edit_visit"):
        open_page(house.sw, reverse(f"visits:{name}", args=[visit.pk]))
        assert looked(name) == [case.pk, brother.pk]


def test_a_meeting_is_written_down_for_each_child_whose_part_is_shown(house):
    case = supported(house)
    brother = brother_of(house, case)
    unfinished = held(house, case, kind="review")
    finished = met(house, case, kind="review")
    for meeting in (unfinished, finished):
        MeetingChild.objects.create(meeting=meeting, case=brother)
    open_page(house.sw, reverse("meetings:edit_meeting", args=[unfinished.pk]))
    open_page(house.tm, reverse("meetings:meeting", args=[finished.pk]))
    open_page(house.tm, reverse("meetings:ratify_meeting", args=[finished.pk]))
    for page in ("edit_meeting", "meeting", "ratify_meeting"):
        assert looked(page) == [case.pk, brother.pk]


def test_changing_a_visit_costs_the_same_to_open_however_many_children_it_shows(house):
    case = supported(house)
    visit = visited(house, case, finalised=False)
    address = reverse("visits:edit_visit", args=[visit.pk])
    brothers = [brother_of(house, case)]
    VisitChild.objects.create(visit=visit, case=brothers[0])
    before = queries_to_open(house.sw, address)
    for _ in range(4):
        VisitChild.objects.create(visit=visit, case=brother_of(house, case))
    assert queries_to_open(house.sw, address) == before


def test_many_records_are_written_down_with_one_query_and_each_once(
    house, django_assert_num_queries
):
    cases = [referred(house) for _ in range(3)]
    with django_assert_num_queries(1):
        note_views(cases=[*cases, cases[0]], viewer=house.sw, page="visit")
    assert looked("visit") == [case.pk for case in cases]


def views_of(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views_of(pattern.url_patterns)
        elif view := getattr(pattern.callback, "view_class", None):
            yield view


def test_every_step_about_a_case_is_written_down():
    steps = [view for view in views_of(get_resolver().url_patterns) if issubclass(view, StepView)]
    silent = {view for view in steps if not issubclass(view, CaseStepView)}
    assert len(steps) > len(silent)
    assert {view.__module__.split(".")[0] for view in silent} <= ABOUT_NO_CASE
