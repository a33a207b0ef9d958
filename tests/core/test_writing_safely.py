"""A form that acts once, and an edit that saw the latest text."""

from datetime import UTC, datetime
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import RequestFactory

from cin.accounts.models import LocalAuthority, User
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, SentBefore
from cin.core.models import FormReceipt
from cin.core.services import act_once, earlier_destination, refuse_unread, revise
from cin.core.views import digest_of
from tests.stories import assessing, build_house


def _person(name="somebody"):
    return User.objects.create_user(username=name, name=name)


@pytest.mark.django_db
def test_a_form_sent_twice_acts_once_and_leads_to_the_same_place():
    person, token, done = _person(), uuid4(), []

    def act():
        done.append(1)
        return "/somewhere/"

    form = {"token": token, "digest": "same", "person": person}
    first = act_once(**form, act=act)
    assert act_once(**form, act=act) == first == "/somewhere/"
    assert done == [1]
    assert earlier_destination(**form) == "/somewhere/"


@pytest.mark.django_db
def test_a_form_sent_again_with_other_answers_is_refused_and_does_nothing():
    form, done = {"token": uuid4(), "person": _person()}, []

    def act():
        done.append(1)
        return "/somewhere/"

    act_once(**form, digest="one", act=act)
    with pytest.raises(SentBefore, match="What you changed since is not saved"):
        act_once(**form, digest="another", act=act)
    with pytest.raises(SentBefore):
        earlier_destination(**form, digest="another")
    assert done == [1]


@pytest.mark.django_db
def test_a_form_received_before_its_answers_were_kept_leads_to_where_it_led():
    form = {"token": uuid4(), "person": _person()}
    act_once(**form, digest="", act=lambda: "/somewhere/")
    assert earlier_destination(**form, digest="any") == "/somewhere/"


def test_a_digest_stands_for_the_answers_whatever_their_order_and_nothing_else():
    def digest(**sent):
        return digest_of(RequestFactory().post("/", sent))

    def file(text):
        return SimpleUploadedFile("draft.toml", text)

    first = digest(a="1", b=["2", "3"], submission="x", csrfmiddlewaretoken="y")
    assert first == digest(b=["2", "3"], a="1", submission="z")
    others = [digest(a="1", b=["3", "2"]), digest(a="1", b="23"), digest(a="", b=["2", "3"])]
    assert first not in others
    assert digest(file=file(b"one")) == digest(file=file(b"one")) != digest(file=file(b"two"))


@pytest.mark.django_db
def test_a_refused_form_leaves_no_receipt_and_can_be_sent_again():
    person, token = _person(), uuid4()

    def refuse():
        raise BadInput("field", "No")

    with pytest.raises(BadInput):
        act_once(token=token, digest="same", person=person, act=refuse)
    assert not FormReceipt.objects.exists()
    assert act_once(token=token, digest="new", person=person, act=lambda: "/done/") == "/done/"


@pytest.mark.django_db
def test_somebody_elses_token_says_nothing_about_where_it_led():
    token = uuid4()
    act_once(token=token, digest="same", person=_person(), act=lambda: "/theirs/")
    assert earlier_destination(token=token, digest="same", person=_person("another")) == ""


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_by_eight_clicks_at_once_acts_once():
    person, token, barrier, places = _person(), uuid4(), Barrier(8), []

    def act():
        LocalAuthority.objects.create(slug=uuid4().hex, name="Once", prefix=uuid4().hex[:5])
        return "/done/"

    def click():
        barrier.wait()
        try:
            places.append(act_once(token=token, digest="same", person=person, act=act))
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert places == ["/done/"] * 8
    assert LocalAuthority.objects.filter(name="Once").count() == 1


@pytest.mark.django_db
def test_an_edit_that_did_not_see_the_latest_text_is_shown_both():
    assessment = assessing(build_house("bolton"))
    revise(assessment, seen_version=1, changes={"outcome_reason": "Theirs"})
    assert assessment.version == 2
    with pytest.raises(ChangedMeanwhile) as refused:
        revise(assessment, seen_version=1, changes={"outcome_reason": "Mine", "outcome": ""})
    assert refused.value.theirs == {"outcome_reason": "Theirs"}
    assert refused.value.version == 2
    assert assessment.outcome_reason == "Theirs"


@pytest.mark.django_db
def test_a_decision_on_a_text_that_changed_since_it_was_read_is_refused():
    assessment = assessing(build_house("bolton"))
    refuse_unread(assessment, read_version=1)
    revise(assessment, seen_version=1, changes={"outcome_reason": "New"})
    with pytest.raises(ChangedMeanwhile, match="Read the new text"):
        refuse_unread(assessment, read_version=1)


def test_the_clock_can_be_held_and_goes_on_afterwards():
    held = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
    with clock.at(held):
        assert clock.now() == held
    assert clock.now() != held


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-03-29T23:30", "2026-03-30"), ("2026-01-15T23:30", "2026-01-15")],
)
def test_today_is_londons_day_in_summer_and_in_winter(moment, day):
    with clock.at(datetime.fromisoformat(moment).replace(tzinfo=UTC)):
        assert clock.today().isoformat() == day


def test_the_clock_cannot_be_held_at_a_moment_without_a_zone():
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 1, 1)):  # noqa: DTZ001
        clock.now()
