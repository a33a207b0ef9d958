"""A plan that began with a court order, and the order's end."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case
from cases.models.orders import LegalOrder
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from closures.models import OrderDecision
from closures.services import decide_on_order
from tests.cases.browsing import open_page, send, words
from tests.closures.test_closing import propose
from tests.stories import supported

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)


def order_of(case, ended_on=TODAY, kind="supervision"):
    return LegalOrder.objects.create(
        person=case.child, kind=kind, began_on=date(2025, 3, 18), ended_on=ended_on
    )


@pytest.mark.rule("ROC-168")
@pytest.mark.parametrize(
    ("ended_on", "told"),
    [(None, "still in force"), (date(2026, 9, 1), "still in force")],
)
def test_a_case_does_not_close_because_an_order_ended_that_is_in_force(rochdale, ended_on, told):
    case = supported(rochdale)
    with pytest.raises(NotReady, match="Record the supervision or family assistance order"):
        propose(rochdale, case, is_ready=False, reason="order_ended")
    order = order_of(case, ended_on)
    with pytest.raises(NotReady, match=told):
        propose(rochdale, case, is_ready=False, reason="order_ended")
    order.ended_on = TODAY
    order.save()
    assert propose(rochdale, case, is_ready=False, reason="order_ended").pk


@pytest.mark.rule("ROC-168", "ROC-169")
def test_a_manager_is_asked_whether_the_plan_goes_on_beyond_the_order(rochdale):
    case = supported(rochdale)
    order = order_of(case, kind="family_assistance")
    page = words(open_page(rochdale.tm, reverse("desk:case", args=[case.pk])))
    assert "Decide whether the plan goes on beyond its order" in page
    address = reverse("closures:decide_on_order", args=[case.pk])
    assert open_page(rochdale.sw, address).status_code == 403
    assert "Enter why" in words(send(rochdale.tm, address, {"goes_on": "yes", "reason": ""}))
    send(rochdale.tm, address, {"goes_on": "yes", "reason": "Needs remain."})
    decision = OrderDecision.objects.get()
    assert (decision.order, decision.goes_on) == (order, True)
    assert Case.objects.get(pk=case.pk).state == "cin_active"
    assert open_page(rochdale.tm, address).status_code == 409
    page = words(open_page(rochdale.tm, reverse("desk:case", args=[case.pk])))
    assert "Decide whether the plan goes on beyond its order" not in page


def test_only_a_manager_decides_on_an_ended_order_with_a_reason(rochdale):
    case = supported(rochdale)
    order = order_of(case)
    usual = {"case_id": case.pk, "order_id": order.pk, "goes_on": True, "reason": "Needs remain."}
    with pytest.raises(NotPermitted):
        decide_on_order(actor=rochdale.sw, **usual)
    with pytest.raises(BadInput):
        decide_on_order(actor=rochdale.tm, **{**usual, "reason": " "})
    with pytest.raises(StepNotAllowed):
        decide_on_order(actor=rochdale.tm, **{**usual, "order_id": order.pk + 1})
