"""Finding a person."""

from typing import Any

from cases.selectors.likeness import Description
from cin.core import fields
from cin.core.forms import Form
from cin.core.likeness.letters import digits_of
from cin.procedures.identifiers import (
    WrongIdentifier,
    compact,
    read_nhs_number,
    read_upn,
)


class FindPersonForm(Form):
    """Whom to look for: any of it, the more the better."""

    submit_label = "Find"

    given_names = fields.PersonNameField(label="Given names", required=False, max_length=100)
    family_name = fields.PersonNameField(label="Family name", required=False, max_length=100)
    born_on = fields.PastDateField(label="Date of birth", required=False)
    address = fields.TextField(label="Address or postcode", required=False, max_length=300)
    number = fields.TextField(
        label="Pupil number, NHS number or telephone", required=False, max_length=40, width=20
    )

    def clean(self) -> dict[str, Any]:
        """Ask for something to look for."""
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("given_names", "Enter a name, or something else to look for")
        return self.cleaned_data

    def description(self) -> Description:
        """Give whom to look for."""
        answers = self.cleaned_data
        typed = answers["number"]
        return Description(
            given_names=answers["given_names"],
            family_name=answers["family_name"],
            born_on=answers["born_on"],
            address=answers["address"],
            number=_number(typed),
            phone=digits_of(typed),
        )


def _number(typed: str) -> str:
    for reader in (read_nhs_number, read_upn):
        try:
            return reader(typed)
        except WrongIdentifier:
            continue
    return compact(typed)
