"""The form on which a plan is written."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

from cin.core import fields, forms
from plans.asking import AFTER, LAST_OF_PLAN, Asked
from plans.beside import SAID, joint_boxes
from plans.forms.long_records import LongRecordForm
from plans.forms.rows import ActionForm, NeedForm, ServiceForm
from plans.forms.together import ALSO, JointForm
from plans.models import IntervalUnit

UNITS = [unit.value for unit in IntervalUnit]
# Where the missing answer of an older plan is asked for.
_MOVED = {"outcomes": "needs"}


class WritePlanForm(JointForm, LongRecordForm):
    """The whole plan; parts of it may be for brothers and sisters too, who are named in `beside` by
    the numbers of their drafts. `differing` is what theirs say otherwise, by box.
    """

    finish_label = "Submit the plan"

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
    needs = forms.RowsField(
        NeedForm,
        label="What the child needs, and what will be different",
        noun="need",
        help_text="One need is enough. Actions and services under the same part of the child's "
        "life are shown with it.",
    )
    actions = forms.RowsField(
        ActionForm,
        label="Actions",
        noun="action",
        help_text="Each needs somebody to do it and a date. Include what the family will do.",
    )
    smart = fields.CheckboxesField(
        label="Is every action of the plan:",
        names="what every action is",
        help_text="Tick what you have checked.",
    )
    services = forms.RowsField(
        ServiceForm, label="Services and resources", noun="service or resource"
    )
    lead_professional = fields.TextField(
        label="Lead professional",
        help_text="Name and job.",
        max_length=150,
        required=False,
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
    talked_over_with = fields.CheckboxesField(
        label="With whom did you talk this change over?",
        help_text="Tick everybody.",
        required=False,
    )
    talked_over = fields.LongTextField(
        label="If not with everybody, why not?", rows=2, required=False
    )
    version = forms.VersionField()

    def __init__(
        self,
        *args: Any,
        asked: Asked,
        hints: Mapping[str, str],
        needed: list[str],
        provenance: Mapping[str, str],
        beside: Sequence[tuple[int, str]],
        differing: Mapping[str, Mapping[Any, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.beside = asked, beside
        for name, hint in hints.items():
            self.fields[name].help_text = hint
        for name in needed:
            self.fields[name].required = True
        self._offer_rows()
        self._offer_choices()
        for question in asked.questions:
            self._ask(question)
        for name, said in provenance.items():
            if name in self.fields:
                self.fields[name].help_text = f"{self.fields[name].help_text} {said}".strip()
        self._lay_out()
        self._stand_below(self.offer_beside(joint_boxes(asked), differing))

    def _offer_rows(self) -> None:
        asked = self.asked
        common = {"areas": asked.areas, "beside": self.beside}
        offered = {
            "needs": partial(NeedForm, **common, needed=asked.need_answers),
            "actions": partial(ActionForm, **common),
            "services": partial(ServiceForm, **common, services=asked.services),
        }
        for name, row_form in offered.items():
            rows = cast(forms.RowsField, self.fields[name])
            rows.row_form = cast(Any, row_form)
            # A long form: an empty row only where there is none to begin with.
            rows.blank = 0 if self.initial.get(name) else 1
        if asked.suggested:
            fitting = ", ".join(asked.suggested)
            self.fields["services"].help_text = f"Services that fit this child: {fitting}."

    def _offer_choices(self) -> None:
        offered = {"smart": self.asked.smart, "talked_over_with": self.asked.talked_over_with}
        for name, words in offered.items():
            choices = [(word, word) for word in words]
            cast(fields.CheckboxesField, self.fields[name]).choices = choices
            if not words:
                del self.fields[name]
        if "talked_over_with" not in self.fields:
            del self.fields["talked_over"]

    def _ask(self, question: Any) -> None:
        if question.is_own:
            asked = self.fields[question.field]
            asked.label, asked.help_text = question.title, question.hint
            asked.required = question.is_required
            return
        self.fields[question.field] = fields.LongTextField(
            label=question.title, help_text=question.hint, rows=3, required=question.is_required
        )
        if not question.is_required:
            self.folds = {**self.folds, question.title: [question.field]}

    def _lay_out(self) -> None:
        sections = [
            (title, "", [*names])
            for title, names in _SECTIONS.items()
            if any(name in self.fields for name in names)
        ]
        for question in reversed(self.asked.questions):
            if question.is_own:
                continue
            before = AFTER.get(question.code, LAST_OF_PLAN)
            for _title, _hint, names in sections:
                if before in names:
                    names.insert(names.index(before) + 1, question.field)
        self.sections = sections

    def _stand_below(self, choices: Mapping[str, str]) -> None:
        """Put the choice of who else a box is for below the box, folded away where that is."""
        for names in [*(names for _title, _hint, names in self.sections), *self.folds.values()]:
            for box in [each for each in names if each in choices]:
                names.insert(names.index(box) + 1, choices[box])

    @property
    def may_wait(self) -> set[str]:
        """Let everything wait: a plan can be saved with nothing in it."""
        return {*self.fields}

    def place_of(self, blocker: Any) -> str:
        """Name the box of a missing answer, also of one that older plans had in another."""
        name = _MOVED.get(blocker.code, blocker.code)
        return name if name in self.fields else ""

    def text_answers(self) -> dict[str, Any]:
        """Give the whole text: the boxes, and the further questions by code."""
        others = {*SAID, "version", "offered"}
        answers = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in others and not name.startswith(("section_", f"{ALSO}_"))
        }
        further = [each for each in self.asked.questions if not each.is_own]
        sections = {each.code: self.cleaned_data[each.field] for each in further}
        return {**answers, "sections": sections}

    def rows_in(self, kind: str) -> list[dict[str, Any]]:
        """Give the rows of one kind, without the choice of who else they are for."""
        rows = self.cleaned_data[kind]
        return [{name: row[name] for name in row if name != ALSO} for row in rows]

    def show_theirs(self, theirs: Mapping[str, Any]) -> None:
        """Show each further question that somebody else answered beside its own box."""
        others = dict(theirs)
        sections = others.pop("sections", {})
        changed = {
            each.field: sections[each.code]
            for each in self.asked.questions
            if each.code in sections and sections[each.code] != self.cleaned_data.get(each.field)
        }
        super().show_theirs({**others, **changed})


_SECTIONS = {
    "What is going well, and what needs to change": ["strengths", "worries"],
    "What the child and family say": ["child_views", "family_views"],
    "The plan": ["needs", "actions", "smart", "services"],
    "Who sees the child, where and how often": [
        "lead_professional",
        "visit_interval",
        "visit_place",
        "contacts",
        "review_interval",
    ],
    "How long": ["expected_end_on", "longer_reason"],
    "If things do not go to plan, and how it ends": ["contingency", "exit_plan"],
    "This small change": ["talked_over_with", "talked_over"],
}
