"""The form in which it is recorded who agrees with the record of a meeting."""

from cin.core import fields, forms
from meetings.models import SignatureAnswer


class SignatureForm(forms.RowForm):
    """One person's word on the record."""

    name = fields.PersonNameField(label="Name", names="the name", max_length=150)
    role = fields.TextField(label="Who they are", max_length=150, required=False)
    answer = fields.RadioField(
        label="What did they say?", names="what they said", choices=SignatureAnswer.choices
    )
    answered_on = fields.PastDateField(
        label="If they agreed, when?", names="the day they agreed", required=False
    )
    reason = fields.TextField(
        label="If they did not, or were not asked, why?", max_length=1000, required=False
    )


class SignaturesForm(forms.Form):
    """Everybody's word on the record."""

    submit_label = "Save"

    signatures = forms.RowsField(SignatureForm, label="Who agrees with the record", noun="person")
