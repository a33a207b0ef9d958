"""What a manager fills in: what was decided, and why (form 16)."""

from collections.abc import Sequence
from typing import Any

from cases.forms.notes import offer_siblings
from cases.models import Case, OversightType, PlanQuality
from cases.models.oversight import ABOUT_PROGRESS, Presenter
from cases.selectors.oversight import Sitting
from cin.core import fields
from cin.core.forms import Form, RowForm, RowsField
from cin.documents.fields import AttachmentField
from cin.procedures.codes import REVIEW_OUTCOMES, ROLES

OF_SITTING = (
    "arranged_by",
    "chair_name",
    "chair_role",
    "iro_asked",
    "presented_by",
    "members",
    "outcome",
)
OF_OVERSIGHT = (
    "held_on",
    "decision",
    "rationale",
    "people_present",
    "plan_progressing",
    "outcomes_improving",
    "plan_quality",
    "reflection",
    "barriers",
    "next_due_on",
    "is_significant",
    "is_third_party",
    *OF_SITTING,
)
PROGRESS = ["plan_progressing", "outcomes_improving", "reflection"]


class NextStepForm(RowForm):
    """One next step."""

    what = fields.TextField(label="What will be done?", names="what will be done", max_length=500)
    who = fields.TextField(label="Who will do it?", names="who will do it", max_length=150)
    due_on = fields.DateField(label="By when?", names="the date to do it by", required=False)


class RecordOversightForm(Form):
    """A manager's note of one type; what is asked follows from the type."""

    submit_label = "Save the note"

    held_on = fields.PastDateField(label="When was it?", names="the date")
    people_present = fields.LongTextField(
        label="Who took part?", required=False, rows=2, max_length=5000
    )
    plan_progressing = fields.YesNoField(
        label="Is the plan progressing?", names="the plan is progressing"
    )
    outcomes_improving = fields.YesNoField(
        label="Are outcomes improving for the child?", names="outcomes are improving"
    )
    plan_quality = fields.RadioField(
        label="How good is the plan?", names="how good the plan is", choices=PlanQuality.choices
    )
    reflection = fields.LongTextField(
        label="What did you reflect on?",
        required=False,
        rows=5,
        help_text="What is working, what is not, and what life is like for the child",
    )
    barriers = fields.LongTextField(
        label="What stands in the way of working together?",
        required=False,
        rows=3,
        help_text="With the child, the family and the people around them, and what was tried",
    )
    arranged_by = fields.PersonNameField(
        label="Who arranged it?", names="who arranged it", max_length=150
    )
    chair_name = fields.PersonNameField(
        label="Who chaired it?", names="who chaired it", max_length=150
    )
    chair_role = fields.SelectField(label="What is the chair's role?", names="the chair's role")
    iro_asked = fields.YesNoField(
        label="Was an independent reviewing officer asked to chair?", required=False
    )
    presented_by = fields.RadioField(
        label="Who told the panel about the child?",
        names="who told the panel about the child",
        choices=Presenter.choices,
        hints={Presenter.MANAGER: "If the social worker could not come."},
    )
    members = fields.CheckboxesField(label="Which members came?", required=False)
    outcome = fields.RadioField(label="What did the panel decide?", names="what the panel decided")
    decision = fields.LongTextField(
        label="What was decided or agreed?", names="what was decided or agreed", rows=5
    )
    rationale = fields.LongTextField(
        label="Why? The reasons for the decision",
        names="the reasons for the decision",
        rows=5,
        help_text="Where a service cannot be provided, say why",
    )
    next_steps = RowsField(NextStepForm, label="Next steps", noun="next step")
    next_due_on = fields.DateField(
        label="When is this looked at again?", names="the date of the next look", required=False
    )
    is_significant = fields.CheckboxField(
        label="A significant event, for the chronology", required=False
    )
    is_third_party = fields.CheckboxField(
        label="Third-party or confidential: not to be shared with the family", required=False
    )
    siblings = fields.CheckboxesField(
        label="Put the note in these files too",
        required=False,
        help_text="Tick a brother or sister only if the whole note concerns them",
    )
    file = AttachmentField(label="Attach a file", required=False)
    file_title = fields.TextField(label="What does the file show?", required=False)

    def __init__(
        self,
        *args: Any,
        kind: OversightType,
        case: Case,
        siblings: Sequence[Case],
        sitting: Sitting,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.sitting = kind, sitting
        self._ask_who_sat(sitting)
        offer_siblings(self, siblings)
        self._leave_out(kind, has_plan=case.support_began_on is not None)
        self.sections = self._sections()

    def _ask_who_sat(self, sitting: Sitting) -> None:
        own: dict[str, Any] = self.fields
        own["chair_role"].choices = [(role, ROLES[role]) for role in sitting.chairs]
        own["members"].choices = [(name, name) for name in sitting.members]
        own["outcome"].choices = [(code, REVIEW_OUTCOMES[code]) for code in sitting.outcomes]
        asked = {
            "arranged_by": sitting.is_arranged,
            "chair_name": bool(sitting.chairs),
            "chair_role": bool(sitting.chairs),
            "iro_asked": sitting.asks_for_iro,
            "presented_by": sitting.is_presented,
            "members": bool(sitting.members),
            "outcome": bool(sitting.outcomes),
        }
        for name in [name for name, is_asked in asked.items() if not is_asked]:
            del self.fields[name]

    def _leave_out(self, kind: OversightType, *, has_plan: bool) -> None:
        unasked = [] if kind == OversightType.PLAN_AUDIT else ["plan_quality"]
        if kind not in ABOUT_PROGRESS:
            unasked += [*PROGRESS, "people_present"]
        if kind != OversightType.SUPERVISION:
            unasked.append("barriers")
        for name in unasked:
            del self.fields[name]
        for name in set(PROGRESS[:2]) & set(self.fields):
            self.fields[name].required = has_plan

    def _sections(self) -> list[tuple[str, str, list[str]]]:
        asked = [
            ("", "", ["held_on", *OF_SITTING[:-1], "people_present"]),
            ("How it goes", "", [*PROGRESS, "barriers", "plan_quality"]),
            ("The decision", "", ["outcome", "decision", "rationale"]),
            ("What happens next", "", ["next_steps", "next_due_on"]),
            ("The file", "", ["is_significant", "is_third_party", "siblings"]),
            ("Attachment", "", ["file", "file_title"]),
        ]
        return [part for part in asked if set(part[2]) & set(self.fields)]

    def oversight_answers(self) -> dict[str, Any]:
        """Give what the note says, leaving out what was not asked."""
        said = {name: self.cleaned_data[name] for name in OF_OVERSIGHT if name in self.fields}
        if "members" in said:
            said["members"] = {name: name in said["members"] for name in self.sitting.members}
        return said

    def sibling_ids(self) -> list[int]:
        """Give the cases of the brothers and sisters who were ticked."""
        return [int(pk) for pk in self.cleaned_data.get("siblings") or []]
