"""What sets a case apart from a day on, and the dates that follow from it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alerts.models import Deadline
from alerts.selectors.facts import facts_for
from alerts.services.deadlines import recompute
from assessments.services import begin_assessment
from cases.models import Case, Circumstance, CircumstanceKind
from cases.selectors.circumstances import effects_of
from cases.services.circumstances import (
    CircumstanceDetails,
    end_circumstance,
    record_circumstance,
    withdraw_circumstance,
)
from cases.services.milestones import record_milestone
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.procedures.book import PRESETS, preset
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, build_house, moment, supported

pytestmark = pytest.mark.django_db
CALLED = "Start an assessment: a court asked for a report"


FOSTERED = {"carer": "Ann, a neighbour", "is_close_relative": False, "lasts_28_days": True}


def put(house, case, kind, actor=None, **more):
    answers = {"starts_on": clock.today(), "note": "Confirmed by the Home Office.", **more}
    if kind == "private_fostering":
        answers = {**FOSTERED, **answers}
    return record_circumstance(
        case_id=case.pk, actor=actor or house.sw, kind=kind, details=CircumstanceDetails(**answers)
    )


def open_days(case):
    """Give what is open and has a date, by key."""
    recompute([case.pk])
    rows = Deadline.objects.filter(case=case, met_on=None, withdrawn_at=None)
    return {row.key: row.due_on for row in rows}


def done(house, case, kind, on):
    record_milestone(
        case_id=case.pk, actor=house.sw, kind=kind, happened_on=on, note="Done on the day."
    )


@pytest.mark.rule("HIL-40", "HIL-41", "HIL-42")
def test_a_family_without_recourse_and_with_a_concern_is_checked_and_each_check_met():
    house = build_house("hillingdon")
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        put(house, case, "nrpf_cin")
        first = open_days(case)
    assert first["nrpf_connect_check"] == date(2026, 5, 18)
    assert first["nrpf_subsistence"] == date(2026, 4, 18)
    assert first["nrpf_review"] == date(2026, 9, 18)
    assert "nrpf_home_visit" not in first
    with clock.at(moment("2026-04-15")):
        done(house, case, "nrpf_subsistence_checked", date(2026, 4, 15))
        assert open_days(case)["nrpf_subsistence"] == date(2026, 5, 15)
    met = Deadline.objects.get(case=case, key="nrpf_subsistence", met_on__isnull=False)
    assert met.met_on == date(2026, 4, 15)


@pytest.mark.rule("HIL-43", "HIL-44", "HIL-45", "HIL-46", "HIL-47")
def test_destitution_alone_gives_its_own_checks_and_no_dates_of_a_plan():
    house = build_house("hillingdon")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        assert {"visit", "review"} <= set(open_days(case))
        put(house, case, "nrpf_only")
        found = open_days(case)
    assert not {"visit", "review", "nrpf_connect_check"} & set(found)
    assert found["nrpf_home_visit"] == found["nrpf_subsistence"] == date(2026, 6, 18)
    assert found["nrpf_review"] == date(2026, 9, 18)


@pytest.mark.rule("ROC-152")
def test_private_fostering_is_visited_from_the_notification_until_it_ends(house):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        fostering = put(
            house,
            case,
            "private_fostering",
            starts_on=date(2026, 3, 16),
            arrangement_on=date(2026, 3, 10),
        )
        assert open_days(case)["private_fostering_visit"] == date(2026, 3, 18)
        facts = facts_for([case])[case.pk]
        end_circumstance(
            circumstance_id=fostering.pk,
            actor=house.sw,
            ends_on=clock.today(),
            reason="She went home to her mother.",
        )
        assert "private_fostering_visit" not in open_days(case)
    assert "private_fostering" in facts.child.cohorts
    told = {(event.type, str(event.on)) for event in facts.events}
    assert {("pf_notified", "2026-03-16"), ("pf_arrangement_started", "2026-03-10")} <= told


@pytest.mark.rule("ROC-150")
@pytest.mark.parametrize("kind", ["workbook_exempt", "private_law", "cwd_team"])
def test_a_child_without_the_workbook_has_no_group_supervision(house, kind):
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        assert "group_supervision" in open_days(case)
        put(house, case, kind)
        assert "group_supervision" not in open_days(case)


@pytest.mark.rule("PET-47")
def test_longer_term_support_that_a_manager_agreed_needs_no_review_of_the_long_plan():
    house = build_house("peterborough")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        assert "long_plan_review" in open_days(case)
        with pytest.raises(NotPermitted):
            put(house, case, "long_term_support")
        agreed = put(house, case, "long_term_support", actor=house.tm)
        assert "long_plan_review" not in open_days(case)
        withdraw_circumstance(circumstance_id=agreed.pk, actor=house.tm, reason="Wrong child")
        assert "long_plan_review" in open_days(case)


def test_a_case_kept_for_short_work_says_so_to_the_engine():
    house = build_house("peterborough")
    case = allocated(house)
    put(house, case, "retained_for_short_work", actor=house.tm)
    assert facts_for([case])[case.pk].agreed.retained_for_short_work


@pytest.mark.rule("ROC-115")
def test_the_day_on_which_the_court_expects_its_report_is_kept(house):
    case = allocated(house)
    row = put(house, case, "private_law", court_report="s7", report_due_on=date(2026, 6, 1))
    assert (row.court_report, row.report_due_on) == ("s7", date(2026, 6, 1))


@pytest.mark.rule("ROC-158")
def test_a_report_that_a_court_asked_for_calls_for_an_assessment_until_one_is_begun(house):
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        put(house, case, "private_law", court_report="none")
        assert CALLED not in page_of_case(house, case)
    with clock.at(moment("2026-03-19")):
        row = Circumstance.objects.get()
        withdraw_circumstance(circumstance_id=row.pk, actor=house.sw, reason="It asked for one.")
        put(house, case, "private_law", court_report="s37")
        assert f"{CALLED}, recorded from 19 March 2026" in page_of_case(house, case)
        begin_assessment(case_id=case.pk, actor=house.sw, started_on=clock.today(), consent="given")
        assert CALLED not in page_of_case(house, case)


def page_of_case(house, case):
    return words(open_page(house.sw, reverse("desk:case", args=[case.pk])))


def test_one_withdrawn_moves_the_dates_back_and_stays_in_the_record():
    house = build_house("hillingdon")
    case = allocated(house)
    row = put(house, case, "nrpf_cin")
    assert "nrpf_review" in open_days(case)
    with pytest.raises(BadInput, match="why"):
        withdraw_circumstance(circumstance_id=row.pk, actor=house.sw, reason=" ")
    withdraw_circumstance(circumstance_id=row.pk, actor=house.sw, reason="The wrong sibling.")
    assert "nrpf_review" not in open_days(case)
    assert Circumstance.objects.get().withdrawal_reason == "The wrong sibling."
    with pytest.raises(StepNotAllowed):
        withdraw_circumstance(circumstance_id=row.pk, actor=house.sw, reason="Again.")


def test_the_two_kinds_without_recourse_do_not_hold_at_once(house):
    case = allocated(house)
    first = put(house, case, "nrpf_only")
    with pytest.raises(BadInput, match="end it first"):
        put(house, case, "nrpf_cin")
    end_circumstance(
        circumstance_id=first.pk, actor=house.sw, ends_on=clock.today(), reason="A new concern."
    )
    assert put(house, case, "nrpf_cin").pk


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"starts_on": date(2026, 3, 19)}, "starts_on"),
        ({"starts_on": date(1926, 3, 19)}, "starts_on"),
        ({"ends_on": date(2026, 3, 17)}, "ends_on"),
        ({"arrangement_on": date(2026, 3, 19)}, "arrangement_on"),
        ({"note": " "}, "note"),
    ],
)
def test_dates_that_cannot_be_and_no_note_are_refused(house, more, field):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        with pytest.raises(BadInput) as refused:
            put(house, case, "private_fostering", **more)
    assert refused.value.field == field


def test_an_end_before_the_beginning_and_a_second_end_are_refused(house):
    case = allocated(house)
    row = put(house, case, "cwd_team")
    end = {"circumstance_id": row.pk, "actor": house.sw, "reason": "Moved."}
    with pytest.raises(BadInput, match="before"):
        end_circumstance(ends_on=clock.today() - timedelta(days=1), **end)
    with pytest.raises(BadInput, match="future"):
        end_circumstance(ends_on=clock.today() + timedelta(days=1), **end)
    end_circumstance(ends_on=clock.today(), **end)
    with pytest.raises(StepNotAllowed):
        end_circumstance(ends_on=clock.today(), **end)


def test_another_team_finds_no_circumstance(house):
    row = put(house, allocated(house), "cwd_team")
    with pytest.raises(NotFound):
        withdraw_circumstance(circumstance_id=row.pk, actor=house.sw3, reason="Mine")


@pytest.mark.parametrize("slug", PRESETS)
@pytest.mark.parametrize("kind", CircumstanceKind.values)
def test_every_circumstance_says_what_it_does_under_every_procedure(slug, kind):
    sentences = effects_of(kind, preset(slug))
    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences)


def test_facts_of_all_kinds_cost_the_same_for_one_case_as_for_ten(house):
    cases = [allocated(house) for _ in range(10)]
    for case in cases:
        put(house, case, "nrpf_cin")
        put(house, case, "private_fostering")
    rows = list(Case.objects.select_related("child").order_by("pk"))
    with CaptureQueriesContext(connection) as for_one:
        facts_for(rows[:1])
    with CaptureQueriesContext(connection) as for_ten:
        found = facts_for(rows)
    assert len(for_ten) == len(for_one) <= 31
    assert all("nrpf_cin" in facts.child.cohorts for facts in found.values())


@pytest.mark.rule("ROC-151")
@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"carer": " "}, "carer"),
        ({"is_close_relative": True}, "is_close_relative"),
        ({"is_close_relative": None}, "is_close_relative"),
        ({"lasts_28_days": False}, "lasts_28_days"),
        ({"lasts_28_days": None}, "lasts_28_days"),
    ],
)
def test_private_fostering_is_care_for_28_days_by_no_close_relative(house, more, field):
    with pytest.raises(BadInput) as refused:
        put(house, allocated(house), "private_fostering", **more)
    assert refused.value.field == field


@pytest.mark.rule("ROC-151")
@pytest.mark.parametrize(
    ("born_on", "is_disabled", "is_fostered"),
    [
        (date(2010, 3, 19), False, True),
        (date(2010, 3, 18), False, False),
        (date(2010, 3, 18), True, True),
        (date(2008, 3, 18), True, False),
    ],
)
def test_it_is_of_a_child_under_16_or_18_if_disabled(house, born_on, is_disabled, is_fostered):
    with clock.at(moment("2026-03-18")):
        case = allocated(house, born_on=born_on, is_disabled=is_disabled)
        if is_fostered:
            assert put(house, case, "private_fostering").carer == FOSTERED["carer"]
            return
        with pytest.raises(BadInput) as refused:
            put(house, case, "private_fostering")
    assert refused.value.field == "starts_on"


@pytest.mark.rule("ROC-151")
def test_the_page_asks_who_cares_for_the_child_and_for_how_long(house):
    case = allocated(house)
    address = reverse("cases:record_circumstance", args=[case.pk, "private_fostering"])
    form = {"starts_on": f"{clock.today():%d/%m/%Y}", "note": "Notified", "carer": "Ann"}
    page = words(send(house.sw, address, {**form, "is_close_relative": "yes"}))
    assert "Select yes if it lasts 28 days or more" in page
    refused = {**form, "is_close_relative": "yes", "lasts_28_days": "yes"}
    assert "is not private fostering, in law" in words(send(house.sw, address, refused))
    assert send(house.sw, address, {**refused, "is_close_relative": "no"}).status_code == 302
