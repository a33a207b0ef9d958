"""The pages on which a visit is recorded, read, changed and finished."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.services.referrals import ChildDetails, add_sibling, screen_referral
from cin.audit.models import RecordView
from cin.core import clock
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import allocated, build_house, moment, referred, visited
from visits.models import Visit, VisitChild

pytestmark = pytest.mark.django_db

VISIT = {
    "visited_at_date": "18/3/2026",
    "visited_at_time": "3pm",
    "kind": "initial",
    "location": "elsewhere",
    "place": "At grandmother's",
    "people_present": "Mary O'Brien, mother",
    "purpose_explained": "yes",
    "consent_obtained": "yes",
    "fgc_explained": "yes",
    "fgc_offered": "no",
    "fnm_late_reason": "To be agreed with the grandparents.",
    "genogram_done": "yes",
    "safety_contingency_done": "no",
    "account": "We talked in the kitchen.",
    "concern_raised": "no",
}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18 16:00")):
        yield


@pytest.fixture
def case(house):
    with clock.at(moment("2026-03-16")):
        return allocated(house)


@pytest.fixture
def sibling(house, case):
    child = ChildDetails(given_names="Sean", family_name="O'Brien", born_on=date(2024, 1, 1))
    return add_sibling(actor=house.sw, case_id=case.pk, child=child)


@pytest.fixture
def new(case):
    return reverse("visits:record_visit", args=[case.pk])


def seen(case, **changes):
    answers = {
        "seen": "yes",
        "seen_alone": "yes",
        "voice": "I like it here.",
        "lived_experience": "Busy.",
        **changes,
    }
    return {f"child-{case.pk}-{name}": answer for name, answer in answers.items()}


def edit_page(visit):
    return reverse("visits:edit_visit", args=[visit.pk])


def test_the_page_begins_empty_but_for_the_likely_kind(house, case, new):
    response = open_page(house.sw, new)
    assert response.context["form"]["kind"].value() == "initial"
    checked = re.findall(r"<input[^>]* checked", response.content.decode())
    assert [each for each in checked if 'name="kind"' not in each] == []
    assert f"Was {case.child} seen?" in words(response)
    assert f"Was {case.child} seen? (optional)" not in words(response)


def test_a_visit_is_saved_to_be_finished_later(house, case, new):
    response = send(house.sw, new, {**VISIT, "account": "", "concern_raised": "", "then": "later"})
    visit = Visit.objects.get()
    assert response.url == reverse("visits:visit", args=[visit.pk])
    assert (visit.state, visit.concern_raised) == ("made", None)
    assert VisitChild.objects.get().seen is None


def test_the_enter_key_saves_for_later(house, case, new):
    send(house.sw, new, {**VISIT, **seen(case)})
    assert Visit.objects.get().state == "made"


def test_a_whole_visit_is_saved_and_finished_at_once(house, case, new):
    send(house.sw, new, {**VISIT, **seen(case), "then": "finish"})
    visit = Visit.objects.get()
    assert (visit.state, visit.visited_at) == ("finalised", moment("2026-03-18 15:00"))


def test_finishing_too_early_saves_nothing_and_lists_everything(house, case, new):
    typed = {**VISIT, "account": "", **seen(case, voice="", seen_alone=""), "then": "finish"}
    response = send(house.sw, new, typed)
    told = words(response)
    assert "Before you can finish the record" in told
    assert "Write what happened at the visit" in told
    assert f"Say whether {case.child} was seen alone" in told
    assert response.context["form"]["place"].value() == "At grandmother's"
    assert Visit.objects.count() == 0


def test_an_answer_that_no_longer_applies_is_dropped(house, case, new):
    send(
        house.sw,
        new,
        {**VISIT, **seen(case, seen="no", not_seen_reason="At school"), "then": "finish"},
    )
    part = VisitChild.objects.get()
    assert (part.seen, part.seen_alone, part.voice) == (False, None, "")
    assert part.not_seen_reason == "At school"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"visited_at_date": ""}, "must have a date"),
        ({"visited_at_time": ""}, "must have a time"),
        ({"visited_at_time": "3:00"}, "must say morning or afternoon"),
        (
            {"visited_at_date": "19/3/2026"},
            "The date and time of the visit cannot be in the future",
        ),
        ({"visited_at_date": "29/2/2026"}, "29 February 2026 does not exist"),
        (
            {"visited_at_date": "15/3/2026"},
            "The visit cannot be before the referral on 16 March 2026",
        ),
        ({"place": ""}, "Enter which place"),
        ({"location": ""}, "Select where the visit was"),
        ({"kind": "holiday"}, "the kind of visit from the list"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_typed_is_lost(house, case, new, answers, said):
    response = send(house.sw, new, {**VISIT, **seen(case), **answers})
    assert said in words(response)
    assert response.context["form"]["account"].value() == VISIT["account"]
    assert Visit.objects.count() == 0


def test_a_visit_sent_twice_is_one_visit(house, case, new):
    token = str(uuid4())
    first, second = (
        send(house.sw, new, {**VISIT, **seen(case)}, submission=token) for _ in range(2)
    )
    assert Visit.objects.count() == 1
    assert first.url == second.url


def test_a_brother_is_part_of_the_visit_only_when_ticked(house, case, sibling, new):
    typed = {**VISIT, **seen(case), **seen(sibling, voice="He waved.")}
    send(house.sw, new, typed)
    assert [part.case for part in VisitChild.objects.all()] == [case]
    send(house.sw, new, {**typed, f"child-{sibling.pk}-included": "yes"})
    assert VisitChild.objects.get(case=sibling).voice == "He waved."


def test_a_brother_of_another_team_is_not_offered(house, case, sibling, new):
    type(sibling).objects.filter(pk=sibling.pk).update(team=house.other_team)
    assert "Sean O'Brien" not in words(open_page(house.sw, new))


def test_a_visit_is_read_with_each_childs_part(house, case, sibling, new):
    typed = {
        **VISIT,
        **seen(case),
        **seen(sibling, voice="He waved."),
        f"child-{sibling.pk}-included": "yes",
    }
    send(house.sw, new, typed)
    told = words(open_page(house.sw, reverse("visits:visit", args=[Visit.objects.get().pk])))
    for expected in [
        "18 March 2026 at 3pm",
        "I like it here.",
        "He waved.",
        "We talked in the kitchen.",
    ]:
        assert expected in told
    assert "Change or finish the record" in told
    opened = RecordView.objects.filter(page="visit").values_list("case_id", flat=True)
    assert sorted(opened) == [case.pk, sibling.pk]


def test_typed_text_is_shown_as_text(house, case, new):
    send(house.sw, new, {**VISIT, **seen(case, voice="<b>مرحبا</b>")})
    html = open_page(
        house.sw, reverse("visits:visit", args=[Visit.objects.get().pk])
    ).content.decode()
    assert "&lt;b&gt;مرحبا&lt;/b&gt;" in html


def test_a_finished_visit_offers_no_change(house, case):
    visit = visited(house, case)
    assert "Change or finish" not in words(
        open_page(house.sw, reverse("visits:visit", args=[visit.pk]))
    )
    response = open_page(house.sw, edit_page(visit))
    assert response.status_code == 409
    assert "can no longer be changed" in words(response)


def test_the_record_is_continued_where_it_was_left(house, case):
    visit = visited(house, case, finalised=False)
    form = open_page(house.sw, edit_page(visit)).context["form"]
    assert form["account"].value() == "We talked in the kitchen."
    assert form[f"child-{case.pk}-seen"].value() == "yes"
    answers = {**VISIT, **seen(case, voice="He showed me his room."), "version": visit.version}
    send(house.sw, edit_page(visit), {**answers, "then": "finish"})
    assert Visit.objects.get(pk=visit.pk).state == "finalised"


def test_a_stale_edit_shows_both_texts_and_saves_on_the_second_try(house, case):
    visit = visited(house, case, finalised=False)
    typed = {**VISIT, **seen(case), "version": visit.version}
    theirs = {**typed, "account": "Theirs", **seen(case, voice="I miss my dad.", seen_alone="no")}
    send(house.sw2, edit_page(visit), theirs)
    response = send(house.sw, edit_page(visit), {**typed, "account": "Mine"})
    told = words(response)
    assert "Somebody else changed this after you opened it" in told
    assert "Theirs" in told
    assert "I miss my dad." in told
    form = response.context["form"]
    assert form["account"].value() == "Mine"
    assert form.theirs[f"child-{case.pk}-seen_alone"] == "No"
    send(
        house.sw, edit_page(visit), {**typed, "account": "Both", "version": form["version"].value()}
    )
    assert Visit.objects.get(pk=visit.pk).account == "Both"


def test_an_edit_without_its_version_is_not_trusted(house, case):
    visit = visited(house, case, finalised=False)
    response = send(house.sw, edit_page(visit), {**VISIT, **seen(case), "account": "Mine"})
    assert "Somebody else changed this" in words(response)


def test_an_edit_sent_twice_counts_once(house, case):
    visit, token = visited(house, case, finalised=False), str(uuid4())
    for _ in range(2):
        send(house.sw, edit_page(visit), {**VISIT, **seen(case), "version": 1}, submission=token)
    assert Visit.objects.get(pk=visit.pk).version == 2


def test_an_attempt_is_recorded_and_read(house, case):
    address = reverse("visits:record_failed_visit", args=[case.pk])
    assert open_page(house.sw, address).status_code == 200
    typed = {
        name: VISIT[name]
        for name in ("visited_at_date", "visited_at_time", "kind", "location", "place")
    }
    response = send(house.sw, address, {**typed, "failed_reason": "Nobody in; rang Mary"})
    assert Visit.objects.get().state == "failed"
    assert "Nobody in; rang Mary" in words(open_page(house.sw, response.url))


def test_an_attempt_without_what_happened_comes_back(house, case):
    address = reverse("visits:record_failed_visit", args=[case.pk])
    response = send(house.sw, address, {**VISIT, "failed_reason": ""})
    assert "Enter what happened and what you did next" in words(response)
    assert response.context["form"]["place"].value() == "At grandmother's"


def test_an_attempt_sent_twice_is_one_attempt(house, case):
    address, token = reverse("visits:record_failed_visit", args=[case.pk]), str(uuid4())
    for _ in range(2):
        send(house.sw, address, {**VISIT, "failed_reason": "Nobody in"}, submission=token)
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("name", ["record_visit", "record_failed_visit"])
def test_a_closed_case_takes_no_visit(house, name):
    case = referred(house)
    screen_referral(
        case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    response = open_page(house.sw, reverse(f"visits:{name}", args=[case.pk]))
    assert response.status_code == 409
    assert "is closed" in words(response)


@pytest.mark.parametrize("name", ["record_visit", "record_failed_visit", "visit", "edit_visit"])
def test_other_teams_and_authorities_find_nothing(house, case, name):
    visit = visited(house, case, finalised=False)
    pk = case.pk if name.startswith("record") else visit.pk
    for stranger in [house.sw3, house.tm2, house.admin, build_house("bolton").sw]:
        assert open_page(stranger, reverse(f"visits:{name}", args=[pk])).status_code == 404


def test_a_siblings_worker_elsewhere_reads_but_may_not_change(house, case, sibling, new):
    typed = {
        **VISIT,
        **seen(case),
        **seen(sibling, voice="He waved."),
        f"child-{sibling.pk}-included": "yes",
    }
    send(house.sw, new, typed)
    type(sibling).objects.filter(pk=sibling.pk).update(team=house.other_team)
    visit = Visit.objects.get()
    told = words(open_page(house.sw3, reverse("visits:visit", args=[visit.pk])))
    assert "He waved." in told
    assert "I like it here." not in told
    response = open_page(house.sw3, edit_page(visit))
    assert response.status_code == 403
    assert "another team" in words(response)


def test_reading_a_visit_costs_the_same_for_many_children(house, case, new):
    send(house.sw, new, {**VISIT, **seen(case)})
    address = reverse("visits:visit", args=[Visit.objects.get().pk])
    before = queries_to_open(house.sw, address)
    visit = Visit.objects.get()
    for number in range(10):
        child = ChildDetails(
            given_names=f"Sean {number}", family_name="O'Brien", born_on=date(2015, 1, 1)
        )
        sibling = add_sibling(actor=house.sw, case_id=case.pk, child=child)
        VisitChild.objects.create(visit=visit, case=sibling)
    assert queries_to_open(house.sw, address) == before


def test_the_questions_come_in_the_order_of_a_visit(house, case, new):
    html = open_page(house.sw, new).content.decode()
    order = ["seen", "seen_alone", "voice"]
    names = [
        "visited_at_date",
        "location",
        *(f"child-{case.pk}-{name}" for name in order),
        "account",
        "concern_raised",
    ]
    places = [html.index(f'name="{name}"') for name in names]
    assert places == sorted(places)
