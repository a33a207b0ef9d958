"""The question where a visit takes place, as every form about a visit asks it."""

from cin.core import fields
from cin.core.forms import Form
from visits.models import Location

WHERE = ("location", "place")
REVEALS_PLACE = {"location": {Location.ELSEWHERE.value: ["place"]}}


class PlaceForm(Form):
    """A form that asks where; the address is asked only of a place that has no word of its own."""

    conditional = REVEALS_PLACE

    location = fields.RadioField(
        label="Where?", names="where the visit was", choices=Location.choices
    )
    place = fields.TextField(
        label="Which place?",
        names="which place",
        help_text="For example, at grandmother's, or in the library",
    )
