"""What is typed is kept as it is, and comes back in the form it was typed in."""

from datetime import date

import pytest
from django.urls import reverse

from cases.services.referrals import ChildDetails, add_sibling
from cin.core.models import FormReceipt
from cin.drafts.models import Draft
from tests.cases.browsing import sign_in, words
from tests.drafts.typing import as_it_stands, new_attempt, new_visit, opened, shown_in, type_in
from tests.stories import allocated, assessing, plan_drafted
from visits.models import Visit

pytestmark = pytest.mark.django_db
TEXT = "Leo said: “I’m fine” 🙂\r\n\r\n  He wasn't; <b>not</b> at all"


def test_half_a_form_that_is_not_valid_is_kept_and_comes_back(house, case):
    browser = sign_in(house.sw)
    carried = opened(browser, new_visit(case))
    answer = type_in(browser, new_visit(case), carried, account=TEXT, visited_at_date="31/02")
    assert answer.json() == {
        "state": "kept",
        "at": "2:05pm",
        "others": [],
        "elsewhere": [],
        "changed": False,
    }
    page = sign_in(house.sw).get(new_visit(case))
    assert shown_in(page, "account") == TEXT
    text = words(page)
    assert "We kept what you typed on Wednesday 18 March 2026 at 2:05pm" in text
    assert "There is a problem" not in text
    assert "Error:" not in text
    assert not Visit.objects.exists()


def test_choices_and_the_questions_they_reveal_come_back(house, case):
    browser, lead = sign_in(house.sw), f"child-{case.pk}-"
    carried = opened(browser, new_visit(case))
    chosen = {f"{lead}seen": "no", f"{lead}not_seen_reason": "Asleep upstairs"}
    type_in(browser, new_visit(case), carried, **chosen)
    page = browser.get(new_visit(case))
    assert shown_in(page, f"{lead}seen") == "no"
    assert shown_in(page, f"{lead}not_seen_reason") == "Asleep upstairs"
    assert page.context["form"].not_asked().count(f"{lead}not_seen_reason") == 0


def test_brothers_and_sisters_who_were_ticked_come_back_ticked(house, case):
    sibling = add_sibling(
        actor=house.sw,
        case_id=case.pk,
        child=ChildDetails(given_names="Sean", family_name="O'Brien", born_on=date(2015, 1, 1)),
    )
    browser, included = sign_in(house.sw), f"child-{sibling.pk}-included"
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), **{included: ["yes"]})
    assert shown_in(browser.get(new_visit(case)), included) == ["yes"]


def test_rows_come_back_as_many_as_there_were(house):
    version = plan_drafted(house, assessing(house).case)
    address = reverse("plans:write_plan", args=[version.pk])
    browser = sign_in(house.sw)
    rows = {f"actions-{number}-what": f"Do this {number}" for number in (0, 1, 2)}
    type_in(browser, address, opened(browser, address), **rows)
    page = browser.get(address)
    shown = [row["what"].value() for row in page.context["form"]["actions"].rows.forms]
    assert shown == ["Do this 0", "Do this 1", "Do this 2"]
    assert "There is a problem" not in words(page)
    assert 'class="govuk-error-message"' not in page.content.decode()


def test_a_row_that_was_removed_stays_removed(house):
    version = plan_drafted(house, assessing(house).case)
    address = reverse("plans:write_plan", args=[version.pk])
    browser = sign_in(house.sw)
    rows = {f"actions-{number}-what": f"Do this {number}" for number in (0, 1, 2)}
    browser.post(address, {**opened(browser, address), **rows, "remove_row": "actions-1"})
    page = browser.get(address)
    shown = [row["what"].value() for row in page.context["form"]["actions"].rows.forms]
    assert shown == ["Do this 0", "Do this 2"]


def test_ten_thousand_characters_and_more_are_kept_whole(house, case):
    browser = sign_in(house.sw)
    long = "Ünder the bed. " * 20_000
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account=long)
    assert shown_in(browser.get(new_visit(case)), "account") == long


def test_what_no_database_can_hold_does_not_stop_the_rest(house, case):
    browser = sign_in(house.sw)
    carried = opened(browser, new_visit(case))
    assert type_in(browser, new_visit(case), carried, account="a\x00b").status_code == 200
    assert shown_in(browser.get(new_visit(case)), "account") == "ab"


def test_nobody_else_finds_the_text(house, case):
    browser = sign_in(house.sw)
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account=TEXT)
    for other in (house.sw2, house.tm, house.sm):
        page = sign_in(other).get(new_visit(case))
        assert page.context["form"]["account"].value() in (None, "")
        assert "He wasn" not in page.content.decode()


