"""A legal planning meeting that a manager called is recorded, shown, and asked for until it is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Case
from cases.services.homes import limit_sharing
from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from closures.selectors import blockers_to_closing
from desk.selectors.chronology import WantedLines, chronology_of
from safeguarding.models import LegalPlanningMeeting
from safeguarding.services import decide_concern, raise_concern
from safeguarding.services.legal import LegalDetails, record_legal_meeting, withdraw_legal_meeting
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, moment

pytestmark = pytest.mark.django_db
SECRET, KEPT = "The new address", "It was not spoken of while he was there."
SAID = {
    "chair_name": "Ruth Hale",
    "present": "SW of Hillingdon\nA lawyer of the authority",
    "decision": "pre_proceedings",
    "reasons": "Two years of neglect.",
    "next_step": "Letter before proceedings",
    "next_by": "SW of Hillingdon",
}
FORM = {**SAID, "held_at_date": "18/3/2026", "held_at_time": "9:30am", "next_on": "25/3/2026"}


@pytest.fixture
def case(hillingdon) -> Case:
    """A case that the first social worker carries."""
    return allocated(hillingdon)


@pytest.fixture
def concern(hillingdon, case):
    """A concern that a manager took to a legal planning meeting."""
    raised = raise_concern(case_id=case.pk, actor=hillingdon.sw, what="Left alone again.")
    return decide_concern(
        concern_id=raised.pk,
        actor=hillingdon.tm,
        calls_strategy=False,
        calls_legal_planning=True,
        reason="The work does not hold.",
    )


def recorded(house, concern, *, kept="", actor=None, **said):
    details = LegalDetails(**{"held_at": clock.now(), **SAID, **said})
    return record_legal_meeting(
        concern_id=concern.pk, actor=actor or house.sw, details=details, limits_kept=kept
    )


def case_page(house, case, user=None):
    return words(open_page(user or house.sw, reverse("desk:case", args=[case.pk])))


def page_to_record(concern):
    return reverse("safeguarding:record_legal_meeting", args=[concern.pk])


@pytest.mark.rule("HIL-108")
def test_a_meeting_that_was_called_is_asked_for_until_it_is_recorded(hillingdon, case, concern):
    page = case_page(hillingdon, case)
    assert "Legal planning meeting: called 18 March 2026" in page
    assert "Record the legal planning meeting" in page
    today = words(open_page(hillingdon.sw, reverse("desk:today")))
    assert "Legal planning meeting" in today
    codes = {each.code for each in blockers_to_closing(case, reason="")}
    assert "legal-planning" in codes
    assert send(hillingdon.sw, page_to_record(concern), FORM).status_code == 302
    page = case_page(hillingdon, case)
    assert "Threshold met: pre-proceedings with the parents first" in page
    assert "not recorded as held" not in page
    assert "legal-planning" not in {each.code for each in blockers_to_closing(case, reason="")}
    assert "Legal planning meeting" not in words(open_page(hillingdon.sw, reverse("desk:today")))


def test_its_page_says_who_was_there_what_was_decided_and_what_is_next(hillingdon, case, concern):
    meeting = recorded(hillingdon, concern, next_on=clock.today() + timedelta(days=7))
    address = reverse("safeguarding:legal_meeting", args=[meeting.pk])
    page = words(open_page(hillingdon.sw, address))
    for told in (
        "A lawyer of the authority",
        "Two years of neglect.",
        "Letter before proceedings",
        "SW of Hillingdon, by 25 March 2026",
        "Left alone again.",
    ):
        assert told in page
    assert RecordView.objects.filter(case_id=case.pk, page="legal planning meeting").exists()
    assert open_page(hillingdon.sw3, address).status_code == 404


def test_the_chronology_tells_what_was_decided_and_not_why(hillingdon, case, concern):
    meeting = recorded(hillingdon, concern)
    lines = chronology_of(hillingdon.sw, case, WantedLines()).lines
    (line,) = [each for each in lines if each.title == "Legal planning meeting"]
    assert line.text == "Threshold met: pre-proceedings with the parents first"
    assert line.is_guarded
    withdraw_legal_meeting(meeting_id=meeting.pk, actor=hillingdon.sw, reason="Another child")
    lines = chronology_of(hillingdon.sw, case, WantedLines()).lines
    assert "Legal planning meeting" not in {each.title for each in lines}


def test_a_meeting_that_could_not_decide_is_followed_by_another(hillingdon, case, concern):
    recorded(hillingdon, concern, decision="more_needed")
    assert "Not decided yet: more is needed first" in case_page(hillingdon, case)
    assert "legal-planning" in {each.code for each in blockers_to_closing(case, reason="")}
    recorded(hillingdon, concern, decision="not_met")
    with pytest.raises(StepNotAllowed, match="recorded already"):
        recorded(hillingdon, concern)
    assert "Threshold for court not met" in case_page(hillingdon, case)


def test_one_entered_in_error_is_withdrawn_and_asked_for_again(hillingdon, case, concern):
    meeting = recorded(hillingdon, concern)
    address = reverse("safeguarding:withdraw_legal_meeting", args=[meeting.pk])
    assert open_page(hillingdon.sw3, address).status_code == 404
    assert send(hillingdon.sw, address, {"reason": "Another child"}).status_code == 302
    assert "not recorded as held" in case_page(hillingdon, case)
    page = words(open_page(hillingdon.sw, reverse("safeguarding:legal_meeting", args=[meeting.pk])))
    assert "Another child (SW of Hillingdon)" in page
    assert recorded(hillingdon, concern).pk != meeting.pk


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"held_at": moment("2026-03-18 10:01")}, "held_at"),
        ({"held_at": moment("2026-03-17 23:59")}, "held_at"),
        ({"next_on": clock.day_of(moment("2026-03-17"))}, "next_on"),
        ({"decision": "later"}, "decision"),
        *(({name: " "}, name) for name in ("chair_name", "present", "reasons", "next_step")),
    ],
)
def test_what_cannot_be_is_refused_beside_its_box(hillingdon, concern, said, field):
    with pytest.raises(BadInput) as refused:
        recorded(hillingdon, concern, **said)
    assert refused.value.field == field
    assert not LegalPlanningMeeting.objects.exists()


def test_it_is_recorded_by_who_works_there_and_only_when_a_manager_called_it(hillingdon, case):
    raised = raise_concern(case_id=case.pk, actor=hillingdon.sw, what="A bruise.")
    with pytest.raises(StepNotAllowed, match="manager calls"):
        recorded(hillingdon, raised)
    assert open_page(hillingdon.sw, page_to_record(raised)).status_code == 409
    with pytest.raises(NotFound):
        recorded(hillingdon, raised, actor=hillingdon.sw3)
    with pytest.raises((NotPermitted, NotFound)):
        recorded(hillingdon, raised, actor=hillingdon.admin)


def test_who_was_there_and_is_not_to_be_told_something_is_minded(hillingdon, case, concern):
    mother = case.family.members.get(role="mother").person
    limit_sharing(
        case_id=case.pk, person_id=mother.pk, actor=hillingdon.sw, what=SECRET, reason="Threats"
    )
    assert SECRET in words(open_page(hillingdon.sw, page_to_record(concern)))
    named = {**FORM, "present": f"{mother}\nA lawyer"}
    assert "Not to be told" in words(send(hillingdon.sw, page_to_record(concern), named))
    kept = {**named, "limits_kept": KEPT}
    assert send(hillingdon.sw, page_to_record(concern), kept).status_code == 302
    assert AuditEvent.objects.get(action="cases.meet_despite_limit").reason == KEPT
    assert KEPT not in str(LegalPlanningMeeting.objects.values().get())
