"""Who is asked to a family network meeting, from near or far; and what to mind about them."""

import pytest
from django.urls import reverse

from assessments.models import FamilyNetworkMeeting
from cases.models import Person
from cin.core import clock
from tests.assessments.test_belonging_pages import preparing
from tests.assessments.test_network_meetings import prepared
from tests.assessments.test_network_meetings import written as held
from tests.cases.browsing import open_page, send, words
from tests.cases.test_safety_plans import in_force
from tests.stories import allocated, build_house, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page(name, number):
    return reverse(f"assessments:{name}", args=[number])


def mother_of(case):
    return Person.objects.get(memberships__family_id=case.family_id, memberships__role="mother")


def describe(person, **facts):
    Person.objects.filter(pk=person.pk).update(**facts)


@pytest.mark.rule("HIL-17", "HIL-24")
def test_a_relative_far_away_is_found_spoken_to_and_invited():
    house = build_house("hillingdon")
    case = allocated(house)
    asked = {
        "people-0-lives_at": "Gdańsk, Poland",
        "people-0-reached_on": "16/3/2026",
        "people-0-invited_on": "17/3/2026",
        "people-0-thought_of_by": "child",
        "people-0-response": "willing",
    }
    address = page("prepare_network_meeting", case.pk)
    send(house.sw, address, preparing(case, **asked))
    meeting = FamilyNetworkMeeting.objects.get()
    assert meeting.people[0]["invited_on"] == "2026-03-17"
    shown = words(open_page(house.sw, page("network_meeting", meeting.pk)))
    assert "Gdańsk, Poland" in shown
    assert "Wants to help Spoken to on 16 March 2026. Invited on 17 March 2026" in shown
    again = open_page(house.sw, page("record_network_meeting", meeting.pk))
    assert 'value="17/3/2026"' in again.content.decode()


def test_nobody_is_invited_tomorrow():
    house = build_house("hillingdon")
    case = allocated(house)
    answers = preparing(case, **{"people-0-invited_on": "19/3/2026"})
    send(house.sw, page("prepare_network_meeting", case.pk), answers)
    assert not FamilyNetworkMeeting.objects.exists()


@pytest.mark.rule("HIL-14")
def test_a_meeting_that_was_held_leads_to_the_safety_plan_made_there():
    house = build_house("hillingdon")
    case = allocated(house)
    meeting = prepared(house, case)
    leads_to = reverse("cases:write_safety_plan", args=[case.pk])
    address = page("network_meeting", meeting.pk)
    assert leads_to not in open_page(house.sw, address).content.decode()
    held(house, meeting)
    assert f'href="{leads_to}"' in open_page(house.sw, address).content.decode()
    plan = in_force(house, case, made_at="fnm", made_with="Mary, Nan and the whole family")
    shown = words(open_page(house.sw, reverse("cases:safety_plan", args=[case.pk])))
    assert plan.get_made_at_display() == "At a family network meeting"
    assert "Mary, Nan and the whole family" in shown


@pytest.mark.rule("ROC-101")
def test_another_first_language_warns_until_an_interpreter_is_written_down():
    house = build_house("rochdale")
    case = allocated(house)
    address = page("prepare_network_meeting", case.pk)
    describe(mother_of(case), first_language="English")
    assert "Say who interprets" not in words(open_page(house.sw, address))
    describe(mother_of(case), first_language="Polish", needs_interpreter=True)
    told = "Mary O'Brien needs an interpreter (Polish). Say who interprets"
    assert told in words(open_page(house.sw, address))
    send(house.sw, address, preparing(case, interpreter="Anna Nowak, Polish", then="later"))
    assert "Say who interprets" not in words(open_page(house.sw, address))


@pytest.mark.rule("ROC-101")
def test_another_first_language_is_named_without_anybody_having_said_more():
    house = build_house("rochdale")
    case = allocated(house)
    describe(mother_of(case), first_language="Urdu")
    shown = words(open_page(house.sw, page("prepare_network_meeting", case.pk)))
    assert "The first language of Mary O'Brien is Urdu." in shown


@pytest.mark.rule("ROC-102")
def test_the_familys_religion_stands_beside_the_question_of_festivals():
    house = build_house("rochdale")
    case = allocated(house)
    address = page("prepare_network_meeting", case.pk)
    describe(mother_of(case), religion="muslim")
    assert "Mary O'Brien: Muslim. Whether the day" in words(open_page(house.sw, address))
    describe(mother_of(case), religion="refused")
    assert "Mary O'Brien: Would" not in words(open_page(house.sw, address))
