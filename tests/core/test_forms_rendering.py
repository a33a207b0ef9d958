"""How forms are drawn: labels, hints, errors, sections, and fields that belong to a choice."""

from types import SimpleNamespace
from typing import Any

import pytest
from django import forms as django_forms
from django.template import Context, Template
from django.test import RequestFactory

from cin.core import fields
from cin.core.forms import Form, RowForm, RowsField, VersionField
from tests.core.markup import Element, Markup


class ActionForm(RowForm):
    """A row of the form below."""

    text = fields.TextField(label="What will be done", names="what will be done")


class VisitForm(Form):
    """A form with most kinds of field."""

    submit_label = "Save visit"
    sections = [
        ("The visit", "Anything the family said about the visit itself.", ["on", "where"]),
        ("The child", "", ["seen", "voice"]),
    ]
    conditional = {
        "where": {"other": ["where_other"]},
        "seen": {"yes": ["alone"], "no": ["why_not"]},
        "alone": {"no": ["why_not_alone"]},
    }
    name = fields.PersonNameField(label="Whose visit", required=False, help_text="As on the record")
    on = fields.PastDateField(label="When was it?", names="the date of the visit")
    where = fields.RadioField(
        label="Where?",
        names="where Leo was seen",
        choices=[("home", "At home"), ("other", "Elsewhere")],
        hints={"home": "4 Mill Lane"},
    )
    where_other = fields.TextField(label="Where else?", names="the place")
    seen = fields.YesNoField(label="Was Leo seen?", names="Leo was seen")
    alone = fields.YesNoField(label="Alone?", names="Leo was seen alone")
    why_not_alone = fields.LongTextField(label="Why not alone?", names="why not alone")
    why_not = fields.LongTextField(label="Why not?", names="why not")
    voice = fields.LongTextField(label="What Leo said", names="what Leo said", max_length=2000)
    version = VersionField()


GOOD = {
    "on": "4/5/2026",
    "where": "home",
    "seen": "yes",
    "alone": "yes",
    "voice": "Fine.",
    "version": "3",
}


def drawn(form: django_forms.Form) -> Markup:
    """Draw a form's fields."""
    return Markup(f"<div>{form}</div>")


def ids(markup: Markup) -> list[str]:
    """Give every id on the page."""
    return [element["id"] for element in markup.elements if element.get("id")]


def describes(markup: Markup, element: Element) -> str:
    """Give the words that describe an element to a screen reader."""
    named = (element.get("aria-describedby") or "").split()
    return " ".join(e.text for name in named for e in markup.elements if e.get("id") == name)


def summary(*forms: Any) -> Markup:
    """Draw the error summary of these forms."""
    values = {f"form_{number}": form for number, form in enumerate(forms)}
    source = f"{{% load cin %}}{{% error_summary {' '.join(values)} %}}"
    return Markup(Template(source).render(Context(values)))


@pytest.mark.parametrize("data", [None, {}, GOOD])
def test_every_box_has_a_label_and_every_id_is_used_once(data: dict[str, str] | None) -> None:
    markup = drawn(VisitForm(data))
    assert len(ids(markup)) == len(set(ids(markup)))
    labelled = {label["for"] for label in markup.all("label")}
    boxes = [*markup.all("input"), *markup.all("textarea"), *markup.all("select")]
    assert {box["id"] for box in boxes if box.get("type") != "hidden"} == labelled


@pytest.mark.parametrize("data", [None, {}])
def test_everything_that_is_said_to_describe_a_box_is_there(data: dict[str, str] | None) -> None:
    markup = drawn(VisitForm(data))
    named = " ".join(e.get("aria-describedby") or "" for e in markup.elements).split()
    assert named
    assert set(named) <= set(ids(markup))


def test_hints_describe_their_boxes_and_optional_fields_say_so() -> None:
    markup = drawn(VisitForm())
    assert describes(markup, markup.one("input", name="name")) == "As on the record"
    assert markup.one("label", for_="id_name").text == "Whose visit (optional)"
    assert "(optional)" not in markup.one("label", for_="id_on").text


def test_the_browser_itself_judges_nothing() -> None:
    assert not [e for e in drawn(VisitForm()).elements if "required" in e.attrs]


def test_sections_are_fieldsets_with_their_heading_and_hint() -> None:
    markup = drawn(VisitForm())
    section = markup.all("fieldset", class_="cin-section")[0]
    assert markup.all("h2")[0].text == "The visit"
    assert describes(markup, section) == "Anything the family said about the visit itself."
    assert "When was it?" in section.text
    assert "Whose visit" not in section.text


def test_nothing_is_checked_before_anybody_answers() -> None:
    assert not [e for e in drawn(VisitForm()).all("input") if "checked" in e.attrs]


