"""What people fill in about a visit that was made, in the order in which a visit happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cases.forms.drafts import DraftForm
from cases.models import Case
from cin.core import clock, fields
from cin.core.forms import VersionField
from cin.procedures.visit_template import CHILD_QUESTIONS, VisitTemplate
from visits.forms.places import REVEALS_PLACE, WHERE, PlaceForm
from visits.forms.questions import OF_VISIT, REVEALING, of_child
from visits.models import VisitAnswers, VisitKind

INCLUDED = "yes"
DETAILS = (
    "kind",
    "visited_at",
    "ended_at",
    *WHERE,
    "joint_with",
    "deputy_reason",
    "was_announced",
    "people_present",
    "account",
    "home_conditions",
    "parents_views",
    "concern_raised",
    *(each.name for each in VisitAnswers._meta.local_fields),
)
ANSWERS = (
    "seen",
    "seen_alone",
    "seen_where",
    "not_seen_reason",
    "not_alone_reason",
    "voice",
    *CHILD_QUESTIONS,
)
ALWAYS = {"visited_at", "kind", *WHERE}


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What the record of one visit asks: the authority's questions, whether somebody else than the
    child's worker visited, and, by case, a manager's decision that the child is not seen alone.
    """

    template: VisitTemplate
    is_deputy: bool = False
    decisions: Mapping[int, str] = field(default_factory=dict)
    plans_next: bool = True


