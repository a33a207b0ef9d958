"""Every date says why it is what it is, and shows the counting."""

from datetime import date

import pytest

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from assessments.services import agree_assessment_date
from cin.core import clock
from tests.alerts.telling import supported_since, visit_on
from tests.cases.browsing import open_page, queries_to_open, words
from tests.stories import allocated, assessing, build_house, moment, referred

pytestmark = pytest.mark.django_db


def why(house, row):
    return words(open_page(house.sw, f"/cases/{row.case_id}/dates/{row.pk}/"))


@pytest.mark.rule("HIL-52")
def test_a_visit_says_what_it_counts_from_and_quotes_the_rule():
    house = build_house("hillingdon")
    case = supported_since(house, "2026-03-18")
    row = Deadline.objects.get(case=case, key="visit")
    with clock.at(moment("2026-04-10")):
        text = why(house, row)
    assert row.explanation in text
    assert "The plan was started, on Wednesday 18 March 2026" in text
    assert "At the latest Wednesday 8 April 2026" in text
    assert "HIL-52" in text.split("The rule in its own words")[1]


@pytest.mark.rule("ROC-51")
def test_working_days_are_counted_with_the_bank_holidays_by_name(house):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        recompute([case.pk])
        row = Deadline.objects.get(case=case, key="assessment")
        text = why(house, row)
    assert row.due_on == date(2026, 5, 26)
    assert "45 working days were counted. 20 weekend days were not, and neither were" in text
    for name in ("Friday 3 April 2026: Good Friday", "Monday 6 April 2026: Easter Monday"):
        assert name in text
    assert "Monday 25 May 2026: Spring bank holiday" in text


def test_the_managers_own_date_is_shown_with_the_limit_it_tightens(house):
    with clock.at(moment("2026-03-18")):
        assessment = assessing(house)
        agree_assessment_date(assessment_id=assessment.pk, actor=house.tm, due_on=date(2026, 4, 20))
        recompute([assessment.case_id])
        row = Deadline.objects.get(case=assessment.case, key="assessment")
        text = why(house, row)
    assert "The date the manager set" in text
    assert "Another limit" in text
    assert "Tuesday 26 May 2026, which is not the one in force" in text


def test_a_date_that_was_met_says_when():
    house = build_house("hillingdon")
    case = supported_since(house, "2026-03-18")
    row = Deadline.objects.get(case=case, key="visit")
    visit_on(house, case, "2026-04-10")
    with clock.at(moment("2026-04-11")):
        text = why(house, row)
    assert "Done late" in text
    assert "Done on Friday 10 April 2026" in text


def test_a_date_that_no_longer_applies_says_so(house):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        recompute([case.pk])
        row = Deadline.objects.filter(case=case, met_on=None).first()
        Deadline.objects.filter(pk=row.pk).update(counts_from_id="gone", withdrawn_at=clock.now())
        assert "This date no longer applies" in why(house, row)


def test_a_date_of_another_case_is_not_found(house):
    with clock.at(moment("2026-03-18")):
        case, other = allocated(house), referred(house)
        recompute([case.pk])
    row = Deadline.objects.filter(case=case).first()
    assert open_page(house.sw, f"/cases/{other.pk}/dates/{row.pk}/").status_code == 404
    assert open_page(house.sw, f"/cases/{case.pk}/dates/999999/").status_code == 404


def test_every_date_of_every_authority_can_be_explained():
    for slug in ("peterborough", "bolton", "birmingham"):
        house = build_house(slug)
        case = supported_since(house, "2026-03-18")
        with clock.at(moment("2026-04-10")):
            for row in Deadline.objects.filter(case=case):
                assert row.explanation in why(house, row)


def test_explaining_costs_the_same_after_many_visits():
    house = build_house("hillingdon")
    case = supported_since(house, "2026-03-18")
    row = Deadline.objects.get(case=case, key="visit")
    address = f"/cases/{case.pk}/dates/{row.pk}/"
    with clock.at(moment("2026-03-18")):
        few = queries_to_open(house.sw, address)
    for day in ("2026-03-25", "2026-04-01", "2026-04-15", "2026-04-20"):
        visit_on(house, case, day)
    with clock.at(moment("2026-04-21")):
        assert queries_to_open(house.sw, address) <= few
