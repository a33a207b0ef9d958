"""Writing down a meeting: when it may be held, who may chair it, and whom it was about."""

from datetime import date

import pytest

from cases.services.referrals import ChildDetails, add_sibling
from cin.audit.models import AuditEvent
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotReady,
    StepNotAllowed,
)
from meetings.models import Attendance, Meeting, MeetingChild
from meetings.selectors import latest_next_meeting, meeting_number, obstacle_to_holding
from meetings.services import (
    AttendanceDetails,
    ChildPart,
    MeetingDetails,
    edit_meeting,
    finish_meeting_record,
    hold_meeting,
)
from tests.stories import (
    approved,
    assessing,
    build_house,
    held,
    met,
    plan_submitted,
    supported,
)

pytestmark = pytest.mark.django_db


def details(**answers):
    usual = {
        "kind": "review",
        "held_on": date(2026, 3, 18),
        "chair_name": "Sam Shaw",
        "chair_role": "social_worker",
    }
    return MeetingDetails(**{**usual, **answers})


def hold(house, case, *, parts=None, actor=None, **answers):
    return hold_meeting(
        case_id=case.pk,
        actor=actor or house.sw,
        details=details(**answers),
        parts=parts if parts is not None else [ChildPart(case_id=case.pk)],
    )


def edit(house, meeting, *, seen=None, parts=None, attendance=(), actor=None, **answers):
    found = Meeting.objects.get(pk=meeting.pk)
    return edit_meeting(
        meeting_id=meeting.pk,
        actor=actor or house.sw,
        seen_version=found.version if seen is None else seen,
        details=details(kind=found.kind, **answers),
        parts=parts or [ChildPart(case_id=found.case_id)],
        attendance=attendance,
    )


def refusal_of_chair(house, case, **answers):
    with pytest.raises(NotReady) as refused:
        hold(house, case, **answers)
    return refused.value.blockers[0]


def sibling_of(house, case):
    """Add a brother whose case has come as far as this one."""
    child = ChildDetails(given_names="Seán", family_name="O'Brien", born_on=date(2019, 2, 28))
    sibling = add_sibling(case_id=case.pk, actor=house.sw, child=child)
    type(sibling).objects.filter(pk=sibling.pk).update(
        state="cin_active", support_began_on=date(2026, 3, 18), worker=house.sw
    )
    return type(sibling).objects.get(pk=sibling.pk)


def test_a_meeting_is_saved_with_almost_nothing_in_it(bolton):
    case = supported(bolton)
    meeting = hold(bolton, case)
    assert (meeting.state, meeting.written_by) == ("held", bolton.sw)
    part = meeting.children.get()
    assert (part.attended, part.plan_agreed, part.plan_changes) == (None, None, None)


def test_a_meeting_is_not_in_the_future(bolton):
    case = supported(bolton)
    with pytest.raises(BadInput) as refused:
        hold(bolton, case, held_on=date(2026, 3, 19))
    assert refused.value.field == "held_on"


def test_a_meeting_is_not_before_support_began(bolton):
    case = supported(bolton)
    with pytest.raises(BadInput, match="approved on 18 March 2026"):
        hold(bolton, case, held_on=date(2026, 3, 17))


def test_no_meeting_is_recorded_before_the_assessment_is_approved(bolton):
    case = assessing(bolton).case
    with pytest.raises(StepNotAllowed, match="is being assessed"):
        hold(bolton, case, kind="initial")


def test_a_review_comes_after_the_initial_meeting(bolton):
    case = approved(bolton).case
    with pytest.raises(StepNotAllowed, match="initial meeting comes first"):
        hold(bolton, case)


def test_there_is_one_initial_meeting(bolton):
    case = supported(bolton)
    with pytest.raises(StepNotAllowed, match="Record a review instead"):
        hold(bolton, case, kind="initial", chair_role="line_manager")


