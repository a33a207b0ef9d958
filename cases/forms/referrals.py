"""Taking in a referral, and adding a brother or sister."""

from typing import Any, cast

from django.core.exceptions import ValidationError

from cases.forms.children import ChildForm, add_hints
from cases.forms.early_help import EarlyHelpHistoryForm
from cases.forms.informing import ToldForm
from cases.models import FamilyRole, ReferralConsent
from cases.selectors.likeness import Description
from cases.selectors.matching import Candidate, carers_like
from cin.core import fields
from cin.procedures.codes import PRIMARY_NEEDS, REFERRAL_SOURCES

_NO_CARERS = (FamilyRole.CHILD, FamilyRole.FRIEND)
CARER_ROLES = [(role.value, role.label) for role in FamilyRole if role not in _NO_CARERS]
CARER_NEEDS = {
    "carer_given_names": "Enter the parent's or carer's given names",
    "carer_family_name": "Enter the parent's or carer's family name",
    "carer_role": "Say what this person is to the child",
}
SOMEBODY_ELSE = "new"
_OF_REFERRAL = (
    "received_on",
    "received_time",
    "source",
    "referrer",
    "primary_need",
    "concerns",
    "consent",
    "child_voice",
    "child_not_heard",
)
PARENTAL_RESPONSIBILITY = {"yes": True, "no": False, "unknown": None}


