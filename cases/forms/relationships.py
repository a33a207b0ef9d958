"""What people fill in about who is what to whom."""

from collections.abc import Iterable
from typing import Any, cast

from cases.forms.children import A_DIFFERENT_CHILD, add_hints, tell_restricted
from cases.models import Bond, Person, RelationshipKind, ResponsibilityBy, Sex
from cases.models.people import PersonKind
from cases.selectors.likeness import Description
from cases.selectors.matching import Candidate, people_like
from cin.accounts.models import User
from cin.core import fields
from cin.core.forms import Form

Choices = list[tuple[str, str]]
OF = {value: f"{label} of" for value, label in RelationshipKind.choices}
# The other way round: the person who is added is the second of the two.
BACK = {
    "back:parent": "Child of",
    "back:step_parent": "Step-child of",
    "back:grandparent": "Grandchild of",
    "back:aunt_uncle": "Niece or nephew of",
    "back:guardian": "Ward of",
    "back:carer": "Cared for by",
}
_MAYBE = {"yes": True, "no": False}
FAMILY_KINDS = [
    (PersonKind.CHILD.value, "Child"),
    (PersonKind.PARENT_CARER.value, "Parent or carer"),
    (PersonKind.OTHER_FAMILY.value, "Other family or friend"),
]


class RelationshipForm(Form):
    """What is known of a relationship between two people."""

    ABOUT = [
        *("kind", "began_on", "bond", "has_parental_responsibility"),
        *("responsible_since", "responsible_by", "note"),
    ]
    submit_label = "Save"
    conditional = {"has_parental_responsibility": {"yes": ["responsible_since", "responsible_by"]}}

    kind = fields.SelectField(
        label="What is the relationship?", names="the relationship", choices=list(OF.items())
    )
    began_on = fields.PastDateField(
        label="Since when?", required=False, help_text="Leave empty if it is not known, or by birth"
    )
    bond = fields.RadioField(
        label="For a parent: by birth or by adoption?",
        required=False,
        choices=[*Bond.choices, ("unknown", "Not known")],
    )
    has_parental_responsibility = fields.RadioField(
        label="Parental responsibility for the child?",
        required=False,
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
    )
    responsible_since = fields.PastDateField(
        label="Parental responsibility since when?", required=False
    )
    responsible_by = fields.SelectField(
        label="How did it come about?", required=False, choices=ResponsibilityBy.choices
    )
    note = fields.LongTextField(label="Note", required=False, rows=2, max_length=2000)

    def relationship_answers(self) -> dict[str, Any]:
        """Give the answers as the record keeps them."""
        answers = {name: self.cleaned_data.get(name) for name in self.ABOUT}
        answers["kind"] = str(answers["kind"]).removeprefix("back:")
        answers["bond"] = answers["bond"] if answers["bond"] in Bond.values else ""
        held = _MAYBE.get(answers["has_parental_responsibility"] or "")
        answers["has_parental_responsibility"] = held
        if not held:
            answers |= {"responsible_since": None, "responsible_by": ""}
        answers["responsible_by"] = answers["responsible_by"] or ""
        answers["note"] = answers["note"] or ""
        return answers


def known_answers(row: Any) -> dict[str, Any]:
    """Give what is known of a relationship, for the form to begin with."""
    known = {name: getattr(row, name) for name in RelationshipForm.ABOUT}
    held = known["has_parental_responsibility"]
    known["has_parental_responsibility"] = {True: "yes", False: "no", None: "unknown"}[held]
    known["bond"] = known["bond"] or "unknown"
    return known


def named(people: Iterable[Person]) -> Choices:
    """Give people as the choices of a list, by name."""
    return [(str(person.pk), str(person)) for person in people]


class RelatePeopleForm(RelationshipForm):
    """Two people who are on the case already, and what one is to the other."""

    submit_label = "Save the relationship"

    first = fields.SelectField(label="Who?", names="who it is", coerce=int)
    second = fields.SelectField(label="Of whom?", names="whose relation it is", coerce=int)
    field_order = ["first", "kind", "second"]

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            cast(fields.SelectField, self.fields[name]).choices = named(people)


