"""One message for each person on each working day, with nothing in it about anybody."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from alerts.models import Alert, Digest
from alerts.services.answering import answer_alert
from alerts.services.digests import send_digests
from alerts.tasks import send_digests as task
from cases.models import Case
from cin.accounts.models import User
from cin.core import clock
from tests.alerts.telling import open_visit, supported_since, sweep, visit_on
from tests.alerts.test_tiers import depart
from tests.stories import build_house, moment

pytestmark = pytest.mark.django_db
DAY = "2026-04-10"


@pytest.fixture
def case(house):
    """A case with an overdue visit, of which the worker and the manager were told."""
    for person in (house.sw, house.tm):
        User.objects.filter(pk=person.pk).update(email=f"{person.username}@example.gov.uk")
    found = supported_since(house, "2026-03-18")
    sweep(DAY)
    return found


def send_at(when=DAY):
    with clock.at(moment(when)):
        done = send_digests()
    return done.sent, done.failed


def to_whom():
    return sorted(message.to[0].split("@")[0] for message in mail.outbox)


class FailsFor(EmailBackend):
    """A mail server that refuses one address."""

    refused = "hillingdon.sw@example.gov.uk"

    def send_messages(self, messages):
        if self.refused in messages[0].to:
            raise OSError(f"550 {self.refused} is not known here")
        return super().send_messages(messages)


class DiesOnce(EmailBackend):
    """A worker killed while the mail server is being spoken to."""

    def send_messages(self, messages):
        raise KeyboardInterrupt


def test_each_person_told_is_sent_one_message_a_day(case):
    assert send_at() == (2, 0)
    assert to_whom() == ["hillingdon.sw", "hillingdon.tm"]
    assert send_at() == (0, 0)
    assert send_at("2026-04-10 17:00") == (0, 0)
    assert len(mail.outbox) == 2


def test_the_next_working_day_has_its_own_message(case):
    send_at()
    assert send_at("2026-04-11") == (0, 0)
    assert send_at("2026-04-13") == (2, 0)


@pytest.mark.parametrize("when", ["2026-04-10 07:59", "2026-04-10 18:00", "2026-04-12 12:00"])
def test_nothing_is_sent_outside_working_hours(case, when):
    assert send_at(when) == (0, 0)
    assert not mail.outbox


def test_a_message_holds_references_and_links_and_nothing_about_anybody(case):
    send_at()
    message = mail.outbox[0]
    whole = str(message.message())
    assert f"{case.reference}: {settings.CIN_BASE_URL}/cases/{case.pk}/" in message.body
    assert f"All your alerts: {settings.CIN_BASE_URL}/alerts/" in message.body
    assert message.subject.endswith(" in cin")
    for private in (case.child.given_names, case.child.family_name, "Visit", "SW of"):
        assert private not in whole


def test_a_long_list_of_cases_is_cut_and_counted(house, case, monkeypatch):
    monkeypatch.setattr("alerts.selectors.digests.MOST", 1)
    for _ in range(2):
        supported_since(house, "2026-03-18")
    sweep(DAY)
    send_at()
    assert "- and 2 more cases" in mail.outbox[0].body


def test_one_address_that_fails_stops_nobody_else_and_is_tried_again(case, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.FailsFor"
    with caplog.at_level(logging.ERROR):
        assert send_at() == (1, 1)
    assert to_whom() == ["hillingdon.tm"]
    assert "example.gov.uk" not in caplog.text
    assert "OSError" in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_at("2026-04-10 11:10") == (1, 0)
    assert to_whom() == ["hillingdon.sw", "hillingdon.tm"]


def test_a_message_whose_worker_was_killed_is_sent_by_a_later_round(case, settings):
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DiesOnce"
    with pytest.raises(KeyboardInterrupt):
        send_at()
    settings.EMAIL_BACKEND = usual
    assert send_at("2026-04-10 10:10") == (1, 0)
    assert send_at("2026-04-10 11:10") == (1, 0)
    assert send_at("2026-04-10 12:10") == (0, 0)
    assert to_whom() == ["hillingdon.sw", "hillingdon.tm"]


def test_a_message_sent_again_has_the_same_id(case):
    send_at()
    first = {message.to[0]: message.extra_headers["Message-ID"] for message in mail.outbox}
    mail.outbox.clear()
    Digest.objects.update(sent_at=None, claimed_at=clock.now() - timedelta(days=365))
    send_at("2026-04-10 12:10")
    assert {m.to[0]: m.extra_headers["Message-ID"] for m in mail.outbox} == first


def test_what_is_snoozed_is_left_out_until_its_end(house, case):
    with clock.at(moment(DAY)):
        Alert.objects.exclude(deadline=open_visit(case)).update(cleared_at=clock.now())
        answer_alert(
            alert_id=Alert.objects.get(recipient=house.sw, cleared_at=None).pk,
            actor=house.sw,
            kind="snoozed",
            reason="On holiday.",
            until=moment("2026-04-14").date(),
        )
    send_at()
    assert to_whom() == ["hillingdon.tm"]
    assert send_at("2026-04-14") == (2, 0)


def test_nobody_is_written_to_about_a_case_they_may_no_longer_open(house, case):
    Case.objects.filter(pk=case.pk).update(team=house.other_team, worker=house.sw3)
    assert send_at() == (0, 0)


def test_nobody_is_written_to_when_all_is_done_or_who_left_or_has_no_address(house, case):
    User.objects.filter(pk=house.tm.pk).update(email="")
    User.objects.filter(pk=house.sw.pk).update(is_active=False)
    assert send_at() == (0, 0)
    assert not Digest.objects.exists()


def test_a_quiet_authority_keeps_no_other_waiting(house, case):
    build_house("rochdale")
    depart(house, alert_times="any_time")
    assert send_at("2026-04-12 03:00") == (2, 0)


def test_the_task_says_how_many_were_sent(house, case):
    with clock.at(moment(DAY)):
        assert task() == 2


def test_nothing_is_sent_once_the_visit_is_made(house, case):
    Alert.objects.exclude(deadline=open_visit(case)).update(cleared_at=clock.now())
    visit_on(house, case, DAY)
    with clock.at(moment(DAY)):
        Alert.objects.exclude(deadline__key="visit").update(cleared_at=clock.now())
    assert send_at("2026-04-10 12:00") == (0, 0)
