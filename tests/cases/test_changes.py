"""What happened to a family, and the dates that follow from it."""

from datetime import date, timedelta

import pytest

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import Change, ChangeKind
from cases.selectors.changes import effects_of_change
from cases.services.changes import (
    ChangeDetails,
    decline_early_review,
    note_change,
    record_change,
    withdraw_change,
)
from cases.services.circumstances import CircumstanceDetails, record_circumstance
from cases.services.locking import lock_case
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.procedures.book import PRESETS, preset
from tests.cases.test_circumstances import FOSTERED
from tests.stories import allocated, build_house, met, moment, supported, visited

pytestmark = pytest.mark.django_db
SIGNIFICANT = "significant_change"


def details(kind=SIGNIFICANT, **more):
    answers = {"happened_on": clock.today(), "note": "Her father moved back in."}
    if kind == SIGNIFICANT:
        answers |= {"needs_assessment": False, "assessment_reason": "It was known."}
    return ChangeDetails(**{**answers, **more})


def change(house, case, kind=SIGNIFICANT, actor=None, **more):
    return record_change(
        case_id=case.pk, actor=actor or house.sw, kind=kind, details=details(kind, **more)
    )


def rows_of(case, key):
    recompute([case.pk])
    return Deadline.objects.filter(case=case, key=key, withdrawn_at=None).order_by("pk")


def open_day(case, key):
    return rows_of(case, key).get(met_on=None).due_on


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("peterborough", marks=pytest.mark.rule("PET-37")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-38")),
        pytest.param("hillingdon", marks=pytest.mark.rule("HIL-32")),
        "birmingham",
        pytest.param("rochdale", marks=pytest.mark.rule("ROC-128")),
    ],
)
def test_a_significant_change_asks_for_an_early_review_until_a_manager_declines_it(slug):
    house = build_house(slug)
    case = allocated(house)
    row = change(house, case)
    assert rows_of(case, "early_review").get().met_on is None
    with pytest.raises(NotPermitted):
        decline_early_review(change_id=row.pk, actor=house.sw, reason="No need.")
    decline_early_review(change_id=row.pk, actor=house.tm, reason="Known at the last review.")
    assert rows_of(case, "early_review").get().met_on == clock.today()
    with pytest.raises(StepNotAllowed, match="already"):
        decline_early_review(change_id=row.pk, actor=house.tm, reason="Again.")


@pytest.mark.rule("ROC-161")
def test_a_planned_move_asks_for_an_early_meeting_which_a_meeting_answers(house):
    with clock.at(moment("2026-03-18")):
        case = supported(house)
    with clock.at(moment("2026-03-20")):
        change(house, case, "planned_move")
        assert rows_of(case, "early_review").get().met_on is None
        met(house, case, on=date(2026, 3, 20), kind="review")
        assert rows_of(case, "early_review").get().met_on == date(2026, 3, 20)


@pytest.mark.rule("ROC-132")
def test_a_significant_change_says_whether_a_new_assessment_is_needed_and_why(house):
    case = allocated(house)
    with pytest.raises(BadInput) as refused:
        change(house, case, needs_assessment=None)
    assert refused.value.field == "needs_assessment"
    with pytest.raises(BadInput) as refused:
        change(house, case, assessment_reason=" ")
    assert refused.value.field == "assessment_reason"
    row = change(house, case, needs_assessment=True, assessment_reason="The home has changed.")
    assert row.needs_assessment


@pytest.mark.parametrize(
    ("slug", "kind", "key", "due_on"),
    [
        pytest.param(
            "birmingham",
            "moved_out",
            "transfer_out_information",
            "2026-03-25",
            marks=pytest.mark.rule("BIR-81"),
        ),
        pytest.param(
            "birmingham",
            "transfer_in_notified",
            "transfer_in_decision",
            "2026-04-18",
            marks=pytest.mark.rule("BIR-90"),
        ),
        ("birmingham", "transfer_out_notified", "transfer_out_decision", "2026-04-18"),
        pytest.param(
            "hillingdon",
            "became_resident",
            "transfer_in_meeting",
            "2026-04-17",
            marks=pytest.mark.rule("HIL-138"),
        ),
        pytest.param(
            "peterborough",
            "cp_step_down_decided",
            "initial_meeting",
            "2026-04-01",
            marks=pytest.mark.rule("PET-89"),
        ),
        pytest.param(
            "rochdale",
            "cp_step_down_decided",
            "initial_meeting",
            "2026-04-15",
            marks=pytest.mark.rule("ROC-125"),
        ),
        pytest.param(
            "rochdale",
            "stepped_down",
            "initial_meeting",
            "2026-04-15",
            marks=pytest.mark.rule("ROC-125"),
        ),
    ],
)
def test_what_happened_starts_the_time_that_the_procedure_gives(slug, kind, key, due_on):
    house = build_house(slug)
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        row = change(house, case, kind)
        assert str(open_day(case, key)) == due_on
        withdraw_change(change_id=row.pk, actor=house.sw, reason="It was the neighbours.")
        assert not rows_of(case, key).exists()


