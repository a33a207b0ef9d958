"""What people fill in about a strategy discussion."""

from collections.abc import Sequence
from typing import Any

from cases.forms.telling import LimitsKeptForm, TellingForm, limits_kept_field
from cases.models import Case
from cin.core import fields, forms
from plans.forms import LongRecordForm
from safeguarding.models import AgencyKind, StrategyDecision, StrategyKind, TookPart

INCLUDED = "yes"
OF_DISCUSSION = ("kind", "held_at", "chair_name", "shared", "interim_safety")
OF_CHILD = ("decision", "decision_reason")


class AgencyForm(forms.RowForm):
    """An agency that was asked to the strategy discussion."""

    agency = fields.SelectField(label="Agency", names="the agency", choices=AgencyKind.choices)
    name = fields.TextField(
        label="Who, and their role",
        help_text="Such as DS Karen Webb, child abuse investigation unit",
        max_length=150,
        required=False,
    )
    took_part = fields.SelectField(
        label="Did they take part?", names="how they took part", choices=TookPart.choices
    )


class ActionForm(forms.RowForm):
    """Something that somebody does, by a day."""

    what = fields.TextField(label="What will be done", names="what will be done", max_length=500)
    who = fields.TextField(label="Who will do it", names="who will do it", max_length=150)
    due_on = fields.DateField(label="By when", names="by when")


class HoldStrategyForm(LimitsKeptForm, LongRecordForm):
    """The record of a strategy discussion: what was said of all, then what was decided about each
    child. `siblings` are the brothers and sisters whom it can be about, too.
    """

    always = ["kind", "held_at", "chair_name"]
    finish_label = "Finish the record"

    held_at = fields.MomentField(
        label="When was it held?", names="the date and time", past_only=True
    )
    kind = fields.RadioField(
        label="How was it held?", names="how it was held", choices=StrategyKind.choices
    )
    chair_name = fields.PersonNameField(
        label="Who chaired it?", names="who chaired it", max_length=150
    )
    agencies = forms.RowsField(AgencyForm, label="Which agencies took part?", noun="agency")
    limits_kept = limits_kept_field("this record", came="was asked or took part")
    shared = fields.LongTextField(
        label="What did the agencies share?",
        names="what the agencies shared",
        help_text="What each of them knows, of this concern and of before.",
        rows=8,
    )
    interim_safety = fields.LongTextField(
        label="What keeps the children safe from today?",
        names="what keeps the children safe",
        help_text="Where each child is tonight and with whom, and what is agreed until more is "
        "known.",
        rows=5,
    )
    actions = forms.RowsField(ActionForm, label="Who does what, by when?", noun="action")

    def __init__(
        self,
        *args: Any,
        case: Case,
        siblings: Sequence[Case],
        wants_safety_plan: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.siblings = case, siblings
        self.conditional = {}
        enquiry_hint = (
            "Also write a safety plan, made at this strategy discussion."
            if wants_safety_plan
            else ""
        )
        about = [*self._ask_about(case, enquiry_hint)]
        others = [self._ask_whether_included(sibling, enquiry_hint) for sibling in siblings]
        self.sections = [
            ("The discussion", "", ["held_at", "kind", "chair_name", "agencies", "limits_kept"]),
            ("What was said", "", ["shared", "interim_safety"]),
            (f"The decision about {case.child}", "", about),
            *([("Brothers and sisters", "", others)] if others else []),
            ("What happens next", "", ["actions"]),
        ]

    def children(self) -> list[dict[str, Any]]:
        """Give what was decided about each child it was about, this case's child first."""
        about = [self.case, *(case for case in self.siblings if self._is_included(case))]
        return [
            {
                "case_id": case.pk,
                **{name: self.cleaned_data[f"child-{case.pk}-{name}"] for name in OF_CHILD},
            }
            for case in about
        ]

    def _is_included(self, case: Case) -> bool:
        return INCLUDED in (self.cleaned_data[f"child-{case.pk}-included"] or [])

    def _ask_whether_included(self, sibling: Case, enquiry_hint: str) -> str:
        name = f"child-{sibling.pk}-included"
        self.fields[name] = fields.CheckboxesField(
            label=f"Was it about {sibling.child} too?",
            choices=[(INCLUDED, f"It was about {sibling.child} too")],
            required=False,
        )
        self.conditional[name] = {INCLUDED: self._ask_about(sibling, enquiry_hint)}
        return name

    def _ask_about(self, case: Case, enquiry_hint: str) -> list[str]:
        child, lead = str(case.child), f"child-{case.pk}-"
        asked = {
            "decision": fields.RadioField(
                label=f"What was decided about {child}?",
                names=f"what was decided about {child}",
                choices=StrategyDecision.choices,
                hints={
                    StrategyDecision.SINGLE: enquiry_hint,
                    StrategyDecision.JOINT: enquiry_hint,
                },
            ),
            "decision_reason": fields.LongTextField(
                label=f"Why was it decided so about {child}?",
                names=f"why it was decided so about {child}",
                rows=4,
            ),
        }
        self.fields.update({f"{lead}{name}": each for name, each in asked.items()})
        return [f"{lead}{name}" for name in asked]


class EditStrategyForm(HoldStrategyForm):
    """The record of a strategy discussion that is not finished."""

    version = forms.VersionField()


class ShareStrategyForm(TellingForm):
    """When the actions or the minutes were shared, and with whom."""

    submit_label = "Save"

    shared_at = fields.MomentField(
        label="When were they shared?", names="the date and time", past_only=True
    )
    recipients = fields.LongTextField(
        label="Who were they shared with?",
        names="who they were shared with",
        help_text="One person or agency on each line",
        rows=5,
    )

    def answers(self) -> dict[str, Any]:
        """Give what the service needs to know."""
        return {
            "shared_at": self.cleaned_data["shared_at"],
            "recipients": self.cleaned_data["recipients"],
            "despite": self.despite,
        }


class BeginEnquiryForm(forms.Form):
    """When the section 47 enquiries began."""

    submit_label = "Begin the enquiry"

    began_at = fields.MomentField(
        label="When does it begin?",
        names="the date and time",
        help_text="Every date of the enquiry counts from here. Usually the end of the strategy "
        "discussion.",
        past_only=True,
    )
