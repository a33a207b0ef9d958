"""Specialists and administrators of a team: they know its cases and help, and carry none."""

import pytest
from django.urls import reverse

from alerts.services.deadlines import recompute
from cases.models import CaseNote
from cases.selectors.access import visible_cases
from cases.services.allocation import allocate_case
from cases.services.notes import NoteDetails, finish_note, record_note
from cin.accounts.models import Role, Specialism, User
from cin.accounts.permissions import may_administer, may_contribute, may_manage, may_work
from cin.accounts.selectors import allocatable_workers
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted
from meetings.models import Meeting
from meetings.services import BookingDetails, Invited, book_meeting, circulate_minutes
from tests.cases.browsing import open_page, send, words
from tests.stories import House, build_house, moment, supported

pytestmark = pytest.mark.django_db
NOW = moment("2026-11-18 15:00")
SPECIALIST, ADMINISTRATOR = Role.SPECIALIST, Role.TEAM_ADMINISTRATOR


@pytest.fixture
def house() -> House:
    return build_house("rochdale")


@pytest.fixture
def case(house):
    with clock.at(moment("2026-09-01 09:00")):
        return supported(house)


def helper(house: House, role: str, team: str = "team") -> User:
    """Give somebody who helps a team in this role."""
    return User.objects.create(
        username=f"{house.slug}.{role}.{team}",
        name="Aisha Lockwood",
        authority=house.authority,
        team=getattr(house, team),
        role=role,
        specialism=Specialism.DOMESTIC_ABUSE if role == SPECIALIST else "",
    )


@pytest.mark.rule("ROC-146")
@pytest.mark.parametrize("role", [SPECIALIST, ADMINISTRATOR])
def test_they_know_the_cases_of_their_own_team_only(house, case, role):
    assert list(visible_cases(helper(house, role))) == [case]
    assert not visible_cases(helper(house, role, "other_team"))
    assert not visible_cases(User(authority=house.authority, role=role))


@pytest.mark.parametrize("role", [SPECIALIST, ADMINISTRATOR])
def test_no_case_is_given_to_them_and_they_decide_nothing(house, case, role):
    person = helper(house, role)
    assert person not in allocatable_workers(house.tm)
    assert (
        may_work.reason(case, person)
        == "Only practitioners and their managers can record casework."
    )
    assert may_manage.reason(case, person)
    with pytest.raises(BadInput):
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=person.pk)


@pytest.mark.rule("ROC-146", "ROC-147")
def test_a_specialist_writes_notes_in_the_record_of_the_family(house, case):
    person = helper(house, SPECIALIST)
    page = reverse("cases:record_note", args=[case.pk])
    assert open_page(person, page).status_code == 200
    assert "Write a case note" in words(open_page(person, reverse("desk:case", args=[case.pk])))
    with clock.at(NOW):
        note = record_note(
            case_id=case.pk,
            actor=person,
            details=NoteDetails(
                kind="family",
                title="Call",
                happened_at=NOW,
                text="We spoke about the order.",
                heading="Family Safeguarding Workbook",
            ),
        )
        finish_note(note_id=note.pk, actor=person)
    assert CaseNote.objects.filter(author=person).count() == 1
    shared = words(open_page(house.sw, reverse("cases:notes", args=[case.pk])))
    assert "Family Safeguarding Workbook" in shared
    assert person.name in shared
    assert "Aisha Lockwood: Domestic abuse" in words(
        open_page(house.sw, reverse("cases:people", args=[case.pk]))
    )


def test_an_administrator_writes_no_notes(house, case):
    person = helper(house, ADMINISTRATOR)
    assert may_contribute.reason(case, person)
    assert not may_administer.reason(case, person)
    assert may_administer.reason(case, helper(house, ADMINISTRATOR, "other_team"))
    with pytest.raises(NotPermitted):
        record_note(
            case_id=case.pk,
            actor=person,
            details=NoteDetails(kind="family", title="Call", happened_at=NOW),
        )
    assert send(person, reverse("cases:record_note", args=[case.pk]), {}).status_code == 403


def test_an_administrator_sees_the_meetings_of_the_team_that_are_due(house, case):
    recompute([case.pk])
    with clock.at(moment("2027-03-18 15:00")):
        page = words(open_page(helper(house, ADMINISTRATOR), reverse("desk:today")))
        assert "Meetings of your team" in page
        assert str(case.child) in page
        other = words(open_page(helper(house, ADMINISTRATOR, "other_team"), reverse("desk:today")))
        assert str(case.child) not in other
        assert "Meetings of your team" not in words(open_page(house.sw, reverse("desk:today")))


@pytest.mark.rule("PET-41", "BOL-42")
def test_an_administrator_books_the_meetings_of_the_team_and_sends_the_minutes(house, case):
    person = helper(house, ADMINISTRATOR)
    with clock.at(moment("2026-10-05 10:00")):
        page = words(open_page(person, reverse("desk:case", args=[case.pk])))
        assert "Book another meeting" in page
        assert "Record a visit" not in page
        assert (
            open_page(
                person, reverse("meetings:book_meeting", args=[case.pk, "review"])
            ).status_code
            == 200
        )
        booking = book_meeting(
            case_id=case.pk,
            kind="review",
            actor=person,
            details=BookingDetails(planned_at=moment("2026-11-20 14:00"), place="School"),
            invited=Invited(),
        )
        with pytest.raises(NotPermitted):
            book_meeting(
                case_id=case.pk,
                kind="other",
                actor=helper(house, SPECIALIST),
                details=BookingDetails(planned_at=moment("2026-11-20 14:00")),
                invited=Invited(),
            )
        assert open_page(person, reverse("meetings:booking", args=[booking.pk])).status_code == 200
        meeting = Meeting.objects.get()
        circulate_minutes(
            meeting_id=meeting.pk,
            case_id=case.pk,
            actor=person,
            sent_on=clock.today(),
            recipients="Mary O'Brien",
        )
        hold = reverse("meetings:hold_meeting", args=[case.pk, "review"])
        assert open_page(person, hold).status_code == 403


def test_whoever_carried_a_case_before_helping_another_team_sees_it_no_more(house, case):
    house.sw.role, house.sw.team = ADMINISTRATOR, house.other_team
    house.sw.save()
    assert case.worker == house.sw
    assert not visible_cases(house.sw)
    assert may_administer.reason(case, house.sw)
