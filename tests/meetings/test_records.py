"""What each procedure has the record of a meeting ask besides, and what follows from it."""

from datetime import date

import pytest

from cases.models import Handover
from cin.core import clock
from cin.core.errors import BadInput, NotReady
from cin.policy.models import ProcedureVersion
from meetings.models import Meeting
from meetings.selectors.inviting import people_to_invite
from meetings.services import (
    AttendanceDetails,
    Reply,
    finish_meeting_record,
    record_reply,
)
from meetings.services import ratify_meeting as ratify
from plans.selectors import version_in_force
from tests.cases.browsing import open_page, send, words
from tests.meetings.arranging import book, form_of, limit, teacher_of
from tests.meetings.test_pages import about, at, review
from tests.meetings.test_recording import edit, hold
from tests.stories import approved, held, met, supported

pytestmark = pytest.mark.django_db
WHOLE_PLAN = ["outcome", "service", "action"]


def missing(house, meeting):
    with pytest.raises(NotReady) as refused:
        finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)
    return [blocker.message for blocker in refused.value.blockers]


def left_out(house, kind="review", **said):
    """Give what a record lacks of which only some answers are left out."""
    case = approved(house).case if kind == "initial" else supported(house)
    return missing(house, held(house, case, kind=kind, said=said))


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("birmingham", marks=pytest.mark.rule("BIR-30")),
        pytest.param("peterborough", marks=pytest.mark.rule("PET-05")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-09")),
    ],
)
def test_the_first_meeting_says_which_services_were_agreed(slug, request):
    house = request.getfixturevalue(slug)
    assert left_out(house, "initial", services_agreed="") == ["Write which services were agreed"]


@pytest.mark.rule("ROC-126", "ROC-129")
def test_in_rochdale_the_record_follows_six_headings_and_says_what_may_be_expected(rochdale):
    case = supported(rochdale)
    page = open_page(rochdale.sw, at("hold_meeting", case.pk, "review"))
    assert form_of(page).fields["heading-1"].label == "What are the strengths?"
    answers = review(case, **{f"heading-{number}": "" for number in range(1, 7)}, expectations="")
    answers |= {f"prompt-{number}": "Yes." for number in range(1, 5)}
    answers |= about(case, outcome="continue_cin", outcome_reason="More", next_meeting_time="4pm")
    refused = send(
        rochdale.sw, at("hold_meeting", case.pk, "review"), {**answers, "discussion": ""}
    )
    wrong = set(form_of(refused).errors)
    assert wrong == {*(f"heading-{number}" for number in range(1, 7)), "expectations"}
    whole = {f"heading-{number}": f"Said {number}" for number in range(1, 7)}
    filled = {**answers, **whole, "expectations": "Both ring first."}
    send(rochdale.sw, at("hold_meeting", case.pk, "review"), filled)
    meeting = Meeting.objects.get(kind="review")
    assert meeting.state == "recorded"
    page = words(open_page(rochdale.sw, at("meeting", meeting.pk)))
    assert "Who will do what to support change and by when? Said 4" in page
    assert "Both ring first." in page


