"""Several people acting on one child's case at the same moment."""

from uuid import uuid4

import pytest

from cases.models import Allocation, Case
from cases.services.allocation import allocate_case
from cases.services.referrals import ChildDetails, ReferralDetails, record_referral, screen_referral
from cin.accounts.models import User
from cin.audit.models import AuditEvent
from cin.core import clock
from tests.cases.browsing import send
from tests.cases.racing import at_once
from tests.stories import build_house, referred, screened

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


def test_eight_managers_screening_at_once_decide_once(rochdale):
    case = referred(rochdale)
    ended = at_once(
        [
            lambda manager=manager: screen_referral(
                case_id=case.pk, actor=manager, decision="assessment", reason="Threshold met"
            )
            for manager in managers(rochdale)
        ]
    )
    assert ended == {"done": 1, "StepNotAllowed": 7}
    assert AuditEvent.objects.filter(action="cases.accept_referral").count() == 1


def test_eight_managers_allocating_at_once_allocate_once(rochdale):
    case = screened(rochdale)
    ended = at_once(
        [
            lambda manager=manager: allocate_case(
                case_id=case.pk, actor=manager, worker_id=rochdale.sw.pk, note="Go"
            )
            for manager in managers(rochdale)
        ]
    )
    assert ended == {"done": 1, "StepNotAllowed": 7}
    assert Allocation.objects.filter(case=case).count() == 1


def test_one_child_referred_by_several_people_at_once_has_one_open_case(rochdale):
    first = referred(rochdale)
    screen_referral(
        case_id=first.pk, actor=rochdale.tm, decision="no_further_action", reason="Resolved"
    )
    details = ReferralDetails(
        received_on=clock.today(), source="2A", primary_need="N1", concerns="Again", consent="given"
    )
    ended = at_once(
        [
            lambda worker=worker: record_referral(
                actor=worker, child=ChildDetails(known_id=first.child_id), details=details
            )
            for worker in (rochdale.sw, rochdale.sw2, rochdale.sw3, rochdale.tm)
        ]
    )
    assert ended == {"done": 1, "BadInput": 3}
    assert Case.objects.open().filter(child=first.child).count() == 1


def test_references_stay_unique_when_many_refer_at_once(rochdale):
    ended = at_once([lambda: referred(rochdale) for _ in range(6)])
    assert ended == {"done": 6}
    assert len(set(Case.objects.values_list("reference", flat=True))) == 6


def test_a_double_click_records_one_decision(rochdale):
    case, token = referred(rochdale), str(uuid4())
    answers = {"decision": "assessment", "reason": "Threshold met"}
    codes = []
    at_once(
        [
            lambda: codes.append(
                send(
                    rochdale.tm, f"/cases/{case.pk}/screen/", answers, submission=token
                ).status_code
            )
        ]
        * 2
    )
    assert codes == [302, 302]
    assert AuditEvent.objects.filter(action="cases.accept_referral").count() == 1
