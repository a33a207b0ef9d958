"""The pages on which consent is read, recorded, brought to a manager and decided on."""

import pytest
from django.urls import reverse

from cases.models import Consent, RefusalReview
from cin.audit.models import RecordView
from cin.core import clock
from desk.selectors.decisions import waiting_for
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.cases.test_consents import answer, bring, mother_of, refused
from tests.documents.making import PDF, upload
from tests.stories import allocated, build_house, moment, referred, supported

pytestmark = pytest.mark.django_db
DISCUSSED = {
    "discussed_on": "18/3/2026",
    "short_term": "School feeds him.",
    "long_term": "He <b>loses</b> weight.",
    "implications": "Only an assessment shows why.",
}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page_of(case):
    return reverse("cases:consents", args=[case.pk])


def answers(case, **changes):
    return {
        "person_id": mother_of(case),
        "purposes": ["assessment", "share_early_help"],
        "explained": ["purpose", "section_17"],
        "information_given": ["Assessment Information Booklet"],
        "response": "given",
        "answered_on": "18/3/2026",
        **changes,
    }


def test_an_answer_is_recorded_with_the_signed_form_and_stands_on_the_page(house):
    case = allocated(house)
    assert "No answer is recorded yet of" in words(open_page(house.sw, page_of(case)))
    address = reverse("cases:record_consent", args=[case.pk])
    response = send(house.sw, address, answers(case, file=upload(PDF, "form.pdf")))
    assert response["Location"] == page_of(case)
    text = words(open_page(house.sw, page_of(case)))
    assert "The assessment: Mary O'Brien Given" in text
    assert "Assessment Information Booklet" in text
    assert "Signed form Attached to the note" in text
    assert RecordView.objects.filter(case_id=case.pk, page="consents").count() == 2


def test_a_missing_signed_form_is_pointed_out_where_one_is_kept(house):
    case = allocated(house)
    answer(house, case)
    assert "Signed form Missing" in words(open_page(house.sw, page_of(case)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"response": "refused"}, "Enter why they refused"),
        ({"explained": []}, "Select what was explained before they agreed"),
        ({"purposes": ["other"]}, "Enter what else"),
        ({"answered_on": "19/3/2026"}, "The date of the answer cannot be in the future"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(house, changes, said):
    case = allocated(house)
    address = reverse("cases:record_consent", args=[case.pk])
    text = words(
        send(house.sw, address, answers(case, explanation="She asked about O'Neill.", **changes))
    )
    assert said in text
    assert "She asked about O'Neill." in text
    assert not Consent.objects.exists()


def test_a_refusal_goes_to_the_manager_who_authorises_and_the_page_says_so(house):
    case = allocated(house)
    consent = refused(house, case)
    address = reverse("cases:bring_refusal", args=[consent.pk])
    assert "Bring it to the manager" in words(open_page(house.sw, page_of(case)))
    proposal = {"proposal": "override", "basis": "impairment", "reason": "He must be seen."}
    assert "Enter what it means in the short term" in words(
        send(house.sw, address, {**DISCUSSED, **proposal, "short_term": ""})
    )
    send(house.sw, address, {**DISCUSSED, **proposal})
    review = RefusalReview.objects.get()
    what = "Refusal to decide on: the assessment"
    assert [each.what for each in waiting_for(house.tm) if each.what == what] == [what]
    case_page = words(open_page(house.tm, reverse("desk:case", args=[case.pk])))
    assert "Decide on a refusal: the assessment" in case_page
    decision = {"decision": "authorised", "basis": "impairment", "reason": "Two schools worry."}
    decide = reverse("cases:decide_refusal", args=[review.pk])
    assert send(house.tm, decide, decision)["Location"] == page_of(case)
    response = open_page(house.sw, page_of(case))
    assert "Authorised to go on without agreement" in words(response)
    assert "<b>loses" not in response.content.decode()


@pytest.mark.rule("ROC-28")
def test_a_manager_who_fears_harm_is_led_on_to_raising_the_concern(house):
    case = allocated(house)
    review = bring(house, refused(house, case))
    decide = reverse("cases:decide_refusal", args=[review.pk])
    response = send(house.tm, decide, {"decision": "escalated", "reason": "He is losing weight."})
    assert response["Location"] == reverse("safeguarding:raise_concern", args=[case.pk])
    assert RefusalReview.objects.get().state == "escalated"


def test_other_teams_and_authorities_find_nothing(house):
    case = allocated(house)
    consent = refused(house, case)
    review = bring(house, consent)
    addresses = [
        page_of(case),
        reverse("cases:record_consent", args=[case.pk]),
        reverse("cases:bring_refusal", args=[consent.pk]),
        reverse("cases:decide_refusal", args=[review.pk]),
    ]
    for stranger in [house.sw3, build_house("bolton").tm]:
        assert {open_page(stranger, each).status_code for each in addresses} == {404}


def test_the_page_costs_the_same_for_one_answer_as_for_several(house):
    case = allocated(house)
    bring(house, refused(house, case))
    few = queries_to_open(house.tm, page_of(case))
    for purpose in ["cin_plan", "early_help", "share_authority"]:
        bring(house, refused(house, case, purposes=[purpose]))
    assert queries_to_open(house.tm, page_of(case)) == few


def test_who_decides_on_early_help_sees_whether_the_family_agreed(house):
    case = referred(house)
    address = reverse("cases:screen_referral", args=[case.pk])
    none = "No consent to a transfer to early help is recorded yet. The procedure requires it."
    assert none in words(open_page(house.tm, address))
    answer(house, case, purposes=["early_help"])
    agreed = "A transfer to early help: Mary O'Brien agreed on 18 March 2026."
    assert agreed in words(open_page(house.tm, address))
    answer(house, case, "withdrawn", purposes=["early_help"])
    assert "Mary O'Brien took the agreement back on" in words(open_page(house.tm, address))


def test_a_closure_is_proposed_knowing_whether_the_family_agreed_to_early_help(house):
    case = supported(house)
    answer(house, case, purposes=["early_help"])
    text = words(open_page(house.sw, reverse("closures:propose_closure", args=[case.pk])))
    assert "A transfer to early help: Mary O'Brien agreed on 18 March 2026." in text
