"""Forms about a move between authorities."""

from collections.abc import Collection
from typing import Any

from cases.forms.telling import DESPITE, TellingForm
from cin.core import fields, forms
from cin.documents.fields import AttachmentField
from transfers.models import MoveConcern, MoveEntryKind, MoveFinding, MoveRisk
from transfers.selectors.hub import Locality

_ACT = ["risk_action", "risk_act_by"]


def _long(label: str, names: str, **kwargs: Any) -> fields.LongTextField:
    kwargs = {"required": False, "rows": 3, "max_length": 20_000, **kwargs}
    return fields.LongTextField(label=label, names=names, **kwargs)


class MoveForm(forms.Form):
    """What is known of a move, and what it means for the child; most of it can be added later."""

    submit_label = "Save"
    sections = [
        ("The move", "", ["authority_name", "area", "planned_on", "counterpart", "why"]),
        (
            "What it means for the child",
            "",
            [
                "several_moves",
                "protective_factors",
                "perpetrators",
                "exploitation",
                "risk",
            ],
        ),
        (
            "Help in the new place",
            "",
            ["parents_responsibilities", "gaps", "unfinished_work"],
        ),
    ]
    conditional = {
        "several_moves": {"yes": ["concerns", "circumstances"]},
        "risk": {MoveRisk.SOME: _ACT, MoveRisk.HIGH: _ACT},
    }
    folds = {
        "Who works with the family there, and why they move": ["planned_on", "counterpart", "why"],
        "Several moves in a short time": ["several_moves"],
        "Protective factors, known perpetrators, trafficking": [
            "protective_factors",
            "perpetrators",
            "exploitation",
        ],
        "Risk, and what is done about it": ["risk"],
        "Education, health, other support, and gaps": ["parents_responsibilities", "gaps"],
        "Unfinished work": ["unfinished_work"],
    }

    version = forms.VersionField()
    authority_name = fields.TextField(
        label="Which authority?", names="the other authority", max_length=150
    )
    area = fields.TextField(
        label="Which address or area?",
        names="the address or the area",
        max_length=200,
        help_text="The area alone, where the address must stay secret",
    )
    planned_on = fields.DateField(
        label="When is the move planned for?", names="the planned day", required=False
    )
    counterpart = _long(
        "Who works with the family there?",
        "who works with the family there",
        help_text="Name, team and telephone number",
        rows=2,
    )
    why = _long("Why does the family move?", "why the family moves")
    several_moves = fields.YesNoField(
        label="Has the family moved more than once in a short time?",
        names="the family has moved more than once in a short time",
        required=False,
    )
    concerns = fields.CheckboxesField(
        label="What may lie behind the moves?",
        names="what may lie behind the moves",
        choices=MoveConcern.choices,
    )
    circumstances = _long(
        "What is known of the moves, and what do you think of them?",
        "what is known of the moves",
        required=True,
    )
    protective_factors = _long(
        "What protects the child now, and what of that will be lost or found?",
        "what protects the child",
    )
    perpetrators = _long(
        "Does the move bring the child nearer to known perpetrators, or away from them?",
        "known perpetrators",
    )
    exploitation = _long(
        "Is there any sign of trafficking, modern slavery or exploitation?",
        "signs of trafficking",
        help_text="Write that there is none, and how you know",
    )
    risk = fields.RadioField(
        label="How far does the move put the child at risk?",
        names="how far the move puts the child at risk",
        choices=MoveRisk.choices,
        hints={MoveRisk.HIGH: "Raise a concern about harm as well, today."},
        required=False,
    )
    risk_action = _long(
        "What is the risk, and what is done about it?", "what is done about it", required=True
    )
    risk_act_by = fields.DateField(label="By when?", names="the day by which it is done")
    parents_responsibilities = _long(
        "What did you talk about with the parents?",
        "what was talked about with the parents",
        help_text="That it is for them to see that the child has a school, health care and other "
        "support there, and how you help them to find it",
    )
    gaps = _long(
        "Which services are missing there, and what is done instead?",
        "gaps in services",
        help_text="Write that none is missing, if so",
    )
    unfinished_work = _long(
        "What becomes of unfinished work?",
        "what becomes of unfinished work",
        help_text="Best finished before responsibility passes, so that the family need not tell "
        "its story again",
    )

    def answers(self) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        given = self.written()
        texts = {name: given[name] or "" for name in ("risk", "risk_action", "circumstances")}
        return {**given, **texts, "concerns": given["concerns"] or []}

    def written(self) -> dict[str, Any]:
        """Give what was written, by name."""
        return {name: text for name, text in self.cleaned_data.items() if name != "version"}


