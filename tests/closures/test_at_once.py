"""Several managers closing one case at the same moment."""

import pytest

from cin.accounts.models import Role, User
from cin.audit.models import AuditEvent
from closures.models import Closure
from closures.services import approve_closure
from tests.closures.test_closing import propose, ready
from tests.plans.test_at_once import all_at_once
from tests.stories import build_house


@pytest.mark.django_db(transaction=True)
def test_eight_managers_closing_at_once_close_it_once():
    house = build_house("bolton")
    closure = propose(house, ready(house))
    managers = [
        User.objects.create_user(
            username=f"manager{number}",
            name=f"Manager {number}",
            authority=house.authority,
            role=Role.SERVICE_MANAGER,
        )
        for number in range(8)
    ]
    outcomes = all_at_once(
        [
            lambda manager=manager: approve_closure(
                closure_id=closure.pk, actor=manager, read_version=closure.version
            )
            for manager in managers
        ]
    )
    assert len([one for one in outcomes if isinstance(one, Closure)]) == 1
    closed = AuditEvent.objects.filter(action="cases.close", case_id=closure.case_id)
    assert closed.count() == 1
