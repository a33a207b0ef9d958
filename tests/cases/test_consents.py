"""Who agreed to what, a refusal brought to a manager, and the assessment that waits for both."""

from datetime import date, timedelta

import pytest

from assessments.services import begin_assessment
from cases.models import CaseNote, Consent, RefusalReview
from cases.selectors.agreements import agreement_in_words
from cases.selectors.consents import (
    awaiting_refusal_decision,
    consents_of,
    standing_for,
)
from cases.selectors.notes import notes_about
from cases.services.consents import ConsentDetails, record_consent
from cases.services.refusals import RefusalDetails, bring_refusal, decide_on_refusal
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from tests.stories import allocated, build_house, moment, referred

pytestmark = pytest.mark.django_db
THOUGHT_THROUGH = {
    "short_term": "School goes on feeding him.",
    "long_term": "His weight falls further.",
    "implications": "Only an assessment shows why.",
}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def mother_of(case):
    return case.family.members.get(role="mother").person_id


def answer(house, case, response="given", **changes):
    details = {
        "person_id": mother_of(case),
        "purposes": ["assessment"],
        "response": response,
        "answered_on": clock.today(),
        "explained": ["purpose", "concerns", "section_17"],
        "reasons": "" if response == "given" else "She fears that he is taken away.",
        **changes,
    }
    return record_consent(case_id=case.pk, actor=house.sw, details=ConsentDetails(**details))


def refused(house, case, **changes):
    return answer(house, case, "refused", **changes)[0]


def bring(house, consent, actor=None, **changes):
    details = {
        "reason": "He must be seen.",
        "basis": "impairment",
        "discussed_on": clock.today(),
        **THOUGHT_THROUGH,
        **changes,
    }
    return bring_refusal(
        consent_id=consent.pk, actor=actor or house.sw, details=RefusalDetails(**details)
    )


def decide(house, review, decision, actor=None, **changes):
    answers = {"reason": "Two schools are worried.", **changes}
    return decide_on_refusal(
        review_id=review.pk, actor=actor or house.tm, decision=decision, **answers
    )


def begin(house, case, consent="given", **changes):
    return begin_assessment(
        case_id=case.pk,
        actor=house.sw,
        started_on=clock.today(),
        consent=consent,
        consent_reason="" if consent == "given" else "He must be seen.",
        **changes,
    )


@pytest.mark.rule("ROC-19", "ROC-20", "ROC-22", "ROC-23", "BIR-20", "HIL-130", "BIR-83", "PET-69")
def test_an_answer_stands_for_each_purpose_with_what_was_explained_and_a_note(house):
    case = allocated(house)
    answer(
        house,
        case,
        purposes=["assessment", "share_early_help", "share_authority"],
        information_given=["Assessment Information Booklet"],
    )
    row = standing_for(case, "share_early_help")[0]
    assert (row.response, row.person_id) == ("given", mother_of(case))
    assert row.explained == ["purpose", "concerns", "section_17"]
    assert row.information_given == ["Assessment Information Booklet"]
    note = notes_about(case).get()
    assert (note.title, note.heading, note.kind) == ("Consent", "Consent", "consent")
    assert {each.note_id for each in consents_of(case)} == {note.pk}
    assert AuditEvent.objects.filter(action="cases.record_consent").count() == 3


def test_a_later_answer_takes_the_place_of_the_earlier_which_stays(house):
    case = allocated(house)
    answer(house, case)
    answer(house, case, "withdrawn")
    assert [row.response for row in consents_of(case)] == ["withdrawn", "given"]
    assert [row.response for row in standing_for(case, "assessment")] == ["withdrawn"]


