"""What is known of a person, in the sections in which it is edited."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError

from cases.forms.numbers import NhsNumberField, UpnField
from cases.models import Person, PersonKind, Sex, choices
from cin.core import clock, fields
from cin.core.forms import Form, VersionField
from cin.procedures.people_codes import AGENCY_KINDS, EDUCATION_KINDS

LONGEST_PREGNANCY = timedelta(days=280)
OVERDUE_BIRTH = timedelta(days=28)
UNKNOWN = "unknown"
YES_NO_UNKNOWN = [("yes", "Yes"), ("no", "No"), (UNKNOWN, "Not known")]
_ANSWERS = {True: "yes", False: "no", None: UNKNOWN}


class MaybeField(fields.RadioField):
    """Yes, no or not known; gives True, False or None. Unanswered is not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_NO_UNKNOWN, required=False, inline=True, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show True, False and None as the choices that mean them."""
        return _ANSWERS[value] if value is None or isinstance(value, bool) else value

    def clean(self, value: Any) -> bool | None:
        """Turn the choice into what it means."""
        return {"yes": True, "no": False}.get(super().clean(self.prepare_value(value)))


class PersonForm(Form):
    """One section of what is known of a person; begins with what is known now."""

    version = VersionField()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    @classmethod
    def known(cls, person: Person) -> dict[str, Any]:
        """Give the answers that are known."""
        names = [name for name in cls.base_fields if hasattr(person, name)]
        return {name: getattr(person, name) for name in names}

    def changes(self) -> dict[str, Any]:
        """Give what to write, by the names of the person's fields."""
        return {name: answer for name, answer in self.cleaned_data.items() if name != "version"}


# Nobody younger is asked about it.
SEXUALITY_FROM = 13


