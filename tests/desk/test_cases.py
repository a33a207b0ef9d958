"""The list of cases: narrowed, searched, sorted, and never wider than the person may see."""

import re
from datetime import date

import pytest
from django.test import Client

from alerts.models import Deadline
from cases.models import Case
from cases.services.referrals import screen_referral
from cin.core import clock
from desk.selectors.caselist import Wanted, cases_wanted
from tests.alerts.telling import supported_since
from tests.cases.browsing import open_page, queries_to_open, sign_in, words
from tests.stories import allocated, moment, referred, supported

pytestmark = pytest.mark.django_db
CASES = "/cases/"


def shown(user, **wanted):
    return [str(case.child) for case in cases_wanted(user, Wanted(**wanted))]


def named(house, given, family="O'Brien", step=referred):
    return step(house, given_names=given, family_name=family)


def test_a_worker_sees_their_own_cases_until_they_ask_for_more(house):
    named(house, "Leo", step=allocated)
    named(house, "Mia")
    assert "Leo O'Brien" in words(open_page(house.sw, CASES))
    assert "Mia O'Brien" not in words(open_page(house.sw, CASES))
    assert "Mia O'Brien" in words(open_page(house.sw, f"{CASES}?who=team"))


def test_another_team_and_another_authority_are_never_in_the_list(house, neighbour):
    named(house, "Leo", step=allocated)
    assert shown(house.sw3) == shown(house.tm2) == shown(house.admin) == []
    assert shown(neighbour.hos) == []
    assert shown(house.hos) == ["Leo O'Brien"]


def test_a_worker_cannot_ask_for_a_team_by_its_number(house):
    named(house, "Leo", step=allocated)
    page = open_page(house.sw3, f"{CASES}?who=team-{house.team.pk}")
    assert page.status_code == 200
    assert "Leo" not in words(page)


@pytest.mark.parametrize(
    "asked", ["zoë", "O’Neill", "o'neill", "anne brightwater", "ROC-00001", "roc-00001"]
)
def test_a_child_is_found_by_name_or_reference(house, asked):
    named(house, "Zoë Anne", "O'Neill-Brightwater")
    named(house, "Leo", "Green")
    assert shown(house.tm, words=asked) == ["Zoë Anne O'Neill-Brightwater"]


def test_closed_cases_are_shown_only_when_asked_for(house):
    case = named(house, "Leo")
    screen_referral(
        case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    assert shown(house.tm) == []
    assert shown(house.tm, closed=True) == shown(house.tm, state="closed") == ["Leo O'Brien"]


def test_only_the_overdue_are_shown_when_asked_for(house):
    case = supported_since(house, "2026-03-18")
    Deadline.objects.filter(case=case).update(due_at=None)
    with clock.at(moment("2026-04-30")):
        named(house, "Leo")
        assert shown(house.tm, overdue=True) == [str(case.child)]
    Deadline.objects.filter(case=case).update(due_on=date(2027, 1, 1))
    with clock.at(moment("2026-04-30")):
        assert shown(house.tm, overdue=True) == []


def test_the_list_sorts_both_ways(house):
    named(house, "Ada")
    named(house, "Bo")
    assert shown(house.tm, sort="child") == ["Ada O'Brien", "Bo O'Brien"]
    assert shown(house.tm, sort="-child") == ["Bo O'Brien", "Ada O'Brien"]


def test_the_next_date_and_the_standing_stand_beside_each_case(neighbour):
    case = supported_since(neighbour, "2026-03-18")
    Deadline.objects.filter(case=case).exclude(key="visit").delete()
    with clock.at(moment("2026-04-10")):
        assert "8 Apr 2026 Overdue" in words(open_page(neighbour.sw, CASES))


def test_an_answer_that_cannot_be_read_shows_the_list_as_unasked(house):
    named(house, "Leo", step=allocated)
    page = open_page(house.sw, f"{CASES}?who=everybody&state=zzz&sort=colour&page=99")
    assert page.status_code == 200
    assert "Leo O'Brien" in words(page)


def test_the_list_turns_after_25_cases_and_keeps_the_question(house):
    for number in range(26):
        named(house, f"Child {number}")
    client = sign_in(house.tm)
    client.post(CASES, {"words": "child"})
    page = client.get(f"{CASES}?words=nobody&sort=reference")
    assert "26 cases" in words(page)
    assert "Page 1 of 2" in words(page)
    assert "?sort=reference&amp;page=2" in page.content.decode()


def test_a_search_keeps_the_name_out_of_every_address(house):
    named(house, "Leo", step=allocated)
    named(house, "Mia", step=allocated)
    client = sign_in(house.sw)
    answers = {"words": " leo ", "who": "team", "overdue": "", "closed": "on", "sort": "-child"}
    answer = client.post(CASES, answers)
    assert answer.url == f"{CASES}?who=team&closed=on&sort=-child"
    page = client.get(answer.url)
    assert "Leo O'Brien" in words(page)
    assert "Mia O'Brien" not in words(page)
    assert "Only cases with “leo” in the child's name or the reference are listed." in words(page)
    assert not re.search(r'(href|action)="[^"]*leo', page.content.decode(), re.IGNORECASE)


def test_words_in_an_address_are_not_searched_for_nor_passed_on(house):
    named(house, "Leo", step=allocated)
    page = open_page(house.sw, f"{CASES}?words=Zebedee")
    assert "Leo O'Brien" in words(page)
    assert "Zebedee" not in page.content.decode()


def test_clearing_the_search_keeps_the_other_questions(house):
    named(house, "Leo", step=allocated)
    client = sign_in(house.sw)
    client.post(CASES, {"words": "nobody"})
    page = client.get(f"{CASES}?who=team&closed=on")
    assert "Leo O'Brien" not in words(page)
    assert page.context["asked"] == {"who": "team", "closed": "on"}
    answer = client.post(CASES, {"words": "", **page.context["asked"]})
    assert answer.url == f"{CASES}?who=team&closed=on"
    assert "Leo O'Brien" in words(client.get(answer.url))
    assert "Clear the search" not in words(client.get(answer.url))


def test_one_persons_search_does_not_narrow_anothers_list(house):
    named(house, "Leo", step=allocated)
    sign_in(house.tm).post(CASES, {"words": "nobody"})
    assert "Leo O'Brien" in words(open_page(house.sw, CASES))


def test_a_search_that_did_not_come_from_the_page_is_refused(house):
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.sw)
    assert client.post(CASES, {"words": "leo"}).status_code == 403


def test_ten_cases_cost_as_many_queries_as_one(house):
    supported(house)
    one = queries_to_open(house.tm, CASES)
    for _ in range(9):
        supported(house)
    assert Case.objects.count() == 10
    assert queries_to_open(house.tm, CASES) == one
