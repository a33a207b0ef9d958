"""The settings, their defaults, and the values they refuse."""

import pytest

from cin.procedures.book import PRESETS, preset
from cin.procedures.catalogue import rules
from cin.procedures.durations import Duration
from cin.procedures.settings import (
    GROUPS,
    SETTINGS,
    BadSetting,
    UnknownSetting,
    as_data,
    setting,
)

KINDS = {
    "duration", "integer", "boolean", "choice", "text", "role", "roles", "list", "map", "date",
}  # fmt: skip


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_says_what_it_is(name):
    spec = SETTINGS[name]
    assert spec.kind in KINDS
    assert spec.group in GROUPS
    assert spec.label
    assert spec.help
    assert spec.kind != "choice" or spec.default in spec.choices


@pytest.mark.parametrize("slug", PRESETS)
def test_every_value_goes_out_as_data_and_comes_back(slug):
    procedure = preset(slug)
    for name, value in procedure.settings.items():
        assert SETTINGS[name].read(as_data(value)) == value


@pytest.mark.parametrize("slug", PRESETS)
def test_every_preset_cites_rules_that_exist_or_says_why_not(slug):
    procedure = preset(slug)
    known = {rule.id for rule in rules()}
    for name, value in procedure.settings.items():
        cites = procedure.cites_for(name)
        assert known.issuperset(cites)
        if value != SETTINGS[name].default:
            assert cites or name in procedure.notes


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("visit_interval", None, "setting visit_interval: there is no such setting"),
        ("visit_interval_max", "3 weeks", "is not of the form"),
        ("visit_interval_max", {"amount": 3, "unit": "fortnights"}, "is not one of working_days"),
        (
            "visit_interval_max",
            {"amount": -3, "unit": "weeks"},
            "not a whole number from 0 to 9999",
        ),
        ("initial_visit_hours_cap", {"amount": 2, "unit": "weeks"}, "must be in hours, not weeks"),
        ("checkpoint_1_day", -1, "-1 is not a whole number"),
        ("checkpoint_1_day", True, "True is not a whole number"),
        ("panel_enabled", "yes", "'yes' is not true or false"),
        ("panel_enabled", None, "cannot be empty"),
        ("fnm_mode", "always", "'always' is not one of off, expected, required"),
        ("fnm_mode", None, "cannot be empty"),
        ("panel_chair_role", "king", "'king' is not one of social_worker"),
        ("review_chair_roles", ["king"], "'king' is not one of social_worker"),
        ("review_chair_roles", "social_worker", "is not a list"),
        ("review_outcomes", ["execution"], "'execution' is not one of no_longer_cin"),
        ("panel_dates", ["14 October"], "is not a date like 2026-05-04"),
        ("procedure_review_date", 3, "is not a date like"),
        ("meeting_label", 3, "3 is not text"),
        ("manager_chaired_meeting_numbers", ["4"], "is not a whole number"),
        ("smart_definition", {"Q": "Quick"}, "'Q' is not one of S, M, A, R, T"),
        ("smart_definition", "SMART", "is not a map"),
        ("visit_interval_by_cohort", {"tall": "agreed_by_manager"}, "'tall' is not one of"),
        ("visit_interval_by_cohort", {"disabled": "never"}, "is neither a length of time"),
        ("visit_interval_by_cohort", {"disabled": {"least": 1}}, "least is not one of max"),
        ("alert_before", {"visit": {"amount": 1, "unit": "weeks"}}, "is not a list"),
        ("assessment_sections", [{"title": "Reason"}], "each item must have code, title, hint"),
        ("review_sub_outcomes", {"no_longer_cin": "universal"}, "is not a list"),
        ("working_weekdays", [7], "7 is not one of 0"),
    ],
)
def test_a_value_that_a_setting_cannot_take_is_refused_in_a_sentence(name, value, sentence):
    with pytest.raises(BadSetting, match=sentence) as refusal:
        preset("rochdale").with_settings({name: value})
    assert str(refusal.value).startswith(f"setting {name}: ")
    assert "\n" not in str(refusal.value)


def test_an_unknown_name_is_an_unknown_setting():
    with pytest.raises(UnknownSetting):
        setting("nothing")
    with pytest.raises(UnknownSetting):
        preset("bolton").get("nothing")
    with pytest.raises(UnknownSetting):
        preset("bolton").cites_for("nothing")


def test_an_overridden_setting_keeps_its_cites_and_leaves_the_preset_alone():
    changed = preset("hillingdon").with_settings({"visit_interval_max": None})
    assert changed.duration("visit_interval_max") is None
    assert changed.cites_for("visit_interval_max") == ("HIL-52",)
    assert preset("hillingdon").duration("visit_interval_max") == Duration.parse("3 weeks")


def test_a_setting_that_is_no_duration_cannot_be_asked_for_as_one():
    with pytest.raises(BadSetting, match="is no length of time"):
        preset("bolton").duration("meeting_label")


@pytest.mark.rule("ROC-02")
def test_rochdale_says_when_its_procedure_is_due_for_review():
    procedure = preset("rochdale")
    assert procedure.review_on is not None
    assert procedure.review_on.isoformat() == "2025-08-31"
    assert (procedure.version, procedure.published_on) == ("V0.02", "August 2024")


@pytest.mark.parametrize("slug", PRESETS)
def test_an_assessment_has_its_eight_sections(slug):
    sections = preset(slug).get("assessment_sections")
    # Birmingham also asks who of the professionals and the wider family took part.
    assert len(sections) == (9 if slug == "birmingham" else 8)
    assert all(section["title"] and section["hint"] for section in sections)