class CompleteMoveForm(MoveForm):
    """What nobody had written of a move when the child was accepted: only that is asked."""

    def __init__(self, *args: Any, names: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            name: field for name, field in self.fields.items() if name in names or name == "version"
        }
        # What is folded away to be short is all there is here.
        self.folds = {}

    def answers(self) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        empty = {"concerns": [], "risk": "", "risk_action": "", "circumstances": ""}
        return {
            name: empty[name] if text is None and name in empty else text
            for name, text in self.written().items()
        }


class MoveEntryForm(TellingForm):
    """One thing done about a move."""

    submit_label = "Save"

    happened_on = fields.PastDateField(label="When?", names="the day")
    with_whom = fields.LongTextField(
        label="Who was there, or who was told?",
        names="who was there",
        required=False,
        rows=2,
        max_length=2000,
    )
    finding = fields.RadioField(
        label="What does the move do to the risk of harm outside the family?",
        names="what the move does to the risk",
        choices=MoveFinding.choices,
    )
    what = fields.LongTextField(label="What was done or said?", names="what was done", rows=5)
    file = AttachmentField(label="The assessment, if it came as a file", required=False)
    reason = fields.LongTextField(
        label="What is the reason for the decision?",
        names="the reason for the decision",
        help_text="Above all where a service cannot be given, or the child is no longer in need",
        rows=4,
    )

    def __init__(self, *args: Any, kind: str, locality: Locality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        if kind == MoveEntryKind.DECISION:
            own["what"].label = "What was decided?"
        elif kind == MoveEntryKind.INFORMATION and locality.is_awaited:
            own["reason"].label = "Why is it shared before the assessment has come?"
            own["reason"].names = "why it is shared before the assessment has come"
            own["reason"].help_text = f"The {locality.hub} assesses what the move does to the risk"
            own["reason"].error_messages["required"] = (
                f"Say why it is shared before the assessment by the {locality.hub} has come"
            )
        else:
            del own["reason"]
        if kind == MoveEntryKind.HUB_ASKED:
            own["with_whom"].label = f"Who at the {locality.hub} was asked?"
            own["what"].label = "What were they asked, and what were they told?"
        if kind == MoveEntryKind.HUB_ASSESSED:
            own["with_whom"].label = f"Who at the {locality.hub} made it?"
            own["what"].label = "What does it say, and what does it mean for the plan?"
            own["what"].help_text = "And for what is shared with the area they move to"
        else:
            del own["finding"], own["file"]

    @property
    def details(self) -> dict[str, Any]:
        """Give what was done, without a manager's reason for telling somebody all the same, and
        without a file.
        """
        besides = {DESPITE, "file"}
        return {name: value for name, value in self.cleaned_data.items() if name not in besides}


class AnswerMoveForm(forms.Form):
    """What the receiving authority decided."""

    submit_label = "Save"
    conditional = {"answer": {"accepted": ["responsible_from"]}}

    answer = fields.RadioField(
        label="What was decided?",
        names="what was decided",
        choices=[
            ("accepted", "The child is accepted"),
            ("declined", "The child is not accepted"),
        ],
    )
    responsible_from = fields.DateField(
        label="From which day does the receiving authority coordinate the support?",
        names="the day from which the receiving authority coordinates the support",
    )
    decided_on = fields.PastDateField(label="When was it decided?", names="the day")
    decided_by = fields.TextField(
        label="Who decided?",
        names="who decided",
        help_text="Name and role",
        max_length=150,
    )
    reason = fields.LongTextField(
        label="What is the reason?",
        names="the reason",
        help_text="And which services are given or not given",
        rows=4,
    )