def test_fields_of_a_choice_stand_under_it_once_and_are_tied_to_it() -> None:
    markup = drawn(VisitForm())
    other = markup.one("input", name="where", value="other")
    revealed = markup.one("div", id=other["data-cin-reveals"])
    assert "Where else?" in revealed.text
    assert len(markup.all("input", name="where_other")) == 1
    assert "govuk-radios__conditional--hidden" in revealed["class"]


def test_fields_of_the_choice_made_are_open() -> None:
    markup = drawn(VisitForm(GOOD | {"where": "other"}))
    other = markup.one("input", name="where", value="other")
    assert "hidden" not in markup.one("div", id=other["data-cin-reveals"])["class"]


class RiskForm(Form):
    """A form in which two choices of three ask the same."""

    conditional = {"risk": {"some": ["action"], "high": ["action", "told"]}}
    risk = fields.RadioField(
        label="Risk?", choices=[("none", "None"), ("some", "Some"), ("high", "High")]
    )
    action = fields.LongTextField(label="What is done?", names="what is done")
    told = fields.TextField(label="Who was told?", names="who was told")


def test_a_field_of_several_choices_is_drawn_once_below_them_and_tied_to_each() -> None:
    markup = drawn(RiskForm())
    assert len(markup.all("textarea", name="action")) == 1
    assert len(ids(markup)) == len(set(ids(markup)))
    of = {
        e["value"]: (e.get("data-cin-reveals") or "").split()
        for e in markup.all("input", name="risk")
    }
    assert of == {
        "none": [],
        "some": ["id_risk_shared_1"],
        "high": ["id_risk_2_reveals", "id_risk_shared_1"],
    }
    assert "hidden" in markup.one("div", id="id_risk_shared_1")["class"]


