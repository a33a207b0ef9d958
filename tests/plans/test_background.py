"""What a plan rests on, and the services that an authority offers and suggests for it."""

from datetime import date

import pytest
from django.urls import reverse

from cases.services.circumstances import CircumstanceDetails, record_circumstance
from cin.core import clock
from plans.selectors import version_in_force
from plans.services import ServiceDetails
from tests.cases.browsing import open_page, send
from tests.planned import plan_changed
from tests.plans.test_content import codes, drafted, page_of, write
from tests.stories import approved, moment, plan_drafted, supported

pytestmark = pytest.mark.django_db


@pytest.mark.rule("HIL-07")
def test_a_service_is_chosen_from_the_authoritys_list(hillingdon):
    version = drafted(hillingdon)
    address = reverse("plans:write_plan", args=[version.pk])
    chosen = "Parenting Support: group programme"
    answers = {
        "version": version.version,
        "then": "later",
        "services-0-offered": chosen,
        "services-0-provider": "Children's centre",
    }
    send(hillingdon.sw, address, answers)
    assert version.services.get().name == chosen
    again = open_page(hillingdon.sw, address)
    assert again.context["form"]["services"].rows.forms[0]["offered"].value() == chosen


@pytest.mark.rule("HIL-05")
def test_early_support_and_portage_are_suggested_for_a_child_whom_they_fit(hillingdon):
    case = approved(hillingdon, is_disabled=True, born_on=date(2023, 5, 1)).case
    version = plan_drafted(hillingdon, case)
    page = page_of(hillingdon, version, "write_plan")
    assert "Services that fit this child: Portage." in page
    names = ["Physiotherapy", "Short breaks", "Nursery", "Health visitor"]
    write(hillingdon, version, services=[ServiceDetails(name=name) for name in names])
    page = page_of(hillingdon, version, "write_plan")
    assert "Services that fit this child: Early Support, Portage." in page


def test_nothing_is_suggested_for_an_older_child(hillingdon):
    version = drafted(hillingdon)
    assert "Services that fit this child" not in page_of(hillingdon, version, "write_plan")


@pytest.mark.rule("HIL-76")
def test_the_plan_says_how_old_its_assessment_is_and_when_to_look_at_it_anew(hillingdon):
    version = version_in_force(supported(hillingdon))
    assert "Approved on 18 March 2026, today" in page_of(hillingdon, version)
    with clock.at(moment("2026-09-18")):
        page = page_of(hillingdon, version)
        assert "Approved on 18 March 2026, 6 months old" in page
        assert "Is it still true?" not in page
    with clock.at(moment("2026-09-19")):
        assert "6 months old. Is it still true? Think about an updated" in page_of(
            hillingdon, version
        )


@pytest.mark.rule("HIL-102")
def test_an_agreed_need_for_longer_support_stands_on_the_plan_and_needs_no_second_reason(
    hillingdon,
):
    case = supported(hillingdon)
    version = plan_changed(hillingdon, case, expected_end_on=date(2027, 6, 1))
    assert codes(hillingdon, version) == ["longer_reason"]
    details = CircumstanceDetails(starts_on=clock.today(), note="A lasting disability.")
    record_circumstance(
        case_id=case.pk, actor=hillingdon.tm, kind="long_term_support", details=details
    )
    assert "Longer-term support Agreed from 18 March 2026. A lasting disability." in page_of(
        hillingdon, version
    )
    assert codes(hillingdon, version) == []
