"""Finishing the record of a visit, and finding it again."""

from datetime import date

import pytest

from cases.models import Case
from cases.services.allocation import allocate_case, reallocate_case
from cases.services.referrals import ChildDetails, add_sibling, screen_referral
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import (
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from tests.stories import ANSWERED, allocated, build_house, moment, visited
from visits.models import VisitChild
from visits.selectors import (
    case_shown_with,
    find_visit,
    parts_of,
    siblings_at,
    unfinished_visits,
    usual_kind,
)
from visits.services import (
    ChildPart,
    VisitDetails,
    edit_visit,
    finalise_visit,
    record_failed_visit,
    record_visit,
)

pytestmark = pytest.mark.django_db

SEEN = {"seen": True, "seen_alone": True, "voice": "I like it here.", "lived_experience": "Busy."}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18 16:00")):
        yield


@pytest.fixture
def case(house):
    with clock.at(moment("2026-03-16")):
        return allocated(house)


@pytest.fixture
def sibling(house, case):
    child = ChildDetails(given_names="Sean", family_name="O'Brien", born_on=date(2024, 1, 1))
    return add_sibling(actor=house.sw, case_id=case.pk, child=child)


def details(**changes):
    answers = {
        "kind": "cin",
        "visited_at": moment("2026-03-18 15:00"),
        "location": "home",
        "account": "We talked.",
        "concern_raised": False,
        **ANSWERED,
        **changes,
    }
    return VisitDetails(**answers)


def part(case, **changes):
    return ChildPart(case_id=case.pk, **{**SEEN, **changes})


def record(user, case, *parts, **changes):
    return record_visit(
        case_id=case.pk, actor=user, details=details(**changes), parts=parts or [part(case)]
    )


def edit(user, visit, *parts, seen=None, **changes):
    return edit_visit(
        visit_id=visit.pk,
        actor=user,
        seen_version=visit.version if seen is None else seen,
        details=details(**changes),
        parts=parts or [part(visit.case)],
    )


def messages_of(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.mark.rule("ROC-88")
def test_a_whole_record_is_finished_once(house, case):
    visit = finalise_visit(visit_id=record(house.sw, case).pk, actor=house.sw2)
    assert (visit.state, visit.finalised_by, visit.finalised_at) == (
        "finalised",
        house.sw2,
        clock.now(),
    )
    with pytest.raises(StepNotAllowed):
        finalise_visit(visit_id=visit.pk, actor=house.sw)


def test_everything_that_is_missing_is_told_at_once_for_each_child(house, case, sibling):
    visit = record(
        house.sw,
        case,
        ChildPart(case_id=case.pk, seen=True),
        ChildPart(case_id=sibling.pk, seen=False),
        account=" ",
        concern_raised=None,
    )
    with pytest.raises(NotReady) as refused:
        finalise_visit(visit_id=visit.pk, actor=house.sw)
    name = str(case.child)
    assert messages_of(refused) == [
        "Write what happened at the visit",
        "Say whether the visit raised a concern about harm",
        f"Write what {name} said or showed you",
        f"Say whether {name} was seen alone",
        f"Answer “Daily lived experience” for {name}",
        "Say why Sean O'Brien was not seen",
    ]


def test_finishing_asks_whether_the_child_was_seen(house, case):
    visit = record(house.sw, case, ChildPart(case_id=case.pk))
    with pytest.raises(NotReady) as refused:
        finalise_visit(visit_id=visit.pk, actor=house.sw)
    assert messages_of(refused) == [f"Say whether {case.child} was seen"]


@pytest.mark.rule("ROC-93")
@pytest.mark.parametrize(
    ("born", "asked"), [("2022-03-19", False), ("2022-03-18", True), ("2017-05-04", True)]
)
def test_in_rochdale_a_child_over_3_not_seen_alone_needs_the_reason(house, born, asked):
    case = allocated(house, born_on=date.fromisoformat(born))
    visit = record(house.sw, case, part(case, seen_alone=False))
    if asked:
        with pytest.raises(NotReady, match="not seen alone"):
            finalise_visit(visit_id=visit.pk, actor=house.sw)
    else:
        assert finalise_visit(visit_id=visit.pk, actor=house.sw).state == "finalised"


@pytest.mark.rule("HIL-50")
def test_in_hillingdon_every_child_not_seen_alone_needs_the_reason(db):
    house = build_house("hillingdon")
    case = allocated(house, born_on=date(2025, 1, 1))
    visit = record(house.sw, case, part(case, seen_alone=False))
    with pytest.raises(NotReady, match="not seen alone"):
        finalise_visit(visit_id=visit.pk, actor=house.sw)
    edit(
        house.sw,
        visit,
        part(case, seen_alone=False, not_alone_reason="A baby in her mother's arms"),
    )
    assert finalise_visit(visit_id=visit.pk, actor=house.sw).state == "finalised"


def test_finishing_is_written_in_every_childs_file(house, case, sibling):
    visit = record(house.sw, case, part(case), part(sibling))
    finalise_visit(visit_id=visit.pk, actor=house.sw)
    told = AuditEvent.objects.filter(action="visits.finalise")
    assert sorted(told.values_list("case_id", flat=True)) == sorted([case.pk, sibling.pk])


def test_words_in_any_script_and_of_any_length_are_kept(house, case):
    voice = "أريد أن أذهب إلى المدرسة. Zoë's “friend” said: it’s OK\n" + "x" * 10_000
    visit = record(house.sw, case, part(case, voice=voice))
    assert VisitChild.objects.get(visit=visit).voice == voice


def test_a_worker_of_a_siblings_new_team_still_reads_the_visit(house, case, sibling):
    with clock.at(moment("2026-03-16 12:00")):
        screen_referral(case_id=sibling.pk, actor=house.tm, decision="assessment", reason="Yes")
        allocate_case(case_id=sibling.pk, actor=house.tm, worker_id=house.sw.pk, note="Go")
    visit = record(house.sw, case, part(case), part(sibling, voice="He waved."))
    reallocate_case(case_id=sibling.pk, actor=house.tm, worker_id=house.sw3.pk, note="Moved")
    found = find_visit(house.sw3, visit.pk)
    assert [p.voice for p in parts_of(house.sw3, found)] == ["He waved."]
    assert case_shown_with(house.sw3, found) == sibling
    assert case_shown_with(house.sw, found) == case


def test_a_siblings_worker_elsewhere_cannot_change_the_visit(house, case, sibling):
    visit = record(house.sw, case, part(case), part(sibling))
    Case.objects.filter(pk=sibling.pk).update(team=house.other_team)
    with pytest.raises((NotFound, NotPermitted)):
        finalise_visit(visit_id=visit.pk, actor=house.sw3)


def test_nobody_else_finds_the_visit(house, case):
    visit = record(house.sw, case)
    for stranger in [house.sw3, house.admin, build_house("bolton").hos]:
        with pytest.raises(NotFound):
            find_visit(stranger, visit.pk)


def test_the_first_visit_is_most_likely_the_initial_one(house, case):
    assert usual_kind(case) == "initial"
    record_failed_visit(case_id=case.pk, actor=house.sw, details=details(), reason="Nobody in")
    assert usual_kind(case) == "initial"
    record(house.sw, case)
    assert usual_kind(case) == "cin"


def test_a_record_speaks_of_its_children_and_may_speak_of_the_others(house, case, sibling):
    visit = record(house.sw, case, part(case), part(sibling))
    assert siblings_at(house.sw, visit) == [sibling]
    assert siblings_at(house.sw, record(house.sw, case)) == [sibling]


def test_unfinished_records_are_listed_oldest_first(house, case):
    late = record(house.sw, case)
    early = record(house.sw, case, visited_at=moment("2026-03-17"))
    visited(house, case)
    assert [p.visit for p in unfinished_visits([case.pk])] == [early, late]
