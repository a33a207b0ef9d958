"""Giving a case to a social worker."""

import pytest

from cases.models import Allocation, Case
from cases.selectors.workloads import workers_by_team
from cases.services.allocation import allocate_case, reallocate_case
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from tests.stories import allocated, build_house, moment, referred, screened

pytestmark = pytest.mark.django_db


def test_allocation_names_the_worker_and_starts_the_clock(house):
    with clock.at(moment("2026-03-18 15:00")):
        case = allocated(house)
    assert case.state == "allocated"
    assert case.worker == house.sw
    assert case.allocated_at == moment("2026-03-18 15:00")
    assert case.allocated_on.isoformat() == "2026-03-18"


@pytest.mark.rule("ROC-31")
def test_rochdale_allocates_with_a_note(house):
    case = screened(house)
    with pytest.raises(BadInput) as refused:
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw.pk, note=" ")
    assert refused.value.field == "note"


def test_bolton_allocates_without_a_note(db):
    house = build_house("bolton")
    case = screened(house)
    assert (
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw.pk).state == "allocated"
    )


@pytest.mark.rule("ROC-77")
@pytest.mark.parametrize("hours", [1, 24, 48])
def test_a_manager_may_want_the_first_visit_sooner(house, hours):
    case = screened(house)
    case = allocate_case(
        case_id=case.pk,
        actor=house.tm,
        worker_id=house.sw.pk,
        note="See her",
        initial_visit_hours=hours,
    )
    assert case.initial_visit_hours == hours


@pytest.mark.rule("ROC-77")
@pytest.mark.parametrize("hours", [49, 0, -1])
def test_a_manager_may_not_want_it_later_than_the_procedure_does(house, hours):
    case = screened(house)
    with pytest.raises(BadInput) as refused:
        allocate_case(
            case_id=case.pk,
            actor=house.tm,
            worker_id=house.sw.pk,
            note="See her",
            initial_visit_hours=hours,
        )
    assert refused.value.field == "initial_visit_hours"


@pytest.mark.parametrize("person", ["tm", "admin"])
def test_a_case_goes_to_a_practitioner(house, person):
    case = screened(house)
    with pytest.raises(BadInput, match="social worker of this authority"):
        allocate_case(
            case_id=case.pk, actor=house.tm, worker_id=getattr(house, person).pk, note="Go"
        )


def test_a_case_does_not_go_to_a_worker_of_another_authority(house):
    case, stranger = screened(house), build_house("bolton").sw
    with pytest.raises(BadInput, match="of this authority"):
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=stranger.pk, note="Go")


def test_a_case_does_not_go_to_somebody_who_has_left(house):
    case = screened(house)
    User.objects.filter(pk=house.sw2.pk).update(is_active=False)
    with pytest.raises(BadInput):
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw2.pk, note="Go")


def test_a_worker_of_another_team_takes_the_case_into_that_team(house):
    case = screened(house)
    allocate_case(
        case_id=case.pk, actor=house.tm, worker_id=house.sw3.pk, note="They know the family"
    )
    case = Case.objects.get(pk=case.pk)
    assert (case.worker, case.team) == (house.sw3, house.other_team)


def test_only_a_manager_allocates(house):
    case = screened(house)
    with pytest.raises(NotPermitted, match="Only a manager"):
        allocate_case(case_id=case.pk, actor=house.sw, worker_id=house.sw.pk, note="I will")


def test_a_case_of_another_team_cannot_be_allocated(house):
    case = screened(house)
    with pytest.raises(NotFound):
        allocate_case(case_id=case.pk, actor=house.tm2, worker_id=house.sw3.pk, note="Ours")


def test_a_referral_nobody_decided_on_cannot_be_allocated(house):
    case = referred(house)
    with pytest.raises(StepNotAllowed):
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw.pk, note="Go")


def test_a_case_is_allocated_once(house):
    case = allocated(house)
    with pytest.raises(StepNotAllowed):
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw2.pk, note="Go")
    assert Allocation.objects.get(case=case).worker == house.sw


def test_reallocation_changes_the_worker_and_no_date(house):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
    with clock.at(moment("2026-03-25")):
        reallocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw2.pk, note="SW is ill")
    case = Case.objects.get(pk=case.pk)
    assert (case.worker, case.state) == (house.sw2, "allocated")
    assert case.allocated_at == moment("2026-03-18")


def test_one_allocation_ends_when_the_next_begins(house):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
    with clock.at(moment("2026-03-25")):
        reallocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw2.pk, note="SW is ill")
    now, earlier = Allocation.objects.filter(case=case)
    assert (now.worker, now.ended_at) == (house.sw2, None)
    assert (earlier.worker, earlier.ended_at) == (house.sw, moment("2026-03-25"))


def test_reallocation_needs_a_note(house):
    case = allocated(house)
    with pytest.raises(BadInput) as refused:
        reallocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw2.pk, note="")
    assert refused.value.field == "note"


def test_a_case_is_not_reallocated_to_its_present_worker(house):
    case = allocated(house)
    with pytest.raises(BadInput, match="other than the present worker"):
        reallocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw.pk, note="Go on")


def test_a_case_that_nobody_carries_is_not_reallocated(house):
    case = screened(house)
    with pytest.raises(StepNotAllowed):
        reallocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw2.pk, note="Go")


def test_only_a_manager_reallocates(house):
    case = allocated(house)
    with pytest.raises(NotPermitted):
        reallocate_case(case_id=case.pk, actor=house.sw, worker_id=house.sw2.pk, note="Not me")


def test_the_former_worker_of_another_team_no_longer_sees_the_case(house):
    case = screened(house)
    allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw3.pk, note="Theirs")
    with pytest.raises(NotFound):
        reallocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw.pk, note="Ours again")


def test_workers_are_listed_by_team_with_their_open_cases(house):
    allocated(house)
    allocated(house)
    own, other = workers_by_team(house.tm)
    assert own.name == "Family Support North"
    assert [(worker.name, worker.cases) for worker in own.workers] == [
        ("SW of Rochdale", 2),
        ("SW2 of Rochdale", 0),
    ]
    assert [worker.name for worker in other.workers] == ["SW3 of Rochdale"]


def test_a_manager_finds_their_own_team_first(house):
    assert [team.name for team in workers_by_team(house.tm2)] == [
        "Family Support South",
        "Family Support North",
    ]


def test_the_present_worker_is_left_out_when_a_case_changes_hands(house):
    own, *_ = workers_by_team(house.tm, except_for=house.sw.pk)
    assert [worker.name for worker in own.workers] == ["SW2 of Rochdale"]


def test_workers_of_other_authorities_are_not_listed(house):
    build_house("bolton")
    assert all("Rochdale" in w.name for team in workers_by_team(house.tm) for w in team.workers)


def test_caseloads_cost_one_query_whatever_their_size(house, django_assert_num_queries):
    allocated(house)
    allocated(house)
    with django_assert_num_queries(1):
        assert workers_by_team(house.tm)
