"""Forms for offering a case to another team, and for the answer."""

from collections.abc import Sequence
from typing import Any

from cases.forms.handovers import JointVisitForm
from cin.core import clock, fields, forms


class ProposeTransferForm(forms.Form):
    """The offer."""

    submit_label = "Offer the case"

    to_team = fields.RadioField(
        label="Which team?", names="the team to offer the case to", coerce=int
    )
    reason = fields.LongTextField(
        label="Why should the case move?", names="why the case should move", rows=3
    )
    summary = fields.LongTextField(
        label="What the receiving team needs to know",
        names="what the receiving team needs to know",
        help_text=(
            "Why we are involved, the risks, what has been done, important dates, and anything "
            "urgent. They read this before they can open the record."
        ),
        rows=10,
    )

    def __init__(self, *args: Any, teams: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["to_team"].choices = teams


class TellInAdvanceForm(forms.Form):
    """What the receiving manager is told before a case is offered."""

    submit_label = "Tell them"

    to_team = fields.RadioField(label="Which team?", names="the team to tell", coerce=int)
    about = fields.LongTextField(
        label="What should they know already?",
        names="what they should know already",
        help_text=(
            "Why the case is coming, how old the children are, when you expect to offer it. They "
            "cannot open the record yet, so leave out the name."
        ),
        rows=5,
    )
    meeting_at = fields.MomentField(
        label="When is the meeting they are asked to come to, if it is arranged?",
        names="the date and time of the meeting",
        required=False,
        not_before=clock.now,
    )
    venue = fields.TextField(
        label="Where is the meeting?", names="where the meeting is", required=False, max_length=200
    )
    rung_on = fields.PastDateField(
        label="If you rang them too, when?", names="the date you rang them", required=False
    )

    def __init__(self, *args: Any, teams: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["to_team"].choices = teams


class CheckRecordForm(forms.Form):
    """A manager's word on the record before a case changes hands."""

    submit_label = "Save"
    conditional = {"is_up_to_date": {"no": ["gaps"]}}

    is_up_to_date = fields.YesNoField(
        label="Have you looked at the record, and is it up to date, with its chronology?",
        names="the record is up to date",
    )
    gaps = fields.LongTextField(
        label="What is missing, who adds it, and by when?", names="what the record lacks", rows=3
    )


class AnswerTransferForm(JointVisitForm):
    """The receiving manager's answer."""

    submit_label = "Send the answer"
    conditional = {
        "answer": {"accept": ["worker", "joint_visit"], "decline": ["comment"]},
        **JointVisitForm.conditional,
    }
    field_order = ["answer", "worker", "joint_visit"]

    answer = fields.RadioField(
        label="Does your team take the case?",
        names="whether your team takes the case",
        choices=[("accept", "Yes, accept it"), ("decline", "No, decline it")],
    )
    worker = fields.SelectField(
        label="Who will be the child's worker?", names="the child's worker", coerce=int
    )
    comment = fields.LongTextField(label="Why not?", names="why the case is not accepted", rows=4)

    def __init__(self, *args: Any, workers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["worker"].choices = workers