def test_an_initial_meeting_that_did_not_agree_the_plan_is_held_again(bolton):
    case = approved(bolton).case
    plan_submitted(bolton, case)
    met(bolton, case, plan_agreed=False)
    assert obstacle_to_holding(case, "review") != ""
    assert met(bolton, case).children.get().plan_agreed is True
    assert obstacle_to_holding(case, "review") == ""


def test_the_next_meeting_is_after_this_one(bolton):
    case = supported(bolton)
    part = ChildPart(case_id=case.pk, next_meeting_on=date(2026, 3, 18))
    with pytest.raises(BadInput, match="after this one"):
        hold(bolton, case, parts=[part])


def test_a_meeting_says_something_of_the_child_it_was_held_for(bolton):
    case = supported(bolton)
    with pytest.raises(BadInput, match="Say of this child, too"):
        hold(bolton, case, parts=[])


def test_a_meeting_is_of_one_family(bolton):
    case, other = supported(bolton), supported(bolton)
    parts = [ChildPart(case_id=case.pk), ChildPart(case_id=other.pk)]
    with pytest.raises(NotFound, match="one family"):
        hold(bolton, case, parts=parts)


def test_another_team_records_no_meeting(bolton):
    case = supported(bolton)
    with pytest.raises(NotFound):
        hold(bolton, case, actor=bolton.sw3)


def test_a_meeting_about_two_children_stands_in_both_files(bolton):
    case = supported(bolton)
    sibling = sibling_of(bolton, case)
    parts = [ChildPart(case_id=case.pk), ChildPart(case_id=sibling.pk, attended=False)]
    meeting = hold(bolton, case, kind="other", parts=parts)
    assert {part.attended for part in meeting.children.all()} == {None, False}
    lines = AuditEvent.objects.filter(action="meetings.hold_meeting", subject_id=meeting.pk)
    assert {line.case_id for line in lines} == {case.pk, sibling.pk}


@pytest.mark.rule("ROC-142")
def test_the_fourth_meeting_in_rochdale_is_chaired_by_a_manager(rochdale):
    case = supported(rochdale)
    for _ in range(2):
        met(rochdale, case, kind="review")
    assert meeting_number(case, counts_initial=True) == 4
    blocker = refusal_of_chair(rochdale, case)
    assert blocker.cites == ("ROC-142",)
    assert hold(rochdale, case, chair_role="advanced_practitioner").pk


def test_other_meetings_do_not_count_towards_the_fourth(rochdale):
    case = supported(rochdale)
    for _ in range(3):
        hold(rochdale, case, kind="other")
    assert meeting_number(case, counts_initial=True) == 2
    assert hold(rochdale, case).pk


@pytest.mark.rule("HIL-60")
def test_another_chair_of_the_first_meeting_in_hillingdon_needs_a_reason(hillingdon):
    case = approved(hillingdon).case
    blocker = refusal_of_chair(hillingdon, case, kind="initial")
    assert blocker.code == "chair_reason"
    reason = "The manager is ill, and the family knows Sam."
    assert hold(hillingdon, case, kind="initial", chair_reason=reason).pk


@pytest.mark.rule("BIR-29")
def test_in_birmingham_certain_managers_chair_with_a_reason_and_others_never(birmingham):
    case = approved(birmingham).case
    never = refusal_of_chair(
        birmingham, case, kind="initial", chair_role="iro", chair_reason="Complex"
    )
    assert never.code == "chair_role"
    needs_reason = refusal_of_chair(birmingham, case, kind="initial", chair_role="team_manager")
    assert needs_reason.code == "chair_reason"
    with_reason = {"chair_role": "team_manager", "chair_reason": "The parents disagree."}
    assert hold(birmingham, case, kind="initial", **with_reason).pk


def test_an_edit_cannot_put_in_a_chair_who_is_not_allowed(birmingham):
    case = approved(birmingham).case
    meeting = hold(birmingham, case, kind="initial")
    with pytest.raises(NotReady):
        edit(birmingham, meeting, chair_role="iro")


