"""A person's page: what is known, how it is changed, and what is refused."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape

from alerts.models import Deadline
from cases.models import Agency, Case, ContactDetail, Person, SafetyFlag
from cases.services.people import describe_person
from cases.services.referrals import ChildDetails, add_sibling
from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import BadInput
from cin.procedures.identifiers import upn_with_check_letter
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import allocated, build_house, moment, referred, visited

pytestmark = pytest.mark.django_db

UPN = upn_with_check_letter("354201800101")
IDENTITY = {
    "given_names": "Amina",
    "family_name": "O'Brien",
    "is_born": "yes",
    "born_on": "4/5/2017",
    "sex": "F",
}
NEEDS = {"is_disabled": "no", "send_support": "N"}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def case(house):
    return referred(house, given_names="Amina", born_on=date(2017, 5, 4))


def page_of(case, person=None):
    return reverse("cases:person", args=[case.pk, (person or case.child).pk])


def describe(user, case, section, answers, person=None):
    pk = (person or case.child).pk
    return send(user, reverse("cases:describe_person", args=[case.pk, pk, section]), answers)


def add(user, case, kind, answers, person=None):
    pk = (person or case.child).pk
    return send(user, reverse("cases:add_person_row", args=[case.pk, pk, kind]), answers)


def test_everybody_on_a_case_is_listed_with_what_to_mind_first(house, case):
    mother = case.family.members.get(role="mother").person
    answers = {"kind": "no_telephone", "details": "He listens in."}
    add(house.sw, case, "caution", answers, mother)
    told = words(open_page(house.sw, reverse("cases:people", args=[case.pk])))
    assert "Amina O'Brien" in told
    assert "Do not telephone He listens in." in told
    assert RecordView.objects.filter(page="people", case_id=case.pk).count() == 1
    overview = words(open_page(house.sw, reverse("desk:case", args=[case.pk])))
    assert "Do not telephone He listens in." in overview


def test_the_list_of_people_costs_the_same_for_a_large_family(house, case):
    address = reverse("cases:people", args=[case.pk])
    before = queries_to_open(house.sw, address)
    for number in range(8):
        person = Person.objects.create(
            authority=house.authority, kind="other_family", given_names="N", family_name=f"{number}"
        )
        case.family.members.create(person=person, role="grandparent")
        ContactDetail.objects.create(person=person, kind="phone", value="01632 960 001")
    assert queries_to_open(house.sw, address) == before


@pytest.mark.parametrize(
    "name",
    ["people", "person", "describe_person", "add_person_row"],
)
def test_nobody_sees_a_person_but_through_a_case_they_may_see(house, case, name):
    more = {"describe_person": ["identity"], "add_person_row": ["address"]}.get(name, [])
    args = [case.pk, *([] if name == "people" else [case.child_id, *more])]
    address = reverse(f"cases:{name}", args=args)
    assert open_page(house.sw, address).status_code == 200
    for stranger in [house.sw3, house.tm2, house.admin, build_house("bolton").tm]:
        assert open_page(stranger, address).status_code == 404
    other = referred(house, given_names="Zed", family_name="Quill")
    if name != "people":
        wrong = reverse(f"cases:{name}", args=[case.pk, other.child_id, *more])
        assert open_page(house.sw, wrong).status_code == 404


def test_an_unborn_child_is_born_without_a_second_record(house):
    case = referred(house, given_names="Baby", born_on=None, expected_on=date(2026, 4, 1))
    with clock.at(moment("2026-04-05")):
        describe(house.sw, case, "identity", {**IDENTITY, "born_on": "2/4/2026"})
    child = Person.objects.get(pk=case.child_id)
    assert (str(child), child.born_on, child.expected_on) == (
        "Amina O'Brien",
        date(2026, 4, 2),
        None,
    )
    assert Person.objects.filter(kind="child").count() == 1
    shown = open_page(house.sw, reverse("cases:person", args=[case.pk, case.child_id]))
    assert "Was expected on 1 April 2026" in words(shown)


def test_a_birth_after_another_teams_visit_is_refused_without_telling_its_day(house):
    case = allocated(house, given_names="Amina", born_on=date(2017, 5, 4))
    visited(house, case)
    child = ChildDetails(given_names="Bo", family_name="O'Brien", born_on=date(2012, 1, 1))
    sibling = add_sibling(actor=house.sw, case_id=case.pk, child=child)
    Case.objects.filter(pk=case.pk).update(team=house.other_team, worker=house.sw3)
    with pytest.raises(BadInput, match="another team has recorded a visit") as refused:
        describe_person(
            case_id=sibling.pk,
            person_id=case.child_id,
            actor=house.sw,
            seen_version=None,
            changes={"born_on": date(2026, 3, 19)},
        )
    assert "18 March" not in str(refused.value)


def test_whoever_may_be_the_same_person_is_written_down_as_looked_at(house):
    case = referred(house, given_names="Amina", born_on=date(2017, 5, 4))
    like = referred(house, given_names="Amina", born_on=date(2017, 5, 4))
    Case.objects.filter(pk=like.pk).update(team=house.other_team)
    page = open_page(house.sw, reverse("cases:person", args=[case.pk, case.child_id]))
    assert "May be the same person" in words(page)
    seen = RecordView.objects.filter(page="person").values_list("case_id", flat=True)
    assert set(seen) == {case.pk, like.pk}


def test_a_birth_after_a_visit_is_refused_and_nothing_typed_is_lost(house):
    case = allocated(house, given_names="Amina", born_on=date(2017, 5, 4))
    visited(house, case)
    with clock.at(moment("2026-03-20")):
        page = describe(house.sw, case, "identity", {**IDENTITY, "born_on": "19/3/2026"})
    assert "there is a visit on 18 March 2026" in words(page)
    assert page.context["form"]["given_names"].value() == "Amina"
    assert Person.objects.get(pk=case.child_id).born_on == date(2017, 5, 4)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"is_born": "unknown"}, "Enter the date of birth, or an estimate of it"),
        ({"is_born": "no", "expected_on": "1/6/2028"}, "cannot be after"),
        ({"given_names": "😀"}, "must include letters"),
        ({"family_name": "x" * 10_000}, "must be 100 characters or fewer"),
        ({"died_on": "3/5/2017"}, "cannot be before the date of birth"),
        ({"born_on": "19/3/2026"}, "cannot be in the future"),
    ],
)
def test_an_impossible_identity_is_explained(house, case, answers, said):
    page = describe(house.sw, case, "identity", {**IDENTITY, **answers})
    assert said in words(page)
    assert Person.objects.get(pk=case.child_id).version == 1


@pytest.mark.parametrize("name", ["N'Golo", "فاطمة", "Zoë 😀", "Łucja-Mae"])
def test_any_name_is_kept_as_it_is_written_and_shown_in_its_own_direction(house, case, name):
    describe(house.sw, case, "identity", {**IDENTITY, "given_names": name})
    assert Person.objects.get(pk=case.child_id).given_names == name
    written = escape(name)
    drawn = open_page(house.sw, page_of(case)).content.decode()
    assert f'<span dir="auto">{written} ' in drawn


def test_two_people_editing_see_each_other(house, case):
    describe(house.sw, case, "identity", {**IDENTITY, "version": "1"})
    late = describe(house.sw2, case, "identity", {**IDENTITY, "sex": "U", "version": "1"})
    assert "Somebody else changed this record" in words(late)
    assert Person.objects.get(pk=case.child_id).sex == "F"


def test_what_changed_is_written_down_without_what_it_says(house, case):
    describe(house.sw, case, "identity", {**IDENTITY, "given_names": "Aminah"})
    event = AuditEvent.objects.get(action="cases.describe_person")
    assert event.details == {"fields": ["given_names", "sex"]}
    assert Person.history.filter(id=case.child_id).count() == 2


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"upn": "A354201800101"}, "does not fit its check letter"),
        ({"upn": "12"}, "must be a letter, 11 digits"),
        ({"upn": UPN, "upn_missing": "UN1"}, "Leave out either"),
        ({"education_name": "Elm School"}, "Say what kind of place it is"),
    ],
)
def test_a_wrong_pupil_number_is_explained(house, case, answers, said):
    assert said in words(describe(house.sw, case, "needs", {**NEEDS, **answers}))
    assert Person.objects.get(pk=case.child_id).upn == ""


def test_a_pupil_number_is_read_however_it_is_typed(house, case):
    typed = f" {UPN[:4]} {UPN[4:].lower()} ".lower()
    place = {"education_name": "Elm School", "education_kind": "school"}
    describe(house.sw, case, "needs", {**NEEDS, **place, "upn": typed})
    child = Person.objects.get(pk=case.child_id)
    assert (child.upn, str(child.education)) == (UPN, "Elm School")
    describe(house.sw, case, "needs", {**NEEDS, **place, "education_name": "ELM school"})
    assert Agency.objects.count() == 1


def test_an_nhs_number_is_checked_and_belongs_to_one_record(house, case):
    wrong = describe(house.sw, case, "health", {"nhs_number": "943 476 5918"})
    assert "does not fit its check digit" in words(wrong)
    describe(house.sw, case, "health", {"nhs_number": "943 476 5919", "gp_practice_name": "Elm"})
    assert Person.objects.get(pk=case.child_id).nhs_number == "9434765919"
    other = referred(house, given_names="Zed", family_name="Quill")
    taken = describe(house.sw, other, "health", {"nhs_number": "9434765919"})
    assert "Amina O'Brien has this NHS number" in words(taken)
    Case.objects.filter(pk=case.pk).update(team=house.other_team)
    hidden = words(describe(house.sw, other, "health", {"nhs_number": "9434765919"}))
    assert "Somebody whom another team knows has this NHS number" in hidden
    assert "Amina" not in hidden


def test_a_child_found_to_be_disabled_has_their_dates_worked_out_anew(
    house, django_capture_on_commit_callbacks
):
    case = allocated(house, given_names="Amina", born_on=date(2017, 5, 4))
    Deadline.objects.filter(case=case).delete()
    with django_capture_on_commit_callbacks(execute=True):
        kinds = {"is_disabled": "yes", "disability_kinds": ["AUT", "LD"]}
        describe(house.sw, case, "needs", {**NEEDS, **kinds})
    child = Person.objects.get(pk=case.child_id)
    assert child.is_disabled
    assert {row.kind for row in child.disabilities.all()} == {"AUT", "LD"}
    assert Deadline.objects.filter(case=case).exists()
    assert "Autism, diagnosed, Learning" in words(open_page(house.sw, page_of(case)))


def test_a_new_home_ends_the_one_before_it(house, case):
    home = {"kind": "home", "lines": "1 Elm Road", "postcode": "ol161ab", "began_on": "1/1/2020"}
    add(house.sw, case, "address", home)
    add(house.sw, case, "address", {**home, "lines": "2 Oak Road", "began_on": "1/2/2026"})
    spells = [(str(a), a.began_on, a.ended_on) for a in case.child.addresses.order_by("pk")]
    assert spells == [
        ("1 Elm Road\nOL16 1AB", date(2020, 1, 1), date(2026, 2, 1)),
        ("2 Oak Road\nOL16 1AB", date(2026, 2, 1), None),
    ]
    assert case.child.keys.filter(kind="place", key="OL16 1AB").exists()


@pytest.mark.parametrize(
    ("kind", "answers", "said"),
    [
        ("address", {"kind": "home", "lines": "1 Elm Road", "postcode": "OL"}, "whole postcode"),
        (
            "address",
            {"kind": "home", "lines": "x", "began_on": "2/2/2026", "ended_on": "1/2/2026"},
            "The end cannot be before the beginning",
        ),
        ("contact", {"kind": "email", "value": "nobody"}, "Enter an email address"),
        ("contact", {"kind": "mobile", "value": "ring me"}, "Enter a telephone number"),
        (
            "contact",
            {"kind": "mobile", "value": "07700 900 982", "is_safe": "no", "is_preferred": "on"},
            "cannot be the best one",
        ),
        ("name", {"kind": "alias"}, "Enter given names, a family name, or both"),
        ("order", {"kind": "supervision", "began_on": "19/3/2026"}, "cannot be in the future"),
        ("caution", {"kind": "violence", "details": " "}, "what a colleague should know"),
    ],
)
def test_a_wrong_row_is_explained(house, case, kind, answers, said):
    assert said in words(add(house.sw, case, kind, answers))


def test_one_way_to_reach_somebody_is_the_best_and_its_safety_is_told(house, case):
    for value, safe in [("07700 900 982", "yes"), ("07700 900 983", "unknown")]:
        answers = {"kind": "mobile", "value": value, "is_safe": safe, "is_preferred": "on"}
        add(house.sw, case, "contact", answers)
    best = ContactDetail.objects.get(is_preferred=True)
    assert (best.value, best.is_safe) == ("07700 900 983", None)
    told = words(open_page(house.sw, page_of(case)))
    assert "07700 900 982 Safe to use" in told
    assert "Not known whether it is safe" in told


def test_a_caution_ends_with_a_reason_and_stays_on_the_record(house, case):
    add(house.sw, case, "caution", {"kind": "animals", "details": "A dog, loose in the garden"})
    flag = SafetyFlag.objects.get()
    assert (flag.raised_by, flag.raised_on) == (house.sw, date(2026, 3, 18))
    end = reverse("cases:end_caution", args=[case.pk, case.child_id, flag.pk])
    assert "Enter why the caution no longer holds" in words(send(house.sw, end, {}))
    send(house.sw2, end, {"end_reason": "The dog is gone"})
    told = words(open_page(house.sw, page_of(case)))
    assert "ended by SW2 of Rochdale on 18 March 2026: The dog is gone" in told
    assert open_page(house.sw, end).status_code == 409


def test_other_names_and_orders_are_added_and_changed(house, case):
    add(house.sw, case, "name", {"kind": "previous", "family_name": "Kelly"})
    add(house.sw, case, "order", {"kind": "supervision", "began_on": "1/2/2026"})
    name = case.child.other_names.get()
    change = reverse("cases:change_person_row", args=[case.pk, case.child_id, "name", name.pk])
    assert open_page(house.sw, change).context["form"]["family_name"].value() == "Kelly"
    send(house.sw, change, {"kind": "previous", "family_name": "Kelley"})
    assert case.child.other_names.get().family_name == "Kelley"
    assert case.child.keys.filter(key="amina kelley").exists()
    assert "Supervision order from 1 February 2026" in words(open_page(house.sw, page_of(case)))


def test_people_of_a_closed_case_stay_as_they_are(house, case):
    Case.objects.filter(pk=case.pk).update(closed_on=date(2026, 3, 1), state="closed")
    assert "Change" not in words(open_page(house.sw, page_of(case))).replace("Change your", "")
    assert describe(house.sw, case, "identity", IDENTITY).status_code == 409


def test_finding_a_person_shows_own_records_and_hides_those_of_others(house, case):
    address = reverse("cases:find_people")
    asked = {"given_names": "Ameena", "family_name": "OBrien"}
    mine = send(house.sw, address, asked)
    assert page_of(case) in mine.content.decode()
    assert RecordView.objects.filter(page="find a person", viewer_id=house.sw.pk).exists()
    theirs = send(house.sw3, address, asked)
    assert "Known to another team: ask Family Support North (TM of Rochdale)" in words(theirs)
    assert case.reference not in words(theirs)
    assert page_of(case) not in theirs.content.decode()
    assert "0 people found" in words(send(build_house("bolton").sw, address, asked))
    assert open_page(house.admin, address).status_code == 403
    assert "Enter a name, or something else" in words(send(house.sw, address, {}))


@pytest.mark.parametrize(
    "asked",
    [
        {"family_name": "O'Brien"},
        {"born_on": "4/5/2017"},
        {"number": "943 476 5919"},
        {"address": "12 Elm Rd, OL16 1AB"},
    ],
)
def test_a_person_is_found_by_any_one_thing(house, case, asked):
    describe(house.sw, case, "health", {"nhs_number": "943 476 5919"})
    home = {"kind": "home", "lines": "12 Elm Road", "postcode": "OL16 1AB"}
    add(house.sw, case, "address", home)
    told = words(send(house.sw, reverse("cases:find_people"), asked))
    assert "Amina O'Brien" in told
