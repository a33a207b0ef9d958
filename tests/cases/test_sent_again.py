"""A form that was acted on and is sent again with other answers: nothing is lost in silence."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Case
from cin.core import clock
from cin.core.models import FormReceipt
from tests.cases.browsing import send, words
from tests.cases.test_referral_pages import NEW, REFERRAL
from tests.stories import moment, referred

pytestmark = pytest.mark.django_db
SENT_BEFORE = "You sent this form before. What you changed since is not saved."


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def test_the_form_comes_back_with_what_was_typed_and_a_new_token(house):
    token = str(uuid4())
    send(house.sw, NEW, REFERRAL, submission=token)
    page = send(house.sw, NEW, {**REFERRAL, "concerns": "He was hit."}, submission=token)
    assert page.status_code == 200
    assert f"{SENT_BEFORE} To change it, open the record." in words(page)
    assert page.context["form"]["concerns"].value() == "He was hit."
    assert page.context["form"]["given_names"].value() == "Leo"
    assert str(page.context["submission"]) not in {token, ""}
    assert f'value="{page.context["submission"]}"' in page.content.decode()
    assert token not in page.content.decode()
    assert [case.referral.concerns for case in Case.objects.all()] == [REFERRAL["concerns"]]


def test_what_comes_back_can_be_sent_under_its_new_token(house):
    token = str(uuid4())
    send(house.sw, NEW, REFERRAL, submission=token)
    other = {**REFERRAL, "given_names": "Mia", "family_name": "Hall"}
    page = send(house.sw, NEW, other, submission=token)
    answer = send(house.sw, NEW, other, submission=str(page.context["submission"]))
    assert answer.status_code == 302
    assert Case.objects.filter(child__given_names="Mia").count() == 1


def test_the_same_answers_lead_to_where_the_form_led(house):
    token = str(uuid4())
    first = send(house.sw, NEW, REFERRAL, submission=token)
    second = send(house.sw, NEW, REFERRAL, submission=token, csrfmiddlewaretoken="another")
    assert (second.status_code, second.url) == (302, first.url)
    assert len(FormReceipt.objects.get().digest) == 64


def test_a_record_that_has_moved_on_says_that_the_change_is_not_saved(house):
    case, token = referred(house), str(uuid4())
    address = reverse("cases:screen_referral", args=[case.pk])
    answers = {"decision": "assessment", "reason": "Threshold met"}
    send(house.tm, address, answers, submission=token)
    page = send(house.tm, address, {**answers, "decision": "early_help"}, submission=token)
    assert page.status_code == 409
    assert SENT_BEFORE in words(page)
    assert "Accepted for assessment" in words(page)
    assert Case.objects.get(pk=case.pk).state == "screened"
