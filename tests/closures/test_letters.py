"""The letters about an ending: drafted from the record, changed, printed, and noted as sent."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Case, FamilyRole, SharingLimit
from cin.audit.models import RecordView
from cin.core.errors import BadInput, ChangedMeanwhile, NotFound, NotPermitted, StepNotAllowed
from closures.models import ClosingLetter, PaperSent
from closures.selectors.letters import letters_to, not_written_to
from closures.selectors.preparation import preparation_of
from closures.services import (
    EndOfPlan,
    LetterText,
    ServiceDetails,
    acknowledge_disagreement,
    note_decision_sent,
    note_disagreement_minutes_sent,
    note_letter_sent,
    write_end_of_plan,
    write_letter,
)
from tests.cases.browsing import open_page, send, words
from tests.cases.test_safety_plans import in_force
from tests.closures.test_closing import approve, propose, ready
from tests.closures.test_views_of_closing import disagreeing, minuted
from tests.endings import consulted, seen
from tests.stories import build_house

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)
SERVICE = ServiceDetails(
    name="Ms Khan, Heybrook School", what="Breakfast club", contact="01706 555"
)


@pytest.fixture
def peterborough(db):
    """Peterborough: the family and all partners are written to."""
    return build_house("peterborough")


def mother_of(case):
    return case.family.members.get(role=FamilyRole.MOTHER).person


def ending(house):
    """Bring a case to an ending that is got ready, with a service that goes on."""
    case = ready(house)
    consulted(house, case)
    end = EndOfPlan(services=[SERVICE], support_arranged="School sees her every day.")
    write_end_of_plan(case_id=case.pk, actor=house.sw, seen_version=seen(case), end=end)
    return case


def write(house, case, person=None, *, seen_version=None, **answers):
    usual = {"body": "Dear Mary\n\nWe close."}
    return write_letter(
        case_id=case.pk,
        actor=house.sw,
        person_id=(person or mother_of(case)).pk,
        seen_version=seen_version,
        text=LetterText(**{**usual, **answers}),
    )


def page_of(house, case, person):
    return open_page(house.sw, reverse("closures:write_letter", args=[case.pk, person.pk]))


@pytest.mark.rule("BIR-98", "BIR-99", "PET-101")
@pytest.mark.parametrize("slug", ["birmingham", "peterborough"])
def test_a_letter_starts_from_what_the_record_says(slug):
    house = build_house(slug)
    case = ending(house)
    told = page_of(house, case, mother_of(case)).context["form"]["body"].value()
    for part in (
        "Dear Mary O'Brien",
        str(case.child),
        "18 March 2026",
        "Ms Khan, Heybrook School: Breakfast club",
        "Ms Khan, Heybrook School, 01706 555",
        "School sees her every day.",
        "SW of",
    ):
        assert part in told


@pytest.mark.rule("PET-101")
def test_after_the_decision_the_letter_says_when_why_and_by_whom(peterborough):
    case = ready(peterborough)
    propose(peterborough, case)
    told = page_of(peterborough, case, mother_of(case)).context["form"]["body"].value()
    assert "Why: No longer a child in need" in told
    assert "Ms Khan at the school." in told
    assert "Our involvement ends" in told
    assert "Two years' work" not in told


@pytest.mark.rule("BIR-98")
def test_everyone_is_listed_and_the_child_has_words_of_its_own(birmingham):
    case = ending(birmingham)
    to = letters_to(case, preparation_of(case))
    assert [(each.kind, each.is_due) for each in to][:2] == [
        ("parent_carer", True),
        ("child", True),
    ] or {each.kind for each in to} == {"parent_carer", "child"}
    told = page_of(birmingham, case, case.child).context["form"]["body"].value()
    assert told.startswith(f"Dear {case.child.given_names}")
    assert "Childline" in told


def test_a_letter_with_something_left_to_write_is_not_sent(birmingham):
    case = ending(birmingham)
    letter = write(birmingham, case, body="Dear Mary [write this]")
    with pytest.raises(BadInput, match="Finish it first"):
        note_letter_sent(letter_id=letter.pk, actor=birmingham.sw, sent_on=TODAY)


def test_a_letter_that_was_sent_stays_as_it_is(birmingham):
    case = ending(birmingham)
    letter = write(birmingham, case)
    with pytest.raises(BadInput, match="future"):
        note_letter_sent(
            letter_id=letter.pk, actor=birmingham.sw, sent_on=TODAY + timedelta(days=1)
        )
    note_letter_sent(letter_id=letter.pk, actor=birmingham.sw, sent_on=TODAY)
    with pytest.raises(StepNotAllowed, match="stays as it is"):
        write(birmingham, case, seen_version=1)
    with pytest.raises(StepNotAllowed):
        note_letter_sent(letter_id=letter.pk, actor=birmingham.sw, sent_on=TODAY)


def test_two_people_writing_one_letter_do_not_overwrite_each_other(birmingham):
    case = ending(birmingham)
    write(birmingham, case)
    write(birmingham, case, seen_version=1, body="Dear Mary\n\nAgain.")
    with pytest.raises(ChangedMeanwhile):
        write(birmingham, case, seen_version=1, body="Dear Mary\n\nMine.")


@pytest.mark.rule("BIR-98", "PET-101")
def test_who_must_not_be_told_is_not_written_to(birmingham):
    case = ending(birmingham)
    mother = mother_of(case)
    letter = write(birmingham, case)
    SharingLimit.objects.create(
        person=mother,
        what="Where the child lives",
        reason="Violence",
        since_on=TODAY,
        raised_by=birmingham.tm,
    )
    assert mother.pk not in {
        each.recipient.person.pk for each in letters_to(case, preparation_of(case))
    }
    assert page_of(birmingham, case, mother).status_code == 404
    with pytest.raises(NotFound):
        write(birmingham, case, seen_version=1)
    with pytest.raises(BadInput, match="Not to be told"):
        note_letter_sent(letter_id=letter.pk, actor=birmingham.sw, sent_on=TODAY)
    page = words(open_page(birmingham.sw, reverse("closures:letters", args=[case.pk])))
    assert "They are not written to." in page


@pytest.mark.rule("BIR-100")
def test_a_safety_plan_that_goes_with_a_letter_is_noted_as_shared(birmingham):
    case = ending(birmingham)
    with pytest.raises(BadInput, match="No safety plan"):
        write(birmingham, case, with_safety_plan=True)
    plan = in_force(birmingham, case)
    assert page_of(birmingham, case, mother_of(case)).context["form"]["with_safety_plan"].value()
    letter = write(birmingham, case, with_safety_plan=True)
    note_letter_sent(letter_id=letter.pk, actor=birmingham.sw, sent_on=TODAY)
    assert [share.name for share in plan.shares.all()] == ["Mary O'Brien"]


def test_letters_are_written_and_sent_after_closing_too(birmingham):
    case = ending(birmingham)
    approve(birmingham, propose(birmingham, case))
    case = Case.objects.get(pk=case.pk)
    letter = write(birmingham, case)
    note_letter_sent(letter_id=letter.pk, actor=birmingham.sw, sent_on=TODAY)
    assert mother_of(case).pk not in {
        each.recipient.person.pk for each in not_written_to(case, preparation_of(case))
    }


def test_a_letter_is_written_printed_and_sent_on_its_pages(birmingham):
    case = ending(birmingham)
    mother = mother_of(case)
    address = reverse("closures:write_letter", args=[case.pk, mother.pk])
    assert "Enter the letter" in words(send(birmingham.sw, address, {"body": " "}))
    send(birmingham.sw, address, {"body": "Dear Mary\n\nWe close."})
    letter = ClosingLetter.objects.get()
    printed = open_page(birmingham.sw, reverse("closures:print_letter", args=[letter.pk]))
    assert printed.content.startswith(b"%PDF")
    assert RecordView.objects.filter(page="closing_letter, printed").exists()
    sent = reverse("closures:note_letter_sent", args=[letter.pk])
    send(birmingham.sw, sent, {"sent_on": "18/3/2026"})
    assert ClosingLetter.objects.get().sent_on == TODAY
    assert open_page(birmingham.sw, address).status_code == 409
    for page in (address, sent, reverse("closures:letters", args=[case.pk])):
        assert open_page(birmingham.sw3, page).status_code == 404


@pytest.mark.rule("PET-97")
def test_a_manager_acknowledges_a_disagreement_in_a_letter(peterborough):
    case = ready(peterborough)
    view = disagreeing(peterborough, case)
    address = reverse("closures:acknowledge_disagreement", args=[view.pk])
    assert open_page(peterborough.sw, address).status_code == 403
    told = open_page(peterborough.tm, address).context["form"]["body"].value()
    assert "You told us: Not yet." in told
    with pytest.raises(NotPermitted):
        acknowledge_disagreement(
            view_id=view.pk,
            actor=peterborough.sw,
            seen_version=None,
            text=LetterText(body="We heard you."),
        )
    send(peterborough.tm, address, {"body": "We heard you."})
    letter = ClosingLetter.objects.get(party=view)
    note_letter_sent(letter_id=letter.pk, actor=peterborough.tm, sent_on=TODAY)
    page = words(open_page(peterborough.sw, reverse("closures:preparation", args=[case.pk])))
    assert "Answered in a letter on 18 March 2026" in page


@pytest.mark.rule("PET-94")
def test_the_minutes_of_a_disagreement_are_sent_to_every_agency(peterborough):
    case = ready(peterborough)
    disagreeing(peterborough, case)
    meeting = minuted(peterborough, case)
    with pytest.raises(BadInput, match="before the meeting"):
        note_disagreement_minutes_sent(
            meeting_id=meeting.pk,
            actor=peterborough.sw,
            sent_on=TODAY - timedelta(days=1),
            recipients="The school",
        )
    address = reverse("closures:note_minutes_sent", args=[meeting.pk])
    send(peterborough.sw, address, {"sent_on": "18/3/2026", "recipients": "The school"})
    assert PaperSent.objects.get().meeting == meeting
    printed = open_page(
        peterborough.sw, reverse("closures:print_disagreement_minutes", args=[meeting.pk])
    )
    assert printed.content.startswith(b"%PDF")
    assert open_page(peterborough.sw3, address).status_code == 404


@pytest.mark.rule("PET-90")
def test_the_decision_is_sent_to_all_partners_with_its_date_reason_and_by_whom(peterborough):
    case = ready(peterborough)
    consulted(peterborough, case)
    with pytest.raises(StepNotAllowed):
        note_decision_sent(
            case_id=case.pk, actor=peterborough.sw, sent_on=TODAY, recipients="The school"
        )
    propose(peterborough, case, is_ready=False)
    printed = open_page(peterborough.sw, reverse("closures:print_decision", args=[case.pk]))
    assert printed.content.startswith(b"%PDF")
    address = reverse("closures:note_decision_sent", args=[case.pk])
    early = send(peterborough.sw, address, {"sent_on": "17/3/2026", "recipients": "The school"})
    assert "The decision is of 18 March 2026: not before that" in words(early)
    send(peterborough.sw, address, {"sent_on": "18/3/2026", "recipients": "The school"})
    page = words(open_page(peterborough.sw, reverse("closures:letters", args=[case.pk])))
    assert "Still to be sent to: Mary O'Brien" in page
    assert "Record of the decision to close, on 18 March 2026 by SW of Peterborough" in page
