"""The summary report that goes to a panel, and its section for what the panel decides."""

import io

import pikepdf
import pytest
from django.urls import reverse

from cases.services.panels import upload_panel_decisions
from cases.services.summaries import SummaryText, write_summary
from cin.audit.models import RecordView
from cin.core import clock
from tests.cases.browsing import open_page, words
from tests.cases.test_oversight import decided
from tests.stories import build_house, met, moment, supported

pytestmark = pytest.mark.django_db
SUMMARY = SummaryText(
    reason_for_involvement="He misses school.",
    current_risks="The father's <drinking>.",
    out_of_hours="Ring the aunt.",
)


@pytest.fixture
def house(db):
    """Hillingdon, which has a panel."""
    return build_house("hillingdon")


@pytest.fixture
def case(house):
    """A case with a plan and a review."""
    with clock.at(moment("2026-03-18")):
        return supported(house)


def page_of(user, case):
    return open_page(user, reverse("desk:panel_report", args=[case.pk]))


@pytest.mark.rule("HIL-115")
def test_the_worker_brings_the_presenting_issues_as_the_record_has_them(house, case):
    with clock.at(moment("2026-04-08")):
        met(house, case, kind="review")
        assert "The case summary has not been written." in words(page_of(house.sw, case))
        write_summary(case_id=case.pk, actor=house.sw, seen_number=None, text=SUMMARY)
        said = words(page_of(house.sw, case))
        for text in (case.referral.concerns, "He misses school.", "The father's <drinking>."):
            assert text in said, text
        for text in ("Version 1, in force from", "Held on 8 April 2026", "Last seen"):
            assert text in said, text
        on_case = words(open_page(house.sw, reverse("desk:case", args=[case.pk])))
        assert "Summary report for the panel" in on_case
        answer = open_page(house.sw, reverse("desk:print_panel_report", args=[case.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert pikepdf.open(io.BytesIO(answer.content)).pages
    pages = RecordView.objects.filter(case_id=case.pk).values_list("page", flat=True)
    assert {"report for the panel", "report for the panel, printed"} <= set(pages)


@pytest.mark.rule("HIL-118")
def test_the_report_has_a_section_for_what_the_panel_decided(house, case):
    with clock.at(moment("2026-04-08")):
        assert (
            "Decisions made at the panel No panel has heard this case yet. "
            "The PDF has room to write." in words(page_of(house.sw, case))
        )
        told = {"chair_name": "Ada", "chair_role": "head_of_service"}
        decided(house, case, "panel", decision="Step down in May.", **told)
        upload_panel_decisions(case_id=case.pk, actor=house.sw, decisions="Housing writes.")
        said = words(page_of(house.sw, case))
        for text in ("Panel of 8 April 2026", "Step down in May.", "Why It is helping."):
            assert text in said, text
        assert "Decisions Housing writes." in said
        assert "Put the panel's decisions on the record" in said


def test_it_is_nobody_elses_and_only_where_there_is_a_panel(house, case):
    for name in ("desk:panel_report", "desk:print_panel_report"):
        assert open_page(house.tm2, reverse(name, args=[case.pk])).status_code == 404
    other = build_house("bolton")
    with clock.at(moment("2026-03-18")):
        bolton = supported(other)
    assert page_of(other.sw, bolton).status_code == 404