def test_the_text_of_one_case_does_not_appear_on_another(house, case):
    other, browser = allocated(house, given_names="Mia"), sign_in(house.sw)
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account=TEXT)
    assert not shown_in(browser.get(new_visit(other)), "account")


def test_another_teams_address_keeps_and_shows_nothing(house, case):
    stranger = sign_in(house.sw3)
    answer = stranger.post(new_visit(case), {"keep": "quietly", "account": TEXT})
    assert answer.status_code == 404
    assert not Draft.objects.exists()


def test_signing_out_destroys_nothing(house, case):
    browser = sign_in(house.sw)
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account=TEXT)
    browser.post(reverse("accounts:sign_out"))
    assert shown_in(sign_in(house.sw).get(new_visit(case)), "account") == TEXT


def test_the_text_is_gone_when_the_form_has_acted(house, case):
    browser = sign_in(house.sw)
    answers = attempt(case)
    type_in(browser, new_attempt(case), opened(browser, new_attempt(case)), **answers)
    carried = opened(browser, new_attempt(case))
    assert Draft.objects.count() == 1
    assert browser.post(new_attempt(case), {**carried, **answers}).status_code == 302
    assert Visit.objects.count() == 1
    assert not Draft.objects.exists()
    assert "We kept" not in words(browser.get(new_attempt(case)))


def test_what_comes_late_from_a_form_that_has_acted_is_no_draft(house, case):
    browser = sign_in(house.sw)
    carried = opened(browser, new_attempt(case))
    browser.post(new_attempt(case), {**carried, **attempt(case)})
    answer = type_in(browser, new_attempt(case), carried, failed_reason="Still typing")
    assert answer.json() == {"state": "acted"}
    assert not Draft.objects.exists()


def test_a_draft_that_lost_the_race_with_its_form_is_not_shown(house, case):
    browser = sign_in(house.sw)
    carried = opened(browser, new_attempt(case))
    type_in(browser, new_attempt(case), carried, failed_reason="Still typing")
    FormReceipt.objects.create(
        token=carried["submission"], person=house.sw, destination="/", digest="x"
    )
    assert "We kept" not in words(browser.get(new_attempt(case)))


def test_sending_that_arrives_late_does_not_write_over_a_later_one(house, case):
    browser = sign_in(house.sw)
    carried = opened(browser, new_visit(case))
    for sequence, text in ((200, "All of it"), (100, "All")):
        carried["kept_sequence"] = str(sequence)
        type_in(browser, new_visit(case), carried, account=text)
    assert shown_in(browser.get(new_visit(case)), "account") == "All of it"


def test_a_form_sent_with_mistakes_is_kept_without_javascript(house, case):
    browser = sign_in(house.sw)
    carried = opened(browser, new_attempt(case))
    page = browser.post(new_attempt(case), {**carried, "failed_reason": "Nobody at home"})
    assert "There is a problem" in words(page)
    assert "what you typed is kept, at 2:05pm" in words(page)
    assert shown_in(sign_in(house.sw).get(new_attempt(case)), "failed_reason") == "Nobody at home"


def test_an_empty_form_sent_by_mistake_is_no_draft(house, case):
    browser = sign_in(house.sw)
    page = browser.post(new_attempt(case), as_it_stands(browser, new_attempt(case)))
    assert "There is a problem" in words(page)
    assert not Draft.objects.exists()


def test_save_and_come_back_later_keeps_whatever_is_there(house, case):
    browser = sign_in(house.sw)
    page = browser.get(new_attempt(case))
    assert "Save and come back later" in words(page)
    carried = opened(browser, new_attempt(case))
    answer = browser.post(
        new_attempt(case),
        {**carried, "failed_reason": "Nobody", "visited_at_date": "?", "keep": "button"},
    )
    assert (answer.status_code, answer.url) == (302, reverse("desk:case", args=[case.pk]))
    assert "What you typed is kept" in words(browser.get(answer.url))
    page = browser.get(new_attempt(case))
    assert shown_in(page, "failed_reason") == "Nobody"
    assert shown_in(page, "visited_at")[0] == "?"


def attempt(case) -> dict[str, str]:
    """Give the answers of a failed visit."""
    return {
        "visited_at_date": "18 March 2026",
        "visited_at_time": "1pm",
        "kind": "cin",
        "location": "home",
        "failed_reason": "Nobody at home",
    }
