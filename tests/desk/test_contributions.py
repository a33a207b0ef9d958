"""Who came to the meetings about a child, and what each did of the plan."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cin.audit.models import RecordView
from cin.core import clock
from desk.selectors.contributions import Came, came_to_meetings, did_of_the_plan
from meetings.models import Attendance, Meeting
from plans.models import PlanAction
from plans.services.following import ProgressDetails, record_progress
from tests.cases.browsing import open_page, queries_to_open, words
from tests.stories import build_house, met, moment, supported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def house():
    return build_house("hillingdon")


def asked(meeting, name, status, role=""):
    Attendance.objects.create(meeting=meeting, name=name, role=role, status=status)


@pytest.mark.rule("HIL-65")
def test_it_counts_how_often_each_came_to_the_meetings_they_were_asked_to(house):
    case = supported(house)
    first = Meeting.objects.get()
    with clock.at(moment("2026-04-01")):
        review = met(house, case, kind="review")
    Attendance.objects.all().delete()
    asked(first, "Tess D'Arcy", "attended")
    asked(first, "Dr Rao", "no_reply", "Paediatrician")
    asked(review, "TESS D'ARCY", "no_reply", "Teacher")
    asked(review, "Dr Rao", "apologies")
    asked(review, "PC Webb", "wrote", "Police")
    assert came_to_meetings(case) == [
        Came(name="Dr Rao", role="Paediatrician", asked=2, came=0, wrote=0),
        Came(name="TESS D'ARCY", role="Teacher", asked=2, came=1, wrote=0),
        Came(name="PC Webb", role="Police", asked=1, came=0, wrote=1),
    ]
    page = words(open_page(house.sw, reverse("desk:contributions", args=[case.pk])))
    assert "Dr Rao, Paediatrician 2 0 0 2" in page
    assert RecordView.objects.filter(case_id=case.pk, page="who came and what each did").exists()
    assert "Who came, and what each did" in words(
        open_page(house.sw, reverse("desk:case", args=[case.pk]))
    )


@pytest.mark.rule("HIL-65")
def test_it_counts_how_far_the_actions_of_each_have_come(house):
    case = supported(house)
    version = case.plan_versions.get()
    PlanAction.objects.filter(version=version).delete()
    due = clock.today() + timedelta(days=7)
    for number, (owner, kind) in enumerate(
        [("School", "professional"), ("school ", "professional"), ("Mary O'Brien", "family")], 1
    ):
        PlanAction.objects.create(
            version=version,
            position=number,
            number=number,
            what="Something",
            owner=owner,
            owner_kind=kind,
            due_on=due,
        )
    details = ProgressDetails(state="done", on=clock.today())
    record_progress(version_id=version.pk, number=1, actor=house.sw, details=details)
    with clock.at(moment("2026-04-08")):
        (school,) = did_of_the_plan(case)
    assert (school.name, school.actions, school.done, school.overdue) == ("School", 2, 1, 1)


def test_nobody_else_sees_it_and_it_costs_the_same_for_many(house):
    case = supported(house)
    address = reverse("desk:contributions", args=[case.pk])
    assert open_page(house.sw3, address).status_code == 404
    few = queries_to_open(house.sw, address)
    for number in range(9):
        asked(Meeting.objects.get(), f"Person {number}", "attended")
    assert queries_to_open(house.sw, address) == few
