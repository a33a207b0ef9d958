"""A family network meeting is held, or it is said why it is not appropriate."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import Milestone
from cin.core import clock
from tests.cases.browsing import open_page, send, words
from tests.stories import build_house, moment, supported

pytestmark = pytest.mark.django_db


@pytest.mark.rule("HIL-18")
def test_one_that_is_not_appropriate_is_not_due_once_its_reason_is_written_down():
    house = build_house("hillingdon")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        recompute([case.pk])
    meeting = Deadline.objects.get(case=case, key="family_network_meeting")
    assert (meeting.due_on, meeting.met_on) == (date(2026, 4, 1), None)
    held, not_right = (
        reverse("cases:record_milestone", args=[case.pk, kind])
        for kind in ("fnm_held", "fnm_not_appropriate")
    )
    with clock.at(moment("2026-03-20")):
        assert f'href="{not_right}"' in open_page(house.sw, held).content.decode()
        answers = {"happened_on": "20 March 2026", "note": ""}
        assert "There is a problem" in words(send(house.sw, not_right, answers))
        assert not Milestone.objects.exists()
        send(house.sw, not_right, {**answers, "note": "The mother fears her brothers."})
        recompute([case.pk])
    meeting.refresh_from_db()
    assert meeting.met_on == date(2026, 3, 20)
