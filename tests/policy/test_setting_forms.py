"""Every setting can be edited in the browser, and nothing is lost on the way there and back."""

import pytest
from django.http import QueryDict

from cin.policy.forms.steps import SettingForm
from cin.procedures.book import PRESETS, preset
from cin.procedures.settings import SETTINGS, as_data
from tests.policy.filling import as_sent


def form_for(name: str, slug: str = "hillingdon", answers: QueryDict | None = None) -> SettingForm:
    spec = SETTINGS[name]
    return SettingForm(answers, spec=spec, value=preset(slug).get(name))


def answered(name: str, text: str) -> SettingForm:
    return form_for(name, answers=QueryDict(text))


@pytest.mark.parametrize("slug", PRESETS)
def test_saving_a_setting_unchanged_changes_nothing(slug):
    lost = {}
    for name in SETTINGS:
        sent = as_sent(str(form_for(name, slug)))
        form = form_for(name, slug, sent)
        read = form.cleaned_data.get("read") if form.is_valid() else form.errors.as_json()
        before = as_data(preset(slug).get(name))
        if (read or None) != (before or None):
            lost[name] = (before, read)
    assert not lost


def test_a_length_of_time_is_a_number_and_a_unit():
    form = answered("visit_interval_max", "amount=4&unit=weeks")
    assert form.is_valid()
    assert form.cleaned_data["read"] == {"amount": 4, "unit": "weeks"}


@pytest.mark.parametrize(
    ("name", "answers", "field", "told"),
    [
        ("visit_interval_max", "amount=4.5&unit=weeks", "amount", "must be a whole number"),
        ("visit_interval_max", "amount=-4&unit=weeks", "amount", "must be 0 or more"),
        ("visit_interval_max", "amount=4&unit=", "amount", "is not one of"),
        ("teams", "value=" + "x" * 100_001, "value", "100,000 characters or fewer"),
        ("panel_dates", "value=2026-05-04%0A2026-02-31", "value", "Line 2: “2026-02-31” is not a"),
        ("school_age_range", "value=5%0Asixteen", "value", "Line 2: “sixteen” is not a whole"),
        ("school_age_range", "value=16%0A5", "value", "Must be two ages, the lower one first"),
        ("plan_label", "value=+", "value", "Enter the new value"),
        ("working_weekdays", "", "value", "At least one day must be a working day"),
        ("followup_meeting_window", "from=9&to=4", "from", "The first day must not be after"),
        ("alert_hour_until", "value=25", "value", "25 is not an hour from 1 to 24"),
        (
            "visit_interval_by_cohort",
            "value-0-cohort=disabled&value-0-how=agreed&value-1-cohort=disabled&value-1-how=agreed",
            "value",
            "“Disabled child” has more than one row: keep one of them",
        ),
        (
            "alert_before",
            "value-0-what=visit&value-0-lengths=1+week&value-1-what=visit&value-1-lengths=2+weeks",
            "value",
            "“visit” has more than one row",
        ),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field(name, answers, field, told):
    form = answered(name, answers)
    assert not form.is_valid()
    assert told in " ".join(form.errors[field])


def test_a_new_record_gets_a_code_of_its_own_and_the_others_keep_theirs():
    sent = as_sent(str(form_for("closure_checklist_manager", "rochdale")))
    number = len(preset("rochdale").get("closure_checklist_manager"))
    sent[f"value-{number}-text"] = "The family knows whom to ring"
    form = form_for("closure_checklist_manager", "rochdale", sent)
    assert form.is_valid()
    codes = [record["code"] for record in form.cleaned_data["read"]]
    old = [record["code"] for record in preset("rochdale").get("closure_checklist_manager")]
    assert codes == [*old, "the_family_knows_whom_to_ring"]


def test_a_group_of_children_is_given_a_limit_of_its_own():
    form = answered(
        "visit_interval_by_cohort",
        "value-0-cohort=disabled&value-0-how=length&value-0-amount=2&value-0-unit=weeks"
        "&value-1-cohort=nrpf_cin&value-1-how=agreed",
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["read"] == {
        "disabled": {"max": {"amount": 2, "unit": "weeks"}},
        "nrpf_cin": "agreed_by_manager",
    }


def test_a_warning_is_written_as_lengths_of_time():
    form = answered("alert_before", "value-0-what=visit&value-0-lengths=10+working+days,+1+week")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["read"] == {
        "visit": [{"amount": 10, "unit": "working_days"}, {"amount": 1, "unit": "weeks"}]
    }


def test_a_role_that_is_no_managers_stays_when_the_row_is_saved():
    spec = SETTINGS["visit_interval_by_cohort"]
    value = spec.read({"disabled": {"exception_roles": ["iro"]}})
    sent = as_sent(str(SettingForm(spec=spec, value=value)))
    form = SettingForm(sent, spec=spec, value=value)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["read"] == as_data(value)