class RecordVisitForm(PlaceForm, DraftForm):
    """A visit to one child, and to the brothers and sisters who were part of it.

    `case` is the child the page is about; `siblings` are the open cases of brothers and sisters.
    Each child's answers are in fields named `child-<case id>-seen` and so on; a sibling's count
    only when `child-<case id>-included` is ticked.
    """

    finish_label = "Finish the record"

    visited_at = fields.MomentField(
        label="When was the visit?", names="the date and time of the visit", past_only=True
    )
    kind = fields.RadioField(
        label="What kind of visit?", names="the kind of visit", choices=VisitKind.choices
    )
    account = fields.LongTextField(
        label="What happened at the visit?", names="what happened at the visit", rows=6
    )
    concern_raised = fields.YesNoField(
        label="Did the visit raise a concern that a child may be suffering significant harm?",
        names="the visit raised a concern about harm",
        help_text="If it did, tell your manager now. Do not wait for this record.",
    )
    deputy_reason = fields.LongTextField(
        label="Why did you visit, and not the child's own social worker?",
        names="why you visited",
        rows=2,
    )
    ended_at = fields.TimeField(
        label="When did it end?", names="the end of the visit", required=False
    )
    was_announced = fields.YesNoField(
        label="Did the family know you were coming?",
        names="the family knew you were coming",
        required=False,
    )
    joint_with = fields.TextField(
        label="Who visited with you?",
        required=False,
        help_text="Name and agency. A joint visit needs it.",
    )
    next_visit_at = fields.MomentField(
        label="When is the next visit?",
        names="the next visit",
        required=False,
        not_before=clock.now,
        not_before_why="which is now",
    )

    def __init__(
        self, *args: Any, case: Case, siblings: Sequence[Case], asking: Asking, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.siblings, self.asking = case, siblings, asking
        self.conditional = {**REVEALS_PLACE}
        self.folds = {}
        self.sections = [("The visit", "", ["visited_at", "location"])]
        self._ask_about(case)
        self.sections.append((f"{case.child}", "", [f"child-{case.pk}-seen"]))
        for sibling in siblings:
            self._ask_whether_included(sibling)
            self._ask_about(sibling)
        if siblings:
            included = [f"child-{sibling.pk}-included" for sibling in siblings]
            self.sections.append(("Brothers and sisters", "", included))
        self.sections.append(("What happened", "", ["account", "concern_raised"]))
        self._ask_by_kind()
        self._ask_of_all()
        self._ask_what_next()

    @property
    def may_wait(self) -> set[str]:
        """Name everything but the day, the kind and the place."""
        return {*self.fields} - ALWAYS

    def clean(self) -> dict[str, Any]:
        """Put the end on the day of the visit, or on the next when it was past midnight."""
        cleaned = super().clean() or self.cleaned_data
        began, ended = cleaned.get("visited_at"), cleaned.get("ended_at")
        cleaned["ended_at"] = None
        if began and ended:
            local = timezone.localtime(began)
            end = datetime.combine(local.date(), ended, tzinfo=local.tzinfo)
            cleaned["ended_at"] = end if end > local else end + timedelta(days=1)
        return cleaned

    def visit_answers(self) -> dict[str, Any]:
        """Give what is said of the visit as a whole; what was not asked is left out."""
        return {name: self.cleaned_data[name] for name in DETAILS if name in self.fields}

    def part_answers(self) -> list[dict[str, Any]]:
        """Give what is said of each child who was part of the visit, this case's child first."""
        return [self._part(case) for case in [self.case, *self.siblings] if self._is_included(case)]

    def next_visit(self) -> datetime | None:
        """Give when the next visit is to be, if that was said."""
        found: datetime | None = self.cleaned_data.get("next_visit_at")
        return found

    def _is_included(self, case: Case) -> bool:
        return case == self.case or INCLUDED in self.cleaned_data[f"child-{case.pk}-included"]

    def _part(self, case: Case) -> dict[str, Any]:
        lead = f"child-{case.pk}-"
        answers = {
            name: self.cleaned_data[f"{lead}{name}"]
            for name in ANSWERS
            if f"{lead}{name}" in self.fields
        }
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
        lead = f"child-{case.pk}-"
        when_seen = _asked_of_seen(str(case.child), self.asking)
        asked = {
            "seen": fields.YesNoField(
                label=f"Was {case.child} seen?", names=f"{case.child} was seen"
            ),
            **when_seen,
            **_reasons(str(case.child), self.asking.decisions.get(case.pk, "")),
        }
        self.fields.update({f"{lead}{name}": each for name, each in asked.items()})
        self.conditional[f"{lead}seen"] = {
            "yes": [f"{lead}{name}" for name in when_seen],
            "no": [f"{lead}not_seen_reason"],
        }
        self.conditional[f"{lead}seen_alone"] = {"no": [f"{lead}not_alone_reason"]}
        self._fold(f"More about {case.child} (optional)", [f"{lead}{name}" for name in when_seen])

    def _ask_by_kind(self) -> None:
        names = ["kind"]
        revealed = {
            kind: self._put(questions)
            for kind, questions in self.asking.template.by_kind.items()
            if questions
        }
        for kind, names_of_kind in revealed.items():
            label = VisitKind(kind).label
            self._fold(f"More about this kind: {label.lower()} (optional)", names_of_kind)
        self.conditional["kind"] = revealed
        if self.asking.is_deputy:
            names.append("deputy_reason")
        else:
            del self.fields["deputy_reason"]
        self.sections.append(("The kind of visit", "", names))

    def _ask_of_all(self) -> None:
        names = self._put(self.asking.template.of_visit)
        basics = ["ended_at", "was_announced", "joint_with"]
        self.sections.append(("More about the visit", "", [*names, *basics]))
        # A joint visit needs to say who came.
        away = [name for name in (*names, *basics) if name != "joint_with"]
        self._fold("More questions about the visit (optional)", away)

    def _ask_what_next(self) -> None:
        if self.asking.plans_next:
            hint = "Leave it empty if it is not agreed yet."
            self.sections.append(("What happens next", hint, ["next_visit_at"]))
        else:
            del self.fields["next_visit_at"]

    def _fold(self, summary: str, names: Sequence[str]) -> None:
        """Fold away, of these questions, those that need no answer."""
        optional = [name for name in names if not self.fields[name].required]
        if optional:
            self.folds[summary] = optional

    def _put(self, questions: Sequence[str]) -> list[str]:
        """Add the fields of some questions, and give those that no answer reveals."""
        shown: list[str] = []
        for name in questions:
            asked = OF_VISIT[name](name in self.asking.template.required)
            self.fields.update(asked)
            answer, revealed = REVEALING.get(name, ("", ()))
            if answer:
                self.conditional[name] = {answer: list(revealed)}
            shown += [each for each in asked if each not in revealed]
        return shown


class EditVisitForm(RecordVisitForm):
    """The record of a visit that is not finished yet."""

    version = VersionField()


def _asked_of_seen(child: str, asking: Asking) -> dict[str, Any]:
    """Ask of a child who was seen: alone or not, the child's words, what the procedure asks."""
    template = asking.template
    questions = {
        name: of_child(name, child, required=name in template.required)
        for name in template.of_child
    }
    return {
        "seen_alone": fields.YesNoField(
            label=f"Was {child} seen alone?", names=f"{child} was seen alone"
        ),
        **{name: each for name, each in questions.items() if name == "spoken_to"},
        "voice": fields.LongTextField(
            label=f"What did {child} say or show you?",
            help_text="In the child's own words. For a baby, what you saw.",
        ),
        **{name: each for name, each in questions.items() if name != "spoken_to"},
        "seen_where": fields.TextField(
            label=f"Where was {child} seen, if not there?", required=False
        ),
    }


def _reasons(child: str, decision: str) -> dict[str, Any]:
    return {
        "not_alone_reason": fields.LongTextField(
            label="Why not alone?",
            names=f"why {child} was not seen alone",
            rows=2,
            help_text=decision,
            required=not decision,
        ),
        "not_seen_reason": fields.LongTextField(
            label="Why not?",
            names=f"why {child} was not seen",
            rows=2,
            help_text="And what you will do so that the child is seen",
        ),
    }
