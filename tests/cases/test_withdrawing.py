"""What was entered in error: struck out, kept, and counting no more."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import (
    Address,
    CaseNote,
    ContactDetail,
    Disability,
    HouseholdMember,
    NetworkMember,
    OtherName,
    PersonKey,
)
from cases.selectors.network import network_of
from cases.selectors.notes import WantedNotes, notes_about, unfinished_notes
from cases.selectors.oversight import (
    facts_of_oversight,
    open_next_steps,
    oversight_about,
    supervisions_of,
)
from cases.services.homes import join_home
from cases.services.misfiled import withdraw_note
from cases.services.network import PartDetails, ProfessionalDetails, add_to_network
from cases.services.notes import NoteDetails, add_addendum, record_note
from cases.services.oversight import OversightDetails, Step, record_oversight
from cases.services.person_rows import raise_caution, save_row, withdraw_row
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.documents.models import Attachment
from tests.cases.browsing import open_page, send, words
from tests.cases.test_notes import letter, noted, sibling_of
from tests.stories import House, allocated, moment

pytestmark = pytest.mark.django_db
WHY = "It is about another child called Amina"


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18 10:00")):
        yield


def page(name, *args):
    return reverse(f"cases:{name}", args=args)


def test_a_note_in_the_wrong_file_is_withdrawn_whole_and_kept(house: House):
    case = allocated(house)
    sister = sibling_of(house, case)
    note = noted(house, case, siblings=[sister.pk], is_significant=True, file=letter())
    chronology = reverse("desk:chronology", args=[case.pk])
    assert "Call from school" in words(open_page(house.tm, chronology))
    asked = open_page(house.sw, page("withdraw_note", note.pk))
    assert "the file of every child in which it stands" in words(asked)
    assert send(house.sw, page("withdraw_note", note.pk), {"reason": WHY}).status_code == 302
    kept = CaseNote.objects.get()
    assert (kept.text, kept.withdrawal_reason, kept.withdrawn_by) == (note.text, WHY, house.sw)
    for each in (case, sister):
        event = AuditEvent.objects.get(action="cases.withdraw_note", case_id=each.pk)
        assert event.reason == WHY
        assert "Call from school" not in words(
            open_page(house.tm, reverse("desk:chronology", args=[each.pk]))
        )
    assert open_page(house.sw, page("withdraw_note", note.pk)).status_code == 409


def test_what_a_withdrawn_note_said_is_for_its_author_and_managers(house: House):
    case = allocated(house)
    note = noted(house, case, people_present="Mrs Secret", file=letter())
    file = Attachment.objects.get()
    withdraw_note(note_id=note.pk, actor=house.sw, reason=WHY)
    for reader in (house.sw, house.tm):
        told = open_page(reader, page("note", note.pk))
        assert "<del>Call from school</del>" in told.content.decode()
        assert "Amina was in every day" in words(told)
        assert open_page(reader, page("attachment", file.pk)).status_code == 200
    others = words(open_page(house.sw2, page("note", note.pk)))
    assert "Entered in error" in others
    assert WHY in others
    for secret in ("Call from school", "every day", "Mrs Secret", "Letter"):
        assert secret not in others
        assert secret not in words(open_page(house.sw2, page("notes", case.pk)))
    assert open_page(house.sw2, page("attachment", file.pk)).status_code == 404
    assert "No files yet" in words(open_page(house.sw2, page("files", case.pk)))
    assert list(notes_about(case, WantedNotes(words="every day"))) == []
    assert list(notes_about(case)) == [note]


def test_only_the_author_or_a_manager_withdraws_a_note_and_with_a_reason(house: House):
    case = allocated(house)
    note = noted(house, case)
    with pytest.raises(NotPermitted):
        withdraw_note(note_id=note.pk, actor=house.sw2, reason=WHY)
    assert open_page(house.sw2, page("withdraw_note", note.pk)).status_code == 403
    assert "Entered in error" not in words(open_page(house.sw2, page("note", note.pk)))
    with pytest.raises(NotFound):
        withdraw_note(note_id=note.pk, actor=house.sw3, reason=WHY)
    with pytest.raises(BadInput):
        withdraw_note(note_id=note.pk, actor=house.tm, reason=" ")
    withdraw_note(note_id=note.pk, actor=house.tm, reason=WHY)
    with pytest.raises(StepNotAllowed):
        withdraw_note(note_id=note.pk, actor=house.tm, reason=WHY)
    with pytest.raises(StepNotAllowed):
        add_addendum(note_id=note.pk, actor=house.sw, text="More", why="More")
    assert open_page(house.sw, page("attach_to_note", note.pk)).status_code == 409


def test_an_unfinished_note_that_was_withdrawn_waits_for_nobody(house: House):
    case = allocated(house)
    note = noted(house, case, final=False)
    assert list(unfinished_notes(house.sw)) == [note]
    withdraw_note(note_id=note.pk, actor=house.sw, reason=WHY)
    assert list(unfinished_notes(house.sw)) == []
    assert open_page(house.sw, page("edit_note", note.pk)).status_code == 409


def test_a_supervision_entered_in_error_was_not_held(house: House):
    case = allocated(house)
    details = OversightDetails(
        type="supervision",
        held_on=clock.today(),
        decision="Go on",
        rationale="All well",
        next_steps=[Step(what="Ring the school", who="Sam")],
    )
    note = record_oversight(case_id=case.pk, actor=house.tm, details=details)
    assert [event.type for event in facts_of_oversight([case.pk])[case.pk]] == ["supervision_held"]
    assert len(open_next_steps(case)) == 1
    withdraw_note(note_id=note.pk, actor=house.tm, reason="The other brother's")
    assert facts_of_oversight([case.pk]) == {}
    assert list(supervisions_of(case)) == []
    assert list(oversight_about(case)) == []
    assert list(open_next_steps(case)) == []


def about(house, case, **answers):
    return {"case_id": case.pk, "person_id": case.child_id, "actor": house.sw, **answers}


ROWS = {
    "address": {"kind": "home", "lines": "1 Wrong Road", "postcode": "", "began_on": None},
    "contact": {"kind": "phone", "value": "01632 960 999", "is_preferred": True},
    "name": {"kind": "alias", "given_names": "Wrongname", "family_name": ""},
    "order": {"kind": "care", "began_on": date(2026, 1, 5), "court": "Wrong Court"},
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_about_a_person_is_withdrawn_with_a_reason(house: House, kind):
    case = allocated(house)
    row = save_row(**about(house, case), kind=kind, answers=ROWS[kind])
    told = next(str(v) for k, v in ROWS[kind].items() if "wrong" in str(v).lower() or k == "value")
    person = page("person", case.pk, case.child_id)
    assert told in words(open_page(house.sw, person))
    withdraw = page("withdraw_person_row", case.pk, case.child_id, kind, row.pk)
    assert withdraw in open_page(house.sw, person).content.decode()
    assert told in words(open_page(house.sw, withdraw))
    assert "Enter the reason" in words(send(house.sw, withdraw, {"reason": ""}))
    assert send(house.sw, withdraw, {"reason": WHY})["Location"] == person
    seen = words(open_page(house.sw, person))
    assert WHY in seen
    assert told not in seen
    manager = words(open_page(house.tm, person))
    assert told in manager
    assert manager.index("Entered in error") < manager.index(told)
    assert type(row).ever_recorded.get().withdrawn_by == house.sw
    assert row.history_rows.count() == 2
    assert not type(row).objects.exists()
    assert AuditEvent.objects.get(action=f"cases.withdraw_{kind}").reason == WHY
    assert open_page(house.sw, withdraw).status_code == 409
    assert open_page(house.sw3, withdraw).status_code == 404


def test_nobody_is_found_by_what_was_entered_in_error(house: House):
    case = allocated(house)
    rows = {
        kind: save_row(**about(house, case), kind=kind, answers=ROWS[kind])
        for kind in ("contact", "name")
    }
    keys = PersonKey.objects.filter(person=case.child)
    assert keys.filter(kind="phone").exists()
    assert keys.filter(key__contains="wrongname").exists()
    for kind, row in rows.items():
        withdraw_row(**about(house, case), kind=kind, row_id=row.pk, reason=WHY)
    assert not keys.filter(kind="phone").exists()
    assert not keys.filter(key__contains="wrongname").exists()


def test_the_right_home_and_the_best_number_take_the_place_of_the_wrong_ones(house: House):
    case = allocated(house)
    for kind, right in (("address", {"lines": "2 Right Road"}), ("contact", {"value": "01632 1"})):
        wrong = save_row(**about(house, case), kind=kind, answers=ROWS[kind])
        withdraw_row(**about(house, case), kind=kind, row_id=wrong.pk, reason=WHY)
        save_row(**about(house, case), kind=kind, answers={**ROWS[kind], **right})
    assert Address.objects.get(ended_on=None, person=case.child).lines == "2 Right Road"
    assert ContactDetail.objects.get(is_preferred=True).value == "01632 1"
    assert OtherName.objects.count() == 0


def test_a_caution_about_the_wrong_person_is_withdrawn(house: House):
    case = allocated(house)
    flag = raise_caution(**about(house, case), kind="dogs", details="A large dog")
    person = page("person", case.pk, case.child_id)
    address = page("withdraw_person_row", case.pk, case.child_id, "caution", flag.pk)
    assert address in open_page(house.sw, person).content.decode()
    send(house.sw, address, {"reason": WHY})
    assert "A large dog" not in words(open_page(house.sw2, person))
    assert "A large dog" not in words(open_page(house.sw2, page("people", case.pk)))


def test_a_kind_of_disability_is_taken_off_only_with_a_reason(house: House):
    case = allocated(house)
    case.child.is_disabled = True
    case.child.save()
    Disability.objects.create(person=case.child, kind="AUT")
    Disability.objects.create(person=case.child, kind="LD")
    needs = page("describe_person", case.pk, case.child_id, "needs")
    sent = {"is_disabled": "yes", "disability_kinds": ["LD"], "send_support": "", "version": 1}
    assert "Say why a kind of disability" in words(send(house.sw, needs, sent))
    assert Disability.objects.count() == 2
    assert send(house.sw, needs, {**sent, "disability_reason": WHY}).status_code == 302
    assert Disability.objects.get().kind == "LD"
    assert Disability.ever_recorded.get(kind="AUT").withdrawal_reason == WHY
    again = {**sent, "disability_kinds": ["LD", "AUT"], "version": 2}
    assert send(house.sw, needs, again).status_code == 302
    assert {row.kind for row in Disability.objects.all()} == {"LD", "AUT"}


def test_a_home_is_corrected_and_withdrawn(house: House):
    case = allocated(house)
    (place,) = join_home(
        case_id=case.pk, actor=house.sw, home="Dads home", people=[case.child_id], began_on=None
    )
    change, withdraw = (page(f"{step}_home", case.pk, place.pk) for step in ("change", "withdraw"))
    people = page("people", case.pk)
    shown = open_page(house.sw, people).content.decode()
    assert change in shown
    assert withdraw in shown
    assert "Dads home" in open_page(house.sw, change).content.decode()
    answers = {"home": "Dad's home", "began_on": "1/1/2026", "ended_on": "1/12/2025"}
    assert "before the one on which it began" in words(send(house.sw, change, answers))
    assert send(house.sw, change, {**answers, "ended_on": ""}).status_code == 302
    place.refresh_from_db()
    assert (place.home, place.began_on) == ("Dad's home", date(2026, 1, 1))
    assert place.history_rows.earliest().home == "Dads home"
    assert send(house.sw, withdraw, {"reason": WHY}).status_code == 302
    assert "Dad's home" not in words(open_page(house.sw, people))
    assert HouseholdMember.objects.get().withdrawal_reason == WHY
    assert open_page(house.sw, change).status_code == 409


def test_a_professional_of_another_child_is_withdrawn_and_can_be_added_rightly(house: House):
    case = allocated(house)
    who = ProfessionalDetails(given_names="Tess", family_name="D'Arcy", agency="Moss Lane School")
    part = PartDetails(role="Teacher", is_lead=True)
    member = add_to_network(case_id=case.pk, actor=house.sw, professional=who, part=part)
    withdraw = page("withdraw_from_network", case.pk, member.pk)
    assert withdraw in open_page(house.sw, page("people", case.pk)).content.decode()
    assert send(house.sw, withdraw, {"reason": WHY}).status_code == 302
    assert network_of(case, with_former=True) == []
    assert NetworkMember.ever_recorded.get().withdrawal_reason == WHY
    assert open_page(house.sw, page("person", case.pk, member.person_id)).status_code == 404
    known = ProfessionalDetails(known_id=member.person_id)
    add_to_network(case_id=case.pk, actor=house.sw, professional=known, part=part)
    assert len(network_of(case)) == 1


def test_what_is_known_of_the_people_of_another_team_is_not_withdrawn(house: House):
    case = allocated(house)
    row = save_row(**about(house, case), kind="name", answers=ROWS["name"])
    act = {**about(house, case), "kind": "name", "row_id": row.pk, "reason": WHY}
    with pytest.raises(NotFound):
        withdraw_row(**{**act, "actor": house.sw3})
    with pytest.raises(NotFound):
        withdraw_row(**{**act, "kind": "nothing"})
    with pytest.raises(NotFound):
        withdraw_row(**{**act, "row_id": row.pk + 1})


def test_a_note_is_not_written_by_who_may_not(house: House):
    case = allocated(house)
    now = NoteDetails(kind="child", title="Call", happened_at=clock.now(), text="Hello")
    note = record_note(case_id=case.pk, actor=house.sw, details=now)
    with pytest.raises(NotFound):
        withdraw_note(note_id=note.pk + 1, actor=house.sw, reason=WHY)