@pytest.mark.parametrize(
    ("start", "end", "key"),
    [
        ("moved_out", "transfer_out_information_shared", "transfer_out_information"),
        ("transfer_out_notified", "transfer_out_decided", "transfer_out_decision"),
        ("transfer_in_notified", "transfer_in_decided", "transfer_in_decision"),
    ],
)
def test_what_was_done_about_a_move_meets_its_date(start, end, key):
    house = build_house("birmingham")
    case = allocated(house)
    change(house, case, start)
    change(house, case, end, actor=house.tm)
    assert rows_of(case, key).get().met_on == clock.today()


@pytest.mark.parametrize("kind", ["cp_plan_started", "child_died"])
def test_a_manager_records_what_ends_the_dates_of_a_plan(house, kind):
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        assert rows_of(case, "review").filter(met_on=None).exists()
    with clock.at(moment("2026-03-19")):
        with pytest.raises(NotPermitted):
            change(house, case, kind)
        change(house, case, kind, actor=house.tm)
        assert not rows_of(case, "review").filter(met_on=None).exists()


@pytest.mark.rule("ROC-153", "ROC-154")
def test_an_arrangement_that_begins_later_is_visited_every_six_weeks_from_then(house):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        circumstance = CircumstanceDetails(
            starts_on=clock.today(), note="The aunt's friend rang.", **FOSTERED
        )
        record_circumstance(
            case_id=case.pk, actor=house.sw, kind="private_fostering", details=circumstance
        )
        visited(house, case, kind="private_fostering")
    with clock.at(moment("2026-03-19")):
        assert open_day(case, "private_fostering_visit") == date(2026, 3, 25)
        change(house, case, "pf_arrangement_started", happened_on=date(2026, 3, 18))
        assert open_day(case, "private_fostering_visit") == date(2026, 4, 29)


def test_one_answer_is_about_one_change(house):
    case = allocated(house)
    first, second = change(house, case), change(house, case, "planned_move")
    decline_early_review(change_id=second.pk, actor=house.tm, reason="They stay after all.")
    open_ones = rows_of(case, "early_review").filter(met_on=None)
    assert [row.counts_from_id for row in open_ones] == [f"change-{first.pk}"]


def test_a_day_in_the_future_or_long_ago_and_no_note_are_refused(house):
    case = allocated(house)
    for day in (clock.today() + timedelta(days=1), clock.today() - timedelta(days=400)):
        with pytest.raises(BadInput) as refused:
            change(house, case, "planned_move", happened_on=day)
        assert refused.value.field == "happened_on"
    with pytest.raises(BadInput, match="note"):
        change(house, case, "planned_move", note=" ")
    with pytest.raises(StepNotAllowed, match="after which change"):
        change(house, case, "early_review_declined", actor=house.tm)
    assert not Change.objects.exists()


def test_another_team_finds_no_change(house):
    case = allocated(house)
    row = change(house, case)
    with pytest.raises(NotFound):
        change(house, case, actor=house.sw3)
    with pytest.raises(NotFound):
        withdraw_change(change_id=row.pk, actor=house.sw3, reason="Mine")


def test_a_later_stage_can_note_a_change_in_its_own_transaction(house):
    case = lock_case(allocated(house).pk, house.sw)
    row = note_change(case, actor=house.sw, kind=SIGNIFICANT, details=details())
    written = AuditEvent.objects.filter(action="cases.record_change", subject_id=row.pk)
    assert written.get().details == {"kind": SIGNIFICANT}


@pytest.mark.parametrize("slug", PRESETS)
@pytest.mark.parametrize("kind", ChangeKind.values)
def test_every_change_says_what_it_does_under_every_procedure(slug, kind):
    sentences = effects_of_change(kind, preset(slug))
    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences)
