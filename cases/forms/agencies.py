"""What people fill in about an agency."""

from typing import Any, cast

from cases.models import Agency, choices
from cases.selectors.agencies import agencies_like
from cin.accounts.models import User
from cin.core import fields
from cin.core.forms import Form, VersionField

ANOTHER = "new"


class FindAgencyForm(Form):
    """Which agencies to list."""

    words = fields.TextField(label="Name", required=False, max_length=150)
    kind = fields.SelectField(label="Kind", choices=choices.agency_kinds, required=False)


class AgencyForm(Form):
    """What is known of an agency."""

    DETAILS = ["name", "kind", "phone", "email", "address"]
    submit_label = "Save"

    name = fields.TextField(label="Name", names="the name of the agency", max_length=150)
    kind = fields.SelectField(
        label="What kind of agency is it?",
        names="the kind of agency",
        choices=choices.agency_kinds,
    )
    phone = fields.TelephoneField(label="Telephone", required=False)
    email = fields.EmailField(label="Email", required=False)
    address = fields.LongTextField(label="Address", required=False, rows=4, max_length=1000)

    def details(self) -> dict[str, Any]:
        """Give the answers about the agency itself."""
        return {name: self.cleaned_data[name] or "" for name in self.DETAILS}


class ChangeAgencyForm(AgencyForm):
    """What is known of an agency that others may be changing too."""

    version = VersionField()


class KnownAgencyMixin:
    """Asks, before a second record of an agency is made, whether it is one that is known."""

    cleaned_data: dict[str, Any]
    fields: dict[str, Any]
    _errors: Any
    user: User
    named_in = "agency"
    _like: list[Agency] | None = None

    def agencies_alike(self) -> list[Agency]:
        """List the agencies that may be the one that was typed; none when it is known exactly."""
        name = str(self.cleaned_data.get(self.named_in) or "")
        if self._like is None:
            found = agencies_like(self.user, name)
            is_known = any(each.name.lower() == name.strip().lower() for each in found)
            self._like = [] if is_known else found
        return self._like

    def offered_agencies(self) -> list[tuple[str, str]]:
        """Give them as choices, with another agency last."""
        if not hasattr(self, "cleaned_data"):
            return []
        known = [
            (str(each.pk), f"Yes, {each}, {each.get_kind_display().lower()}")
            for each in self.agencies_alike()
        ]
        return [*known, (ANOTHER, "No, another agency")]

    def ask_about_agency(self) -> None:
        """Leave the question out when nothing is like what was typed."""
        if not self.agencies_alike():
            self.fields.pop("known_agency", None)
            self._errors.pop("known_agency", None)

    @property
    def agency_id(self) -> int | None:
        """The agency that was chosen, if it was one we know."""
        known = str(self.cleaned_data.get("known_agency") or "")
        return int(known) if known.isdigit() else None


def known_agency_field() -> Any:
    """Make the question; who can be chosen follows from what is typed before it."""
    return fields.RadioField(
        label="Is it one of the agencies we know?",
        error_messages={"required": "Say whether it is an agency we know already"},
    )


class AddAgencyForm(KnownAgencyMixin, AgencyForm):
    """An agency that may be known already: the form comes back and asks first."""

    submit_label = "Add the agency"
    named_in = "name"

    known_agency = known_agency_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        own: dict[str, Any] = self.fields
        cast(fields.RadioField, own["known_agency"]).choices = self.offered_agencies
        if not self.is_bound:
            del own["known_agency"]

    def clean(self) -> dict[str, Any]:
        """Ask whether it is one we know, when any is like enough."""
        self.ask_about_agency()
        return self.cleaned_data
