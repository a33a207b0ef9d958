"""Agencies written down once, chosen instead of typed again, and who works at them."""

import pytest
from django.urls import reverse

from cases.models import Agency, NetworkMember
from cases.selectors.agencies import agencies_around, agencies_like
from cases.services.agencies import AgencyDetails, add_agency, change_agency
from cases.services.network import PartDetails, ProfessionalDetails, add_to_network
from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import House, allocated, build_house, moment, referred

pytestmark = pytest.mark.django_db
MOSS = {"name": "Moss Lane School", "kind": "school", "phone": "01632 960 001"}
TESS = {"given_names": "Tess", "family_name": "D'Arcy"}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page(name, *args):
    return reverse(f"cases:{name}", args=args)


def moss(house):
    return add_agency(actor=house.sw, details=AgencyDetails(**MOSS))


def works(house, case, agency_id=None, **who):
    professional = ProfessionalDetails(**{**TESS, "agency_id": agency_id, **who})
    part = PartDetails(role="Class teacher")
    return add_to_network(case_id=case.pk, actor=house.sw, professional=professional, part=part)


def test_an_agency_is_added_found_read_and_changed(house: House):
    added = send(house.sw, page("add_agency"), {**MOSS, "address": "1 Moss Lane\nRochdale"})
    agency = Agency.objects.get(name="Moss Lane School")
    assert added["Location"] == page("agency", agency.pk)
    shown = words(open_page(house.sw2, page("agency", agency.pk)))
    for told in ("Moss Lane School", "School", "01632 960 001", "1 Moss Lane"):
        assert told in shown
    found = words(open_page(house.tm, page("agencies") + "?words=lane+moss&kind=school"))
    assert "1 agency found" in found
    assert "No agency is like that" in words(open_page(house.tm, page("agencies") + "?words=zzz"))
    change = page("change_agency", agency.pk)
    assert "Moss Lane School" in open_page(house.sw, change).content.decode()
    assert send(house.sw, change, {**MOSS, "name": "Moss Lane Academy"}).status_code == 302
    agency.refresh_from_db()
    assert agency.name == "Moss Lane Academy"
    assert agency.history_rows.earliest().name == "Moss Lane School"
    actions = AuditEvent.objects.filter(subject_id=agency.pk, subject_type="cases.agency")
    assert set(actions.values_list("action", flat=True)) == {
        "cases.add_agency",
        "cases.change_agency",
    }


def test_of_two_who_change_it_at_once_the_second_sees_what_the_first_saved(house: House):
    change = page("change_agency", moss(house).pk)
    seen = open_page(house.sw, change).context["form"]["version"].value()
    first = {**MOSS, "phone": "01632 960 002", "version": seen}
    assert send(house.sw2, change, first).status_code == 302
    second = {**MOSS, "name": "Moss Lane Academy", "version": seen}
    asked = send(house.sw, change, second)
    assert "Somebody else changed this agency after you opened it" in words(asked)
    assert "01632 960 002" in words(asked)
    assert asked.context["form"]["name"].value() == "Moss Lane Academy"
    assert Agency.objects.get(name="Moss Lane School").phone == "01632 960 002"
    seen = asked.context["form"]["version"].value()
    again = {**second, "phone": "01632 960 002", "version": seen}
    assert send(house.sw, change, again).status_code == 302
    agency = Agency.objects.get(name="Moss Lane Academy")
    assert agency.phone == "01632 960 002"


def test_one_that_is_like_it_is_asked_about_before_a_second_is_made(house: House):
    agency = moss(house)
    again = {**MOSS, "name": "Mos Lane Primary School"}
    asked = words(send(house.sw, page("add_agency"), again))
    assert "Yes, Moss Lane School, school" in asked
    chosen = {**again, "known_agency": str(agency.pk)}
    assert send(house.sw, page("add_agency"), chosen)["Location"] == page("agency", agency.pk)
    assert Agency.objects.filter(kind="school").count() == 1
    assert send(house.sw, page("add_agency"), {**again, "known_agency": "new"}).status_code == 302
    assert Agency.objects.filter(kind="school").count() == 2
    with pytest.raises(BadInput, match="known already"):
        add_agency(actor=house.sw, details=AgencyDetails(name="MOSS LANE SCHOOL", kind="school"))
    assert agencies_like(house.sw, "moss lane")[0].name == "Moss Lane School"
    assert agencies_like(house.sw, "Heybrook Medical") == []


