"""An alert is acknowledged or snoozed with a reason and an end, and counts as before."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Alert, Answer
from alerts.services.answering import answer_alert
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotFound
from desk.selectors.today import today_for
from tests.alerts.telling import open_alerts, open_visit, supported_since, sweep
from tests.cases.browsing import open_page, send, words
from tests.stories import moment

pytestmark = pytest.mark.django_db
DAY = "2026-04-10"


@pytest.fixture
def case(house):
    found = supported_since(house, "2026-03-18")
    sweep(DAY)
    return found


def alert_of(person, case):
    return Alert.objects.get(recipient=person, deadline=open_visit(case), cleared_at=None)


def answer(person, alert, **more):
    """Answer an alert on the day; until the Wednesday after unless said otherwise."""
    answers = {"kind": "snoozed", "reason": "On holiday.", "until": date(2026, 4, 15), **more}
    with clock.at(moment(DAY)):
        return answer_alert(alert_id=alert.pk, actor=person, **answers)


def test_what_is_snoozed_still_counts_as_overdue_on_today_and_in_the_team(house, case):
    with clock.at(moment(DAY)):
        before = [len(group.dues) for group in today_for(house.sw).due]
        of_team = today_for(house.hos).teams
    answer(house.sw, alert_of(house.sw, case))
    with clock.at(moment(DAY)):
        assert [len(group.dues) for group in today_for(house.sw).due] == before
        assert today_for(house.hos).teams == of_team


def test_a_sweep_neither_clears_nor_repeats_a_snoozed_alert(house, case):
    answer(house.sw, alert_of(house.sw, case))
    sweep("2026-04-13")
    assert ("hillingdon.sw", "overdue") in open_alerts(case)
    assert Alert.objects.filter(recipient=house.sw, deadline=open_visit(case)).count() == 1


def test_the_answer_is_in_the_history_of_the_case_with_its_reason(house, case):
    answer(house.sw, alert_of(house.sw, case))
    event = AuditEvent.objects.get(action="alerts.snooze_alert")
    assert (event.case_id, event.actor_id, event.reason) == (case.pk, house.sw.pk, "On holiday.")
    assert event.details == {"deadline": "visit", "until": "2026-04-15"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "forgotten"),
        ("reason", "  "),
        ("until", date(2026, 4, 10)),
        ("until", date(2026, 4, 18)),
    ],
)
def test_an_answer_without_a_reason_or_a_near_end_is_refused(house, case, field, value):
    with pytest.raises(BadInput) as refused:
        answer(house.sw, alert_of(house.sw, case), **{field: value})
    assert refused.value.field == field
    assert not Answer.objects.exists()


def test_the_last_day_that_the_procedure_allows_is_accepted(house, case):
    assert answer(house.sw, alert_of(house.sw, case), until=date(2026, 4, 17)).pk


def test_nobody_answers_the_alert_of_somebody_else(house, case):
    with pytest.raises(NotFound):
        answer(house.tm, alert_of(house.sw, case))
    address = reverse("alerts:answer_alert", args=[alert_of(house.sw, case).pk])
    assert open_page(house.tm, address).status_code == 404


def test_an_alert_that_was_cleared_cannot_be_answered(house, case):
    alert = alert_of(house.sw, case)
    Alert.objects.update(cleared_at=clock.now())
    with pytest.raises(NotFound):
        answer(house.sw, alert)


def test_it_is_snoozed_on_its_page(house, case):
    address = reverse("alerts:answer_alert", args=[alert_of(house.sw, case).pk])
    with clock.at(moment(DAY)):
        page = words(open_page(house.sw, address))
        assert "Visit" in page
        assert "At most 7 days from today." in page
        sent = send(
            house.sw,
            address,
            {"kind": "snoozed", "reason": "On holiday.", "until": "15 April 2026"},
        )
    assert sent.url == reverse("alerts:alerts")
    assert Answer.objects.get().by == house.sw


def test_the_page_says_what_is_missing_and_keeps_what_was_typed(house, case):
    address = reverse("alerts:answer_alert", args=[alert_of(house.sw, case).pk])
    with clock.at(moment(DAY)):
        sent = send(house.sw, address, {"reason": "On holiday.", "until": "1 May 2026"})
    text = words(sent)
    assert "Select what you want to do" in text
    assert "The date cannot be after 17 April 2026" in text
    assert "On holiday." in text
    assert not Answer.objects.exists()