class RecordReferralForm(ChildForm, EarlyHelpHistoryForm, ToldForm):
    """A referral of one child; `must_ask_early_help` as the procedure says (HIL-12, ROC-05)."""

    submit_label = "Record the referral"
    sections = [
        ("The child", "", ChildForm.CHILD),
        (
            "The parent or carer",
            "The first person to speak to. Leave this out if nobody is known yet.",
            [
                "known_carer",
                *CARER_NEEDS,
                "carer_responsibility",
                "carer_phone",
                "carer_address",
            ],
        ),
        (
            "The referral",
            "",
            [
                "received_on",
                "received_time",
                "source",
                "referrer",
                "primary_need",
                "concerns",
                "consent",
            ],
        ),
        ("What the child says", "", ["child_heard"]),
        ("Early help", "", EarlyHelpHistoryForm.HISTORY),
        ("Does the family know of the referral?", "", ["is_told"]),
    ]
    conditional = {
        **ChildForm.conditional,
        **EarlyHelpHistoryForm.conditional,
        **ToldForm.conditional,
        "child_heard": {"yes": ["child_voice"], "no": ["child_not_heard"]},
        "consent": {
            ReferralConsent.REFUSED: ["refused_reason"],
            ReferralConsent.NOT_SOUGHT: ["not_sought_reason"],
        },
    }

    carer_given_names = fields.PersonNameField(label="Given names", required=False, max_length=100)
    carer_family_name = fields.PersonNameField(label="Family name", required=False, max_length=100)
    carer_role = fields.SelectField(
        label="Who is this to the child?", required=False, choices=CARER_ROLES
    )
    carer_responsibility = fields.RadioField(
        label="Does this person have parental responsibility?",
        required=False,
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
    )
    carer_phone = fields.TelephoneField(label="Telephone", required=False)
    carer_address = fields.LongTextField(label="Address", required=False, rows=3, max_length=1000)
    known_carer = fields.RadioField(
        label="Is this the same parent or carer as one we know?",
        error_messages={"required": "Say whether this is a parent or carer we know already"},
    )
    received_on = fields.PastDateField(
        label="When was the referral received?", names="the date of the referral"
    )
    received_time = fields.TimeField(
        label="At what time?",
        names="the time of the referral",
        required=False,
        help_text="If it is known, like 2:30pm. The time for the decision counts from it.",
    )
    source = fields.SelectField(
        label="Who made the referral?",
        names="who made the referral",
        choices=REFERRAL_SOURCES.items(),
    )
    referrer = fields.TextField(
        label="Name of the person who made it",
        required=False,
        max_length=150,
        help_text="And how to reach them",
    )
    primary_need = fields.SelectField(
        label="What is the main need?", names="the main need", choices=PRIMARY_NEEDS.items()
    )
    concerns = fields.LongTextField(
        label="What is the concern?",
        names="the concern",
        help_text="What was seen or said, when, and what the family has been told",
        rows=8,
    )
    consent = fields.RadioField(
        label="Did the family agree to this contact?",
        names="whether the family agreed",
        choices=ReferralConsent.choices,
    )
    refused_reason = fields.LongTextField(
        label="Why does the referral go on against the family's wish?",
        names="why the referral goes on without the family's agreement",
        rows=3,
    )
    not_sought_reason = fields.LongTextField(
        label="Why was the family not asked?", names="why the family was not asked", rows=3
    )

    child_heard = fields.YesNoField(
        label="Is it known what the child says, and wants to happen?",
        names="it is known what the child says",
        required=False,
    )
    child_voice = fields.LongTextField(
        label="What does the child say and want?",
        names="what the child says and wants",
        rows=4,
        help_text="In the child's own words if you can; for a baby, what you see",
    )
    child_not_heard = fields.LongTextField(
        label="Why not yet?", names="why the child was not heard", rows=2, max_length=5000
    )

    def __init__(self, *args: Any, must_ask_early_help: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["early_help"].required = must_ask_early_help
        self.fields["is_told"].required = False
        self.fields["is_told"].label = "Has the family been told?"
        self._carers: list[Candidate] | None = None
        cast(fields.RadioField, self.fields["known_carer"]).choices = self._offered_carers
        if not self.is_bound:
            del self.fields["known_carer"]

    def carers_alike(self) -> list[Candidate]:
        """List the grown-ups we know who may be the parent or carer."""
        if self._carers is None:
            answers = self.cleaned_data
            sought = Description(
                given_names=answers.get("carer_given_names", ""),
                family_name=answers.get("carer_family_name", ""),
                phone=answers.get("carer_phone", ""),
                address=answers.get("carer_address", ""),
            )
            self._carers = carers_like(self.user, sought)
        return self._carers

    def candidates_shown(self) -> list[Candidate]:
        """List the children and the grown-ups whom the page names in its questions."""
        is_asking = hasattr(self, "cleaned_data") and "known_carer" in self.fields
        return super().candidates_shown() + (self.carers_alike() if is_asking else [])

    def _offered_carers(self) -> list[tuple[str, str]]:
        if not hasattr(self, "cleaned_data"):
            return []
        alike = self.carers_alike()
        known = [(str(each.person.pk), f"Yes, {each.person}") for each in alike]
        return [*known, (SOMEBODY_ELSE, "No, somebody else")]

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of the parent or carer once any of it is given."""
        answers = super().clean()
        self.check_history()
        if self.carers_alike():
            add_hints(self.fields["known_carer"], self.carers_alike())
        else:
            self.fields.pop("known_carer", None)
            self._errors.pop("known_carer", None)
        given = [name for name in self.fields if name.startswith("carer_") and answers.get(name)]
        for name, message in CARER_NEEDS.items():
            if given and not answers.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(message, code="required"))
        return self.cleaned_data

    def carer_answers(self) -> dict[str, Any] | None:
        """Give the answers about the parent or carer, or None when there is none."""
        answers = self.cleaned_data
        if not answers["carer_given_names"]:
            return None
        known = answers.get("known_carer") or SOMEBODY_ELSE
        return {
            "given_names": answers["carer_given_names"],
            "family_name": answers["carer_family_name"],
            "role": answers["carer_role"],
            "has_parental_responsibility": PARENTAL_RESPONSIBILITY.get(
                answers["carer_responsibility"]
            ),
            "phone": answers["carer_phone"],
            "address": answers["carer_address"],
            "known_id": int(known) if known.isdigit() else None,
        }

    def referral_answers(self) -> dict[str, Any]:
        """Give the answers about the referral itself."""
        told = self.cleaned_data
        answers = {name: told[name] for name in _OF_REFERRAL}
        answers["consent_reason"] = told["refused_reason"] or told["not_sought_reason"]
        return {**answers, **self.history_answers()}


class AddSiblingForm(ChildForm):
    """A brother or sister whom the same referral concerns."""

    submit_label = "Open a case for this child"
    sections = [("The brother or sister", "", ChildForm.CHILD)]

    def __init__(self, *args: Any, family_id: int | None = None, **kwargs: Any) -> None:
        self._family_id = family_id
        super().__init__(*args, **kwargs)

    def family_id(self) -> int | None:
        """Give the family of the child whose referral it is."""
        return self._family_id


class ReferAgainForm(RecordReferralForm):
    """Another referral of a child whose record is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [*ChildForm.CHILD, "born_on", "expected_on", "different_because"]:
            self.fields.pop(name, None)

    def children_alike(self) -> list[Candidate]:
        """List nobody: which child it is was chosen before."""
        return []
