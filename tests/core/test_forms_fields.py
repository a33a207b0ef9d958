"""Form fields other than days: what each accepts, gives and says."""

import pytest
from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from cin.core import fields
from cin.core.forms import VersionField
from cin.procedures.durations import Duration, Unit

MUHAMMAD = "\u0645\u062d\u0645\u062f \u0639\u0644\u064a"
PERSIAN = "\u0645\u06cc\u200c\u0631\u0648\u0645"
PLACES = [("home", "At home"), ("school", "At school")]


def refusal(field: django_forms.Field, value: object) -> str:
    """Say what the field says."""
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return " / ".join(refused.value.messages)


def test_long_text_is_kept_as_typed() -> None:
    typed = "  He said:\n\n\t“I\u2019m fine” — 😀\u200d "
    assert fields.LongTextField().clean(typed) == typed


def test_long_text_has_one_kind_of_line_end_and_no_control_characters() -> None:
    assert fields.LongTextField().clean("one\r\ntwo\rthree\x00\x07") == "one\ntwo\nthree"


def test_long_text_of_spaces_is_no_answer() -> None:
    assert refusal(fields.LongTextField(names="what Leo said"), " \r\n ") == "Enter what Leo said"


def test_long_text_may_be_a_hundred_thousand_characters_and_no_more() -> None:
    field = fields.LongTextField(names="the analysis")
    assert len(field.clean("x" * 100_000)) == 100_000
    assert refusal(field, "x" * 100_001) == "The analysis must be 100,000 characters or fewer"


def test_text_is_trimmed_and_limited_in_words_not_by_the_box() -> None:
    field = fields.TextField(names="the school", max_length=5)
    assert field.clean("  St J ") == "St J"
    assert refusal(field, "St John") == "The school must be 5 characters or fewer"
    assert "maxlength" not in field.widget.attrs


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Leo   O\u2019Brien-Núñez ", "Leo O\u2019Brien-Núñez"),
        ("D'Arcy", "D'Arcy"),
        ("Zoe\u0301", "Zoé"),
        (MUHAMMAD, MUHAMMAD),
        (PERSIAN, PERSIAN),
        ("Li\u202e Wei", "Li Wei"),
        ("Baby 2 (unborn)", "Baby 2 (unborn)"),
    ],
)
def test_names_are_kept_as_people_write_them(typed: str, kept: str) -> None:
    assert fields.PersonNameField().clean(typed) == kept


def test_a_name_has_a_letter_in_it() -> None:
    told = refusal(fields.PersonNameField(names="the child's name"), "---")
    assert told == "The child's name must include letters"


def test_nothing_is_chosen_beforehand_in_yes_or_no() -> None:
    field = fields.YesNoField(names="the child was seen")
    assert field.initial is None
    assert refusal(field, "") == "Select yes if the child was seen"
    assert refusal(field, None) == "Select yes if the child was seen"


def test_yes_and_no_are_true_and_false() -> None:
    field = fields.YesNoField(names="the child was seen")
    assert field.clean("yes") is True
    assert field.clean("no") is False
    assert fields.YesNoField(required=False).clean("") is None
    assert refusal(field, "on") == "Select yes or no"


def test_a_saved_yes_or_no_is_shown_and_read_back_unchanged() -> None:
    field = fields.YesNoField()
    assert field.prepare_value(False) == "no"
    assert not field.has_changed(False, "no")
    assert field.has_changed(None, "no")


def test_a_choice_is_asked_for_by_name() -> None:
    field = fields.RadioField(names="where Leo was seen", choices=PLACES)
    assert field.clean("home") == "home"
    assert refusal(field, "") == "Select where Leo was seen"
    assert refusal(field, "moon") == "Select where Leo was seen from the list"


def test_a_choice_may_be_turned_into_what_it_stands_for() -> None:
    assert fields.SelectField(choices=[(3, "Amira")], coerce=int).clean("3") == 3


