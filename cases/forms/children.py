"""Who the child is, and whether we know the child already."""

from datetime import date, timedelta
from typing import Any, cast

from cases.models import Case, Person, Sex
from cases.selectors.episodes import episodes_in_words
from cases.selectors.likeness import Description
from cases.selectors.matching import Candidate, children_like
from cin.accounts.models import User
from cin.core import clock, fields
from cin.core.forms import Form
from cin.core.naming import sentence
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
    conditional = {
        "is_born": {"yes": ["born_on"], "no": ["expected_on"]},
        "known_child": {A_DIFFERENT_CHILD: ["different_because"]},
    }

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
    known_child = fields.RadioField(
        label="Is this the same child as one we know?",
        error_messages={"required": "Say whether this is a child we know already"},
    )
    different_because = fields.LongTextField(
        label="How do you know that it is a different child?",
        names="how you know that it is a different child",
        help_text="This is kept, so that nobody has to ask again",
        rows=2,
        max_length=1000,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self._alike: list[Candidate] | None = None
        self._told: list[Case] = []
        cast(fields.RadioField, self.fields["known_child"]).choices = self._offered
        if not self.is_bound:
            self._take_question_away()

    def children_alike(self) -> list[Candidate]:
        """List the children we know who may be this one; nobody until the names and the day can be
        read.
        """
        if self._alike is None:
            answers = self.cleaned_data
            sought = Description(
                given_names=answers.get("given_names", ""),
                family_name=answers.get("family_name", ""),
                born_on=answers.get("born_on"),
                expected_on=answers.get("expected_on"),
                address=self.data.get("carer_address", "")[:1000],
                family_id=self.family_id(),
            )
            self._alike = children_like(self.user, sought)
        return self._alike

    def family_id(self) -> int | None:
        """Give the family the child is known to belong to, if any."""
        return None

    def candidates_shown(self) -> list[Candidate]:
        """List the people we know whom the page names in its questions."""
        is_asking = hasattr(self, "cleaned_data") and "known_child" in self.fields
        return self.children_alike() if is_asking else []

    def cases_shown(self) -> list[Case]:
        """List the cases of which the page tells: the latest of each person it names, and earlier
        referrals, those of brothers and sisters too.
        """
        named = [each.latest for each in self.candidates_shown() if each.latest is not None]
        return [*named, *self._told]

    def _offered(self) -> list[tuple[str, str]]:
        if not hasattr(self, "cleaned_data"):
            return []
        alike = self.children_alike()
        known = [(str(each.person.pk), f"Yes, {self._described(each.person)}") for each in alike]
        return [*known, (A_DIFFERENT_CHILD, "No, a different child")]

    def clean(self) -> dict[str, Any]:
        """Take the question away when there is nobody to choose from."""
        alike = self.children_alike()
        if not alike:
            self._take_question_away()
        else:
            add_hints(self.fields["known_child"], alike)
            self._add_episodes(alike)
            if len(alike) == 1:
                self["known_child"].label = f"Is this the same child as {alike[0].person}?"
        return self.cleaned_data

    def _add_episodes(self, alike: list[Candidate]) -> None:
        """Tell beside each child whose record may be opened when they were referred before."""
        open_to = [each.person.pk for each in alike if not each.is_restricted]
        hints = cast(fields.RadioField, self.fields["known_child"]).hints
        for child, told in episodes_in_words(self.user, open_to).items():
            hints[str(child)] = f"{hints[str(child)]} {told.words}"
            self._told += told.cases

    def _take_question_away(self) -> None:
        for name in ("known_child", "different_because"):
            self.fields.pop(name, None)
            if self._errors is not None:
                self._errors.pop(name, None)

    def child_answers(self) -> dict[str, Any]:
        """Give the answers about the child: `known_id` for one we know already."""
        names = ("given_names", "family_name", "born_on", "expected_on", "sex", "is_disabled")
        answers = {name: self.cleaned_data[name] for name in names}
        known = self.cleaned_data.get("known_child") or A_DIFFERENT_CHILD
        if known != A_DIFFERENT_CHILD:
            return {**answers, "known_id": int(known)}
        return {
            **answers,
            "known_id": None,
            "different_because": self.cleaned_data.get("different_because", ""),
            "unlike": tuple(each.person.pk for each in self.children_alike()),
        }

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


def add_hints(field: Any, alike: list[Candidate]) -> None:
    """Put beside each person to choose from why it may be them."""
    field.hints = {str(each.person.pk): _hint_about(each) for each in alike}


def tell_restricted(field: Any, alike: list[Candidate]) -> None:
    """Say at a question which people only another team may open, and whom to ask about them."""
    hidden = [each for each in alike if each.is_restricted]
    if hidden:
        told = "; ".join(
            f"{each.person} ({each.why}): ask {each.ask or 'a service manager'}" for each in hidden
        )
        field.help_text = f"Another team may know this person. {told}"


def _hint_about(candidate: Candidate) -> str:
    """Say why a person may be the one typed, and where the record is, or whom to ask about it."""
    why = sentence(f"{candidate.why}.")
    if candidate.is_restricted:
        return f"{why} Known to another team: ask {candidate.ask}." if candidate.ask else why
    return f"{why} Case {candidate.case}." if candidate.case else why