@pytest.mark.rule("BOL-51")
def test_the_record_follows_the_headings_of_boltons_own_template_once_they_are_entered(bolton):
    template = ["What is working well?", "What are we worried about?"]
    ProcedureVersion.objects.create(
        authority=bolton.authority,
        number=2,
        preset="bolton",
        effective_from=date(2026, 1, 1),
        departures={"meeting_template": template},
    )
    case = supported(bolton)
    fields = form_of(open_page(bolton.sw, at("hold_meeting", case.pk, "review"))).fields
    assert [fields[f"heading-{number}"].label for number in (1, 2)] == template
    headings = {template[0]: "School.", template[1]: " "}
    meeting = held(bolton, case, kind="review", said={"headings": headings})
    assert f"Write what was said: {template[1]}" in missing(bolton, meeting)


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("birmingham", marks=pytest.mark.rule("BIR-62")),
        pytest.param("peterborough", marks=pytest.mark.rule("PET-40")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-41")),
    ],
)
def test_a_review_asks_for_the_views_of_each_parent_and_each_provider(slug, request):
    house = request.getfixturevalue(slug)
    case = supported(house)
    meeting = held(house, case, kind="review")
    for name, status, views in (
        ("Ms Khan", "apologies", ""),
        ("Dr Lee", "attended", "He grows well."),
        ("Gran", "no_reply", ""),
        (str(case.child), "attended", ""),
        (meeting.chair_name, "attended", ""),
    ):
        meeting.attendance.create(name=name, status=status, views=views)
    asked = "Write the views of Ms Khan, or how they were asked for"
    assert missing(house, meeting) == [asked]
    meeting.attendance.filter(name="Ms Khan").update(views="Rang her twice.")
    finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)
    assert "Rang her twice." in words(open_page(house.sw, at("meeting", meeting.pk)))


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("birmingham", marks=pytest.mark.rule("BIR-66")),
        pytest.param("peterborough", marks=pytest.mark.rule("PET-48")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-49")),
    ],
)
def test_each_decision_has_its_reason(slug, request):
    house = request.getfixturevalue(slug)
    case = supported(house)
    answers = review(case, chair_role="social_worker", **{"decisions_made-0-reason": ""})
    answers |= about(
        case,
        outcome="continue_cin",
        outcome_reason="More",
        outcomes_achieved="yes",
        inaction_harm="no",
    )
    refused = send(house.sw, at("hold_meeting", case.pk, "review"), answers)
    assert "Give the reason for “Breakfast club”" in words(refused)
    answers["decisions_made-0-reason"] = "He is hungry."
    send(house.sw, at("hold_meeting", case.pk, "review"), answers)
    meeting = Meeting.objects.get(kind="review", state="recorded")
    page = words(open_page(house.sw, at("meeting", meeting.pk)))
    assert "Breakfast club. Reason: He is hungry." in page


@pytest.mark.rule("HIL-75", "HIL-97")
def test_in_hillingdon_decisions_events_and_disagreements_are_written_down(hillingdon):
    said = {"decisions": " ", "significant_events": "", "disagreements": ""}
    assert left_out(hillingdon, **said) == [
        "Write what was decided, or that nothing was",
        "Write what significant events there were, or “none”",
        "Write who disagreed with what, or “none”",
    ]


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("hillingdon", marks=pytest.mark.rule("HIL-95", "HIL-71")),
        pytest.param("rochdale", marks=pytest.mark.rule("ROC-133")),
    ],
)
def test_what_somebody_wrote_instead_of_coming_is_shared_and_stands_in_the_record(slug, request):
    house = request.getfixturevalue(slug)
    case = supported(house)
    meeting = held(house, case, kind="review")
    row = meeting.attendance.create(
        name="Ms Khan", status="wrote", written_update="He reads & writes well."
    )
    (asked,) = missing(house, meeting)
    assert asked.startswith("The written update of Ms Khan has to be shared")
    row.update_shared = True
    row.save()
    finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)
    page = words(open_page(house.sw, at("meeting", meeting.pk)))
    assert "He reads & writes well." in page
    assert "Written update shared at the meeting" in page


def test_a_written_update_comes_from_the_invitation_into_the_record(rochdale):
    case = supported(rochdale)
    booking = book(rochdale, case, chosen=[f"person-{teacher_of(rochdale, case).pk}"])
    record_reply(
        booking_id=booking.pk,
        invitation_id=booking.invitations.get().pk,
        actor=rochdale.sw,
        seen_version=1,
        reply=Reply(answer="not_coming", written_update="All is well."),
    )
    form = form_of(open_page(rochdale.sw, at("hold_meeting", case.pk, "review")))
    (row,) = form.initial["attendance"]
    assert (row["status"], row["written_update"]) == ("wrote", "All is well.")


