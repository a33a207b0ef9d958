"""Who the child is, and whether we know the child already."""

from datetime import date, timedelta
from typing import Any, cast

from django.core.exceptions import ValidationError

from cases.models import Person, Sex
from cases.selectors.people import children_like
from cin.accounts.models import User
from cin.core import clock, fields
from cin.core.forms import Form
from cin.core.templatetags.cin import plain_day

A_DIFFERENT_CHILD = "new"
LONGEST_PREGNANCY = timedelta(days=280)
OVERDUE_BIRTH = timedelta(days=28)
GROWN_UP = 18


def first_birthday_of_a_child() -> date:
    """Give the earliest date of birth of somebody who is under 18 today; born on 29 February, one
    is 18 on 1 March.
    """
    today = clock.today()
    try:
        born = today.replace(year=today.year - GROWN_UP)
    except ValueError:
        born = date(today.year - GROWN_UP, 2, 28)
    return born + timedelta(days=1)


class ChildForm(Form):
    """A child: born, or expected; and, where we may know the child already, whether it is the same
    one.

    The names and the day are looked up among the authority's children when the form is sent. If
    anybody is like enough, the form comes back and asks, before anything is written.
    """

    CHILD = ["known_child", "given_names", "family_name", "is_born", "sex", "is_disabled"]
    conditional = {"is_born": {"yes": ["born_on"], "no": ["expected_on"]}}

    given_names = fields.PersonNameField(
        label="Given names",
        names="the child's given names",
        max_length=100,
        help_text="For a baby who is not born or named yet, write Baby",
    )
    family_name = fields.PersonNameField(
        label="Family name", names="the child's family name", max_length=100
    )
    is_born = fields.YesNoField(
        label="Is the child born?", names="the child is born", no="No, not yet"
    )
    born_on = fields.PastDateField(
        label="Date of birth",
        names="the child's date of birth",
        not_before=first_birthday_of_a_child,
        not_before_why="because a Child in Need is under 18",
    )
    expected_on = fields.DateField(
        label="When is the baby expected?",
        names="the day the baby is expected",
        not_before=lambda: clock.today() - OVERDUE_BIRTH,
        not_after=lambda: clock.today() + LONGEST_PREGNANCY,
    )
    sex = fields.RadioField(label="Sex", names="the child's sex", choices=Sex.choices)
    is_disabled = fields.YesNoField(
        label="Is the child disabled?",
        names="the child is disabled",
        help_text="Within the meaning of section 17(11) of the Children Act 1989",
    )
    known_child = fields.RadioField(label="Is this the same child as one we know?", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self._alike: list[Person] | None = None
        cast(fields.RadioField, self.fields["known_child"]).choices = self._offered
        if not self.is_bound:
            del self.fields["known_child"]

    def children_alike(self) -> list[Person]:
        """List the children we know who may be this one; nobody until the names and the day can be
        read.
        """
        if self._alike is None:
            answers = self.cleaned_data
            self._alike = children_like(
                self.user,
                given_names=answers.get("given_names", ""),
                family_name=answers.get("family_name", ""),
                born_on=answers.get("born_on"),
                expected_on=answers.get("expected_on"),
            )
        return self._alike

    def children_shown(self) -> list[Person]:
        """List the children we know whom the page names in its question."""
        is_asking = hasattr(self, "cleaned_data") and "known_child" in self.fields
        return self.children_alike() if is_asking else []

    def _offered(self) -> list[tuple[str, str]]:
        if not hasattr(self, "cleaned_data"):
            return []
        known = [
            (str(person.pk), f"Yes, {self._described(person)}") for person in self.children_alike()
        ]
        return [*known, (A_DIFFERENT_CHILD, "No, a different child")]

    def clean_known_child(self) -> str:
        """Ask for an answer when there is somebody to choose from."""
        answer: str = self.cleaned_data["known_child"]
        self.fields["known_child"].required = bool(self.children_alike())
        if len(self.children_alike()) == 1:
            known = self.children_alike()[0]
            self["known_child"].label = f"Is this the same child as {known}?"
        if self.children_alike() and not answer:
            raise ValidationError("Say whether this is a child we know already")
        return answer

    def clean(self) -> dict[str, Any]:
        """Take the question away when there is nobody to choose from."""
        if not self.children_alike():
            self.fields.pop("known_child", None)
            self._errors.pop("known_child", None)
        return self.cleaned_data

    def child_answers(self) -> dict[str, Any]:
        """Give the answers about the child: `known_id` for one we know already."""
        names = ("given_names", "family_name", "born_on", "expected_on", "sex", "is_disabled")
        answers = {name: self.cleaned_data[name] for name in names}
        known = self.cleaned_data.get("known_child") or A_DIFFERENT_CHILD
        return {**answers, "known_id": None if known == A_DIFFERENT_CHILD else int(known)}

    def _described(self, person: Person) -> str:
        """Name a child with the day that was typed; another day is told by its year alone, so that
        nobody learns a date of birth from a name.
        """
        for name, word in (("born_on", "born"), ("expected_on", "expected")):
            if known := getattr(person, name):
                is_typed = known == self.cleaned_data.get(name)
                when = f"on {plain_day(known)}" if is_typed else f"in {known.year}"
                return f"{person}, {word} {when}"
        return str(person)
