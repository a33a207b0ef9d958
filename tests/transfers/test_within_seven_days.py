"""A case moves to the next team within seven days of the assessment (PET-74, PET-75)."""

from datetime import date

import pytest

from alerts.models import Deadline
from alerts.selectors.standing import standing_of
from alerts.services.deadlines import recompute
from cases.models import Circumstance
from cases.services.circumstances import (
    CircumstanceDetails,
    record_circumstance,
    withdraw_circumstance,
)
from cin.core import clock
from tests.stories import approved, build_house, moment
from tests.transfers.test_transfers import propose
from transfers.models import Transfer, TransferState

pytestmark = pytest.mark.django_db


@pytest.mark.rule("PET-74", "PET-75")
def test_a_case_moves_to_the_next_team_within_seven_days_of_the_assessment():
    house = build_house("peterborough")
    with clock.at(moment("2026-03-18")):
        case = approved(house).case
        offer = propose(house, case)
        recompute([case.pk])
        due = Deadline.objects.get(case=case, key="internal_transfer")
        assert (due.due_on, due.met_on) == (date(2026, 3, 25), None)
        kept = CircumstanceDetails(starts_on=clock.today(), note="Six weeks of work, then closed")
        record_circumstance(
            case_id=case.pk, actor=house.tm, kind="retained_for_short_work", details=kept
        )
        recompute([case.pk])
        due.refresh_from_db()
        assert due.withdrawn_at is not None
        withdraw_circumstance(
            circumstance_id=Circumstance.objects.get().pk, actor=house.tm, reason="It moves"
        )
    with clock.at(moment("2026-03-27")):
        Transfer.objects.filter(pk=offer.pk).update(
            state=TransferState.ACCEPTED, answered_at=clock.now()
        )
        recompute([case.pk])
    due.refresh_from_db()
    assert (due.met_on, standing_of(due, date(2026, 3, 27))) == (date(2026, 3, 27), "met_late")
