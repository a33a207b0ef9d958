"""A version travels as a TOML file, and what does not fit is named exactly."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cin.policy.files import as_toml, read_toml
from cin.policy.models import ProcedureDraft, ProcedureVersion
from cin.policy.selectors import procedure_of
from cin.procedures.book import PRESETS, preset
from cin.procedures.settings import SETTINGS, as_data
from tests.cases.browsing import open_page, send, words
from tests.policy.drafting import FOUR_WEEKS, drafted
from tests.stories import build_house


@pytest.mark.parametrize("slug", PRESETS)
def test_what_is_exported_is_read_back_whole(slug):
    version = ProcedureVersion(number=1, preset=slug)
    found = read_toml(as_toml(version, preset(slug)))
    assert found.problems == []
    read = {name: as_data(value) for name, value in found.values.items()}
    assert read == {name: as_data(preset(slug).get(name)) for name in SETTINGS}


def test_text_with_quotes_and_line_ends_is_read_back_as_it_was():
    strange = 'He said "no"\n\\ \t \x7f and Zoë 🙂'
    procedure = preset("bolton").with_settings({"record_system_name": strange})
    found = read_toml(as_toml(ProcedureVersion(number=2, preset="bolton"), procedure))
    assert found.values["record_system_name"] == strange


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[settings", "The file is not TOML"),
        ("x = 1", "The file has no settings"),
        ("settings = 3", "The file has no settings"),
        ("[settings.no_such]\nvalue = 1", "no_such: There is no such setting"),
        ("[settings]\nplan_label = 'x'", "plan_label: Must be written [settings.NAME]"),
        ("[settings.plan_label]\nworth = 'x'", "plan_label: “worth” is not a part of a setting"),
        ("[settings.visit_interval_max]\nvalue = 3", "visit_interval_max: 3 is not of the form"),
        ("[settings.working_weekdays]\nvalue = [7]", "working_weekdays: 7 is not one of 0"),
        (
            '[settings.alert_before.value]\nvisits = [{amount = 1, unit = "weeks"}]',
            "alert_before: 'visits' is nothing that can be due",
        ),
        ("x = " + "[" * 100_000, "The file has too many things inside one another"),
        ("x = " + "9" * 5_000, "The file is not TOML"),
        ('[settings.plan_label]\nvalue = "a\\u0000b"', "plan_label: Has a character that cannot"),
        (
            "[settings.procedure_review_date]\nvalue = 2026-05-04T10:00:00",
            "procedure_review_date: '2026-05-04T10:00:00' is not a date like",
        ),
        (
            "[settings.closure_checklist_manager]\n"
            "value = [{code='a', text='A', cites=''}, {code='a', text='B', cites=''}]",
            "closure_checklist_manager: Two items have the code 'a'",
        ),
        ("[other]\n[settings]", "“other” is not a part of a procedure file"),
    ],
)
def test_what_does_not_fit_is_named(text, told):
    assert any(problem.startswith(told) for problem in read_toml(text).problems)


def test_all_that_does_not_fit_is_listed_at_once():
    text = "[settings.a]\nvalue = 1\n[settings.b]\nvalue = 2\n"
    assert len(read_toml(text).problems) == 2


def upload(house, text: str):
    draft = ProcedureDraft.objects.get()
    file = SimpleUploadedFile("ours.toml", text.encode())
    answers = {"file": file, "version": draft.version}
    return send(house.admin, reverse("policy:import_draft"), answers)


def test_a_file_fills_the_draft_and_leaves_what_it_does_not_name(house):
    drafted(house, visit_interval_max=FOUR_WEEKS)
    answer = upload(house, '[settings.plan_label]\nvalue = "Our plan"\n')
    assert answer.url == reverse("policy:draft")
    draft = ProcedureDraft.objects.get()
    assert draft.departures == {"visit_interval_max": FOUR_WEEKS, "plan_label": "Our plan"}


def test_a_file_that_does_not_fit_changes_nothing_and_says_why(house):
    drafted(house, visit_interval_max=FOUR_WEEKS)
    answer = upload(house, '[settings.plan_label]\nvalue = "Ours"\n[settings.nothing]\nvalue = 1\n')
    assert "nothing: There is no such setting" in words(answer)
    assert ProcedureDraft.objects.get().departures == {"visit_interval_max": FOUR_WEEKS}


def test_a_version_is_downloaded_by_anybody_who_works_there_and_by_nobody_else(house):
    address = reverse("policy:export_version", args=[1])
    answer = open_page(house.sw, address)
    assert answer["Content-Disposition"] == 'attachment; filename="hillingdon-version-1.toml"'
    found = read_toml(answer.content.decode())
    version = ProcedureVersion.objects.get(authority=house.authority)
    assert as_data(found.values["teams"]) == as_data(procedure_of(version).get("teams"))
    assert open_page(house.sw, reverse("policy:export_version", args=[2])).status_code == 404
    neighbour = build_house("bolton")
    assert "bolton" in open_page(neighbour.sw, address)["Content-Disposition"]
