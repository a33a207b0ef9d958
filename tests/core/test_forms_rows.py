"""Rows of a small form inside a form, with and without JavaScript."""

from django import forms as django_forms

from cin.core import fields
from cin.core.forms import Form, RowForm, RowsField, RowsFormSet
from tests.core.markup import Markup
from tests.core.test_forms_rendering import drawn, ids, summary


class ActionForm(RowForm):
    """One action."""

    text = fields.TextField(label="What", names="what will be done")
    done = fields.YesNoField(label="Done?", names="it is done", required=False)
    action_id = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)


class PlanForm(Form):
    """A form with rows."""

    title = fields.TextField(label="Title", names="the title")
    actions = RowsField(ActionForm, label="Actions", noun="action", minimum=1)


def sent(*texts: str, **more: str) -> dict[str, str]:
    """Give what a browser sends for rows with these texts."""
    rows = {f"actions-{number}-text": text for number, text in enumerate(texts)}
    return {"title": "Plan", **rows, **more}


def test_rows_become_a_list_and_empty_ones_are_left_out() -> None:
    form = PlanForm(sent("Visit weekly", "", "Ring the school"))
    assert form.is_valid(), form.errors
    texts = [row["text"] for row in form.cleaned_data["actions"]]
    assert texts == ["Visit weekly", "Ring the school"]


def test_a_hidden_field_alone_makes_no_row() -> None:
    form = PlanForm(sent("Visit", "", **{"actions-1-action_id": "7"}))
    assert form.is_valid(), form.errors
    assert len(form.cleaned_data["actions"]) == 1


def test_too_few_rows_are_refused() -> None:
    form = PlanForm(sent("", ""))
    assert form.errors["actions"] == ["Add at least 1 action"]
    assert summary(form).one("a")["href"] == "#id_actions"
    assert "id_actions" in ids(drawn(form))


def test_an_error_in_a_row_names_the_row_and_links_to_its_box() -> None:
    form = PlanForm(sent("Visit", "", **{"actions-1-done": "yes"}))
    assert not form.is_valid()
    link = summary(form).one("a")
    assert link.text == "Action 2: Enter what will be done"
    assert link["href"] == "#id_actions-1-text"
    assert "id_actions-1-text" in ids(drawn(form))


def test_rows_start_with_what_is_there_and_an_empty_one() -> None:
    markup = drawn(PlanForm(initial={"actions": [{"text": "Visit"}, {"text": "Ring"}]}))
    boxes = [box for box in markup.all("input") if box["name"].endswith("-text")]
    assert [box.get("value") for box in boxes] == ["Visit", "Ring", None]


def test_without_javascript_another_row_is_added_and_nothing_is_judged() -> None:
    form = PlanForm(sent("Visit", title="", add_row="actions"))
    assert not form.is_valid()
    assert form.errors == {}
    markup = drawn(form)
    boxes = [box for box in markup.all("input") if box["name"].endswith("-text")]
    assert [(box["name"], box.get("value")) for box in boxes] == [
        ("actions-0-text", "Visit"),
        ("actions-1-text", None),
    ]
    assert not markup.all("p", class_="govuk-error-message")


def test_without_javascript_a_row_is_removed_and_the_others_keep_their_answers() -> None:
    form = PlanForm(sent("Visit", "Ring", "Write", remove_row="actions-1"))
    assert not form.is_valid()
    boxes = [box for box in drawn(form).all("input") if box["name"].endswith("-text")]
    assert [box.get("value") for box in boxes] == ["Visit", "Write"]


def test_removing_the_last_row_leaves_an_empty_one() -> None:
    form = PlanForm(sent("Visit", remove_row="actions-0"))
    boxes = [box for box in drawn(form).all("input") if box["name"].endswith("-text")]
    assert [box.get("value") for box in boxes] == [None]


def test_rows_may_be_numbered_with_gaps() -> None:
    form = PlanForm({"title": "Plan", "actions-3-text": "Visit", "actions-12-text": "Ring"})
    assert form.is_valid(), form.errors
    assert [row["text"] for row in form.cleaned_data["actions"]] == ["Visit", "Ring"]


def test_more_than_a_hundred_rows_are_refused_and_all_stay_on_the_page() -> None:
    form = PlanForm(sent(*(f"Action {number}" for number in range(120))))
    assert form.errors["actions"] == ["Add at most 100 actions"]
    boxes = [box for box in drawn(form).all("input") if box["name"].endswith("-text")]
    assert len(boxes) == 120


def test_a_row_with_an_absurd_number_is_no_row() -> None:
    form = PlanForm({**sent("Visit"), "actions-²-text": "x", "actions-99999-text": "y"})
    assert form.is_valid(), form.errors
    assert [row["text"] for row in form.cleaned_data["actions"]] == ["Visit"]


def test_rows_carry_what_the_script_needs_to_number_them() -> None:
    markup = drawn(PlanForm())
    box = markup.one("input", name="actions-0-text")
    assert box["data-name"] == "actions-%index%-text"
    assert box["data-id"] == "id_actions-%index%-text"
    radio = markup.one("input", name="actions-0-done", value="no")
    assert radio["data-id"] == "id_actions-%index%-done_1"
    assert "data-name" not in markup.one("input", name="title").attrs


def test_rows_outside_a_form_draw_and_judge_themselves() -> None:
    rows = RowsFormSet(ActionForm, prefix="steps", initial=[{"text": "Visit"}], noun="step")
    markup = Markup(str(rows))
    assert markup.one("button", name="add_row").text == "Add another step"
    assert markup.one("button", name="add_row")["value"] == "steps"
    answered = RowsFormSet(
        ActionForm, prefix="steps", source=({"steps-0-text": "Visit", "steps-1-done": "no"}, {})
    )
    assert not answered.is_valid()
    assert answered.errors == [{}, {"text": ["Enter what will be done"]}]


def test_a_single_row_has_no_button_to_remove_it() -> None:
    assert not drawn(PlanForm()).all("button", name="remove_row")
    markup = drawn(PlanForm(sent("Visit", "Ring")))
    assert [b["value"] for b in markup.all("button", name="remove_row")] == [
        "actions-0",
        "actions-1",
    ]
    assert markup.all("button", name="remove_row")[1].text == "Remove action 2"
