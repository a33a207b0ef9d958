"""Asking other agencies and specialists, and sharing the assessment with the family."""

from datetime import date, timedelta

import pytest

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from assessments.models import AssessmentShare, InformationRequest
from assessments.selectors.enquiries import enquiries_on
from assessments.services import (
    Question,
    Sharing,
    ask_agencies,
    chase_reply,
    receive_specialist,
    record_comments,
    record_reply,
    request_specialist,
    share_assessment,
)
from cases.selectors.notes import notes_about
from cin.core import clock
from cin.core.errors import BadInput, NotFound, StepNotAllowed
from tests.stories import allocated, approved, build_house, moment, submitted

pytestmark = pytest.mark.django_db

FOUR = ["GP", "Health", "Education", "Police"]


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def ask(house, case, agencies=("GP",), **changes):
    question = {
        "asked_on": clock.today(),
        "method": "email",
        "basis": "consent",
        "question": "What do you know?",
        **changes,
    }
    return ask_agencies(
        case_id=case.pk, actor=house.sw, agencies=agencies, question=Question(**question)
    )


def checks(case):
    recompute([case.pk])
    return Deadline.objects.get(case=case, key="information_checks")


@pytest.mark.rule("ROC-49")
def test_the_checks_are_met_on_the_day_the_last_of_the_four_was_asked(house):
    case = allocated(house)
    ask(house, case, ["GP", "Health", "Nursery"])
    assert checks(case).met_on is None
    assert enquiries_on(case).missing == ["Education", "Police"]
    with clock.at(moment("2026-03-20")):
        ask(house, case, ["Education", "Police"])
        found = checks(case)
    assert (found.due_on, found.met_on) == (date(2026, 3, 23), date(2026, 3, 20))


def test_asking_again_later_does_not_make_it_late(house):
    case = allocated(house)
    ask(house, case, FOUR)
    with clock.at(moment("2026-04-20")):
        ask(house, case, ["GP"])
        assert checks(case).met_on == date(2026, 3, 18)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agencies": []}, "agencies"),
        ({"asked_on": date(2026, 3, 19)}, "asked_on"),
        ({"asked_on": date(2026, 3, 17)}, "asked_on"),
        ({"question": " "}, "question"),
        ({"basis": "override"}, "basis_reason"),
    ],
)
def test_what_was_asked_on_what_basis_and_when_is_said(house, changes, field):
    with pytest.raises(BadInput) as refused:
        ask(house, allocated(house), **changes)
    assert refused.value.field == field
    assert not InformationRequest.objects.exists()


@pytest.mark.rule("ROC-49", "BIR-07")
def test_an_answer_is_kept_with_who_gave_it_and_never_written_over(house):
    case = allocated(house)
    (row,) = ask(house, case)
    reply = {
        "request_id": row.pk,
        "actor": house.sw,
        "replied_on": clock.today(),
        "kind": "told",
        "reply": "Seen in January; no worry.",
        "reply_from": "Dr O'Neill",
    }
    saved = record_reply(**reply)
    assert (saved.reply, saved.reply_recorded_by) == ("Seen in January; no worry.", house.sw)
    assert enquiries_on(case).replied == 1
    with pytest.raises(StepNotAllowed):
        record_reply(**reply)
    with pytest.raises(StepNotAllowed):
        chase_reply(request_id=row.pk, actor=house.sw, chased_on=clock.today(), note="")


@pytest.mark.parametrize("kind", ["told", "declined"])
def test_an_answer_says_what_they_said(house, kind):
    (row,) = ask(house, allocated(house))
    with pytest.raises(BadInput) as refused:
        record_reply(
            request_id=row.pk, actor=house.sw, replied_on=clock.today(), kind=kind, reply=" "
        )
    assert refused.value.field == "reply"


def test_an_agency_that_holds_nothing_says_nothing_more(house):
    (row,) = ask(house, allocated(house))
    saved = record_reply(
        request_id=row.pk, actor=house.sw, replied_on=clock.today(), kind="nothing_held"
    )
    assert saved.replied_on == clock.today()


def test_no_answer_is_chased_and_the_earlier_note_stays(house):
    (row,) = ask(house, allocated(house))
    for day in (1, 2):
        with clock.at(moment("2026-03-18") + timedelta(days=day)):
            row = chase_reply(
                request_id=row.pk, actor=house.sw, chased_on=clock.today(), note=f"Call {day}"
            )
    assert (row.chased_on, row.chase_note) == (date(2026, 3, 20), "Call 1\n\nCall 2")


def test_an_answer_is_not_older_than_the_question(house):
    case = allocated(house)
    with clock.at(moment("2026-03-20")):
        (row,) = ask(house, case)
        with pytest.raises(BadInput) as refused:
            record_reply(
                request_id=row.pk,
                actor=house.sw,
                replied_on=date(2026, 3, 19),
                kind="nothing_held",
            )
    assert refused.value.field == "replied_on"


def test_another_team_and_authority_know_of_no_request(house):
    (row,) = ask(house, allocated(house))
    for stranger in (house.sw3, build_house("bolton").sw):
        with pytest.raises(NotFound):
            chase_reply(request_id=row.pk, actor=stranger, chased_on=clock.today(), note="")


