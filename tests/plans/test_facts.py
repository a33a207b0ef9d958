"""What the procedure engine is told about plans, and the sending of plans."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cin.core.errors import BadInput, NotFound, StepNotAllowed
from plans.models import PlanVersion
from plans.selectors import agreements_about, facts_about, version_in_force
from plans.services import circulate_plan, submit_plan
from tests.planned import plan_changed
from tests.stories import assessing, plan_submitted, supported

pytestmark = pytest.mark.django_db
SENT = {"sent_on": date(2026, 3, 18), "recipients": "Mary O'Brien\nThe school"}


def types_of(case):
    return sorted((event.type, event.on.isoformat()) for event in facts_about([case.pk])[case.pk])


def test_a_plan_that_is_not_in_force_is_no_fact(rochdale):
    case = assessing(rochdale).case
    plan_submitted(rochdale, case)
    assert facts_about([case.pk]) == {}


def test_the_facts_are_the_start_each_version_and_each_sending(bolton):
    case = supported(bolton)
    version = plan_changed(bolton, case, "minor")
    submit_plan(version_id=version.pk, actor=bolton.sw)
    circulate_plan(version_id=version.pk, actor=bolton.sw, **SENT)
    today = "2026-03-18"
    assert types_of(case) == [
        ("plan_circulated", today),
        ("plan_started", today),
        ("plan_updated", today),
        ("plan_updated", today),
    ]


def test_facts_about_ten_cases_cost_the_same_as_about_one(bolton):
    cases = [supported(bolton).pk for _ in range(4)]
    with CaptureQueriesContext(
        connection,
    ) as one:
        facts_about(cases[:1])
        agreements_about(cases[:1])
    with CaptureQueriesContext(connection) as all_of_them:
        facts_about(cases)
        agreements_about(cases)
    assert len(one) == len(all_of_them) == 4


@pytest.mark.rule("HIL-89")
@pytest.mark.rule("BIR-70")
@pytest.mark.rule("ROC-137")
def test_the_sending_of_a_plan_is_noted_with_everybody_it_went_to(bolton):
    version = version_in_force(supported(bolton))
    sent = circulate_plan(version_id=version.pk, actor=bolton.sw, **SENT)
    assert (sent.kind, sent.of_id, sent.recipients) == ("plan", version.pk, SENT["recipients"])


def test_a_plan_nobody_has_agreed_is_not_sent(rochdale):
    version = plan_submitted(rochdale, assessing(rochdale).case)
    with pytest.raises(StepNotAllowed, match="once it has been agreed"):
        circulate_plan(version_id=version.pk, actor=rochdale.sw, **SENT)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"sent_on": date(2026, 3, 17)}, "sent_on"),
        ({"sent_on": date(2026, 3, 19)}, "sent_on"),
        ({"recipients": " \n"}, "recipients"),
    ],
)
def test_a_sending_that_cannot_be_is_refused(bolton, answers, field):
    version = version_in_force(supported(bolton))
    with pytest.raises(BadInput) as refused:
        circulate_plan(version_id=version.pk, actor=bolton.sw, **{**SENT, **answers})
    assert refused.value.field == field


def test_another_team_cannot_send_a_plan(bolton):
    version = version_in_force(supported(bolton))
    with pytest.raises(NotFound):
        circulate_plan(version_id=version.pk, actor=bolton.sw3, **SENT)
    assert PlanVersion.objects.get(pk=version.pk).state == "active"
