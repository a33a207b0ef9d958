"""Forms for offering a case to another team, and for the answer."""

from collections.abc import Sequence
from typing import Any

from cases.forms.handovers import JointVisitForm
from cases.forms.workbooks import REVEALS, workbook_answers, workbook_fields
from cin.core import fields, forms
from cin.policy.rationale import UNREASONED


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
            "Why we are involved, the risks, and what has been done. They read this before they "
            "can open the record."
        ),
        rows=10,
    )
    important_dates = fields.LongTextField(
        label="Important dates",
        names="important dates",
        help_text="Filled in from the record. Add what is missing, such as court dates",
        required=False,
        rows=6,
    )
    urgent = fields.LongTextField(
        label="What must be done soon, by whom and by when?",
        names="what must be done soon",
        help_text="Write that nothing is urgent, if so",
        rows=4,
    )
    early_reason = fields.LongTextField(
        label="If the case should change team before the meeting: why?",
        names="why the case should change team before the meeting",
        required=False,
        rows=3,
    )

    def __init__(
        self,
        *args: Any,
        teams: Sequence[tuple[int, str]],
        usual: Sequence[int] = (),
        transfer_point: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["to_team"].choices = sorted(teams, key=lambda team: team[0] not in usual)
        own["to_team"].hints = {str(number): "The usual route from your team" for number in usual}
        if transfer_point:
            own["early_reason"].help_text = f"{transfer_point} It has not been held yet."
        else:
            del own["early_reason"]


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

    def __init__(
        self,
        *args: Any,
        workers: Sequence[tuple[int, str]],
        asks_workbook: bool = False,
        is_reasoned: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["worker"].choices = workers
        accepting = ["worker", "joint_visit"]
        if asks_workbook:
            own.update(workbook_fields())
            accepting.insert(1, "workbook_started")
            self.conditional = {**self.conditional, **REVEALS}
        if is_reasoned:
            own["comment"].label = "What is the reason for your decision?"
            own["comment"].error_messages["required"] = UNREASONED
            accepting.append("comment")
        answers = {"accept": accepting, "decline": ["comment"]}
        self.conditional = {**self.conditional, "answer": answers}

    def workbook_answers(self) -> dict[str, Any]:
        """Give what the manager says of the workbook; nothing where it was not asked."""
        return workbook_answers(self.cleaned_data)
