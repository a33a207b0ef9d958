"""Two rounds at the same moment send each message once."""

import pytest
from django.core import mail

from alerts.models import Digest
from alerts.services.digests import send_digests
from alerts.services.raising import raise_alerts
from cin.accounts.models import User
from cin.core import clock
from tests.alerts.telling import supported_since
from tests.alerts.test_tiers import depart
from tests.cases.racing import at_once
from tests.stories import build_house

pytestmark = pytest.mark.django_db(transaction=True)


def test_rounds_at_once_send_each_message_once(transactional_db):
    house = build_house("hillingdon")
    depart(house, alert_times="any_time")
    User.objects.filter(pk__in=[house.sw.pk, house.tm.pk]).update(email="someone@example.gov.uk")
    supported_since(house, "2026-03-18")
    raise_alerts(as_of=clock.today())
    assert at_once([send_digests] * 4) == {"done": 4}
    assert len(mail.outbox) == 2
    assert Digest.objects.exclude(sent_at=None).count() == 2
