"""Anybody who works in an authority can read its procedure, with the rules behind every setting."""

from datetime import date

import pytest
from django.urls import reverse

from cin.accounts.models import User
from cin.core import clock
from cin.core.templatetags.cin import web_address
from cin.policy.models import ProcedureVersion
from cin.policy.values import read_value
from cin.policy.words import groups_in_words, value_in_words
from cin.procedures.book import PRESETS, preset
from cin.procedures.settings import SETTINGS, BadSetting
from tests.cases.browsing import open_page, words
from tests.stories import build_house, moment

PROCEDURE = reverse("policy:procedure")


@pytest.mark.django_db
@pytest.mark.rule("ROC-02")
def test_it_says_where_the_text_comes_from_and_that_its_own_review_has_passed():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        text = words(open_page(house.sw, PROCEDURE))
    for part in ("Child in Need Planning", "V0.02", "August 2024", "June 2022", "Head of Service"):
        assert part in text
    assert "due to be reviewed by 31 August 2025. That day has passed" in text
    with clock.at(moment("2025-08-31")):
        assert "That day has passed" not in words(open_page(house.sw, PROCEDURE))


@pytest.mark.django_db
def test_a_setting_stands_with_its_value_in_words_and_the_quote_it_comes_from():
    house = build_house("hillingdon")
    text = words(open_page(house.admin, PROCEDURE))
    assert "Visits: longest interval 3 weeks" in text
    assert "HIL-52" in text


@pytest.mark.django_db
def test_a_later_version_is_shown_from_its_first_day_with_what_was_changed():
    house = build_house("hillingdon")
    ProcedureVersion.objects.create(
        authority=house.authority,
        number=2,
        preset="hillingdon",
        effective_from=date(2026, 6, 1),
        departures={"visit_interval_max": {"amount": 4, "unit": "weeks"}},
    )
    with clock.at(moment("2026-06-01")):
        text = words(open_page(house.sw, PROCEDURE))
    assert "Visits: longest interval 4 weeks" in text
    assert "Changed by this authority" in text
    assert "Version 2, from 1 June 2026" in text
    with clock.at(moment("2026-05-31")):
        assert "4 weeks" not in words(open_page(house.sw, PROCEDURE)).split("Longest")[0][:500]


@pytest.mark.django_db
@pytest.mark.rule("ROC-01")
def test_rochdales_document_control_can_be_read():
    house = build_house("rochdale")
    text = words(open_page(house.sw, PROCEDURE))
    for part in (
        "Who wrote the procedure Head of Service Practice Manager",
        "Last reviewed August 2024",
        "senior management team (CSC SMT): V0.02: August 2024",
        "Children Act 1989",
        "Working Together to Safeguard Children 2023",
        "Strategy Guidance",
        "Joint policy No",
    ):
        assert part in text


@pytest.mark.django_db
@pytest.mark.rule("ROC-186")
def test_the_appendices_are_listed_and_lead_to_the_web_only():
    house = build_house("rochdale")
    rows = [dict(row) for row in preset("rochdale").get("linked_procedures")]
    page = open_page(house.sw, PROCEDURE)
    for title in ("Practice Standards", "Moving Across Local Authority", "Step Up/Down Protocol"):
        assert title in words(page)
    rows[0]["url"] = "https://rochdale.example/standards"
    rows[1]["url"] = "javascript:alert(1)"
    ProcedureVersion.objects.create(
        authority=house.authority,
        number=2,
        preset="rochdale",
        effective_from=date(2026, 1, 1),
        departures={"linked_procedures": rows},
    )
    drawn = open_page(house.sw, PROCEDURE).content.decode()
    assert 'href="https://rochdale.example/standards"' in drawn
    assert 'href="javascript' not in drawn
    spec = SETTINGS["linked_procedures"]
    with pytest.raises(BadSetting, match="must begin with https"):
        read_value(spec, rows)
    assert read_value(spec, [rows[0], *rows[2:]])


@pytest.mark.parametrize(
    ("told", "led_to"),
    [
        (" HTTPS://a.example/b ", "HTTPS://a.example/b"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_link_leads_to_the_web_or_nowhere(told, led_to):
    assert web_address(told) == led_to


@pytest.mark.django_db
def test_somebody_without_an_authority_finds_no_procedure():
    person = User.objects.create_user(username="nobody", name="Nobody", password="x" * 14)
    assert open_page(person, PROCEDURE).status_code == 404


@pytest.mark.parametrize("slug", PRESETS)
def test_every_value_of_every_procedure_reads_as_words(slug):
    lines = [
        line
        for name, spec in SETTINGS.items()
        # The letters at closing name in brackets what is filled in.
        if not name.startswith("closure_letter_")
        for line in value_in_words(spec, preset(slug).get(name))
        # A letter holds names that are filled in from the record.
        if "_letter" not in name
    ]
    assert not [line for line in lines if "{" in line or "Duration" in line or "=" in line]
    assert not [line for line in lines if line.replace("_", "").isalpha() and "_" in line]


@pytest.mark.parametrize("slug", PRESETS)
def test_every_setting_is_either_said_or_listed_as_silent(slug):
    groups = groups_in_words(preset(slug), {})
    assert sum(len(group.settings) + len(group.silent) for group in groups) == len(SETTINGS)
    cited = [setting for group in groups for setting in group.settings if setting.rules]
    assert len(cited) > 20
