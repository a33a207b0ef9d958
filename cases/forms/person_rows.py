"""The rows of what is known of a person: addresses, ways to reach them, cautions, names, orders."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cases.models import choices
from cin.core import fields
from cin.core.forms import Form
from cin.core.likeness.letters import postcode_in

_SOMETHING_TO_DIAL = re.compile(r"[\d+()\s./x-]+", re.I)


class RowForm(Form):
    """One row about a person, whose end cannot come before its beginning."""

    submit_label = "Save"

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        answers = self.cleaned_data
        began, ended = answers.get("began_on"), answers.get("ended_on")
        if began and ended and ended < began:
            self.add_error("ended_on", "The end cannot be before the beginning")
        return answers


class AddressForm(RowForm):
    """Where a person lives or lived."""

    kind = fields.RadioField(
        label="What is this address?", names="what this address is", choices=choices.address_kinds
    )
    lines = fields.LongTextField(label="Address", names="the address", rows=3, max_length=1000)
    postcode = fields.TextField(label="Postcode", required=False, max_length=10, width=10)
    began_on = fields.PastDateField(label="From when?", names="the day from which", required=False)
    ended_on = fields.PastDateField(
        label="Until when?", help_text="Leave empty for the present", required=False
    )
    is_secret = fields.CheckboxField(
        label="Secret: nobody in the family may learn this address", required=False
    )

    def clean_postcode(self) -> str:
        """Write the postcode as the post does."""
        typed = str(self.cleaned_data["postcode"])
        found = postcode_in(typed)
        if typed and not found:
            raise ValidationError("Enter a whole postcode, like OL16 1AB")
        return found


class ContactForm(RowForm):
    """One way to reach a person."""

    kind = fields.RadioField(label="What is it?", names="what it is", choices=choices.contact_kinds)
    value = fields.TextField(
        label="Number or email address", names="the number or email address", width=30
    )
    is_safe = fields.RadioField(
        label="Is it safe to use?",
        required=False,
        choices=[
            ("yes", "Yes"),
            ("no", "No: somebody else may see or hear it"),
            ("unknown", "Not known"),
        ],
    )
    is_preferred = fields.CheckboxField(label="The best way to reach the person", required=False)
    note = fields.TextField(
        label="Note", help_text="Such as only before 3pm", required=False, max_length=200
    )
    ended_on = fields.PastDateField(
        label="No longer in use since", help_text="Leave empty while it is used", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what nobody could write to or dial, and an unsafe way as the best one."""
        answers = super().clean()
        value, kind = answers.get("value", ""), answers.get("kind", "")
        answers["is_safe"] = {"yes": True, "no": False}.get(answers.get("is_safe") or "")
        if value and kind == "email":
            try:
                validate_email(value)
            except ValidationError:
                self.add_error("value", "Enter an email address like name@example.com")
        elif value and kind:
            is_number = _SOMETHING_TO_DIAL.fullmatch(value) and len(re.sub(r"\D", "", value)) >= 6
            if not is_number:
                self.add_error("value", "Enter a telephone number, like 01632 960 001")
        if answers.get("is_preferred") and answers["is_safe"] is False:
            self.add_error("is_preferred", "A way that is not safe cannot be the best one")
        return answers


class CautionForm(RowForm):
    """A caution about contacting or visiting a person."""

    submit_label = "Save the caution"
    kind = fields.RadioField(
        label="What must people mind?",
        names="what people must mind",
        choices=choices.safety_flags,
    )
    details = fields.LongTextField(
        label="What should a colleague know who goes or rings today?",
        names="what a colleague should know",
        rows=3,
        max_length=2000,
    )


class EndCautionForm(Form):
    """Why a caution no longer holds."""

    submit_label = "End the caution"
    end_reason = fields.LongTextField(
        label="Why does it no longer hold?",
        names="why the caution no longer holds",
        rows=3,
        max_length=2000,
    )


class NameForm(RowForm):
    """Another name of a person."""

    kind = fields.RadioField(
        label="What kind of name is it?",
        names="what kind of name it is",
        choices=choices.name_kinds,
    )
    given_names = fields.PersonNameField(
        label="Given names", help_text="Leave empty if the same", required=False, max_length=100
    )
    family_name = fields.PersonNameField(
        label="Family name", help_text="Leave empty if the same", required=False, max_length=100
    )
    began_on = fields.PastDateField(label="From when?", required=False)
    ended_on = fields.PastDateField(label="Until when?", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for some name."""
        answers = super().clean()
        if not answers.get("given_names") and not answers.get("family_name") and not self.errors:
            self.add_error("family_name", "Enter given names, a family name, or both")
        return answers


class OrderForm(RowForm):
    """An order or direction of a court."""

    kind = fields.SelectField(
        label="Which order is it?", names="which order it is", choices=choices.legal_orders
    )
    began_on = fields.PastDateField(label="When was it made?", names="the day it was made")
    ended_on = fields.DateField(
        label="When does or did it end?", required=False, names="the day it ends"
    )
    court = fields.TextField(label="Court and case number", required=False, max_length=150)
    next_hearing_on = fields.DateField(label="Next hearing", required=False)
    report_due_on = fields.DateField(label="Report due", required=False)
    details = fields.LongTextField(label="Details", required=False, rows=3, max_length=5000)


ROW_FORMS: dict[str, type[RowForm]] = {
    "address": AddressForm,
    "contact": ContactForm,
    "caution": CautionForm,
    "name": NameForm,
    "order": OrderForm,
}