class IdentityForm(PersonForm):
    """Who the person is."""

    submit_label = "Save"
    sections = [
        ("Name", "", ["given_names", "family_name", "known_as"]),
        ("Birth", "", ["is_born", "is_birth_estimated", "died_on"]),
        (
            "Identity",
            "",
            ["sex", "gender", "sexuality", "ethnicity", "nationality", "religion", "observance"],
        ),
        ("Language", "", ["first_language", "needs_interpreter", "communication_needs"]),
        ("Immigration", "", ["immigration_status", "has_no_recourse"]),
        ("Work", "", ["job_title"]),
    ]
    conditional = {"is_born": {"yes": ["born_on"], "no": ["expected_on"]}}

    given_names = fields.PersonNameField(label="Given names", max_length=100)
    family_name = fields.PersonNameField(label="Family name", max_length=100)
    known_as = fields.PersonNameField(label="Likes to be called", required=False, max_length=100)
    is_born = fields.RadioField(
        label="Is the date of birth known?",
        names="whether the date of birth is known",
        choices=[("yes", "Yes"), ("no", "Not born yet"), (UNKNOWN, "Not known")],
    )
    born_on = fields.PastDateField(label="Date of birth")
    expected_on = fields.DateField(
        label="When is the baby expected?",
        names="the day the baby is expected",
        not_before=lambda: clock.today() - OVERDUE_BIRTH,
        not_after=lambda: clock.today() + LONGEST_PREGNANCY,
    )
    is_birth_estimated = fields.CheckboxField(
        label="The date of birth is an estimate", required=False
    )
    died_on = fields.PastDateField(label="Date of death", required=False)
    sex = fields.RadioField(label="Sex", choices=Sex.choices)
    gender = fields.TextField(
        label="Gender, in the person's own words", required=False, max_length=60, width=20
    )
    sexuality = fields.TextField(
        label="Sexuality, in the person's own words",
        help_text="Only if they told you, and want it to be known here",
        required=False,
        max_length=60,
        width=20,
    )
    ethnicity = fields.SelectField(label="Ethnicity", choices=choices.ethnicities, required=False)
    nationality = fields.TextField(label="Nationality", required=False, max_length=60, width=20)
    religion = fields.SelectField(label="Religion", choices=choices.religions, required=False)
    observance = fields.LongTextField(
        label="Religious observance and culture",
        help_text="What to think of when planning visits and meetings",
        required=False,
        rows=2,
        max_length=1000,
    )
    first_language = fields.TextField(
        label="First language", required=False, max_length=60, width=20
    )
    needs_interpreter = MaybeField(label="Is an interpreter needed?")
    communication_needs = fields.LongTextField(
        label="Communication and access needs", required=False, rows=2, max_length=1000
    )
    immigration_status = fields.SelectField(
        label="Immigration status", choices=choices.immigration_statuses, required=False
    )
    has_no_recourse = MaybeField(label="Is there no recourse to public funds?")
    job_title = fields.TextField(label="Job", required=False, max_length=100, width=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.person.kind != PersonKind.PROFESSIONAL:
            del self.fields["job_title"]
        age = self.person.age_on(clock.today())
        if self.person.is_unborn or (age is not None and age < SEXUALITY_FROM):
            del self.fields["sexuality"]

    @classmethod
    def known(cls, person: Person) -> dict[str, Any]:
        """Say also whether the birth is known, expected or unknown."""
        born = "yes" if person.born_on else "no" if person.expected_on else UNKNOWN
        return {**super().known(person), "is_born": born}

    def clean(self) -> dict[str, Any]:
        """Refuse an unknown day for a child, whose dates depend on it, and death before birth."""
        answers = self.cleaned_data
        if answers.get("is_born") == UNKNOWN and self.person.kind == PersonKind.CHILD:
            told = "Enter the date of birth, or an estimate of it, or when the baby is expected"
            self.add_error("is_born", ValidationError(told))
        born, died = answers.get("born_on"), answers.get("died_on")
        if died and answers.get("is_born") == "no":
            self.add_error("died_on", "A child who is not born yet cannot have a date of death")
        if born and died and died < born:
            self.add_error("died_on", "The date of death cannot be before the date of birth")
        return answers

    def changes(self) -> dict[str, Any]:
        """Leave out the question that only leads to another."""
        answers = super().changes()
        answers.pop("is_born")
        return answers


class NeedsForm(PersonForm):
    """Disability, special educational needs, and education."""

    submit_label = "Save"
    sections = [
        ("Disability", "", ["is_disabled", "disability_reason"]),
        ("Special educational needs", "", ["send_support"]),
        (
            "Education",
            "",
            [
                "education_name",
                "education_kind",
                "year_group",
                "attendance_is_a_concern",
                "may_be_excluded",
            ],
        ),
        ("Pupil number", "", ["upn", "upn_missing", "former_upn"]),
    ]
    conditional = {
        "is_disabled": {"yes": ["disability_kinds"]},
        "send_support": {"E": ["ehcp_began_on"]},
    }

    is_disabled = fields.YesNoField(
        label="Is the person disabled?",
        names="the person is disabled",
        help_text="Within the meaning of section 17(11) of the Children Act 1989",
    )
    disability_kinds = fields.CheckboxesField(
        label="Which kinds of disability?", choices=choices.disabilities, required=False
    )
    disability_reason = fields.LongTextField(
        label="Why is a kind of disability taken off?",
        help_text="Only when one that was recorded before no longer stands above",
        required=False,
        rows=2,
        max_length=2000,
    )
    send_support = fields.RadioField(
        label="Support for special educational needs",
        choices=choices.send_support,
        required=False,
    )
    ehcp_began_on = fields.PastDateField(label="When did the plan begin?", required=False)
    education_name = fields.TextField(
        label="School, college or nursery", required=False, max_length=150
    )
    education_kind = fields.SelectField(
        label="What kind of place is it?",
        choices=[(kind, AGENCY_KINDS[kind]) for kind in EDUCATION_KINDS],
        required=False,
    )
    year_group = fields.TextField(label="Year group", required=False, max_length=30, width=10)
    attendance_is_a_concern = MaybeField(label="Is attendance a concern?")
    may_be_excluded = MaybeField(label="Is there a risk of exclusion?")
    upn = UpnField(label="Unique pupil number", names="the unique pupil number")
    upn_missing = fields.SelectField(
        label="If there is none, why?",
        names="why there is no unique pupil number",
        choices=choices.upn_reasons,
        required=False,
    )
    former_upn = UpnField(label="Former unique pupil number")

    @classmethod
    def known(cls, person: Person) -> dict[str, Any]:
        """Add what other rows say."""
        place = person.education
        return {
            **super().known(person),
            "disability_kinds": [row.kind for row in person.disabilities.all()],
            "education_name": place.name if place else "",
            "education_kind": place.kind if place else "",
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a number together with why there is none, and a school of no kind."""
        answers = self.cleaned_data
        if answers.get("upn") and answers.get("upn_missing"):
            told = "Leave out either the unique pupil number or why there is none"
            self.add_error("upn_missing", told)
        if answers.get("education_name") and not answers.get("education_kind"):
            self.add_error("education_kind", "Say what kind of place it is")
        return answers

    def changes(self) -> dict[str, Any]:
        """Keep no kinds of disability for somebody who is not disabled."""
        answers = super().changes()
        return {**answers, "disability_kinds": answers.get("disability_kinds") or []}


class HealthForm(PersonForm):
    """Health, and who looks after it."""

    submit_label = "Save"
    nhs_number = NhsNumberField(
        label="NHS number", names="the NHS number", help_text="10 digits, like 943 476 5919"
    )
    gp_practice_name = fields.TextField(label="GP practice", required=False, max_length=150)
    gp_name = fields.TextField(label="GP's name", required=False, max_length=100, width=20)
    health_notes = fields.LongTextField(
        label="What to know about health",
        help_text="Allergies, medicines, conditions",
        required=False,
        rows=4,
        max_length=5000,
    )

    @classmethod
    def known(cls, person: Person) -> dict[str, Any]:
        """Add the name of the practice."""
        practice = person.gp_practice
        return {**super().known(person), "gp_practice_name": practice.name if practice else ""}
