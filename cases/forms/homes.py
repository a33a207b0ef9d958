"""What people fill in about homes, about endings, and about what somebody must not be told."""

from collections.abc import Iterable
from typing import Any, cast

from cases.forms.relationships import named
from cases.models import Person
from cin.core import fields
from cin.core.forms import Form


class EndForm(Form):
    """The last day of something, and why it ended."""

    submit_label = "Save the end"

    ended_on = fields.PastDateField(label="What was the last day?", names="the last day")
    end_reason = fields.LongTextField(
        label="Why did it end?", names="why it ended", rows=2, max_length=2000
    )


class HomeForm(Form):
    """The home somebody lives in."""

    submit_label = "Save"

    home = fields.TextField(
        label="Which home?",
        names="the home",
        max_length=60,
        help_text="Give it the same name for everybody who lives there, such as Mother's home",
    )
    people = fields.CheckboxesField(label="Who lives there?", names="who lives there", coerce=int)
    began_on = fields.PastDateField(label="Since when?", required=False)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(fields.CheckboxesField, self.fields["people"]).choices = named(people)


class ChangeHomeForm(Form):
    """What was written down wrongly of somebody's place in a home."""

    submit_label = "Save"

    home = fields.TextField(label="Which home?", names="the home", max_length=60)
    began_on = fields.PastDateField(label="Since when?", required=False)
    ended_on = fields.PastDateField(
        label="Until when?", help_text="Leave empty while they live there", required=False
    )


class LeaveHomeForm(Form):
    """The day on which somebody left a home."""

    submit_label = "Save"

    ended_on = fields.PastDateField(label="When did they leave?", names="the day they left")


class SharingLimitForm(Form):
    """What somebody must not be told, and why."""

    submit_label = "Save"

    what = fields.LongTextField(
        label="What must this person not be told?",
        names="what must not be told",
        rows=3,
        max_length=2000,
        help_text="Such as: the new address, or that the child spoke to us",
    )
    reason = fields.LongTextField(label="Why?", names="the reason", rows=3, max_length=2000)


class EndReasonForm(Form):
    """Why something no longer holds."""

    submit_label = "End it today"

    end_reason = fields.LongTextField(
        label="Why does it no longer hold?", names="why it ended", rows=3, max_length=2000
    )


class CompleteGenogramForm(Form):
    """Who drew the genogram with us, and on which day."""

    submit_label = "Save"

    happened_on = fields.PastDateField(label="On which day?", names="the day")
    people = fields.CheckboxesField(
        label="Who of the family took part?", names="who took part", coerce=int
    )
    note = fields.LongTextField(
        label="Anything to add?",
        required=False,
        rows=3,
        max_length=5000,
        help_text="Such as what the family did not want drawn, or is not sure of",
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(fields.CheckboxesField, self.fields["people"]).choices = named(people)