def specialist(house, case, **changes):
    answers = {
        "kind": "Speech and language assessment",
        "provider": "Community paediatrics",
        "why": "He hardly speaks at four.",
        "requested_on": clock.today(),
        "due_on": date(2026, 4, 30),
        **changes,
    }
    return request_specialist(case_id=case.pk, actor=house.sw, **answers)


def test_a_specialist_assessment_is_asked_for_and_received_once(house):
    row = specialist(house, allocated(house))
    with clock.at(moment("2026-04-20")):
        answers = {
            "specialist_id": row.pk,
            "actor": house.sw,
            "received_on": clock.today(),
            "summary": "A hearing loss.",
        }
        assert receive_specialist(**answers).summary == "A hearing loss."
        with pytest.raises(StepNotAllowed):
            receive_specialist(**answers)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"requested_on": date(2026, 3, 19)}, "requested_on"),
        ({"requested_on": date(2026, 3, 17)}, "requested_on"),
        ({"due_on": date(2026, 3, 17)}, "due_on"),
        ({"why": " "}, "why"),
    ],
)
def test_a_specialist_request_says_why_and_by_when(house, changes, field):
    with pytest.raises(BadInput) as refused:
        specialist(house, allocated(house), **changes)
    assert refused.value.field == field


def test_a_summary_is_wanted_and_not_before_it_was_asked_for(house):
    row = specialist(house, allocated(house))
    for changes, field in [
        ({"summary": " "}, "summary"),
        ({"received_on": date(2026, 3, 17)}, "received_on"),
        ({"received_on": date(2026, 3, 19)}, "received_on"),
    ]:
        answers = {"received_on": clock.today(), "summary": "Fine", **changes}
        with pytest.raises(BadInput) as refused:
            receive_specialist(specialist_id=row.pk, actor=house.sw, **answers)
        assert refused.value.field == field


def share(house, assessment, **changes):
    answers = {
        "recipient": "Mary O'Brien",
        "shared_on": clock.today(),
        "method": "together",
        "left_out_reason": "Given at the first visit",
        **changes,
    }
    return share_assessment(assessment_id=assessment.pk, actor=house.sw, sharing=Sharing(**answers))


@pytest.mark.rule("ROC-63")
def test_an_approved_assessment_is_shared_under_the_procedures_title(house):
    shared = share(house, approved(house))
    assert shared.note_title == "C&F Assessment shared with your family"
    note = notes_about(shared.case).get(kind="document")
    assert (note.title, note.people_present) == (shared.note_title, "Mary O'Brien")
    assert note.text.splitlines() == [
        "To: Mary O'Brien",
        "How: Read through together",
        "What came of it: They have it",
        "Left out: Given at the first visit",
    ]


def test_the_note_of_an_assessment_that_nobody_took_does_not_say_that_it_was_shared(house):
    shared = share(house, approved(house), result="refused", note="She closed the door.")
    note = notes_about(shared.case).get(kind="document")
    title = "C&F Assessment shared with your family: they would not take it"
    assert (note.title, note.people_present) == (title, "")


def test_what_is_not_approved_is_not_shared(house):
    with pytest.raises(StepNotAllowed):
        share(house, submitted(house))


@pytest.mark.rule("PET-103")
def test_peterborough_sends_the_survey_with_it_or_says_why_not():
    house = build_house("peterborough")
    assessment = approved(house)
    with pytest.raises(BadInput, match="Service User Feedback survey"):
        share(house, assessment, left_out_reason="")
    shared = share(
        house, assessment, left_out_reason="", enclosures=["Service User Feedback survey"]
    )
    assert shared.enclosures == ["Service User Feedback survey"]


@pytest.mark.parametrize("result", ["refused", "undeliverable"])
def test_what_was_not_given_says_what_happened(house, result):
    assessment = approved(house)
    with pytest.raises(BadInput) as refused:
        share(house, assessment, result=result)
    assert refused.value.field == "note"
    assert share(house, assessment, result=result, note="Moved; asked the school").result == result


@pytest.mark.parametrize("on", [date(2026, 3, 17), date(2026, 3, 19)])
def test_it_is_shared_neither_before_the_approval_nor_in_the_future(house, on):
    with pytest.raises(BadInput) as refused:
        share(house, approved(house), shared_on=on)
    assert refused.value.field == "shared_on"


def test_what_the_family_says_is_added_and_never_written_over(house):
    shared = share(house, approved(house))
    for day in (18, 19):
        with clock.at(moment(f"2026-03-{day}")):
            record_comments(
                share_id=shared.pk,
                actor=house.sw,
                comments_on=clock.today(),
                comments=f"It is fair ({day})",
            )
    assert AssessmentShare.objects.get().comments == "It is fair (18)\n\nIt is fair (19)"
    with pytest.raises(BadInput):
        record_comments(share_id=shared.pk, actor=house.sw, comments_on=clock.today(), comments=" ")
    with pytest.raises(NotFound):
        record_comments(
            share_id=shared.pk, actor=house.sw3, comments_on=clock.today(), comments="x"
        )
