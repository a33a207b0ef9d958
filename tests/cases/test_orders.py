"""Orders for which a plan starts: the reasons that are offered, and the order with its days."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import choices
from cin.core import clock
from cin.procedures.book import preset
from tests.cases.browsing import open_page, send, words
from tests.stories import House, allocated, moment

pytestmark = pytest.mark.django_db
STARTED_BY = {"supervision_order", "family_assistance_order", "order_transferred_in"}


@pytest.mark.rule("ROC-111")
@pytest.mark.parametrize("kind", ["supervision", "family_assistance"])
def test_an_order_that_starts_a_plan_is_kept_with_its_days_and_can_be_the_reason(
    house: House, kind
):
    assert set(preset("rochdale").get("initiation_reasons")) >= STARTED_BY
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        answers = {
            "kind": kind,
            "began_on": "2/3/2026",
            "ended_on": "1/3/2027",
            "court": "Manchester Family Court",
        }
        about = [case.pk, case.child_id]
        send(house.sw, reverse("cases:add_person_row", args=[*about, "order"]), answers)
        order = case.child.legal_orders.get()
        assert (order.kind, order.began_on, order.ended_on) == (
            kind,
            date(2026, 3, 2),
            date(2027, 3, 1),
        )
        shown = words(open_page(house.sw, reverse("cases:person", args=about)))
    assert dict(choices.legal_orders())[kind] in shown
    assert "from 2 March 2026 until 1 March 2027" in shown
    assert "Manchester Family Court" in shown
