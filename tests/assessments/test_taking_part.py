"""Everybody can take part in a family network meeting: languages, access, religious observance."""

import pytest
from django.urls import reverse

from assessments.models import FamilyNetworkMeeting
from cin.core import clock
from tests.assessments.test_belonging_pages import preparing
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, build_house, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def case():
    return allocated(build_house("rochdale"))


def described(person, **more):
    for name, value in more.items():
        setattr(person, name, value)
    person.save()
    return person


def page(case):
    return reverse("assessments:prepare_network_meeting", args=[case.pk])


@pytest.mark.rule("ROC-101")
def test_whose_language_calls_for_an_interpreter_is_named_and_not_passed_over(case):
    mother = described(
        case.family.members.get(role="mother").person,
        first_language="Polish",
        communication_needs="Uses a wheelchair",
    )
    described(case.child, first_language="English (British)")
    shown = words(open_page(case.worker, page(case)))
    assert f"{mother}'s first language is Polish" in shown
    assert f"{mother}: Uses a wheelchair" in shown
    assert "English (British)" not in shown
    answers = preparing(case, interpreter="")
    refused = words(send(case.worker, page(case), answers))
    assert f"Say who interprets, or why nobody needs to. {mother}'s first language" in refused
    assert not FamilyNetworkMeeting.objects.exists()
    later = {**answers, "then": "later"}
    assert send(case.worker, page(case), later).status_code == 302
    answered = {**answers, "interpreter": "Mrs Nowak, in Polish", "version": "1"}
    assert send(case.worker, page(case), answered).status_code == 302
    assert FamilyNetworkMeeting.objects.get().interpreter == "Mrs Nowak, in Polish"


@pytest.mark.rule("ROC-101")
@pytest.mark.parametrize(
    ("known", "is_asked"),
    [
        ({"first_language": "Urdu", "needs_interpreter": False}, False),
        ({"first_language": "", "needs_interpreter": True}, True),
        ({"first_language": "", "needs_interpreter": None}, False),
    ],
)
def test_what_the_family_said_of_an_interpreter_counts_before_their_language(case, known, is_asked):
    described(case.child, **known)
    response = send(case.worker, page(case), preparing(case, interpreter=""))
    assert response.status_code == (200 if is_asked else 302)


@pytest.mark.rule("ROC-102")
def test_the_religions_and_observance_of_the_family_are_named_beside_the_question(case):
    described(case.child, religion="muslim", observance="Friday prayers, Ramadan")
    described(case.family.members.get(role="mother").person, religion="none")
    shown = words(open_page(case.worker, page(case)))
    assert f"{case.child}: Muslim, Friday prayers, Ramadan" in shown
    assert "No religion" not in shown