@pytest.mark.rule("HIL-92")
def test_who_is_to_be_invited_next_time_is_offered_when_the_next_meeting_is_booked(hillingdon):
    case = supported(hillingdon)
    mother = limit(hillingdon, case)
    rows = [
        {"name": "Ms Khan", "role": "Youth worker", "side": "professional"},
        {"name": str(mother), "role": "", "side": "family"},
    ]
    said = {"next_invitees": rows, "limits_kept": "She was not there when it was spoken of."}
    met(hillingdon, case, kind="review", said=said)
    form = form_of(open_page(hillingdon.sw, at("book_meeting", case.pk, "review")))
    offered = dict(form.fields["people"].choices)
    assert "Ms Khan, Youth worker" in offered.values()
    assert not [label for label in offered.values() if str(mother) in label]
    assert {source for source, label in offered.items() if "Khan" in label} <= set(
        form["people"].value()
    )


@pytest.mark.parametrize(
    ("slug", "asked"),
    [
        pytest.param(
            "peterborough", ["outcome", "service", "action"], marks=pytest.mark.rule("PET-45")
        ),
        pytest.param("bolton", ["outcome", "service", "action"], marks=pytest.mark.rule("BOL-46")),
        pytest.param("rochdale", ["outcome"], marks=pytest.mark.rule("ROC-138")),
        pytest.param("hillingdon", ["action"], marks=pytest.mark.rule("HIL-94")),
        ("birmingham", []),
    ],
)
def test_a_review_says_how_far_the_plan_has_come_line_by_line(slug, asked, request):
    house = request.getfixturevalue(slug)
    case = supported(house)
    lines = {
        "outcome": "Amina is at school every day and eats well.",
        "service": "Breakfast club",
        "action": "Walk to school together",
    }
    form = form_of(open_page(house.sw, at("hold_meeting", case.pk, "review")))
    start = f"child-{case.pk}-progress-"
    labels = [field.label for name, field in form.fields.items() if name.startswith(start)]
    assert labels == [lines[each] for each in asked]
    if asked:
        meeting = held(house, case, kind="review", progress=[])
        assert missing(house, meeting) == [
            f"Say how far it has come for {case.child}: {lines[each]}" for each in asked
        ]
    meeting = met(house, case, kind="review")
    page = words(open_page(house.sw, at("meeting", meeting.pk)))
    for each in asked:
        assert f"{lines[each]} On the way, in time" in page


@pytest.mark.rule("HIL-56", "HIL-61")
def test_in_hillingdon_the_first_meeting_agrees_how_often_later_ones_are_and_who_chairs(hillingdon):
    case = approved(hillingdon).case
    meeting = held(hillingdon, case, said={"later_interval": "", "later_chair": ""})
    assert set(missing(hillingdon, meeting)) >= {
        "Say how often the later meetings are held",
        "Say who chairs the later meetings",
    }
    with pytest.raises(BadInput, match="at most") as refused:
        hold(hillingdon, case, kind="other", later_interval="11 months")
    assert refused.value.field == "later_interval"
    edit(hillingdon, meeting, chair_role="line_manager", later_interval="6 weeks")
    form = form_of(open_page(hillingdon.sw, at("edit_meeting", meeting.pk)))
    assert str(form["later_interval"].value()) == "6 weeks"


