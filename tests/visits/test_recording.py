"""Recording a visit, and changing its record."""

from datetime import date, timedelta

import pytest

from cases.services.referrals import ChildDetails, add_sibling, screen_referral
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    StepNotAllowed,
)
from tests.stories import ANSWERED, allocated, build_house, moment, referred, visited
from visits.models import Visit, VisitChild
from visits.selectors import (
    visits_to,
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


def test_a_visit_is_saved_with_the_childs_own_part(house, case):
    visit = record(house.sw, case)
    assert (visit.state, visit.visitor) == ("made", house.sw)
    assert VisitChild.objects.get(visit=visit).voice == "I like it here."


def test_a_visit_can_be_saved_with_nothing_answered(house, case):
    visit = record(house.sw, case, ChildPart(case_id=case.pk), account="", concern_raised=None)
    saved = VisitChild.objects.get(visit=visit)
    assert (saved.seen, saved.seen_alone) == (None, None)


def test_a_visit_just_now_is_no_visit_in_the_future(house, case):
    assert record(house.sw, case, visited_at=clock.now()).pk


def test_a_visit_in_the_future_is_refused(house, case):
    with pytest.raises(BadInput) as refused:
        record(house.sw, case, visited_at=clock.now() + timedelta(minutes=1))
    assert refused.value.field == "visited_at"


def test_a_visit_on_the_day_of_the_referral_is_accepted(house, case):
    assert record(house.sw, case, visited_at=moment("2026-03-16 00:05")).pk


def test_a_visit_before_the_referral_is_refused(house, case):
    with pytest.raises(BadInput, match="before the referral on 16 March 2026"):
        record(house.sw, case, visited_at=moment("2026-03-15 23:55"))


def test_a_child_who_was_not_seen_was_not_seen_alone(house, case):
    with pytest.raises(BadInput, match="cannot have been seen alone"):
        record(house.sw, case, part(case, seen=False))
    assert Visit.objects.count() == 0


def test_this_cases_child_is_always_part_of_the_visit(house, case, sibling):
    with pytest.raises(BadInput) as refused:
        record(house.sw, case, part(sibling))
    assert refused.value.field == "seen"


def test_a_child_of_another_family_is_no_part_of_it(house, case):
    stranger = referred(house)
    with pytest.raises(NotFound, match="one family"):
        record(house.sw, case, part(case), part(stranger))


def test_no_visit_is_recorded_on_a_closed_case(house):
    case = referred(house)
    screen_referral(
        case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    with pytest.raises(StepNotAllowed, match="is closed"):
        record(house.sw, case)


@pytest.mark.parametrize("person", ["sw3", "tm2", "admin"])
def test_others_do_not_know_of_the_case(house, case, person):
    with pytest.raises(NotFound):
        record(getattr(house, person), case)


def test_another_authority_does_not_either(house, case):
    with pytest.raises(NotFound):
        record(build_house("bolton").sw, case)


def test_a_visit_to_brother_and_sister_is_in_both_files(house, case, sibling):
    visit = record(house.sw, case, part(case), part(sibling, voice="He waved."))
    assert [p.voice for p in visits_to(case)] == ["I like it here."]
    assert [p.voice for p in visits_to(sibling)] == ["He waved."]
    told = AuditEvent.objects.filter(action="visits.record_visit", subject_id=visit.pk)
    assert sorted(told.values_list("case_id", flat=True)) == sorted([case.pk, sibling.pk])


def test_an_attempt_is_kept_with_what_was_done_next(house, case):
    visit = record_failed_visit(
        case_id=case.pk, actor=house.sw, details=details(), reason="Nobody in; rang Mary"
    )
    assert (visit.state, visit.failed_reason) == ("failed", "Nobody in; rang Mary")
    assert VisitChild.objects.get(visit=visit).seen is False


def test_an_attempt_needs_what_happened(house, case):
    with pytest.raises(BadInput) as refused:
        record_failed_visit(case_id=case.pk, actor=house.sw, details=details(), reason=" ")
    assert refused.value.field == "failed_reason"


@pytest.mark.parametrize("when", ["2026-03-18 16:01", "2026-03-15 12:00"])
def test_an_attempt_in_the_future_or_before_the_referral_is_refused(house, case, when):
    with pytest.raises(BadInput):
        record_failed_visit(
            case_id=case.pk,
            actor=house.sw,
            details=details(visited_at=moment(when)),
            reason="Nobody in",
        )


def test_no_attempt_is_recorded_on_a_closed_case(house):
    case = referred(house)
    screen_referral(
        case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    with pytest.raises(StepNotAllowed):
        record_failed_visit(case_id=case.pk, actor=house.sw, details=details(), reason="Nobody in")


def test_an_attempt_is_never_edited_or_finished(house, case):
    visit = record_failed_visit(
        case_id=case.pk, actor=house.sw, details=details(), reason="Nobody in"
    )
    with pytest.raises(StepNotAllowed):
        edit(house.sw, visit)
    with pytest.raises(StepNotAllowed, match="Nobody was seen"):
        finalise_visit(visit_id=visit.pk, actor=house.sw)


def test_an_edit_changes_the_record_and_counts(house, case):
    visit = edit(
        house.sw2,
        record(house.sw, case),
        part(case, voice="I miss my dad."),
        account="Longer talk.",
    )
    assert (visit.account, visit.version, visit.visitor) == ("Longer talk.", 2, house.sw)
    assert VisitChild.objects.get(visit=visit).voice == "I miss my dad."


def test_an_edit_that_did_not_see_the_latest_text_is_refused_with_both(house, case):
    visit = record(house.sw, case)
    edit(house.sw, visit, part(case, voice="I miss my dad."), account="Theirs", seen=1)
    with pytest.raises(ChangedMeanwhile) as refused:
        edit(house.sw2, visit, part(case, voice="I want a dog."), account="Mine", seen=1)
    assert refused.value.version == 2
    assert refused.value.theirs == {"account": "Theirs", f"child-{case.pk}-voice": "I miss my dad."}
    assert Visit.objects.get(pk=visit.pk).account == "Theirs"


def test_what_somebody_added_about_a_sibling_is_told_before_it_is_lost(house, case, sibling):
    visit = record(house.sw, case)
    edit(house.sw, visit, part(case), part(sibling, voice="He waved."), seen=1)
    with pytest.raises(ChangedMeanwhile) as refused:
        edit(house.sw2, visit, part(case), seen=1)
    assert refused.value.theirs[f"child-{sibling.pk}-voice"] == "He waved."
    assert refused.value.theirs[f"child-{sibling.pk}-included"] == ["yes"]


def test_a_sibling_left_out_of_an_edit_leaves_the_record(house, case, sibling):
    visit = record(house.sw, case, part(case), part(sibling))
    edit(house.sw, visit, part(case))
    assert [p.case_id for p in visit.children.all()] == [case.pk]
    assert AuditEvent.objects.filter(action="visits.edit_visit", case_id=sibling.pk).exists()


def test_an_edit_cannot_move_the_visit_into_the_future(house, case):
    with pytest.raises(BadInput):
        edit(house.sw, record(house.sw, case), visited_at=moment("2026-03-19 10:00"))


def test_a_finished_record_is_never_edited(house, case):
    visit = visited(house, case)
    with pytest.raises(StepNotAllowed, match="Finalised"):
        edit(house.sw, visit)


def test_other_teams_cannot_edit_or_finish(house, case):
    visit = record(house.sw, case)
    with pytest.raises(NotFound):
        edit(house.sw3, visit)
    with pytest.raises(NotFound):
        finalise_visit(visit_id=visit.pk, actor=house.sw3)
