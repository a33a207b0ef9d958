"""Two records of one person become one, and can be taken apart again exactly."""

from datetime import date, timedelta

import pytest
from django.core import serializers
from django.urls import reverse

from cases.models import (
    Address,
    Case,
    ContactDetail,
    DifferentPeople,
    Disability,
    OtherName,
    Person,
)
from cases.selectors.duplicates import pointing_at_people
from cases.services.merging import merge_people, unmerge_people
from cases.services.newcomers import tell_apart
from cases.services.referrals import screen_referral
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import NotFound, NotPermitted, StepNotAllowed
from tests.cases.browsing import open_page, send, words
from tests.stories import moment, referred

pytestmark = pytest.mark.django_db

BORN = date(2017, 5, 4)


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def twice(house):
    """One child recorded twice: the case of the second record is closed."""
    kept = referred(house, given_names="Siobhan", born_on=BORN)
    again = referred(house, given_names="Shivaun", family_name="O'Brian", born_on=BORN)
    screen_referral(case_id=again.pk, actor=house.tm, decision="no_further_action", reason="Known")
    return kept, Case.objects.get(pk=again.pk)


def merge(house, kept, again, actor=None, **chosen):
    return merge_people(
        case_id=kept.pk,
        kept_id=kept.child_id,
        merged_id=again.child_id,
        actor=actor or house.tm,
        chosen=chosen,
        reason="Same mother, same address, same school.",
    )


def undo(house, kept, done, actor=None):
    return unmerge_people(
        case_id=kept.pk,
        kept_id=kept.child_id,
        merge_id=done.pk,
        actor=actor or house.tm,
        reason="They are cousins",
    )


def everything():
    """Every row that is, or points at, a person, but for when it was last saved."""
    models = {Person, *(model for model, _ in pointing_at_people()), DifferentPeople}
    rows = {}
    for model in models:
        for row in serializers.serialize("python", model._base_manager.order_by("pk")):
            row["fields"].pop("updated_at", None)
            row["fields"].pop("version", None)
            rows[row["model"], row["pk"]] = row["fields"]
    return rows


def test_everything_that_pointed_at_the_one_points_at_the_other(house, twice):
    kept, again = twice
    Address.objects.create(person=again.child, lines="1 Elm Road")
    merge(house, kept, again, given_names="kept", family_name="kept")
    again.refresh_from_db()
    assert again.child_id == kept.child_id
    assert again.family.members.get(role="child").person_id == kept.child_id
    assert kept.child.addresses.get().lines == "1 Elm Road"
    gone = Person.objects.get(given_names="Shivaun")
    assert gone.merged_into_id == kept.child_id
    assert not gone.keys.exists()
    left = [model for model, f in pointing_at_people() if model.objects.filter(**{f: gone})]
    assert left == []
    assert AuditEvent.objects.filter(action="cases.merge_people").count() == 2


def test_a_name_that_was_not_chosen_is_still_found(house, twice):
    kept, again = twice
    merge(house, kept, again, given_names="kept", family_name="merged")
    person = Person.objects.get(pk=kept.child_id)
    assert str(person) == "Siobhan O'Brian"
    aliases = set(person.other_names.values_list("given_names", "family_name"))
    assert aliases == {("Siobhan", "O'Brien"), ("Shivaun", "O'Brian")}


def test_what_only_the_other_record_says_is_taken_over(house, twice):
    kept, again = twice
    Person.objects.filter(pk=again.child_id).update(nhs_number="9434765919", ethnicity="WIRI")
    Person.objects.filter(pk=kept.child_id).update(ethnicity="WBRI")
    merge(house, kept, again, ethnicity="kept")
    person = Person.objects.get(pk=kept.child_id)
    assert (person.nhs_number, person.ethnicity) == ("9434765919", "WBRI")


def test_a_merge_taken_back_leaves_every_row_as_it_was(house, twice):
    kept, again = twice
    for case, road in [(kept, "Elm Road"), (again, "Oak Road")]:
        Address.objects.create(person=case.child, lines=f"1 {road}", began_on=BORN)
        ContactDetail.objects.create(
            person=case.child, kind="phone", value="01632 960 001", is_preferred=True
        )
        Disability.objects.create(person=case.child, kind="AUT")
    OtherName.objects.create(person=again.child, kind="previous", family_name="Kelly")
    cousin = referred(house, given_names="Siobhan", born_on=date(2010, 1, 1))
    for case in (kept, again):
        tell_apart(
            case=case,
            person=case.child,
            others=[cousin.child_id],
            reason="A cousin",
            actor=house.sw,
        )
    before = everything()
    done = merge(house, kept, again, given_names="merged", family_name="merged")
    assert everything() != before
    assert Address.objects.filter(person=kept.child, ended_on=None).get().lines == "1 Elm Road"
    undo(house, kept, done)
    assert everything() == before
    assert Person.objects.get(pk=again.child_id).keys.exists()


def test_what_was_written_since_stays_with_the_record_that_was_kept(house, twice):
    kept, again = twice
    done = merge(house, kept, again, given_names="merged")
    Person.objects.filter(pk=kept.child_id).update(given_names="Sinead")
    Address.objects.create(person=kept.child, lines="1 Elm Road")
    undo(house, kept, done)
    assert Person.objects.get(pk=kept.child_id).given_names == "Sinead"
    assert kept.child.addresses.count() == 1


