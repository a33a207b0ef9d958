"""Case notes: begun, finished, and only added to from then on."""

import io
from datetime import timedelta

import pytest

from cases.models import CaseNote
from cases.selectors.files import files_in, files_of_note, find_attachment
from cases.selectors.notes import WantedNotes, files_with, find_note, notes_about, unfinished_notes
from cases.services.files import withdraw_attachment
from cases.services.notes import (
    NewFile,
    NoteDetails,
    add_addendum,
    attach_to_note,
    edit_note,
    finish_note,
    record_note,
)
from cases.services.referrals import ChildDetails, add_sibling
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from cin.documents.checking import CheckedFile
from cin.documents.models import Attachment
from closures.services import ClosingSummary, approve_closure, propose_closure
from tests.endings import consulted
from tests.stories import allocated, approved, build_house, moment, referred

pytestmark = pytest.mark.django_db
TEXT = "School rang: Amina was in every day. 🙂 مدرسة"


@pytest.fixture
def house():
    return build_house("rochdale")


def details(**answers):
    usual = {
        "kind": "professional",
        "title": "Call from school",
        "happened_at": clock.now(),
        "text": TEXT,
    }
    return NoteDetails(**{**usual, **answers})


def noted(house, case, *, final=True, siblings=(), file=None, **answers):
    note = record_note(
        case_id=case.pk,
        actor=house.sw,
        details=details(**answers),
        siblings=siblings,
        file=file,
    )
    return finish_note(note_id=note.pk, actor=house.sw) if final else note


def sibling_of(house, case, name="Bilal"):
    child = ChildDetails(
        given_names=name, family_name="O'Brien", born_on=moment("2019-02-03").date()
    )
    return add_sibling(actor=house.sw, case_id=case.pk, child=child)


def letter():
    contents = io.BytesIO(b"Dear colleague")
    return NewFile(
        file=CheckedFile(contents=contents, name="letter.txt", kind="txt"), title="Letter"
    )


def test_a_note_keeps_when_it_happened_and_when_it_was_written(house):
    case = allocated(house)
    with clock.at(clock.now() + timedelta(days=2)):
        then = clock.now() - timedelta(hours=30)
        note = noted(house, case, happened_at=then)
        assert note.happened_at == then
        assert note.created_at == note.finished_at == clock.now()
    assert (note.text, note.author) == (TEXT, house.sw)
    assert note.is_final


def test_a_note_for_two_children_is_written_once_and_stands_in_both_files(house):
    case = allocated(house)
    brother, other = sibling_of(house, case), sibling_of(house, case, "Celia")
    note = noted(house, case, siblings=[brother.pk], file=letter())
    assert CaseNote.objects.count() == 1
    for child in (case, brother):
        assert list(notes_about(child)) == [note]
        assert Attachment.objects.filter(case_id=child.pk, of_id=note.pk).count() == 1
        done = AuditEvent.objects.filter(case_id=child.pk, action="cases.finish_note")
        assert done.count() == 1
    assert not notes_about(other).exists()


def edited(house, note, *siblings):
    note.refresh_from_db()
    return edit_note(
        note_id=note.pk,
        actor=house.sw,
        seen_version=note.version,
        details=details(),
        siblings=siblings,
    )


def test_a_file_goes_with_its_note_when_the_note_is_taken_out_of_a_file(house):
    case = allocated(house)
    brother = sibling_of(house, case)
    note = noted(house, case, siblings=[brother.pk], file=letter(), final=False)
    left = Attachment.objects.get(case_id=brother.pk)
    edited(house, note)
    left.refresh_from_db()
    assert left.withdrawn_reason == "The note was taken out of this child's file"
    assert AuditEvent.objects.filter(case_id=brother.pk, action="documents.withdraw_file").exists()
    assert not files_in(brother).exists()
    with pytest.raises(NotFound):
        find_attachment(house.sw, left.pk)
    assert not Attachment.objects.get(case_id=case.pk).is_withdrawn


def test_a_file_left_where_its_note_no_longer_stands_is_not_shown(house):
    case = allocated(house)
    brother = sibling_of(house, case)
    note = noted(house, case, siblings=[brother.pk], file=letter())
    note.children.filter(case=brother).delete()
    left = Attachment.objects.get(case_id=brother.pk)
    assert not files_in(brother).exists()
    assert files_in(case).count() == 1
    with pytest.raises(NotFound):
        find_attachment(house.sm, left.pk)


def test_a_brother_added_later_has_the_files_of_the_note_too(house):
    case = allocated(house)
    brother = sibling_of(house, case)
    note = noted(house, case, siblings=[brother.pk], file=letter(), final=False)
    edited(house, note)
    edited(house, note, brother.pk)
    (shared,) = files_of_note(brother, note.pk)[1:]
    assert not shared.is_withdrawn
    own = Attachment.objects.get(case_id=case.pk)
    assert (shared.stored_as, shared.title) == (own.stored_as, "Letter")
    assert find_attachment(house.sw, shared.pk)[1] == brother
    withdraw_attachment(attachment_id=own.pk, actor=house.sm, reason="Wrong letter")
    shared.refresh_from_db()
    assert shared.withdrawn_reason == "Wrong letter"


def test_a_note_is_not_put_in_the_file_of_a_child_out_of_reach_or_of_another_family(house):
    case, stranger = allocated(house), referred(house)
    brother = sibling_of(house, case)
    with pytest.raises(NotFound):
        noted(house, case, siblings=[stranger.pk])
    brother.team = house.other_team
    brother.worker = house.sw3
    brother.save()
    with pytest.raises(NotFound):
        noted(house, case, siblings=[brother.pk])
    assert not CaseNote.objects.exists()


