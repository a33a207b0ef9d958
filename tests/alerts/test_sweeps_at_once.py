"""Two sweeps at the same moment do the work of one."""

from datetime import date

import pytest

from alerts.models import Alert, Sweep
from alerts.services.deadlines import recompute
from alerts.services.raising import raise_alerts
from cin.core import clock
from tests.alerts.telling import supported_since
from tests.cases.racing import at_once
from tests.stories import build_house

pytestmark = pytest.mark.django_db(transaction=True)


def test_sweeps_at_once_raise_every_alert_once(transactional_db):
    house = build_house("hillingdon")
    supported_since(house, "2026-03-18")
    day = date(2026, 4, 9)
    assert at_once([lambda: raise_alerts(as_of=day, at_any_hour=True)] * 4) == {"done": 4}
    keys = list(Alert.objects.values_list("deadline", "tier", "recipient", "due_on"))
    assert keys
    assert len(keys) == len(set(keys))
    assert Sweep.objects.count() == 4


def test_sweeps_at_once_clear_without_waiting_for_each_other(transactional_db):
    house = build_house("hillingdon")
    case = supported_since(house, "2026-03-18")
    raise_alerts(as_of=date(2026, 4, 2), at_any_hour=True)
    assert at_once([lambda: raise_alerts(as_of=date(2026, 4, 9), at_any_hour=True)] * 4) == {
        "done": 4
    }
    assert not Alert.objects.filter(deadline__case=case, tier="due_soon", cleared_at=None).exists()


def test_one_case_recomputed_at_once_has_each_deadline_once(transactional_db):
    house = build_house("hillingdon")
    case = supported_since(house, "2026-03-18")
    case.deadlines.all().delete()
    with clock.at(clock.now()):
        assert at_once([lambda: recompute([case.pk])] * 4) == {"done": 4}
    keys = list(case.deadlines.values_list("key", "counts_from_id"))
    assert keys
    assert len(keys) == len(set(keys))
