"""Long forms of every stage keep what is typed, though none of them does anything for it."""

import pytest
from django import forms
from django.urls import get_resolver, resolve, reverse

from cin.core import fields
from cin.core.forms import Form, RowForm, RowsField
from cin.core.keeping import Keeper, as_sent, has_free_text, typed_in
from cin.core.views import StepView
from cin.drafts.models import Draft
from desk.words import FORMS, form_in_words
from tests.architecture.test_addresses import addresses
from tests.cases.browsing import sign_in, words
from tests.drafts.typing import opened, shown_in, type_in
from tests.safeguarding.telling import called, enquired
from tests.stories import (
    allocated,
    approved,
    assessing,
    plan_drafted,
    referred,
    submitted,
    supported,
)

pytestmark = pytest.mark.django_db

# A page, whoever is on it, the box, and the story that leads there.
LONG_FORMS = {
    "cases:record_referral": ("sw", "concerns", lambda house: []),
    "cases:screen_referral": ("tm", "reason", lambda house: [referred(house).pk]),
    "assessments:write_assessment": ("sw", "outcome_reason", lambda house: [assessing(house).pk]),
    "assessments:decide_assessment": ("tm", "changes", lambda house: [submitted(house).pk]),
    "plans:write_plan": (
        "sw",
        "worries",
        lambda house: [plan_drafted(house, assessing(house).case).pk],
    ),
    "meetings:hold_meeting": ("sw", "chair_name", lambda house: [supported(house).pk, "review"]),
    "safeguarding:raise_concern": ("sw", "what", lambda house: [referred(house).pk]),
    "safeguarding:hold_strategy": (
        "sw",
        "shared",
        lambda house: [called(house, allocated(house)).case_id],
    ),
    "safeguarding:write_enquiry": (
        "sw",
        "findings",
        lambda house: [enquired(house, allocated(house))[0].pk],
    ),
    "closures:propose_closure": ("sw", "summary", lambda house: [approved(house).case.pk]),
    "transfers:propose_transfer": ("tm", "reason", lambda house: [allocated(house).pk]),
}


@pytest.mark.parametrize("name", LONG_FORMS)
def test_half_of_a_long_form_comes_back(name, house):
    who, box, story = LONG_FORMS[name]
    browser, address = sign_in(house.people[who]), reverse(name, args=story(house))
    told = type_in(browser, address, opened(browser, address), **{box: "Half a thought"})
    assert told.json()["state"] == "kept"
    shown = browser.get(address)
    assert shown_in(shown, box) == "Half a thought"
    assert "There is a problem" not in words(shown)
    assert 'class="govuk-error-message"' not in shown.content.decode()


def test_every_page_named_for_the_lists_exists():
    assert set(FORMS) - {name for name, _ in addresses()} == set()


def test_every_page_that_keeps_what_is_typed_is_named_for_the_lists():
    kept = {
        name
        for name, place in addresses()
        if has_free_text(fields_of(getattr(resolve(place).func, "view_class", None)))
    }
    assert kept - set(FORMS) - {"accounts:sign_in", "accounts:change_password"} == set()
    assert form_in_words("cases:record_note") == "Note"


def test_a_page_that_nobody_named_names_itself():
    assert form_in_words("cases:write_something_new") == "Write something new"


class NoteForm(Form):
    """A form with a box to write in."""

    text = fields.LongTextField(label="What?")


class RowsForm(Form):
    """A form whose only box to write in is in a row."""

    class OneRow(RowForm):
        """A row."""

        what = fields.TextField(label="What?")

    rows = RowsField(OneRow)


class DayForm(Form):
    """A form of a day and a choice."""

    on = fields.PastDateField(label="When?")
    sure = fields.YesNoField(label="Sure?")
    version = forms.CharField(widget=forms.HiddenInput)


def test_a_form_is_kept_when_it_asks_for_anything_in_ones_own_words():
    assert has_free_text(NoteForm.base_fields)
    assert has_free_text(RowsForm.base_fields)
    assert not has_free_text(DayForm.base_fields)


def test_kept_answers_are_shown_without_being_judged():
    form = RowsForm(as_sent([["rows-0-what", ["x" * 500]]]))
    assert not form.is_valid()
    assert form.errors == {}
    assert form["rows"].rows.errors == [{}]


def test_typed_text_stands_under_the_labels_of_its_boxes_and_choices_in_words():
    answers = [["text", ["Hello"]], ["child-7-what_said", ["Hi"]], ["on", [" "]], ["sure", ["no"]]]
    shown = typed_in(answers, {**NoteForm.base_fields, **DayForm.base_fields})
    assert [(row.label, row.text) for row in shown] == [
        ("What?", "Hello"),
        ("Child what said", "Hi"),
        ("Sure?", "No"),
    ]


def test_without_drafts_a_page_still_works(house, monkeypatch):
    monkeypatch.setattr("cin.core.keeping._made_by", [Keeper])
    browser, address = sign_in(house.sw), reverse("cases:record_referral")
    page = browser.get(address)
    assert "Save and come back later" not in words(page)
    assert "There is a problem" in words(browser.post(address, {"concerns": "Half"}))
    assert not Draft.objects.exists()


def test_every_page_with_a_step_and_a_long_form_is_drawn_with_what_keeps_it(house):
    kept = [name for name, view in step_views() if has_free_text(fields_of(view))]
    assert len(kept) > 10
    assert all(view.keeps_text for _, view in step_views())


def fields_of(view):
    """Give the boxes of a view's form; a view that chooses its form by what is asked has none
    yet.
    """
    return getattr(getattr(view, "form_class", None), "base_fields", {})


def step_views():
    """Give every page that takes a step, with its view."""
    for pattern in walk(get_resolver().url_patterns):
        view = getattr(pattern.callback, "view_class", None)
        if view and issubclass(view, StepView):
            yield pattern.name, view


def walk(patterns):
    for pattern in patterns:
        yield from walk(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]