def test_an_agency_is_of_one_authority_and_for_those_who_do_casework(house: House):
    agency = moss(house)
    stranger = build_house("bolton").sw
    assert agencies_like(stranger, "Moss Lane School") == []
    for name in ("agency", "change_agency"):
        assert open_page(stranger, page(name, agency.pk)).status_code == 404
        assert open_page(house.admin, page(name, agency.pk)).status_code == 404
    assert "0 agencies" in words(open_page(stranger, page("agencies")))
    assert open_page(house.admin, page("agencies")).status_code == 403
    assert open_page(house.admin, page("add_agency")).status_code == 403
    with pytest.raises(NotFound):
        change_agency(
            agency_id=agency.pk, actor=stranger, seen_version=1, details=AgencyDetails(**MOSS)
        )
    with pytest.raises(NotPermitted):
        add_agency(actor=house.admin, details=AgencyDetails(**MOSS))


def test_a_professional_is_added_at_an_agency_that_is_chosen(house: House):
    agency = moss(house)
    case = allocated(house)
    new = page("add_to_network", case.pk)
    answers = {**TESS, "agency": "Moss Lane Schol", "agency_kind": "school", "role": "Teacher"}
    asked = send(house.sw, new, answers)
    assert "Is it one of the agencies we know?" in words(asked)
    assert asked.context["form"]["role"].value() == "Teacher"
    assert not NetworkMember.objects.exists()
    assert send(house.sw, new, {**answers, "known_agency": str(agency.pk)}).status_code == 302
    member = NetworkMember.objects.get()
    assert member.person.agency == agency
    assert Agency.objects.filter(kind="school").count() == 1
    other = Agency.objects.create(authority=build_house("bolton").authority, name="X", kind="gp")
    with pytest.raises(BadInput, match="Choose one of the agencies"):
        works(house, case, other.pk)


def test_an_agency_known_by_its_very_name_is_not_asked_about(house: House):
    agency = moss(house)
    answers = {**TESS, "agency": "moss lane SCHOOL", "agency_kind": "school", "role": "Teacher"}
    assert send(house.sw, page("add_to_network", allocated(house).pk), answers).status_code == 302
    assert NetworkMember.objects.get().person.agency == agency


def test_a_professional_has_a_page_with_the_children_this_person_may_see(house: House):
    agency = moss(house)
    mine = referred(house, given_names="Amina")
    theirs = referred(house, given_names="Zed", family_name="Quill")
    person = works(house, mine, agency.pk).person
    works(house, theirs, known_id=person.pk)
    theirs.team = house.other_team
    theirs.save()
    address = page("professional", person.pk)
    shown = words(open_page(house.sw, address))
    assert "Amina" in shown
    assert "Class teacher" in shown
    assert "Moss Lane School" in shown
    assert "Quill" not in shown
    seen = RecordView.objects.filter(page="professional")
    assert set(seen.values_list("case_id", flat=True)) == {mine.pk}
    assert "Tess D'Arcy" in words(open_page(house.sw3, page("agency", agency.pk)))
    assert "Quill" in words(open_page(house.sw3, address))
    assert "Amina" not in words(open_page(house.sw3, address))
    assert open_page(build_house("bolton").sw, address).status_code == 404
    assert open_page(house.admin, address).status_code == 404
    assert open_page(house.sw, page("professional", mine.child_id)).status_code == 404
    people = open_page(house.sw, page("people", mine.pk)).content.decode()
    assert address in people
    assert page("agency", agency.pk) in people


def test_the_agencies_around_a_child_are_offered_when_agencies_are_asked(house: House):
    case = allocated(house)
    works(house, case, moss(house).pk)
    assert agencies_around(case) == ["Moss Lane School"]
    asking = open_page(house.sw, reverse("assessments:ask_agencies", args=[case.pk]))
    assert "Moss Lane School" in dict(asking.context["form"].fields["agencies"].choices)


def test_the_pages_cost_the_same_for_one_as_for_five(house: House):
    agency = moss(house)
    case = referred(house)
    person = works(house, case, agency.pk).person
    pages = [page("agency", agency.pk), page("professional", person.pk), page("agencies")]
    few = [queries_to_open(house.sw, each) for each in pages]
    for number in range(4):
        other = referred(house, given_names=f"Child {number}", family_name=f"Name{number}")
        works(house, other, known_id=person.pk)
        works(house, other, agency.pk, given_names=f"Prof{number}", family_name="Else")
        add_agency(actor=house.sw, details=AgencyDetails(name=f"Agency {number}", kind="school"))
    assert [queries_to_open(house.sw, each) for each in pages] == few
