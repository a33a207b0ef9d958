"""What people fill in about a visit, in the order in which a visit happens."""

from collections.abc import Sequence
from typing import Any

from cases.forms.drafts import DraftForm
from cases.models import Case
from cin.core import fields
from cin.core.forms import Form, VersionField
from visits.models import VisitKind

INCLUDED = "yes"
DETAILS = (
    "kind",
    "visited_at",
    "place",
    "was_announced",
    "people_present",
    "account",
    "home_conditions",
    "parents_views",
    "concern_raised",
)
BEGINNING = ["visited_at", "kind", "place", "was_announced", "people_present"]
ENDING = ["account", "home_conditions", "parents_views", "concern_raised"]
ANSWERS = ("seen", "seen_alone", "not_seen_reason", "not_alone_reason", "voice", "wishes")


class RecordVisitForm(DraftForm):
    """A visit to one child, and to the brothers and sisters who were part of it.

    `case` is the child the page is about; `siblings` are the open cases of brothers and sisters.
    Each child's answers are in fields named `child-<case id>-seen` and so on; a sibling's count
    only when `child-<case id>-included` is ticked.
    """

    finish_label = "Finish the record"

    visited_at = fields.MomentField(
        label="When was the visit?", names="the date and time of the visit", past_only=True
    )
    kind = fields.SelectField(
        label="What kind of visit?", names="the kind of visit", choices=VisitKind.choices
    )
    place = fields.TextField(
        label="Where?", names="where the visit was", help_text="For example, at home or at school"
    )
    was_announced = fields.YesNoField(
        label="Did the family know you were coming?",
        names="the family knew you were coming",
        required=False,
    )
    people_present = fields.LongTextField(
        label="Who was there?",
        required=False,
        rows=2,
        help_text="Everybody, with who they are to the child",
    )
    account = fields.LongTextField(
        label="What happened at the visit?", names="what happened at the visit", rows=8
    )
    home_conditions = fields.LongTextField(label="What was the home like?", required=False, rows=3)
    parents_views = fields.LongTextField(
        label="What did the parents or carers say?", required=False, rows=3
    )
    concern_raised = fields.YesNoField(
        label="Did the visit raise a concern that a child may be suffering significant harm?",
        names="the visit raised a concern about harm",
        help_text="If it did, tell your manager now. Do not wait for this record.",
    )

    def __init__(self, *args: Any, case: Case, siblings: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.siblings = case, siblings
        self.conditional = {}
        self.sections = [("The visit", "", BEGINNING)]
        self._ask_about(case)
        self.sections.append((f"{case.child}", "", [f"child-{case.pk}-seen"]))
        for sibling in siblings:
            self._ask_whether_included(sibling)
            self._ask_about(sibling)
        if siblings:
            included = [f"child-{sibling.pk}-included" for sibling in siblings]
            self.sections.append(("Brothers and sisters", "", included))
        self.sections.append(("What happened", "", ENDING))

    @property
    def may_wait(self) -> set[str]:
        """Name everything but the day, the kind and the place."""
        return {*self.fields} - {"visited_at", "kind", "place"}

    def visit_answers(self) -> dict[str, Any]:
        """Give what is said of the visit as a whole."""
        return {name: self.cleaned_data[name] for name in DETAILS}

    def part_answers(self) -> list[dict[str, Any]]:
        """Give what is said of each child who was part of the visit, this case's child first."""
        return [self._part(case) for case in [self.case, *self.siblings] if self._is_included(case)]

    def _is_included(self, case: Case) -> bool:
        return case == self.case or INCLUDED in self.cleaned_data[f"child-{case.pk}-included"]

    def _part(self, case: Case) -> dict[str, Any]:
        answers = {name: self.cleaned_data[f"child-{case.pk}-{name}"] for name in ANSWERS}
        return {"case_id": case.pk, **answers}

    def _ask_whether_included(self, sibling: Case) -> None:
        name = f"child-{sibling.pk}-included"
        self.fields[name] = fields.CheckboxesField(
            label=f"Was {sibling.child} there too?",
            choices=[(INCLUDED, f"{sibling.child} was part of this visit too")],
            required=True,
        )
        self.conditional[name] = {INCLUDED: [f"child-{sibling.pk}-seen"]}

    def _ask_about(self, case: Case) -> None:
        child, lead = str(case.child), f"child-{case.pk}-"
        asked: dict[str, Any] = {
            "seen": fields.YesNoField(label=f"Was {child} seen?", names=f"{child} was seen"),
            "voice": fields.LongTextField(
                label=f"What did {child} say or show you?",
                help_text="In the child's own words. For a baby, what you saw.",
            ),
            "wishes": fields.LongTextField(
                label=f"What does {child} wish or feel?", required=False, rows=3
            ),
            "seen_alone": fields.YesNoField(
                label=f"Was {child} seen alone?", names=f"{child} was seen alone"
            ),
            "not_alone_reason": fields.LongTextField(
                label="Why not alone?", names=f"why {child} was not seen alone", rows=2
            ),
            "not_seen_reason": fields.LongTextField(
                label="Why not?",
                names=f"why {child} was not seen",
                rows=2,
                help_text="And what you will do so that the child is seen",
            ),
        }
        self.fields.update({f"{lead}{name}": field for name, field in asked.items()})
        self.conditional[f"{lead}seen"] = {
            "yes": [f"{lead}seen_alone", f"{lead}voice", f"{lead}wishes"],
            "no": [f"{lead}not_seen_reason"],
        }
        self.conditional[f"{lead}seen_alone"] = {"no": [f"{lead}not_alone_reason"]}


class EditVisitForm(RecordVisitForm):
    """The record of a visit that is not finished yet."""

    version = VersionField()


class RecordFailedVisitForm(Form):
    """An attempt at which nobody was seen."""

    submit_label = "Save"

    visited_at = fields.MomentField(
        label="When did you try?", names="the date and time of the attempt", past_only=True
    )
    kind = fields.SelectField(
        label="What kind of visit was it to be?",
        names="the kind of visit",
        choices=VisitKind.choices,
    )
    place = fields.TextField(
        label="Where?", names="where you tried", help_text="For example, at home or at school"
    )
    was_announced = fields.YesNoField(
        label="Did the family know you were coming?",
        names="the family knew you were coming",
        required=False,
    )
    failed_reason = fields.LongTextField(
        label="What happened, and what did you do next?",
        names="what happened and what you did next",
        help_text="For example, nobody answered; you rang the mother and will go again tomorrow",
    )
