"""What people fill in about the professionals around a child."""

from typing import Any, cast

from cases.forms.agencies import KnownAgencyMixin, known_agency_field
from cases.models import Person, PersonKind, choices
from cases.selectors.likeness import Description
from cases.selectors.matching import people_like
from cin.accounts.models import User
from cin.core import fields
from cin.core.forms import Form

SOMEBODY_ELSE = "new"


class NetworkForm(Form):
    """A professional's part in the work with one child."""

    PART = ["role", "began_on", "frequency", "is_invited", "receives_papers", "is_lead"]
    submit_label = "Save"

    role = fields.TextField(
        label="Role for this child",
        names="the role",
        max_length=100,
        help_text="Such as health visitor, class teacher, domestic abuse worker",
    )
    began_on = fields.PastDateField(label="Involved since", required=False)
    frequency = fields.TextField(
        label="How often do they see the child or family?",
        required=False,
        max_length=100,
        help_text="Such as every fortnight, at school every day",
    )
    is_invited = fields.CheckboxField(label="Invited to meetings", required=False)
    receives_papers = fields.CheckboxField(label="Receives the plan and minutes", required=False)
    is_lead = fields.CheckboxField(
        label="Lead professional (where that is not the social worker)", required=False
    )

    def part_answers(self) -> dict[str, Any]:
        """Give the answers about the part in the work."""
        return {name: self.cleaned_data[name] for name in self.PART}


class AddToNetworkForm(KnownAgencyMixin, NetworkForm):
    """A professional who joins the network: one we know already, or a new one.

    The name is looked up when the form is sent; the form comes back and asks before a second record
    is made.
    """

    submit_label = "Add to the network"
    sections = [
        (
            "Who is it?",
            "",
            [
                *("known_person", "given_names", "family_name", "known_agency", "agency"),
                *("agency_kind", "phone", "email"),
            ],
        ),
        ("Their part in the work", "", NetworkForm.PART),
    ]

    given_names = fields.PersonNameField(
        label="Given names", names="the given names", max_length=100
    )
    family_name = fields.PersonNameField(
        label="Family name", names="the family name", max_length=100
    )
    agency = fields.TextField(label="Agency", names="the agency", max_length=150)
    agency_kind = fields.SelectField(
        label="What kind of agency is it?",
        names="the kind of agency",
        choices=choices.agency_kinds,
    )
    phone = fields.TelephoneField(label="Telephone", required=False)
    email = fields.EmailField(label="Email", required=False)
    # Asked last, because whom to offer follows from what is typed above.
    known_person = fields.RadioField(
        label="Is this somebody we know?",
        error_messages={"required": "Say whether this is somebody we know already"},
    )
    known_agency = known_agency_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self._alike: list[Person] | None = None
        cast(fields.RadioField, self.fields["known_person"]).choices = self._offered
        cast(fields.RadioField, self.fields["known_agency"]).choices = self.offered_agencies
        if not self.is_bound:
            del self.fields["known_person"], self.fields["known_agency"]

    def people_alike(self) -> list[Person]:
        """List the professionals we know who may be this one."""
        answers = self.cleaned_data
        names = (answers.get("given_names", ""), answers.get("family_name", ""))
        if self._alike is None:
            sought = Description(given_names=names[0], family_name=names[1])
            found = people_like(self.user, sought, [PersonKind.PROFESSIONAL]) if all(names) else []
            self._alike = [each.person for each in found]
        return self._alike

    def _offered(self) -> list[tuple[str, str]]:
        if not hasattr(self, "cleaned_data"):
            return []
        known = [(str(each.pk), f"Yes, {each}") for each in self.people_alike()]
        return [*known, (SOMEBODY_ELSE, "No, somebody else")]

    def clean(self) -> dict[str, Any]:
        """Ask whether it is somebody we know, when anybody is like enough."""
        if not self.people_alike():
            self.fields.pop("known_person", None)
            self._errors.pop("known_person", None)
        if str(self.cleaned_data.get("known_person") or "").isdigit():
            # Where somebody we know works is known with them.
            self._like = []
        self.ask_about_agency()
        return self.cleaned_data

    def professional_answers(self) -> dict[str, Any]:
        """Give the answers about the person: `known_id` for one we know already."""
        names = ("given_names", "family_name", "agency", "agency_kind", "phone", "email")
        known = self.cleaned_data.get("known_person") or SOMEBODY_ELSE
        known_id = int(known) if known.isdigit() else None
        return {
            **{name: self.cleaned_data[name] for name in names},
            "known_id": known_id,
            "agency_id": self.agency_id,
        }