@pytest.mark.rule("ROC-142")
def test_an_edit_counts_the_meetings_before_it_not_itself(rochdale):
    case = supported(rochdale)
    met(rochdale, case, kind="review")
    third = hold(rochdale, case)
    assert edit(rochdale, third, place="The school").place == "The school"


def test_an_edit_changes_the_record_and_who_came(bolton):
    meeting = held(bolton, supported(bolton), kind="review")
    row = AttendanceDetails(name="Ms Khan", role="Head teacher", status="apologies")
    edit(bolton, meeting, discussion="New", attendance=[row])
    assert Meeting.objects.get(pk=meeting.pk).discussion == "New"
    assert [person.name for person in Attendance.objects.filter(meeting=meeting)] == ["Ms Khan"]


def test_a_finished_record_is_not_edited(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    with pytest.raises(StepNotAllowed, match="is finished"):
        edit(bolton, meeting)


def test_the_kind_of_a_meeting_does_not_change(bolton):
    meeting = held(bolton, supported(bolton), kind="review")
    with pytest.raises(StepNotAllowed, match="kind"):
        edit_meeting(
            meeting_id=meeting.pk,
            actor=bolton.sw,
            seen_version=1,
            details=details(kind="other"),
            parts=[ChildPart(case_id=meeting.case_id)],
        )


def test_two_people_editing_are_told_what_the_other_saved(bolton):
    meeting = held(bolton, supported(bolton), kind="review")
    part = ChildPart(case_id=meeting.case_id, views="Theirs")
    edit(bolton, meeting, discussion="Theirs", parts=[part], actor=bolton.sw2)
    row = AttendanceDetails(name="Mary", role="", status="attended")
    with pytest.raises(ChangedMeanwhile) as refused:
        edit(bolton, meeting, seen=1, discussion="Mine", attendance=[row])
    theirs = refused.value.theirs
    assert theirs["discussion"] == "Theirs"
    assert theirs[f"child-{meeting.case_id}-views"] == "Theirs"
    assert theirs["attendance"] == ""


def test_a_child_added_by_an_edit_must_be_supported_too(bolton):
    case = supported(bolton)
    meeting = hold(bolton, case, kind="other")
    child = ChildDetails(given_names="Zoë", family_name="O'Brien", born_on=date(2020, 1, 1))
    sibling = add_sibling(case_id=case.pk, actor=bolton.sw, child=child)
    parts = [ChildPart(case_id=case.pk), ChildPart(case_id=sibling.pk)]
    with pytest.raises(StepNotAllowed):
        edit(bolton, meeting, parts=parts)
    assert MeetingChild.objects.filter(meeting=meeting).count() == 1


@pytest.mark.parametrize(
    ("slug", "kind", "latest"),
    [
        ("rochdale", "review", date(2026, 4, 15)),
        ("bolton", "initial", date(2026, 4, 29)),
        ("birmingham", "initial", date(2026, 6, 18)),
    ],
)
def test_the_latest_day_of_the_next_meeting_follows_the_procedure(db, slug, kind, latest):
    house = build_house(slug)
    case = approved(house).case
    assert latest_next_meeting(case, kind=kind, held_on=date(2026, 3, 18)) == latest


@pytest.mark.rule("HIL-58")
def test_a_disabled_child_in_hillingdon_is_reviewed_within_three_months(hillingdon):
    case = approved(hillingdon, is_disabled=True).case
    latest = latest_next_meeting(case, kind="review", held_on=date(2026, 3, 18))
    assert latest == date(2026, 6, 18)


def test_nobody_finishes_the_record_of_another_team(bolton):
    meeting = held(bolton, supported(bolton), kind="review")
    with pytest.raises(NotFound):
        finish_meeting_record(meeting_id=meeting.pk, actor=bolton.sw3)
