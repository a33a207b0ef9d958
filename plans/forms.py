"""Forms for writing, deciding on, changing and sending a plan."""

from typing import Any

from cases.forms.drafts import DraftForm
from cases.forms.telling import SendingForm
from cin.core import fields, forms
from cin.procedures.readiness import Blocker
from plans.models import IntervalUnit, OwnerKind, PlanKind

UNITS = [unit.value for unit in IntervalUnit]


class LongRecordForm(DraftForm):
    """A long record: only the fields in `always` are needed to save it for later.

    What else is missing is for the service to say when the person finishes; it is then shown beside
    the box it belongs to.
    """

    always: list[str] = []

    @property
    def may_wait(self) -> set[str]:
        """Name the fields that a record can be saved without."""
        return set(self.fields) - set(self.always)

    def place_blockers(self) -> None:
        """Move what is missing to the boxes where it is missing; keep the rest above the form."""
        above = []
        for blocker in self.blockers:
            if name := self.place_of(blocker):
                self.add_error(name, blocker.message)
            else:
                above.append(blocker)
        self.blockers = above

    def place_of(self, blocker: Blocker) -> str:
        """Name the field that a missing answer belongs to, or nothing."""
        return blocker.code if blocker.code in self.fields else ""


class DraftPlanForm(forms.Form):
    """Nothing to fill in: the plan is written on the next page."""

    submit_label = "Start the plan"


class ActionForm(DraftForm, forms.RowForm):
    """One action of the plan; who does it, and by when, may wait until the plan is submitted."""

    @property
    def may_wait(self) -> set[str]:
        """Name the answers that an action can be saved without."""
        return {"owner", "due_on"}

    what = fields.LongTextField(label="What will be done", names="what will be done", rows=2)
    owner = fields.TextField(label="Who will do it", names="who will do it", max_length=150)
    owner_kind = fields.RadioField(
        label="Is that one of the family, or a professional?",
        choices=OwnerKind.choices,
        inline=True,
        required=False,
    )
    due_on = fields.DateField(label="By when", names="the date to do it by")


class WritePlanForm(LongRecordForm):
    """The whole plan."""

    finish_label = "Submit the plan"

    sections = [
        (
            "What is going well, and what needs to change",
            "",
            ["strengths", "worries"],
        ),
        ("What the child and family say", "", ["child_views", "family_views"]),
        ("The plan", "", ["outcomes", "actions"]),
        (
            "Who sees the child, where and how often",
            "",
            ["visit_interval", "visit_place", "contacts", "review_interval"],
        ),
        ("How long", "", ["expected_end_on", "longer_reason"]),
        ("If things do not go to plan, and how it ends", "", ["contingency", "exit_plan"]),
    ]

    strengths = fields.LongTextField(
        label="What is going well",
        help_text="What already keeps the child safe and well, and who helps.",
        required=False,
    )
    worries = fields.LongTextField(
        label="What needs to change, and why the child is in need",
        help_text="Say what this is like for the child, day to day.",
    )
    child_views = fields.LongTextField(
        label="The child's wishes and feelings",
        help_text="In the child's own words where you can. For a baby, what you see.",
    )
    family_views = fields.LongTextField(
        label="The parents' or carers' views",
        help_text="Include a parent who lives elsewhere, and anybody who disagrees.",
    )
    outcomes = fields.LongTextField(
        label="What will be different for the child",
        help_text="How will the child, and everybody else, be able to tell?",
    )
    actions = forms.RowsField(
        ActionForm,
        label="Actions",
        noun="action",
        help_text="Each needs somebody to do it and a date. Include what the family will do.",
    )
    visit_interval = fields.DurationField(
        label="How often the child is visited", units=UNITS, required=False
    )
    visit_place = fields.LongTextField(
        label="Where the child is visited",
        help_text="At home, at school or elsewhere, and where the child is seen alone.",
        required=False,
        rows=2,
    )
    contacts = fields.LongTextField(
        label="Who else sees the child and the family, what for, and how often",
        help_text="A line for each: professionals, and family who do not live there.",
        required=False,
        rows=4,
    )
    review_interval = fields.DurationField(
        label="How often the plan is reviewed", units=UNITS, required=False
    )
    expected_end_on = fields.DateField(
        label="When is the plan expected to end?",
        names="when the plan is expected to end",
        required=False,
    )
    longer_reason = fields.LongTextField(
        label="If that is longer than usual, why is longer-term support needed?",
        help_text="Such as a disability, or complex needs.",
        rows=3,
        required=False,
    )
    contingency = fields.LongTextField(
        label="What happens if things do not improve",
        help_text="Who does what if an action is late, or the child is no safer.",
    )
    exit_plan = fields.LongTextField(
        label="How the plan will end",
        help_text="What must be true for it to end, and who the family turns to afterwards.",
        required=False,
    )
    version = forms.VersionField()

    def __init__(self, *args: Any, hints: dict[str, str], needed: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in hints.items():
            self.fields[name].help_text = hint
        for name in needed:
            self.fields[name].required = True


class TakeBackPlanForm(forms.Form):
    """Nothing to fill in: the page says what taking back does."""

    submit_label = "Take the plan back"


class DecidePlanForm(forms.Form):
    """A manager's decision about the plan that was read."""

    submit_label = "Save the decision"

    decision = fields.RadioField(
        label="What is your decision?", names="your decision", choices=[("return", "Return it")]
    )
    comment = fields.LongTextField(
        label="Comment",
        help_text="If you return the plan, say what needs to change.",
        rows=4,
        required=False,
    )
    version = forms.VersionField()

    def __init__(self, *args: Any, agree: str, agree_hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["decision"].choices = [
            ("agree", agree),
            ("return", "Return it for changes"),
        ]
        own["decision"].hints = {"agree": agree_hint}


class AmendPlanForm(forms.Form):
    """Why there will be a new version."""

    submit_label = "Start the new version"

    kind = fields.RadioField(
        label="Why is the plan changing?",
        names="why the plan is changing",
        choices=[
            (PlanKind.REVIEW.value, "A review or meeting changed it"),
            (PlanKind.MINOR.value, "A small change between reviews"),
        ],
    )

    def __init__(self, *args: Any, hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["kind"].hints = hints


class CirculatePlanForm(SendingForm):
    """The sending of a plan."""

    submit_label = "Save"


class AgreeIntervalsForm(forms.Form):
    """A manager's agreement to how often there are visits and reviews."""

    submit_label = "Agree"

    note = fields.LongTextField(label="Comment", rows=3, required=False)
