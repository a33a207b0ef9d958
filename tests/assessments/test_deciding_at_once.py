"""Managers and social workers acting on one assessment at the same moment."""

import pytest

from assessments.models import Assessment
from assessments.services import (
    AssessmentText,
    approve_assessment,
    return_assessment,
    take_back_assessment,
    write_assessment,
)
from cases.models import Case
from cin.accounts.models import User
from cin.audit.models import AuditEvent
from tests.cases.racing import at_once
from tests.stories import assessing, build_house, submitted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rochdale(transactional_db):
    return build_house("rochdale")


def managers(house, number=8):
    return [
        User.objects.create_user(
            username=f"manager{count}",
            name=f"Manager {count}",
            authority=house.authority,
            team=house.team,
            role="team_manager",
        )
        for count in range(number)
    ]


def test_eight_managers_approving_at_once_approve_once(rochdale):
    assessment = submitted(rochdale)
    ended = at_once(
        [
            lambda manager=manager: approve_assessment(
                assessment_id=assessment.pk, actor=manager, read_version=assessment.version
            )
            for manager in managers(rochdale)
        ]
    )
    assert ended == {"done": 1, "StepNotAllowed": 7}
    assert Case.objects.get(pk=assessment.case_id).state == "cin_active"
    assert AuditEvent.objects.filter(action="assessments.approve").count() == 1
    assert AuditEvent.objects.filter(action="cases.begin_support").count() == 1


def test_approving_returning_and_taking_back_at_once_leave_one_decision(rochdale):
    assessment = submitted(rochdale)
    first, second = managers(rochdale, 2)
    known = {"assessment_id": assessment.pk}
    ended = at_once(
        [
            lambda: approve_assessment(actor=first, read_version=assessment.version, **known),
            lambda: return_assessment(
                actor=second, read_version=assessment.version, comment="More", **known
            ),
            lambda: take_back_assessment(actor=rochdale.sw, **known),
        ]
    )
    assert ended == {"done": 1, "StepNotAllowed": 2}
    case = Case.objects.get(pk=assessment.case_id)
    is_approved = Assessment.objects.get(pk=assessment.pk).state == "approved"
    assert (case.state == "cin_active") is is_approved


def test_two_people_saving_one_text_at_once_lose_nothing_unseen(rochdale):
    assessment = assessing(rochdale)
    ended = at_once(
        [
            lambda writer=writer: write_assessment(
                assessment_id=assessment.pk,
                actor=writer,
                seen_version=1,
                text=AssessmentText(sections={"reason": writer.name}),
            )
            for writer in (rochdale.sw, rochdale.sw2)
        ]
    )
    assert ended == {"done": 1, "ChangedMeanwhile": 1}
    assert Assessment.objects.get(pk=assessment.pk).version == 2
