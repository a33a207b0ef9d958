"""An administrator writes the next version in the browser."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from cin.core import clock
from cin.policy.models import ProcedureDraft, ProcedureVersion, Recomputation
from cin.policy.services import begin_draft, change_setting, publish_draft
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.policy.drafting import FOUR_WEEKS, drafted, second_admin
from tests.stories import build_house, moment

PROCEDURE = reverse("policy:procedure")
DRAFT = reverse("policy:draft")
BEGIN = reverse("policy:begin_draft")
ABOUT = reverse("policy:describe_draft")
VERSIONS = reverse("policy:versions")
VISITS = reverse("policy:edit_setting", args=["visit_interval_max"])
BACK = reverse("policy:put_back_setting", args=["visit_interval_max"])
DISCARD = reverse("policy:discard_draft")
WRITING = [VISITS, BACK, ABOUT, DISCARD, reverse("policy:import_draft")]


def test_the_administrator_begins_a_draft_from_the_procedure(house):
    assert "Write the next version" in words(open_page(house.admin, PROCEDURE))
    assert "Write the next version" not in words(open_page(house.sm, PROCEDURE))
    assert send(house.admin, BEGIN, {}).url == DRAFT
    assert "The draft of the next version" in words(open_page(house.sm, PROCEDURE))
    assert "The draft of the next version" not in words(open_page(house.sw, PROCEDURE))


def test_a_second_draft_is_refused_with_the_reason(house):
    begin_draft(actor=house.admin)
    answer = open_page(second_admin(house), BEGIN)
    assert answer.status_code == 409
    assert "exists already" in words(answer)


def test_begin_sent_twice_begins_once(house):
    token = {"submission": str(uuid4())}
    first, second = (send(house.admin, BEGIN, token) for _ in range(2))
    assert first.url == second.url == DRAFT


def test_a_setting_is_shown_with_its_rule_its_value_and_the_published_one(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    publish_draft(actor=house.sm, read_version=draft.version)
    begin_draft(actor=house.admin)
    text = words(open_page(house.admin, VISITS))
    assert "HIL-52" in text
    assert "Published last 4 weeks" in text
    assert "In the published text 3 weeks" in text
    assert "Put back what the published text says" in text


def test_a_setting_is_changed_in_the_draft_and_not_in_force(house):
    draft = begin_draft(actor=house.admin)
    answers = {"amount": "4", "unit": "weeks", "version": draft.version}
    assert send(house.admin, VISITS, answers).url == f"{DRAFT}#visit_interval_max"
    assert ProcedureDraft.objects.get().departures == {"visit_interval_max": FOUR_WEEKS}
    text = words(open_page(house.admin, DRAFT))
    assert "Visits: longest interval 3 weeks 4 weeks" in text
    assert "You wrote part of this draft" in text
    assert "Visits: longest interval 3 weeks" in words(open_page(house.sw, PROCEDURE))


def test_what_does_not_fit_comes_back_with_what_was_typed(house):
    draft = begin_draft(actor=house.admin)
    answer = send(
        house.admin, VISITS, {"amount": "often", "unit": "weeks", "version": draft.version}
    )
    assert "How many must be a whole number, like 3" in words(answer)
    assert 'value="often"' in answer.content.decode()
    assert ProcedureDraft.objects.get().departures == {}


def test_a_change_over_somebody_elses_is_asked_again_and_then_saved(house):
    draft = begin_draft(actor=house.admin)
    change_setting(
        actor=second_admin(house),
        name="plan_label",
        value="Our plan",
        seen_version=draft.version,
    )
    answers = {"amount": "4", "unit": "weeks", "version": draft.version}
    answer = send(house.admin, VISITS, answers)
    assert "Somebody else changed the draft" in words(answer)
    assert f'name="version" value="{draft.version + 1}"' in answer.content.decode()
    send(house.admin, VISITS, {**answers, "version": draft.version + 1})
    changed = {"visit_interval_max": FOUR_WEEKS, "plan_label": "Our plan"}
    assert ProcedureDraft.objects.get().departures == changed


def test_a_setting_is_put_back(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    assert "3 weeks" in words(open_page(house.admin, BACK))
    send(house.admin, BACK, {"version": draft.version})
    assert ProcedureDraft.objects.get().departures == {}


def test_the_first_day_the_scope_and_the_reason_are_asked_and_kept(house):
    with clock.at(moment("2026-05-01")):
        draft = begin_draft(actor=house.admin)
        answers = {
            "effective_from": "1 June 2026",
            "applies_to_open_events": "yes",
            "reason": "",
            "version": draft.version,
        }
        assert "Enter why the procedure is changed" in words(send(house.admin, ABOUT, answers))
        send(house.admin, ABOUT, {**answers, "reason": "The board agreed"})
        text = words(open_page(house.sm, DRAFT))
    draft.refresh_from_db()
    assert draft.effective_from == date(2026, 6, 1)
    assert draft.applies_to_open_events is True
    assert "In force from 1 June 2026" in text
    assert "The board agreed" in text


def test_a_draft_is_thrown_away_once(house):
    draft = begin_draft(actor=house.admin)
    answers = {"version": draft.version, "submission": str(uuid4())}
    first, second = (send(house.admin, DISCARD, answers) for _ in range(2))
    assert first.url == second.url == PROCEDURE
    assert not ProcedureDraft.objects.exists()
    assert ProcedureVersion.objects.count() == 1


@pytest.mark.parametrize("address", WRITING)
def test_only_an_administrator_writes(house, address):
    begin_draft(actor=house.admin)
    for person, told in [
        (house.sm, "Only a procedure administrator can change the procedure"),
        (house.sw, "Only procedure administrators and service managers can read a draft"),
    ]:
        answer = open_page(person, address)
        assert answer.status_code == 403
        assert told in words(answer)


@pytest.mark.parametrize("address", [DRAFT, *WRITING])
def test_another_authoritys_draft_is_not_there(house, address):
    begin_draft(actor=house.admin)
    assert open_page(build_house("bolton").admin, address).status_code == 404


def test_a_name_that_is_no_setting_is_no_page(house):
    begin_draft(actor=house.admin)
    address = reverse("policy:edit_setting", args=["no_such_setting"])
    assert open_page(house.admin, address).status_code == 404


def test_versions_are_listed_with_who_wrote_and_published_them(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    publish_draft(actor=house.sm, read_version=draft.version)
    text = words(open_page(house.sw, VERSIONS))
    assert "Agreed by the board" in text
    assert f"{house.admin}; {house.sm}" in text


def test_any_two_versions_are_set_side_by_side(house):
    for interval in (4, 5):
        draft = drafted(house, visit_interval_max={"amount": interval, "unit": "weeks"})
        publish_draft(actor=house.sm, read_version=draft.version)
    text = words(open_page(house.sw, f"{VERSIONS}?first=1&second=3"))
    assert "Visits: longest interval 3 weeks 5 weeks" in text
    same = words(open_page(house.sw, f"{VERSIONS}?first=2&second=2"))
    assert "No setting differs" in same
    wrong = words(open_page(house.sw, f"{VERSIONS}?first=2&second=9"))
    assert "Select the other version from the list" in wrong


def test_versions_cost_the_same_number_of_queries_however_many_there_are(house):
    few = queries_to_open(house.sw, VERSIONS)
    for interval in (4, 5, 6):
        draft = drafted(house, visit_interval_max={"amount": interval, "unit": "weeks"})
        publish_draft(actor=house.sm, read_version=draft.version)
    assert queries_to_open(house.sw, VERSIONS) == few


def test_how_far_the_dates_have_been_worked_out_stands_on_the_procedure(house):
    row = Recomputation.objects.create(
        authority=house.authority, cause="Version 2 of the procedure", total=200, done=40
    )
    assert "40 of 200 cases" in words(open_page(house.admin, PROCEDURE))
    row.finished_at, row.done, row.unclear = moment("2026-05-05 14:30"), 200, 1
    row.save()
    text = words(open_page(house.sm, PROCEDURE))
    assert "the dates of 200 cases were worked out again by 5 May 2026 at 2:30pm" in text
    assert "1 case kept the dates it had" in text
    assert "worked out again" not in words(open_page(house.sw, PROCEDURE))


def test_a_changed_setting_is_marked_among_all_and_its_group_stands_open(house):
    drafted(house, visit_interval_max=FOUR_WEEKS)
    page = open_page(house.admin, DRAFT)
    assert "Visits: longest interval 4 weeks Changed in the draft Change" in words(page)
    assert page.content.decode().count('<details class="govuk-details" open>') == 1
    assert words(page).count("Changed in the draft") == 1


def test_a_setting_as_it_was_published_is_not_shown_twice(house):
    begin_draft(actor=house.admin)
    text = words(open_page(house.admin, VISITS))
    assert "Published last, as in the published text 3 weeks" in text
    assert "K1" not in text
    assert "every 4 weeks in one place" in text.lower()


def test_a_role_that_nobody_has_is_said_to_be_nothing_set(house):
    begin_draft(actor=house.admin)
    assert "Who approves a longer review interval Nothing set" in words(
        open_page(house.admin, DRAFT)
    )