class AddRelativeForm(RelationshipForm):
    """Somebody who joins the family: one we know already, or a new person.

    The name is looked up when the form is sent. If anybody is like enough, the form comes back and
    asks, before anything is written.
    """

    submit_label = "Add to the family"
    sections = [
        (
            "Who is it?",
            "Somebody of the family, or who matters to it. A child who is added here gets no case.",
            [
                *("known_person", "person_kind", "given_names", "family_name", "sex"),
                *("born_on", "expected_on"),
            ],
        ),
        ("What is the relationship?", "", ["kind", "whom", *RelationshipForm.ABOUT[1:]]),
    ]

    person_kind = fields.RadioField(label="Who is this?", names="who this is", choices=FAMILY_KINDS)
    given_names = fields.PersonNameField(
        label="Given names", names="the given names", max_length=100
    )
    family_name = fields.PersonNameField(
        label="Family name", names="the family name", max_length=100
    )
    sex = fields.RadioField(label="Sex", names="the sex", choices=Sex.choices)
    born_on = fields.PastDateField(
        label="Date of birth", required=False, help_text="Leave empty for a grown-up if not known"
    )
    expected_on = fields.DateField(label="Or: when is the baby expected?", required=False)
    whom = fields.SelectField(label="Of whom?", names="whose relation it is", coerce=int)
    # Asked last, because whom to offer follows from what is typed above.
    known_person = fields.RadioField(
        label="Is this somebody we know?",
        error_messages={"required": "Say whether this is somebody we know already"},
    )

    def __init__(self, *args: Any, people: Iterable[Person], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self._known = {person.pk for person in people}
        self._alike: list[Candidate] | None = None
        cast(fields.SelectField, self.fields["kind"]).choices = [*OF.items(), *BACK.items()]
        cast(fields.SelectField, self.fields["whom"]).choices = named(people)
        cast(fields.RadioField, self.fields["known_person"]).choices = self._offered
        if not self.is_bound:
            del self.fields["known_person"]

    def people_alike(self) -> list[Candidate]:
        """List the people we know who may be this one."""
        answers = self.cleaned_data
        names = (answers.get("given_names", ""), answers.get("family_name", ""))
        if self._alike is None:
            sought = Description(
                given_names=names[0],
                family_name=names[1],
                born_on=answers.get("born_on"),
                expected_on=answers.get("expected_on"),
            )
            kinds = [PersonKind.CHILD] if self._is_child() else _GROWN_UP
            self._alike = people_like(self.user, sought, kinds) if all(names) else []
        return self._alike

    def _is_child(self) -> bool:
        return self.cleaned_data.get("person_kind") == PersonKind.CHILD

    def candidates_shown(self) -> list[Candidate]:
        """List the people whom the page names in its question."""
        is_asking = hasattr(self, "cleaned_data") and "known_person" in self.fields
        return self.people_alike() if is_asking else []

    def _offered(self) -> Choices:
        if not hasattr(self, "cleaned_data"):
            return []
        may_open = [each for each in self.people_alike() if not each.is_restricted]
        known = [(str(each.person.pk), f"Yes, {each.person}") for each in may_open]
        return [*known, (A_DIFFERENT_CHILD, "No, somebody else")]

    def clean(self) -> dict[str, Any]:
        """Ask whether it is somebody we know; and for the day of a child's birth."""
        answers = self.cleaned_data
        days = ("born_on", "expected_on")
        is_dated = any(answers.get(name) or name in self.errors for name in days)
        if self._is_child() and not is_dated:
            self.add_error("born_on", "Enter the date of birth, or when the baby is expected")
        if answers.get("born_on") and answers.get("expected_on"):
            self.add_error("expected_on", "Leave this empty: the date of birth is given")
        if alike := self.people_alike():
            add_hints(self.fields["known_person"], alike)
            tell_restricted(self["known_person"], alike)
        else:
            self.fields.pop("known_person", None)
            self._errors.pop("known_person", None)
        return answers

    def person_answers(self) -> dict[str, Any]:
        """Give the answers about the person: `known_id` for one we know already."""
        answers = self.cleaned_data
        known = answers.get("known_person") or A_DIFFERENT_CHILD
        names = ("given_names", "family_name", "sex", "born_on", "expected_on")
        return {
            **{name: answers[name] for name in names},
            "kind": answers["person_kind"],
            "known_id": int(known) if known.isdigit() else None,
        }

    @property
    def is_back(self) -> bool:
        """Whether the person added is the second of the two."""
        return str(self.cleaned_data["kind"]).startswith("back:")


_GROWN_UP = [PersonKind.PARENT_CARER, PersonKind.OTHER_FAMILY]