@pytest.mark.parametrize("risk", ["some", "high"])
def test_what_is_typed_under_any_of_several_choices_is_kept(risk: str) -> None:
    form = RiskForm({"risk": risk, "action": "School is told", "told": "The head"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["action"] == "School is told"
    assert "hidden" not in drawn(form).one("div", id="id_risk_shared_1")["class"]


def test_what_was_not_asked_is_not_required_and_not_kept() -> None:
    form = VisitForm(GOOD | {"where_other": "the park", "why_not": "they had gone out"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["where_other"] == ""
    assert form.cleaned_data["why_not"] == ""
    assert form.cleaned_data["version"] == 3


def test_what_is_asked_by_the_choice_made_is_required() -> None:
    form = VisitForm(GOOD | {"where": "other", "seen": "no"})
    assert not form.is_valid()
    assert form.errors == {"where_other": ["Enter the place"], "why_not": ["Enter why not"]}


def test_a_choice_under_a_choice_not_made_asks_nothing() -> None:
    form = VisitForm(GOOD | {"seen": "no", "alone": "no", "why_not": "Out"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["alone"] is None
    assert form.cleaned_data["why_not_alone"] == ""


def test_an_error_is_beside_its_box_and_tied_to_it() -> None:
    markup = drawn(VisitForm({}))
    box = markup.one("input", name="on")
    assert box["aria-invalid"] == "true"
    assert "govuk-input--error" in box["class"]
    assert describes(markup, box).endswith("Error: Enter the date of the visit")


def test_the_summary_links_each_error_to_its_box() -> None:
    form = VisitForm({})
    links = {a["href"]: a.text for a in summary(form).all("a")}
    assert links == {
        "#id_on": "Enter the date of the visit",
        "#id_where": "Select where Leo was seen",
        "#id_seen": "Select yes if Leo was seen",
        "#id_voice": "Enter what Leo said",
    }
    assert {href[1:] for href in links} <= set(ids(drawn(form)))


def test_the_summary_lists_what_is_about_no_box_and_escapes_it() -> None:
    form = VisitForm(GOOD)
    form.add_error(None, "The case <b>moved</b>")
    markup = summary(form)
    assert "The case <b>moved</b>" in markup.text
    assert not markup.all("b")


def test_the_summary_lists_all_that_stands_in_the_way_with_the_rules() -> None:
    form = VisitForm(GOOD)
    form.blocked_title = "Before you can close the case"
    form.blockers = [
        SimpleNamespace(message="End the plan", cites=("ROC-165",)),
        SimpleNamespace(message="Write the summary", cites=()),
    ]
    markup = summary(form)
    assert markup.one("h2").text == "Before you can close the case"
    assert [li.text for li in markup.all("li")] == ["End the plan (ROC-165)", "Write the summary"]


@pytest.mark.parametrize("forms", [(), ("", None), (VisitForm(),), (VisitForm(GOOD),)])
def test_without_errors_there_is_no_summary(forms: tuple[Any, ...]) -> None:
    assert not summary(*forms).elements


def test_a_time_alone_that_is_wrong_is_the_box_the_summary_links_to() -> None:
    class MomentForm(Form):
        at = fields.MomentField(label="When?", names="the time")

    assert summary(MomentForm({"at_date": "4/5/2026"})).one("a")["href"] == "#id_at_1"
    assert summary(MomentForm({"at_time": "2pm"})).one("a")["href"] == "#id_at_0"
    assert {"id_at_0", "id_at_1"} <= set(ids(drawn(MomentForm())))


def test_both_parts_of_a_moment_are_labelled_inside_one_fieldset() -> None:
    class MomentForm(Form):
        at = fields.MomentField(label="When was the visit?")

    markup = drawn(MomentForm())
    assert markup.one("legend").text == "When was the visit?"
    assert [label.text for label in markup.all("label")] == ["Date", "Time"]
    assert describes(markup, markup.one("input", name="at_time")) == "For example, 2:30pm"


def test_what_somebody_else_saved_is_shown_and_the_own_text_stays() -> None:
    form = VisitForm(GOOD | {"voice": "My text"})
    form.theirs = {"voice": "Their <i>text</i>\n\nSecond"}
    form.theirs_by = "Sam Okoro"
    markup = drawn(form)
    theirs = markup.one("div", class_="cin-theirs")
    assert "What Sam Okoro saved meanwhile Their <i>text</i> Second" in theirs.text
    assert markup.one("textarea", name="voice").text == "My text"


def test_long_text_counts_down_only_where_the_limit_is_tight() -> None:
    markup = drawn(VisitForm())
    assert markup.one("div", class_="govuk-character-count")["data-maxlength"] == "2000"
    counted = describes(markup, markup.one("textarea", name="voice"))
    assert counted == "You can enter up to 2000 characters"


def test_typed_text_comes_back_to_the_character() -> None:
    typed = "\nfirst <b>line</b> & “more”\n"
    html = str(VisitForm(GOOD | {"voice": typed})["voice"])
    assert "&lt;b&gt;line&lt;/b&gt; &amp;" in html
    assert html.count("\n\nfirst") == 1


def step_form(form: Form, options: str = "", **context: Any) -> Markup:
    """Draw a whole form with its button."""
    source = f"{{% load cin %}}{{% step_form form {options} %}}"
    request = RequestFactory().get("/")
    return Markup(Template(source).render(Context({"form": form, "request": request, **context})))


def test_a_whole_form_has_its_tokens_button_and_way_out() -> None:
    markup = step_form(VisitForm(), csrf_token="secret", submission="1-2-3", cancel="/cases/1/")
    assert markup.one("input", name="csrfmiddlewaretoken")["value"] == "secret"
    assert markup.one("input", name="submission")["value"] == "1-2-3"
    assert markup.one("input", name="version")["type"] == "hidden"
    assert markup.one("button").text == "Save visit"
    assert markup.one("a")["href"] == "/cases/1/"
    assert "novalidate" in markup.one("form").attrs
    assert markup.one("form")["data-cin-unsaved"] == "clean"


def test_a_form_that_came_back_counts_as_unsaved() -> None:
    assert step_form(VisitForm({})).one("form")["data-cin-unsaved"] == "dirty"
    assert "data-cin-unsaved" not in step_form(VisitForm(), "guard=False").one("form").attrs


def test_a_form_with_rows_begins_with_the_button_that_enter_presses() -> None:
    class PlanForm(Form):
        actions = RowsField(ActionForm, noun="action")

    markup = step_form(PlanForm())
    assert markup.all("button")[0]["class"] == "cin-first-submit"
    assert "name" not in markup.all("button")[0].attrs


def test_a_form_with_a_file_is_sent_as_one() -> None:
    class UploadForm(Form):
        genogram = fields.UploadField(label="Genogram")

    assert step_form(UploadForm()).one("form")["enctype"] == "multipart/form-data"


def test_djangos_own_forms_are_drawn_in_the_same_way() -> None:
    class Plain(django_forms.Form):
        name = django_forms.CharField(help_text="Yours")
        secret = django_forms.CharField(widget=django_forms.PasswordInput)
        agree = django_forms.BooleanField()

    markup = drawn(Plain({}))
    assert markup.one("input", name="name")["class"] == "govuk-input govuk-input--error"
    assert markup.one("div", class_="govuk-password-input")["data-module"] == "govuk-password-input"
    assert "govuk-checkboxes__input" in markup.one("input", type="checkbox")["class"]


def test_a_number_is_described_by_its_unit() -> None:
    class Household(Form):
        children = fields.NumberField(label="Children", suffix="children")

    markup = drawn(Household())
    assert describes(markup, markup.one("input")) == "children"