def test_two_open_cases_are_refused_with_what_to_do(house):
    kept = referred(house, given_names="Siobhan", born_on=BORN)
    again = referred(house, given_names="Shivaun", born_on=BORN)
    with pytest.raises(StepNotAllowed, match="close the other, then merge"):
        merge(house, kept, again)
    assert Person.objects.filter(merged_into=None, kind="child").count() == 2


def test_a_merge_is_for_managers_who_may_open_both(house, twice):
    kept, again = twice
    with pytest.raises(NotPermitted):
        merge(house, kept, again, actor=house.sw)
    Case.objects.filter(pk=again.pk).update(team=house.other_team)
    with pytest.raises(NotFound):
        merge(house, kept, again)
    assert merge(house, kept, again, actor=house.sm).kept_id == kept.child_id


@pytest.fixture
def two_mothers(house):
    """One woman recorded twice, as the mother of two children of different families."""
    one = referred(house, given_names="Siobhan", born_on=BORN)
    other = referred(house, given_names="Zed", family_name="Quill", born_on=date(2012, 1, 1))
    return one, other, *(case.family.members.get(role="mother").person for case in (one, other))


def join(house, case, kept, merged, actor=None):
    return merge_people(
        case_id=case.pk,
        kept_id=kept.pk,
        merged_id=merged.pk,
        actor=actor or house.tm,
        chosen={},
        reason="One woman",
    )


def told(action):
    return set(AuditEvent.objects.filter(action=action).values_list("case_id", flat=True))


def test_merging_grown_ups_is_written_in_the_history_of_every_case_they_stand_on(
    house, two_mothers
):
    one, other, kept, merged = two_mothers
    done = join(house, one, kept, merged)
    assert told("cases.merge_people") == {one.pk, other.pk}
    unmerge_people(
        case_id=one.pk, kept_id=kept.pk, merge_id=done.pk, actor=house.tm, reason="Sisters"
    )
    assert told("cases.unmerge_people") == {one.pk, other.pk}


def test_grown_ups_on_another_teams_open_case_are_merged_by_a_service_manager(house, two_mothers):
    one, other, kept, merged = two_mothers
    # Of the other record this team may open a closed case, but not the open one.
    third = referred(house, given_names="Yan", family_name="Quill", born_on=date(2013, 1, 1))
    third.family.members.create(person=merged, role="grandparent")
    Case.objects.filter(pk=other.pk).update(team=house.other_team)
    with pytest.raises(NotFound, match="service manager to join"):
        join(house, one, kept, merged)
    done = join(house, one, kept, merged, actor=house.sm)
    assert told("cases.merge_people") == {one.pk, other.pk, third.pk}
    with pytest.raises(NotFound, match="service manager to join"):
        unmerge_people(
            case_id=one.pk, kept_id=kept.pk, merge_id=done.pk, actor=house.tm, reason="Sisters"
        )


def test_a_child_is_never_merged_with_a_grown_up(house, twice):
    kept, _ = twice
    mother = kept.family.members.get(role="mother").person
    with pytest.raises(StepNotAllowed, match="cannot be one person"):
        merge_people(
            case_id=kept.pk,
            kept_id=kept.child_id,
            merged_id=mother.pk,
            actor=house.tm,
            chosen={},
            reason="Mistaken",
        )


def test_a_merge_can_be_taken_back_once_and_for_30_days(house, twice):
    kept, again = twice
    done = merge(house, kept, again)
    with (
        clock.at(moment("2026-03-18") + timedelta(days=31)),
        pytest.raises(StepNotAllowed, match="30 days"),
    ):
        undo(house, kept, done)
    undo(house, kept, done)
    with pytest.raises(StepNotAllowed, match="already"):
        undo(house, kept, done)


def test_the_page_shows_each_difference_and_merges_as_chosen(house, twice):
    kept, again = twice
    page = reverse("cases:person", args=[kept.pk, kept.child_id])
    told = words(open_page(house.tm, page))
    assert "May be the same person: Shivaun O'Brian" in told
    assert "Merge it into this one" not in words(open_page(house.sw, page))
    address = reverse("cases:merge_people", args=[kept.pk, kept.child_id, again.child_id])
    assert open_page(house.sw, address).status_code == 403
    assert open_page(house.tm2, address).status_code == 404
    preview = words(open_page(house.tm, address))
    assert "1 case" in preview
    assert "Shivaun The other record" in preview
    assert "Say" not in words(send(house.tm, address, {"reason": "Same child"}))[:10]
    assert not Person.objects.exclude(merged_into=None).exists()
    answers = {"given_names": "kept", "family_name": "merged", "reason": "Same child"}
    assert send(house.tm, address, answers).url == page
    merged = words(open_page(house.tm, page))
    assert "Siobhan O'Brian" in merged
    assert "Take the merge back" in merged
    back = reverse(
        "cases:unmerge_people", args=[kept.pk, kept.child_id, kept.child.merges.get().pk]
    )
    assert "Both records will be as they were" in words(open_page(house.tm, back))
    assert send(house.tm, back, {"reason": "Cousins"}).url == page
    assert "Siobhan O'Brien" in words(open_page(house.tm, page))


def test_two_people_told_apart_are_not_offered_again(house, twice):
    kept, again = twice
    address = reverse("cases:tell_apart", args=[kept.pk, kept.child_id, again.child_id])
    page = send(house.sw, address, {"reason": "Born on one day to two sisters"}).url
    assert "May be the same person" not in words(open_page(house.sw, page))
    assert DifferentPeople.objects.get().reason == "Born on one day to two sisters"
