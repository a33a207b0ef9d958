"""What the final meeting recommended, as the beginning of getting the ending ready."""

import pytest
from django.urls import reverse

from closures.models import Preparation
from tests.cases.browsing import open_page, send, words
from tests.endings import consulted
from tests.stories import House, build_house, met, supported

pytestmark = [pytest.mark.django_db, pytest.mark.rule("HIL-105")]
LEADS = {"lead_professional": "Niamh D'Souza", "lead_agency": "Belmore Centre"}


@pytest.fixture
def hillingdon(db) -> House:
    """Hillingdon: the review that ends a plan recommends the next step."""
    return build_house("hillingdon")


def at(name, *args):
    return reverse(f"closures:{name}", args=args)


def ended(house, next_step="early_help", **answers):
    case = supported(house)
    ends = {"outcome": "no_longer_cin", "next_meeting_on": None, "next_step": next_step}
    met(house, case, kind="review", **ends, **answers)
    return case


def begins(house, page, *args):
    return open_page(house.sw, at(page, *args)).context["form"]


def test_getting_ready_begins_with_what_the_meeting_recommended(hillingdon):
    case = ended(hillingdon, **LEADS)
    shown = words(open_page(hillingdon.sw, at("preparation", case.pk)))
    assert "Next step that was recommended Early help through the step-down process" in shown
    assert "Lead professional that was named Niamh D'Souza, Belmore Centre" in shown
    assert begins(hillingdon, "write_end_of_plan", case.pk)["next_step"].value() == "early_help"
    form = begins(hillingdon, "write_step_down", case.pk, "professional")
    assert form["professional_name"].value() == "Niamh D'Souza"
    assert form["professional_agency"].value() == "Belmore Centre"
    assert begins(hillingdon, "propose_closure", case.pk)["destination"].value() == "early_help"


def test_it_is_kept_with_what_is_got_ready_and_may_be_changed_there(hillingdon):
    case = ended(hillingdon, "universal")
    consulted(hillingdon, case)
    prepared = Preparation.objects.get(case=case)
    assert prepared.next_step == "universal"
    answers = {"next_step": "no_further_services", "version": prepared.version}
    send(hillingdon.sw, at("write_end_of_plan", case.pk), answers)
    form = begins(hillingdon, "write_end_of_plan", case.pk)
    assert form["next_step"].value() == "no_further_services"


def test_views_that_were_asked_for_before_the_meeting_lose_nothing_of_it(hillingdon):
    case = supported(hillingdon)
    consulted(hillingdon, case)
    assert Preparation.objects.get(case=case).next_step == ""
    ends = {"outcome": "no_longer_cin", "next_meeting_on": None, "next_step": "universal"}
    met(hillingdon, case, kind="review", **ends)
    assert begins(hillingdon, "write_end_of_plan", case.pk)["next_step"].value() == "universal"
