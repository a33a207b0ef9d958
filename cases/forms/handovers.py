"""What was handed over when a case changes hands, and whether the two workers visit together."""

from typing import Any

from cases.models import HandedOver, JointVisit
from cin.core import fields
from cin.core.forms import Form

JOINT_VISIT = {
    JointVisit.WANTED.value: ["joint_visit_by"],
    JointVisit.WAIVED.value: ["no_joint_visit_reason"],
}


class JointVisitForm(Form):
    """Whether the worker who leaves and the one who comes visit together, and by when."""

    joint_visit = fields.RadioField(
        label="Will the two workers visit the family together?",
        names="whether the two workers visit together",
        choices=JointVisit.choices,
    )
    joint_visit_by = fields.FutureDateField(
        label="By when?", names="the day of the joint visit", required=False
    )
    no_joint_visit_reason = fields.LongTextField(
        label="Why not, and how is the new worker introduced?",
        names="why the two do not visit together",
        rows=2,
        max_length=5000,
    )
    conditional = {"joint_visit": JOINT_VISIT}

    def __init__(
        self, *args: Any, wants_joint_visit: bool, joint_visit_hint: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["joint_visit"].required = wants_joint_visit
        if joint_visit_hint:
            self.fields["joint_visit"].help_text = joint_visit_hint

    def joint_visit_answers(self) -> dict[str, Any]:
        """Give what is agreed about the joint visit."""
        told = self.cleaned_data
        return {
            "joint_visit": told["joint_visit"] or "",
            "joint_visit_by": told["joint_visit_by"],
            "no_joint_visit_reason": told["no_joint_visit_reason"],
        }


class HandoverForm(JointVisitForm):
    """What the two workers went through together, and whether the record is up to date."""

    sections = [
        ("The handover", "", ["handed_over", "have_met", "record_checked"]),
        ("The joint visit", "", ["joint_visit"]),
    ]
    conditional = {
        **JointVisitForm.conditional,
        "have_met": {"yes": ["met_on"], "no": ["not_met_reason"]},
        "record_checked": {"no": ["record_gaps"]},
    }

    handed_over = fields.CheckboxesField(
        label="What has been handed over?", required=False, choices=HandedOver.choices
    )
    have_met = fields.YesNoField(
        label="Have the two workers met to hand over?",
        names="the two workers have met",
        required=False,
        no="No, not yet",
    )
    met_on = fields.PastDateField(label="When did they meet?", names="the day they met")
    not_met_reason = fields.LongTextField(
        label="Why not, and when will they?", names="why they have not met", rows=2, max_length=5000
    )
    record_checked = fields.YesNoField(
        label="Have you looked at the record, and is it up to date, with its chronology?",
        names="the record is up to date",
        required=False,
    )
    record_gaps = fields.LongTextField(
        label="What is missing, who adds it, and by when?",
        names="what the record lacks",
        rows=2,
        max_length=5000,
    )

    def __init__(self, *args: Any, wants_record_check: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record_checked"].required = wants_record_check

    def handover_answers(self) -> dict[str, Any]:
        """Give the answers about the handover and the joint visit."""
        told = self.cleaned_data
        return {
            "handed_over": told["handed_over"],
            "met_on": told["met_on"],
            "not_met_reason": told["not_met_reason"],
            "record_checked": told["record_checked"],
            "record_gaps": told["record_gaps"],
            **self.joint_visit_answers(),
        }