@pytest.mark.rule("HIL-60")
def test_in_hillingdon_only_a_social_work_professional_chairs_instead_and_with_a_reason(hillingdon):
    case = approved(hillingdon).case
    for role, reason, refused in (
        ("agency_professional", "Away", "must be chaired by"),
        ("social_worker", "", "Say why the meeting was not chaired by"),
    ):
        with pytest.raises(NotReady) as blocked:
            hold(hillingdon, case, kind="initial", chair_role=role, chair_reason=reason)
        assert refused in blocked.value.blockers[0].message
    assert hold(hillingdon, case, kind="initial", chair_role="social_worker", chair_reason="Ill")


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("peterborough", marks=pytest.mark.rule("PET-13")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-18")),
    ],
)
def test_the_record_says_who_took_the_note(slug, request):
    house = request.getfixturevalue(slug)
    case = supported(house)
    meeting = held(house, case, kind="review", said={"note_taker_role": ""})
    assert missing(house, meeting) == ["Say who took the note of the meeting"]
    other = {"note_taker_role": "other", "note_taker": "Ms Khan, school"}
    meeting = met(house, case, kind="review", said=other)
    page = words(open_page(house.sw, at("meeting", meeting.pk)))
    assert "Note taken by Ms Khan, school" in page


def test_where_the_social_worker_takes_the_note_nobody_is_asked(birmingham):
    page = open_page(birmingham.sw, at("hold_meeting", supported(birmingham).pk, "review"))
    assert "note_taker_role" not in form_of(page).fields


@pytest.mark.rule("BOL-20")
def test_the_record_says_which_version_of_the_plan_it_reviewed(bolton):
    case = supported(bolton)
    first = Meeting.objects.get(case=case, kind="initial")
    assert first.children.get().plan_number == 1
    meeting = met(bolton, case, kind="review")
    assert meeting.children.get().plan_number == version_in_force(case).number
    assert "Plan at this meeting Version 1" in words(
        open_page(bolton.sw, at("meeting", meeting.pk))
    )


@pytest.mark.rule("BIR-105")
def test_in_birmingham_what_a_review_decided_takes_effect_once_it_is_ratified(birmingham):
    case = supported(birmingham)
    meeting = met(birmingham, case, kind="review", outcome="no_longer_cin", next_meeting_on=None)
    case.refresh_from_db()
    assert case.ending_recommended_on is None
    told = "takes effect once a manager has ratified it"
    assert told in words(open_page(birmingham.sw, at("meeting", meeting.pk)))
    said = {"read_version": meeting.version, "comment": "The changes last."}
    ratify(meeting_id=meeting.pk, actor=birmingham.tm, **said)
    case.refresh_from_db()
    assert case.ending_recommended_on == meeting.held_on
    assert told not in words(open_page(birmingham.sw, at("meeting", meeting.pk)))


def test_elsewhere_it_takes_effect_with_the_finished_record(hillingdon):
    case = supported(hillingdon)
    met(hillingdon, case, kind="review", outcome="no_longer_cin", next_meeting_on=None)
    case.refresh_from_db()
    assert case.ending_recommended_on == clock.today()


@pytest.mark.rule("PET-79")
def test_after_a_transfer_the_first_meeting_says_whether_the_former_worker_came(peterborough):
    case = approved(peterborough).case
    meeting = held(peterborough, case)
    allocation = case.allocations.first()
    allocation_handover(allocation, peterborough.sw2)
    asked = f"Say whether {peterborough.sw2.name}, who had the case before, came"
    assert asked in missing(peterborough, meeting)
    meeting.attendance.create(name=peterborough.sw2.name, status="apologies", views="None.")
    assert asked not in missing(peterborough, meeting)
    sources = [each.source for each in people_to_invite([case], "initial") if each.is_expected]
    assert f"worker-{peterborough.sw2.pk}" in sources


def allocation_handover(allocation, worker):
    return Handover.objects.create(allocation=allocation, from_worker=worker, is_transfer=True)


def test_views_and_updates_of_others_survive_two_people_editing(bolton):
    case = supported(bolton)
    meeting = held(bolton, case, kind="review")
    theirs = [AttendanceDetails(name="Ms Khan", role="", status="wrote", views="He is tired.")]
    edit(bolton, meeting, attendance=theirs)
    stale = {**review(case), "version": 1, "then": "later"}
    page = words(send(bolton.sw, at("edit_meeting", meeting.pk), stale))
    assert "Who was invited, as somebody else saved it meanwhile" in page
    assert "Ms Khan, sent a written update, He is tired." in page
