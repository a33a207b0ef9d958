"""A plan begins with the decision of a conference or a final review, without an assessment."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case, CaseState, Change
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from plans.models import Plan
from plans.services import OriginDetails, begin_plan
from tests.cases.browsing import open_page, send, words
from tests.stories import (
    allocated,
    assessing,
    build_house,
    met,
    plan_submitted,
    supported,
)

pytestmark = pytest.mark.django_db


def details(**changes):
    whole = {
        "origin": "cp_conference",
        "on": date(2026, 3, 16),
        "drafted_with": "Ann Chair, conference chair",
        "decided": "A plan is enough now.",
    }
    return OriginDetails(**{**whole, **changes})


def begin(house, case, *, actor=None, **changes):
    return begin_plan(case_id=case.pk, actor=actor or house.tm, details=details(**changes))


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("peterborough", marks=pytest.mark.rule("PET-88")),
        pytest.param("birmingham", marks=pytest.mark.rule("BIR-17")),
        pytest.param("rochdale", marks=pytest.mark.rule("ROC-109")),
    ],
)
def test_a_conference_begins_support_and_the_plan_its_chair_drafted(slug):
    house = build_house(slug)
    case = allocated(house)
    address = reverse("plans:begin_plan", args=[case.pk])
    assert "Begin a plan that was decided on elsewhere" in words(
        open_page(house.tm, reverse("desk:case", args=[case.pk]))
    )
    answers = {
        "origin": "cp_conference",
        "on": "16/3/2026",
        "drafted_with": "Ann Chair, conference chair",
        "decided": "A plan is enough now.",
    }
    send(house.tm, address, answers)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.initiation_reason) == (CaseState.CIN_ACTIVE, "cp_step_down")
    change = Change.objects.get(case=case)
    assert (change.kind, change.happened_on) == ("cp_step_down_decided", date(2026, 3, 16))
    version = plan_submitted(house, case)
    page = words(open_page(house.sw, reverse("plans:plan", args=[version.pk])))
    assert "A child protection conference, 16 March 2026. Drafted with the family by Ann" in page


@pytest.mark.rule("PET-88")
def test_the_first_meeting_agrees_what_the_chair_drafted():
    house = build_house("peterborough")
    case = allocated(house)
    begin(house, case)
    version = plan_submitted(house, case)
    met(house, Case.objects.get(pk=case.pk))
    version.refresh_from_db()
    assert version.state == "active"
    assert Plan.objects.get(case=case).started_on == clock.today()


@pytest.mark.rule("ROC-110")
@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        ("statutory_review", "ceased_cared_for_statutory_review"),
        ("after_care", "ceased_cared_for_agreed_after"),
    ],
)
def test_a_plan_follows_the_end_of_care(rochdale, origin, reason):
    case = assessing(rochdale).case
    begin(rochdale, case, origin=origin)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.initiation_reason) == (CaseState.CIN_ACTIVE, reason)
    assert Change.objects.get(case=case).kind == "stepped_down"


def test_a_step_down_that_is_recorded_already_is_not_recorded_twice(rochdale):
    case = allocated(rochdale)
    begin(rochdale, case)
    assert Change.objects.filter(case=case).count() == 1
    with pytest.raises(StepNotAllowed, match="recorded already where this plan began"):
        begin(rochdale, case)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"origin": "after_care"}, "origin"),
        ({"on": date(2026, 3, 19)}, "on"),
        ({"drafted_with": " "}, "drafted_with"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_box(birmingham, changes, field):
    with pytest.raises(BadInput) as refused:
        begin(birmingham, allocated(birmingham), **changes)
    assert refused.value.field == field


def test_who_may_not_begin_a_plan(rochdale, bolton):
    case = allocated(rochdale)
    with pytest.raises(NotPermitted):
        begin(rochdale, case, actor=rochdale.sw)
    with pytest.raises(NotFound):
        begin(rochdale, case, actor=rochdale.tm2)
    with pytest.raises(StepNotAllowed, match="every plan follows from the assessment"):
        begin(bolton, allocated(bolton))
    with pytest.raises(StepNotAllowed, match="already has a plan"):
        begin(rochdale, supported(rochdale))