def test_a_list_begins_with_a_line_that_chooses_nothing() -> None:
    field = fields.SelectField(choices=PLACES)
    assert next(iter(field.choices)) == ("", "Choose one")
    field.choices = [("a", "A")]
    assert list(field.choices) == [("", "Choose one"), ("a", "A")]


def test_choices_may_be_worked_out_when_the_page_is_drawn() -> None:
    offered = [("a", "A")]
    field = fields.RadioField(choices=lambda: offered)
    offered.append(("b", "B"))
    assert field.clean("b") == "b"


def test_several_may_be_chosen_or_none_when_optional() -> None:
    assert fields.CheckboxesField(choices=PLACES).clean(["home", "school"]) == ["home", "school"]
    assert fields.CheckboxesField(choices=PLACES, required=False).clean([]) == []


def test_a_box_that_must_be_ticked_says_so() -> None:
    field = fields.CheckboxField(names="that the family has a copy")
    assert refusal(field, False) == "Confirm that the family has a copy"


@pytest.mark.parametrize("typed", ["01632 960 001", "+44 7700 900982", "(0161) 496-0000 x12"])
def test_telephone_numbers_are_kept_as_typed(typed: str) -> None:
    assert fields.TelephoneField().clean(typed) == typed


@pytest.mark.parametrize("typed", ["12345", "ask at reception", "01632 96000; DROP"])
def test_what_nobody_could_ring_is_refused(typed: str) -> None:
    assert refusal(fields.TelephoneField(), typed).startswith("Enter a telephone number, like")


def test_an_email_address_is_checked_with_an_example() -> None:
    assert fields.EmailField().clean(" sam@example.org ") == "sam@example.org"
    assert "like name@example.com" in refusal(fields.EmailField(), "sam@")


def test_a_number_says_what_it_must_be() -> None:
    field = fields.NumberField(names="the number of children", min_value=1, max_value=20)
    assert field.clean("3") == 3
    assert refusal(field, "three") == "The number of children must be a whole number, like 3"
    assert refusal(field, "0") == "The number of children must be 1 or more"
    assert refusal(field, "21") == "The number of children must be 20 or less"


def test_a_duration_is_the_engines_own() -> None:
    field = fields.DurationField(names="how often to visit")
    assert field.clean(["3", "weeks"]) == Duration(3, Unit.WEEKS)
    assert refusal(field, ["", "weeks"]) == "Enter how often to visit"
    assert refusal(field, ["0", "weeks"]) == "How often to visit must be a whole number, like 3"
    assert refusal(field, ["3", "years"]) == "Select the unit of how often to visit"


def test_a_saved_duration_is_read_back_unchanged() -> None:
    field = fields.DurationField(required=False)
    assert field.clean(["", "weeks"]) is None
    assert not field.has_changed(Duration(3, Unit.WEEKS), ["3", "weeks"])
    assert field.has_changed(Duration(3, Unit.WEEKS), ["4", "weeks"])


def test_a_file_is_refused_by_its_kind_and_its_size() -> None:
    field = fields.UploadField(names="the genogram", kinds=["pdf"], max_megabytes=1)
    assert field.clean(SimpleUploadedFile("a.PDF", b"%PDF")).name == "a.PDF"
    assert refusal(field, None) == "Choose the genogram"
    told = refusal(field, SimpleUploadedFile("a.exe", b"MZ"))
    assert told == "The file must be one of these kinds: PDF"
    large = SimpleUploadedFile("a.pdf", b"x" * (1024 * 1024 + 1))
    assert refusal(field, large) == "The file must be 1 MB or smaller"


def test_a_version_is_a_number_or_nothing() -> None:
    assert VersionField().clean("4") == 4
    assert VersionField().clean("") is None


def test_an_optional_text_left_out_is_empty() -> None:
    assert fields.TextField(required=False).clean(None) == ""
    assert fields.LongTextField(required=False).clean(None) == ""
