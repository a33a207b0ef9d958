"""What was shared about a family, on what basis, and the advice that was asked."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Sharing, SharingAdvice
from cases.services.sharings import (
    AdviceDetails,
    SharingDetails,
    answer_advice,
    ask_advice,
    record_sharing,
    withdraw_sharing,
)
from cin.core import clock
from cin.core.errors import BadInput, NotFound, StepNotAllowed
from tests.cases.browsing import open_page, send, words
from tests.stories import agreed, allocated, moment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with clock.at(moment("2026-03-18")):
        yield


def consented(house, case):
    agreed(house, case, "share_authority")
    return case.consents.get(purpose="share_authority")


def shared(house, case, allowed_by, **changes):
    actor = changes.pop("actor", house.sw)
    details = {
        "recipients": "Duty team, Oldham",
        "what": "The assessment",
        "why": "The family moves there on Friday.",
        "shared_on": TODAY,
        "way": "email",
        "shared_by": "SW",
        "allowed_by": allowed_by,
        **changes,
    }
    return record_sharing(case_id=case.pk, actor=actor, details=SharingDetails(**details))


def test_with_consent_it_names_the_answer_that_holds_on_that_day(house):
    case = allocated(house)
    consent = consented(house, case)
    row = shared(house, case, f"consent-{consent.pk}")
    assert (row.basis, row.consent) == ("consent", consent)
    other = allocated(house)
    with pytest.raises(BadInput) as refused:
        shared(house, other, f"consent-{consent.pk}")
    assert refused.value.field == "allowed_by"


def test_consent_given_later_does_not_allow_what_was_shared_before(house):
    case = allocated(house)
    with clock.at(moment("2026-03-20")):
        consent = consented(house, case)
        with pytest.raises(BadInput) as refused:
            shared(house, case, f"consent-{consent.pk}")
        assert refused.value.field == "allowed_by"
        shared(house, case, f"consent-{consent.pk}", shared_on=date(2026, 3, 20))


@pytest.mark.rule("BIR-84", "HIL-131")
def test_without_consent_a_manager_authorises_it_on_a_ground(house):
    case = allocated(house)
    with pytest.raises(BadInput) as refused:
        shared(house, case, "manager", ground="risk", grounds="He would take her away.")
    assert refused.value.field == "allowed_by"
    with pytest.raises(BadInput) as refused:
        shared(house, case, "manager", grounds="He would take her away.", actor=house.tm)
    assert refused.value.field == "ground"
    with pytest.raises(BadInput) as refused:
        shared(house, case, "manager", ground="risk", actor=house.tm)
    assert refused.value.field == "grounds"
    row = shared(house, case, "manager", ground="risk", grounds="Asking warns him.", actor=house.tm)
    assert (row.basis, row.authorised_by, row.ground) == ("authorised", house.tm, "risk")


def test_what_a_manager_authorised_afterwards_says_so(house):
    case = allocated(house)
    address = reverse("cases:sharing", args=[case.pk])
    with clock.at(moment("2026-03-19")):
        for day, told in (
            (date(2026, 3, 19), "Authorised by TM of"),
            (date(2026, 3, 18), "afterwards, on 19 March 2026"),
        ):
            shared(
                house,
                case,
                "manager",
                ground="risk",
                grounds="Asking warns him.",
                actor=house.tm,
                shared_on=day,
            )
            assert told in words(open_page(house.sw, address))
        assert words(open_page(house.sw, address)).count("afterwards") == 1


@pytest.mark.rule("BIR-08", "BIR-84", "HIL-131")
def test_the_protection_of_a_child_needs_nobodys_leave_and_the_page_shows_all_of_it(house):
    case = allocated(house)
    address = reverse("cases:record_sharing", args=[case.pk])
    form = {
        "recipients": "Oldham's duty team",
        "what": "That he is near",
        "why": "She lives <b>there</b>",
        "sent_on": "18/3/2026",
        "way": "telephone",
        "shared_by": "SW",
        "allowed_by": "protection",
    }
    page = words(send(house.sw, address, form))
    assert "Enter the harm it protects from" in page
    assert "Without consent, on my authority as a manager" not in page
    form["protection_grounds"] = "He has her address."
    assert send(house.sw, address, form).status_code == 302
    shown = words(open_page(house.sw, reverse("cases:sharing", args=[case.pk])))
    assert "To protect a child from significant harm" in shown
    assert "Oldham's duty team" in shown
    assert "not a barrier" in shown
    assert "She lives <b>there</b>" in shown


def test_nobody_outside_the_team_opens_or_writes_it(house):
    case = allocated(house)
    for name in ("sharing", "record_sharing", "ask_sharing_advice"):
        assert open_page(house.sw3, reverse(f"cases:{name}", args=[case.pk])).status_code == 404
    for person in (house.sw3, house.admin):
        with pytest.raises(NotFound):
            shared(house, case, "protection", grounds="Harm", actor=person)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipients", " "),
        ("what", ""),
        ("why", ""),
        ("shared_on", date(2026, 3, 19)),
        ("way", "x"),
    ],
)
def test_what_is_missing_is_refused_beside_its_box(house, field, value):
    with pytest.raises(BadInput) as refused:
        shared(house, allocated(house), "protection", grounds="Harm", **{field: value})
    assert refused.value.field == field


def test_what_was_entered_in_error_stays_struck_out(house):
    case = allocated(house)
    row = shared(house, case, "protection", grounds="Harm")
    address = reverse("cases:withdraw_sharing", args=[row.pk])
    assert send(house.sw, address, {"reason": "Another family"}).status_code == 302
    assert Sharing.objects.get().is_withdrawn
    with pytest.raises(StepNotAllowed):
        withdraw_sharing(sharing_id=row.pk, actor=house.sw, reason="Again")
    assert open_page(house.sw3, address).status_code == 404


@pytest.mark.rule("BIR-85", "HIL-132")
@pytest.mark.parametrize("adviser", ["team_manager", "caldicott", "legal"])
def test_advice_is_asked_and_answered(house, adviser):
    case = allocated(house)
    address = reverse("cases:ask_sharing_advice", args=[case.pk])
    form = {
        "adviser": adviser,
        "adviser_name": "R. Okafor",
        "asked_on": "18/3/2026",
        "question": "May Oldham know of the father's record?",
        "is_answered": "no",
    }
    assert send(house.sw, address, form).status_code == 302
    advice = SharingAdvice.objects.get()
    page = reverse("cases:sharing", args=[case.pk])
    assert "Not answered yet" in words(open_page(house.sw, page))
    answer = reverse("cases:answer_sharing_advice", args=[advice.pk])
    early = {"answer": "Only what is current.", "answered_on": "17/3/2026"}
    assert "from the question until today" in words(send(house.sw, answer, early))
    assert send(house.sw, answer, {**early, "answered_on": "18/3/2026"}).status_code == 302
    assert "Only what is current." in words(open_page(house.sw, page))
    with pytest.raises(StepNotAllowed):
        answer_advice(advice_id=advice.pk, actor=house.sw, answer="More", answered_on=TODAY)


def test_advice_can_be_recorded_with_its_answer_at_once(house):
    details = AdviceDetails(
        adviser="legal",
        adviser_name="R. Okafor",
        question="May we?",
        asked_on=TODAY,
        answer="Yes.",
        answered_on=TODAY,
    )
    advice = ask_advice(case_id=allocated(house).pk, actor=house.tm, details=details)
    assert advice.answer_recorded_by == house.tm