def test_an_answer_recorded_late_does_not_take_the_place_of_a_later_one(house):
    with clock.at(moment("2026-03-16")):
        case = allocated(house)
    answer(house, case)
    refused(house, case, answered_on=date(2026, 3, 17))
    assert [row.response for row in standing_for(case, "assessment")] == ["given"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purposes": []}, "purposes"),
        ({"purposes": ["other"]}, "other_purpose"),
        ({"explained": []}, "explained"),
        ({"response": "not_sought", "reasons": " "}, "reasons"),
        ({"answered_on": date(2026, 3, 19)}, "answered_on"),
        ({"answered_on": date(2026, 3, 17)}, "answered_on"),
        ({"valid_until": date(2026, 3, 17)}, "valid_until"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(house, changes, field):
    case = allocated(house)
    with pytest.raises(BadInput) as why:
        answer(house, case, **changes)
    assert why.value.field == field
    assert not Consent.objects.exists()
    assert not CaseNote.objects.exists()


def test_nobody_of_another_family_agrees(house):
    case, other = allocated(house), allocated(house)
    with pytest.raises(BadInput) as why:
        answer(house, case, person_id=mother_of(other))
    assert why.value.field == "person_id"


def test_nobody_of_another_team_records_or_brings(house):
    case = allocated(house)
    consent = refused(house, case)
    details = ConsentDetails(
        person_id=mother_of(case), purposes=["other"], response="given", answered_on=clock.today()
    )
    with pytest.raises(NotFound):
        record_consent(case_id=case.pk, actor=house.sw3, details=details)
    with pytest.raises(NotFound):
        bring(house, consent, actor=house.sw3)


@pytest.mark.rule("BIR-21", "ROC-22")
def test_an_assessment_uses_the_consent_that_is_recorded_or_writes_it(house):
    case = allocated(house)
    answer(house, case)
    begin(house, case)
    assert consents_of(case)[0].explained
    assert Consent.objects.count() == 1
    other = allocated(house)
    begin(house, other, agreed_by=[mother_of(other)])
    assert standing_for(other, "assessment")[0].person_id == mother_of(other)


@pytest.mark.rule("BIR-21", "ROC-22")
@pytest.mark.parametrize("slug", ["rochdale", "birmingham"])
def test_no_assessment_goes_on_without_consent_unless_a_manager_authorised_it(slug):
    house = build_house(slug)
    case = allocated(house)
    review = bring(house, refused(house, case))
    with pytest.raises(BadInput) as why:
        begin(house, case, "overridden")
    assert why.value.field == "consent"
    decide(house, review, "authorised")
    assert begin(house, case, "overridden").consent == "overridden"
    assert [row.response for row in consents_of(case)] == ["refused"]


def test_elsewhere_the_reason_is_enough_and_is_kept():
    house = build_house("hillingdon")
    case = allocated(house)
    assert "No consent to the assessment is recorded yet." in agreement_in_words(
        case, "assessment", clock.today()
    )
    begin(house, case, "overridden")
    row = standing_for(case, "assessment")[0]
    assert (row.response, row.person, row.reasons) == ("without", None, "He must be seen.")


@pytest.mark.rule("BIR-22", "ROC-27", "ROC-29")
def test_an_accepted_refusal_stands_until_somebody_agrees(house):
    case = allocated(house)
    decide(house, bring(house, refused(house, case), basis=""), "accepted")
    note = notes_about(case).get(oversight__type="consent_refused").oversight
    assert "refusal accepted" in note.decision
    assert note.rationale == "Two schools are worried."
    assert "His weight falls further." in note.reflection
    with pytest.raises(StepNotAllowed, match="accepted"):
        begin(house, case, "overridden")
    with pytest.raises(BadInput) as why:
        begin(house, case)
    assert why.value.field == "agreed_by"
    assert begin(house, case, agreed_by=[mother_of(case)]).pk


@pytest.mark.rule("ROC-21")
def test_a_young_person_of_sixteen_agrees_too(house):
    grown = allocated(house, born_on=date(2010, 3, 18))
    with pytest.raises(BadInput) as why:
        begin(house, grown, agreed_by=[mother_of(grown)])
    assert why.value.field == "agreed_by"
    answer(house, grown, person_id=grown.child_id, understanding="He explained it back to me.")
    assert begin(house, grown, agreed_by=[mother_of(grown)]).pk
    younger = allocated(house, born_on=date(2010, 3, 19))
    assert begin(house, younger, agreed_by=[mother_of(younger)]).pk


@pytest.mark.rule("ROC-21")
def test_nobody_named_does_not_stand_for_the_young_persons_own_agreement(house):
    grown = allocated(house, born_on=date(2010, 3, 18))
    with pytest.raises(BadInput) as why:
        begin(house, grown)
    assert why.value.field == "agreed_by"
    assert not Consent.objects.exists()


def test_a_childs_agreement_says_how_it_was_understood(house):
    case = allocated(house)
    with pytest.raises(BadInput) as why:
        answer(house, case, person_id=case.child_id)
    assert why.value.field == "understanding"


@pytest.mark.rule("ROC-24", "ROC-25", "ROC-26")
@pytest.mark.parametrize("missing", ["discussed_on", *THOUGHT_THROUGH])
def test_without_other_support_a_refusal_is_thought_through_first(house, missing):
    consent = refused(house, allocated(house))
    with pytest.raises(BadInput) as why:
        bring(house, consent, **{missing: None if missing == "discussed_on" else " "})
    assert why.value.field == missing


@pytest.mark.rule("ROC-25")
def test_where_the_family_proposed_other_support_no_discussion_is_demanded(house):
    consent = refused(house, allocated(house), alternative="Her sister moves in.")
    nothing = dict.fromkeys(THOUGHT_THROUGH, "")
    assert bring(house, consent, discussed_on=None, **nothing).state == "asked"


def test_elsewhere_no_discussion_is_demanded():
    house = build_house("birmingham")
    nothing = dict.fromkeys(THOUGHT_THROUGH, "")
    consent = refused(house, allocated(house))
    assert bring(house, consent, discussed_on=None, **nothing).state == "asked"


def test_nobody_decides_on_what_they_brought_themselves(house):
    review = bring(house, refused(house, allocated(house)), actor=house.tm)
    with pytest.raises(NotPermitted):
        decide(house, review, "authorised")
    with pytest.raises(NotPermitted):
        decide(house, review, "authorised", actor=house.sw)
    assert list(awaiting_refusal_decision(house.tm)) == []
    assert list(awaiting_refusal_decision(house.sm)) == [review]
    assert decide(house, review, "authorised", actor=house.sm).state == "authorised"


def test_going_on_needs_its_ground_and_every_decision_its_reasons(house):
    review = bring(house, refused(house, allocated(house)), basis="")
    with pytest.raises(BadInput) as why:
        decide(house, review, "authorised")
    assert why.value.field == "basis"
    with pytest.raises(BadInput) as why:
        decide(house, review, "accepted", reason=" ")
    assert why.value.field == "reason"
    assert decide(house, review, "authorised", basis="harm").basis == "harm"


def test_a_decision_is_made_once(house):
    consent = refused(house, allocated(house))
    review = bring(house, consent)
    with pytest.raises(StepNotAllowed):
        bring(house, consent)
    decide(house, review, "accepted")
    with pytest.raises((StepNotAllowed, NotPermitted)):
        decide(house, review, "authorised")
    with pytest.raises(StepNotAllowed):
        bring(house, consent)


def test_a_refusal_sent_back_can_be_brought_again(house):
    consent = refused(house, allocated(house))
    decide(house, bring(house, consent), "returned")
    assert bring(house, consent).state == "asked"


def test_a_new_answer_overtakes_what_waits(house):
    case = allocated(house)
    review = bring(house, refused(house, case))
    answer(house, case)
    assert RefusalReview.objects.get(pk=review.pk).state == "overtaken"
    assert list(awaiting_refusal_decision(house.tm)) == []


def test_an_agreement_ends_with_its_last_day(house):
    case = allocated(house)
    answer(house, case, valid_until=clock.today())
    with clock.at(moment("2026-03-19")):
        told = agreement_in_words(case, "assessment", clock.today())
        assert told == ("No consent to the assessment is recorded yet. The procedure requires it.")
    assert "agreed on 18 March 2026" in agreement_in_words(case, "assessment", clock.today())


def test_consent_is_recorded_from_the_referral_on(house):
    case = referred(house, on=clock.today() - timedelta(days=2))
    assert answer(house, case, purposes=["front_door"])[0].purpose == "front_door"
