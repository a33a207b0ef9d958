"""Anybody who works in an authority reads its rules, and what the system does for each."""

import pytest
from django.urls import reverse

from cin.accounts.models import User
from cin.policy.models import ProcedureVersion
from cin.procedures.bindings import NOT_YET, Binding, bindings
from cin.procedures.book import PRESETS
from cin.procedures.catalogue import rules
from desk.selectors.rules import rules_for
from tests.cases.browsing import open_page, queries_to_open, words
from tests.stories import build_house

RULES = reverse("desk:rules")


def ids_found(user: User, words: str = "", standing: str = "") -> list[str]:
    found = rules_for(user, words=words, standing=standing)
    return [row.rule.id for section in found.sections for row in section.rules]


def test_every_rule_of_the_authority_stands_with_its_words_and_no_other_authoritys(house):
    text = words(open_page(house.sw, RULES))
    for rule in rules("ROC"):
        assert rule.id in text
        assert " ".join(rule.quote.split()) in text
    assert "HIL-" not in text


def test_a_rule_that_is_met_says_what_the_system_does_and_what_is_set(house):
    text = words(open_page(house.sw, f"{RULES}?words=ROC-93"))
    assert "1 rule 6. CIN Visits and Safety Planning ROC-93 Met" in text
    assert "cannot be finished without the reason why a child older than this" in text
    assert "Seen alone above this age 3" in text


def test_a_rule_that_is_not_met_says_plainly_not_yet_and_what_is_missing(house, monkeypatch):
    missing = Binding(rule_id="ROC-09", standing=NOT_YET, says="Something is still missing.")
    monkeypatch.setitem(bindings("rochdale"), "ROC-09", missing)
    text = words(open_page(house.sw, f"{RULES}?words=ROC-09"))
    assert "ROC-09 Not yet" in text
    assert "Something is still missing." in text


def test_guidance_leads_to_where_it_is_shown(house):
    page = open_page(house.sw, f"{RULES}?words=ROC-13").content.decode()
    assert "Guidance" in page
    assert f'<a class="govuk-link" href="{reverse("policy:procedure")}">The procedure page' in page


def test_the_value_is_the_one_in_force_for_the_authority_today(neighbour):
    ProcedureVersion.objects.create(
        authority=neighbour.authority,
        number=2,
        preset="hillingdon",
        effective_from="2026-01-01",
        departures={"meeting_record_max": {"amount": 4, "unit": "working_days"}},
    )
    text = words(open_page(neighbour.sw, f"{RULES}?words=HIL-85"))
    assert "Record a meeting within 4 working days" in text
    assert "Date worked out Record of the meeting" in text


@pytest.mark.parametrize("asked", ["ROC-93", "roc-93", "roc 93", "93"])
def test_a_number_gives_that_rule_alone(house, asked):
    assert ids_found(house.sw, asked) == ["ROC-93"]


def test_words_give_the_rules_that_hold_them_all(house):
    found = ids_found(house.sw, "Seen ALONE")
    assert "ROC-93" in found
    assert "ROC-14" not in found


def test_what_the_system_does_narrows_the_list(house):
    answers = bindings("rochdale")
    for standing in ("met", "guidance", "not_yet"):
        expected = {rule_id for rule_id, answer in answers.items() if answer.standing == standing}
        assert set(ids_found(house.sw, standing=standing)) == expected
    assert "ROC-93" not in ids_found(house.sw, "alone", "not_yet")


def test_a_section_that_the_text_returns_to_stands_once(house):
    titles = [section.title for section in rules_for(house.sw, words="", standing="").sections]
    assert len(titles) == len(set(titles))
    assert sorted(ids_found(house.sw)) == sorted(rule.id for rule in rules("ROC"))


def test_words_that_no_rule_holds_say_so(house):
    text = words(open_page(house.sw, f"{RULES}?words=zebra"))
    assert "0 rules No rule was found" in text


def test_an_answer_that_is_none_is_left_out(house):
    assert "189 rules" in words(open_page(house.sw, f"{RULES}?standing=perhaps&words="))


def test_the_numbers_are_those_of_the_whole_text_whatever_is_asked(house, monkeypatch):
    missing = Binding(rule_id="ROC-09", standing=NOT_YET, says="Something is still missing.")
    monkeypatch.setitem(bindings("rochdale"), "ROC-09", missing)
    standings = [answer.standing for answer in bindings("rochdale").values()]
    text = words(open_page(house.sw, f"{RULES}?words=zebra"))
    assert f"{standings.count('met')} of 189 rules are met" in text
    count = standings.count("not_yet")
    assert f"{count} {'is' if count == 1 else 'are'} not met yet" in text


@pytest.mark.django_db
def test_where_every_rule_is_met_nothing_is_said_of_any_that_is_not():
    house = build_house("bolton")
    assert not [each for each in bindings("bolton").values() if each.standing == "not_yet"]
    assert "not met yet" not in words(open_page(house.sw, RULES))


@pytest.mark.parametrize("who", ["sw", "sw3", "tm", "sm", "hos", "admin"])
def test_everybody_signed_in_of_the_authority_may_read_it(house, who):
    assert open_page(getattr(house, who), RULES).status_code == 200


@pytest.mark.django_db
def test_somebody_without_an_authority_finds_no_rules():
    stray = User.objects.create_user(username="stray", password="a long password", name="Stray")
    assert open_page(stray, RULES).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("slug", PRESETS)
def test_each_authority_reads_its_own(slug):
    found = rules_for(build_house(slug).sw, words="", standing="")
    assert found.total == found.found == len(bindings(slug))


def test_the_procedure_page_leads_to_the_rules(house):
    assert f'href="{RULES}"' in open_page(house.sw, reverse("policy:procedure")).content.decode()


def test_the_page_asks_the_database_no_more_for_189_rules_than_for_one(house):
    assert queries_to_open(house.sw, RULES) == queries_to_open(house.sw, f"{RULES}?words=93")