def test_whoever_may_open_one_file_only_learns_of_that_child_alone(house):
    case = allocated(house)
    brother = sibling_of(house, case)
    note = noted(house, case, siblings=[brother.pk])
    brother.team, brother.worker = house.other_team, house.sw3
    brother.save()
    assert find_note(house.sw3, note.pk) == note
    assert files_with(house.sw3, note) == [brother]
    with pytest.raises(NotFound):
        find_note(build_house("bolton").sm, note.pk)


def test_a_finished_note_is_never_changed_only_added_to(house):
    case = allocated(house)
    note = noted(house, case)
    with pytest.raises(StepNotAllowed, match="finished"):
        edit_note(note_id=note.pk, actor=house.sw, seen_version=1, details=details(text="Other"))
    with pytest.raises(StepNotAllowed):
        finish_note(note_id=note.pk, actor=house.sw)
    for text, why, field in ((" ", "A slip", "text"), ("It was Tuesday", " ", "why")):
        with pytest.raises(BadInput) as refused:
            add_addendum(note_id=note.pk, actor=house.tm, text=text, why=why)
        assert refused.value.field == field
    add_addendum(note_id=note.pk, actor=house.tm, text="It was Tuesday", why="A slip")
    (added,) = note.addenda.all()
    assert (added.text, added.why, added.added_by) == ("It was Tuesday", "A slip", house.tm)
    assert CaseNote.objects.get(pk=note.pk).text == TEXT


def test_a_draft_is_changed_and_finished_by_its_author_alone(house):
    case = allocated(house)
    note = noted(house, case, final=False, text="")
    assert list(unfinished_notes(house.sw)) == [note]
    with pytest.raises(NotPermitted):
        edit_note(note_id=note.pk, actor=house.tm, seen_version=1, details=details())
    with pytest.raises(NotReady, match="Write what happened"):
        finish_note(note_id=note.pk, actor=house.sw)
    with pytest.raises(StepNotAllowed, match="not finished yet"):
        add_addendum(note_id=note.pk, actor=house.sw, text="More", why="Because")
    edit_note(note_id=note.pk, actor=house.sw, seen_version=1, details=details())
    with pytest.raises(ChangedMeanwhile) as changed:
        edit_note(note_id=note.pk, actor=house.sw, seen_version=1, details=details(text="Mine"))
    assert changed.value.theirs["text"] == TEXT
    with pytest.raises(NotPermitted):
        finish_note(note_id=note.pk, actor=house.tm)
    finish_note(note_id=note.pk, actor=house.sw)
    assert not unfinished_notes(house.sw).exists()


def test_a_brother_left_out_of_a_draft_has_it_taken_out_of_his_file(house):
    case = allocated(house)
    brother = sibling_of(house, case)
    note = noted(house, case, final=False, siblings=[brother.pk])
    edit_note(note_id=note.pk, actor=house.sw, seen_version=1, details=details())
    assert not notes_about(brother).exists()
    edit_note(
        note_id=note.pk, actor=house.sw, seen_version=2, details=details(), siblings=[brother.pk]
    )
    assert list(notes_about(brother)) == [note]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"happened_at": moment("2026-03-19")}, "happened_at"),
        ({"happened_at": moment("2026-03-10")}, "happened_at"),
        ({"title": "  "}, "title"),
    ],
)
def test_a_note_of_the_future_before_the_referral_or_about_nothing_is_refused(
    house, answers, field
):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        with pytest.raises(BadInput) as refused:
            noted(house, case, **answers)
    assert refused.value.field == field


def test_a_closed_case_takes_no_note_and_no_file_but_can_be_corrected(house):
    case = approved(house, "no_further_action").case
    note = noted(house, case)
    consulted(house, case)
    summary = dict.fromkeys(("summary", "child_views", "family_views", "agency_views"), "Done")
    closure = propose_closure(
        case_id=case.pk,
        actor=house.sw,
        summary=ClosingSummary(reason="no_further_action", next_steps="School", **summary),
    )
    approve_closure(closure_id=closure.pk, actor=house.tm, read_version=closure.version)
    for act in (
        lambda: noted(house, case),
        lambda: attach_to_note(note_id=note.pk, actor=house.sw, file=letter()),
    ):
        with pytest.raises(StepNotAllowed, match="closed"):
            act()
    assert add_addendum(note_id=note.pk, actor=house.sw, text="It was Tuesday", why="A slip").pk


def test_notes_are_found_by_kind_heading_author_days_and_words(house):
    with clock.at(moment("2026-03-16")):
        case = allocated(house)
    with clock.at(moment("2026-03-16 23:30")):
        early = noted(house, case, heading="Consent", kind="consent", title="Consent")
    with clock.at(moment("2026-03-18")):
        late = noted(house, case, text="Nothing of that", is_significant=True)
        add_addendum(note_id=late.pk, actor=house.tm, text="A football club", why="Left out")

    def found(**wanted):
        return list(notes_about(case, WantedNotes(**wanted)))

    assert found() == [late, early]
    assert found(kind="consent") == found(heading="Consent") == [early]
    assert found(author=house.tm.pk) == []
    assert found(author=house.sw.pk) == [late, early]
    day = moment("2026-03-16").date()
    assert found(first=day, last=day) == [early]
    assert found(first=day + timedelta(days=1)) == [late]
    assert found(words="every DAY") == [early]
    assert found(words="football") == [late]
    assert found(words="every football") == []
