"""The pages on which a referral is recorded, read, widened and decided on."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Case, Person
from cases.services.referrals import screen_referral
from cin.audit.models import RecordView
from cin.core import clock
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.early_help import passed_to_early_help
from tests.stories import build_house, moment, referred, screened

pytestmark = pytest.mark.django_db

NEW = "/referrals/new/"
CHILD = {
    "given_names": "Leo",
    "family_name": "O'Hara",
    "is_born": "yes",
    "born_on": "4/5/2018",
    "sex": "M",
    "is_disabled": "no",
}
REFERRAL = {
    **CHILD,
    "received_on": "16/3/2026",
    "source": "2A",
    "primary_need": "N1",
    "concerns": "He comes to school hungry.",
    "consent": "given",
    "early_help": "not_known",
}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page_of(name, case):
    return reverse(f"cases:{name}", args=[case.pk])


def test_the_page_asks_and_chooses_nothing_beforehand(house):
    response = open_page(house.sw, NEW)
    assert response.status_code == 200
    assert "checked" not in response.content.decode()
    assert "This authority asks for the family's agreement" in words(response)


def test_a_whole_referral_opens_a_case(house):
    carer = {
        "carer_given_names": "Siân",
        "carer_family_name": "O'Hara",
        "carer_role": "mother",
        "carer_responsibility": "unknown",
        "carer_phone": "01632 960 001",
        "carer_address": "1 High Street\nRochdale",
    }
    response = send(house.sw, NEW, {**REFERRAL, **carer})
    case = Case.objects.get()
    assert response.url == reverse("desk:case", args=[case.pk])
    assert str(case.child) == "Leo O'Hara"
    mother = case.family.members.get(role="mother")
    assert (str(mother.person), mother.has_parental_responsibility) == ("Siân O'Hara", None)


def test_an_unborn_child_is_referred_by_the_day_it_is_expected(house):
    send(
        house.sw,
        NEW,
        {**REFERRAL, "given_names": "Baby", "is_born": "no", "expected_on": "1/6/2026"},
    )
    child = Case.objects.get().child
    assert (child.born_on, child.expected_on) == (None, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"given_names": ""}, "Enter the child's given names"),
        ({"is_born": ""}, "Select yes if the child is born"),
        ({"born_on": "31/2/2018"}, "31 February 2018 does not exist"),
        ({"born_on": "19/3/2026"}, "The child's date of birth cannot be in the future"),
        ({"born_on": "18/3/2008"}, "because a Child in Need is under 18"),
        (
            {"is_born": "no", "expected_on": "1/6/2027"},
            "The day the baby is expected cannot be after",
        ),
        ({"received_on": "19/3/2026"}, "The date of the referral cannot be in the future"),
        ({"source": "99"}, "Select who made the referral from the list"),
        ({"primary_need": ""}, "Enter the main need"),
        ({"concerns": "   "}, "Enter the concern"),
        ({"consent": "refused"}, "Enter why the referral goes on without the family's agreement"),
        ({"consent": "not_sought"}, "Enter why the family was not asked"),
        ({"carer_phone": "01632 960 001"}, "Enter the parent's or carer's given names"),
        ({"carer_given_names": "Siân"}, "Say what this person is to the child"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_typed_is_lost(house, answers, said):
    response = send(
        house.sw, NEW, {**REFERRAL, "concerns": "He comes to school hungry.", **answers}
    )
    assert response.status_code == 200
    assert said in words(response).replace("Select the main need", "Enter the main need").replace(
        "Select the concern", "Enter the concern"
    )
    assert "O'Hara" in response.context["form"]["family_name"].value()
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("today", "born", "accepted"),
    [
        ("2026-02-28", "29/2/2008", True),
        ("2026-03-01", "29/2/2008", False),
        ("2026-03-01", "2/3/2008", True),
        ("2028-02-29", "28/2/2010", False),
        ("2028-02-29", "1/3/2010", True),
    ],
)
def test_somebody_born_on_29_february_is_a_child_until_1_march(house, today, born, accepted):
    with clock.at(moment(today)):
        send(house.sw, NEW, {**REFERRAL, "born_on": born, "received_on": today})
    assert Case.objects.exists() is accepted


def test_a_reason_goes_with_whichever_answer_was_given(house):
    send(
        house.sw,
        NEW,
        {
            **REFERRAL,
            "consent": "not_sought",
            "refused_reason": "Left over",
            "not_sought_reason": "Safety",
        },
    )
    assert Case.objects.get().referral.consent_reason == "Safety"


def test_a_child_like_one_we_know_brings_the_question_first(house):
    known = referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))
    response = send(house.sw, NEW, REFERRAL)
    assert response.status_code == 200
    assert "Is this the same child as Leo O'Hara?" in words(response)
    assert "Yes, Leo O'Hara, born on 4 May 2018" in words(response)
    assert "Say whether this is a child we know already" in words(response)
    assert "No, a different child" in words(response)
    assert list(Case.objects.all()) == [known]


def test_two_children_like_this_one_are_both_offered(house):
    for given in ["Leo", "Leon"]:
        referred(house, given_names=given, family_name="O'Hara", born_on=date(2018, 5, 4))
    told = words(send(house.sw, NEW, REFERRAL))
    assert "Is this the same child as one we know?" in told
    exact, near = told.index("Yes, Leo O'Hara"), told.index("Yes, Leon O'Hara, born on 4 May 2018")
    assert "the same family name, the same date of birth" in told[exact:near]
    assert "A similarly spelt given name" in told[near:]


def test_a_different_child_of_the_same_name_gets_a_record_of_their_own(house):
    known = referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))
    send(house.sw, NEW, {**REFERRAL, "known_child": "new", "different_because": "A cousin"})
    case = Case.objects.exclude(pk=known.pk).get()
    assert case.child != known.child


def test_the_same_child_keeps_one_record(house):
    known = referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))
    screen_referral(
        case_id=known.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    send(house.sw, NEW, {**REFERRAL, "known_child": str(known.child_id)})
    assert Case.objects.filter(child=known.child).count() == 2


def test_the_same_child_with_an_open_case_gets_no_second_one(house):
    known = referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))
    response = send(house.sw, NEW, {**REFERRAL, "known_child": str(known.child_id)})
    assert f"already has an open case, {known.reference}" in words(response)
    assert Case.objects.count() == 1


def test_an_unborn_child_we_know_is_offered_with_the_expected_day(house):
    referred(
        house, given_names="Baby", family_name="O'Hara", born_on=None, expected_on=date(2026, 6, 1)
    )
    answers = {**REFERRAL, "given_names": "Baby", "is_born": "no", "expected_on": "1/6/2026"}
    assert "Yes, Baby O'Hara, expected on 1 June 2026" in words(send(house.sw, NEW, answers))


def test_a_child_who_was_not_offered_cannot_be_chosen(house):
    referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))
    stranger = referred(house, given_names="Mia", family_name="Hall")
    response = send(house.sw, NEW, {**REFERRAL, "known_child": str(stranger.child_id)})
    assert response.status_code == 200
    assert Case.objects.count() == 2


def test_an_answer_to_a_question_nobody_asked_does_not_count(house):
    stranger = referred(build_house("bolton"))
    send(house.sw, NEW, {**REFERRAL, "known_child": str(stranger.child_id)})
    assert Case.objects.filter(authority=house.authority, child__given_names="Leo").exists()


def test_a_form_sent_twice_opens_one_case(house):
    token = str(uuid4())
    first = send(house.sw, NEW, REFERRAL, submission=token)
    second = send(house.sw, NEW, REFERRAL, submission=token)
    assert Case.objects.count() == Person.objects.filter(given_names="Leo").count() == 1
    assert second.url == first.url


@pytest.mark.parametrize("person", ["hos", "sm", "admin"])
def test_whoever_has_no_team_is_told_why_not(house, person):
    response = open_page(getattr(house, person), NEW)
    assert response.status_code == 403
    assert "belong to a team can record a referral" in words(response)


def test_a_referral_is_read_with_its_family_and_decision(house):
    case = screened(house, given_names="Leo")
    response = open_page(house.tm, page_of("referral", case))
    told = words(response)
    for expected in [
        "Health: GP",
        "School is worried",
        "Mary O'Brien",
        "Assess the child's needs",
        "Threshold met",
    ]:
        assert expected in told
    assert "Allocate the case" in told
    assert RecordView.objects.get(case_id=case.pk).page == "referral"


def test_a_referral_that_ended_says_how(house):
    case = referred(house)
    passed_to_early_help(house, case, "Agreed with Mary")
    told = words(open_page(house.sw, page_of("referral", case)))
    assert "Pass to early help" in told
    assert "Add a brother or sister" not in told


def test_a_social_worker_is_not_offered_the_managers_decision(house):
    case = referred(house)
    told = words(open_page(house.sw, page_of("referral", case)))
    assert "A manager has not decided yet" in told
    assert "Decide what follows" not in told
    assert "Add a brother or sister" in told


def test_a_sibling_gets_a_case_of_their_own(house):
    case = referred(house)
    address = page_of("add_sibling", case)
    assert open_page(house.sw, address).context["form"]["family_name"].value() == "O'Brien"
    response = send(house.sw, address, {**CHILD, "family_name": "O'Brien"})
    sibling = Case.objects.exclude(pk=case.pk).get()
    assert response.url == reverse("desk:case", args=[sibling.pk])
    assert sibling.family == case.family
    assert "Leo O'Brien" in words(open_page(house.sw, page_of("referral", case)))


def test_a_sibling_form_comes_back_with_what_is_wrong(house):
    response = send(house.sw, page_of("add_sibling", referred(house)), {**CHILD, "sex": ""})
    assert "the child's sex" in words(response)
    assert response.context["form"]["given_names"].value() == "Leo"


def test_a_sibling_of_a_closed_case_is_a_new_referral(house):
    case = referred(house)
    screen_referral(
        case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    response = open_page(house.sw, page_of("add_sibling", case))
    assert response.status_code == 409
    assert "Record a new referral" in words(response)


def test_a_sibling_form_sent_twice_opens_one_case(house):
    case, token = referred(house), str(uuid4())
    for _ in range(2):
        send(house.sw, page_of("add_sibling", case), CHILD, submission=token)
    assert Case.objects.count() == 2


def test_a_manager_decides_with_the_referral_in_view(house):
    case = referred(house)
    address = page_of("screen_referral", case)
    assert "School is worried" in words(open_page(house.tm, address))
    response = send(house.tm, address, {"decision": "assessment", "reason": "Threshold met"})
    assert response.url == reverse("desk:case", args=[case.pk])
    assert Case.objects.get(pk=case.pk).state == "screened"


def test_a_decision_without_reasons_comes_back_as_it_was_typed(house):
    case = referred(house)
    response = send(
        house.tm, page_of("screen_referral", case), {"decision": "early_help", "reason": ""}
    )
    assert "Enter the reasons for the decision" in words(response)
    assert response.context["form"]["decision"].value() == "early_help"
    assert Case.objects.get(pk=case.pk).state == "referred"


def test_a_decision_sent_twice_is_taken_once(house):
    case, token = referred(house), str(uuid4())
    answers = {"decision": "assessment", "reason": "Threshold met"}
    first = send(house.tm, page_of("screen_referral", case), answers, submission=token)
    second = send(house.tm, page_of("screen_referral", case), answers, submission=token)
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)


def test_a_referral_that_was_decided_meanwhile_says_so(house):
    case = screened(house)
    response = send(
        house.tm, page_of("screen_referral", case), {"decision": "assessment", "reason": "Yes"}
    )
    assert response.status_code == 409
    assert "Accepted for assessment" in words(response)


def test_a_social_worker_is_told_why_they_cannot_decide(house):
    response = open_page(house.sw, page_of("screen_referral", referred(house)))
    assert response.status_code == 403
    assert "Only a manager can do this" in words(response)


@pytest.mark.parametrize("name", ["referral", "add_sibling", "screen_referral"])
def test_other_teams_and_authorities_find_nothing(house, name):
    address = page_of(name, referred(house))
    for stranger in [house.tm2, house.sw3, build_house("bolton").tm]:
        assert open_page(stranger, address).status_code == 404


def test_reading_a_referral_costs_the_same_for_a_large_family(house):
    case = referred(house)
    send(house.sw, page_of("add_sibling", case), CHILD)
    before = queries_to_open(house.tm, page_of("referral", case))
    others = [
        "Ada",
        "Boris",
        "Clover",
        "Dermot",
        "Edith",
        "Felix",
        "Giles",
        "Harvey",
        "Ursula",
        "Wilf",
    ]
    for number, name in enumerate(others):
        child = {**CHILD, "given_names": name, "born_on": f"{number + 1}/9/2012"}
        send(house.sw, page_of("add_sibling", case), child)
    assert Case.objects.count() == 12
    assert queries_to_open(house.tm, page_of("referral", case)) == before


def test_a_received_day_long_past_is_kept(house):
    send(house.sw, NEW, {**REFERRAL, "received_on": "1/3/2026"})
    assert Case.objects.get().referral.received_on == clock.today() - timedelta(days=17)
