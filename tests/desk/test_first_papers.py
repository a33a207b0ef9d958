"""The papers of the first visit, one by one, and the day on which the last of them is there."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.services.consents import ConsentDetails, record_consent
from cases.services.milestones import record_milestone
from cases.services.relatives import complete_genogram
from cases.services.summaries import SummaryText, write_summary
from cin.core import clock
from cin.core.errors import StepNotAllowed
from tests.cases.browsing import open_page, words
from tests.cases.test_notes import letter
from tests.cases.test_safety_plans import in_force
from tests.stories import allocated, build_house, moment, visited

pytestmark = pytest.mark.django_db
WRITTEN = {
    "reason_for_involvement": "Neglect.",
    "current_risks": "Left alone at night.",
    "out_of_hours": "Ring the grandmother first.",
}


def consented(house, case):
    mother = case.family.members.get(role="mother").person_id
    details = ConsentDetails(
        person_id=mother,
        purposes=["assessment"],
        response="given",
        answered_on=clock.today(),
        explained=["purpose", "concerns", "section_17"],
    )
    return record_consent(case_id=case.pk, actor=house.sw, details=details, file=letter())


def deadline(case):
    recompute([case.pk])
    return Deadline.objects.get(case=case, key="initial_recording")


@pytest.mark.rule("ROC-47", "ROC-48")
def test_each_paper_is_asked_for_until_the_last_is_there():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
    page = reverse("desk:first_papers", args=[case.pk])
    with clock.at(moment("2026-03-19")):
        visited(house, case, kind="initial")
        consented(house, case)
        complete_genogram(
            case_id=case.pk,
            actor=house.sw,
            happened_on=clock.today(),
            people=[case.family.members.get(role="mother").person_id],
            note="",
        )
        text = words(open_page(house.sw, page))
        assert text.count("since Thursday 19 March 2026") == 3
        assert "Missing Write the summary" in text
        assert "Missing Go to the safety plan" in text
        assert deadline(case).met_on is None
    with clock.at(moment("2026-03-20")):
        in_force(house, case)
        write_summary(
            case_id=case.pk, actor=house.sw, seen_number=None, text=SummaryText(**WRITTEN)
        )
        met = deadline(case)
        assert (met.due_on, met.met_on) == (date(2026, 3, 23), date(2026, 3, 20))
        assert "Missing" not in words(open_page(house.sw, page))
    assert open_page(house.tm2, page).status_code == 404


def test_they_are_not_noted_as_done_beside_the_records(house):
    case = allocated(house)
    noting = reverse("cases:record_milestone", args=[case.pk, "initial_recording_completed"])
    assert open_page(house.sw, noting).url == reverse("desk:first_papers", args=[case.pk])
    with pytest.raises(StepNotAllowed, match="a form of its own"):
        record_milestone(
            case_id=case.pk,
            actor=house.sw,
            kind="initial_recording_completed",
            happened_on=clock.today(),
            note="All done.",
        )
