"""What people fill in about circumstances, changes and longer times."""

from typing import Any

from cases.models import ChangeKind, CircumstanceKind, CourtReport
from cases.selectors.exceptions import MayBeLonger
from cin.core import clock, fields
from cin.core.forms import Form

_FIRST_DAY = {
    CircumstanceKind.PRIVATE_FOSTERING: "When was the authority notified?",
    CircumstanceKind.LONG_TERM_SUPPORT: "When was it agreed?",
    CircumstanceKind.SHORT_WORK: "When was it decided?",
}
_WHY = {
    CircumstanceKind.LONG_TERM_SUPPORT: "Why is longer-term support needed?",
    CircumstanceKind.SHORT_WORK: "What is the short work, and when will it be done?",
    CircumstanceKind.PRIVATE_LAW: "Which proceedings, and why is the case open for them?",
    CircumstanceKind.SHORT_BREAKS: "Which short breaks, and from whom?",
    CircumstanceKind.YOUNG_CARER: "For whom does the child care, and how?",
    CircumstanceKind.OUTSIDE_HARM: "Which harm, where and from whom, and how is it known?",
    CircumstanceKind.WORKBOOK_EXEMPT: "Why are they not used for this child?",
}


class RecordCircumstanceForm(Form):
    """From when a circumstance holds, and why; `kind` decides what else is asked."""

    submit_label = "Save"

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = CircumstanceKind(kind)
        self.fields["starts_on"] = fields.PastDateField(
            label=_FIRST_DAY.get(found, "From when?"), names="the date from which it holds"
        )
        if found is CircumstanceKind.PRIVATE_FOSTERING:
            self.fields["arrangement_on"] = fields.PastDateField(
                label="When did the arrangement begin?",
                names="the date on which the arrangement began",
                required=False,
                help_text="Leave empty if it has not begun, and record its beginning later as a "
                "change. For example, 4 May 2026",
            )
            self._ask_for_the_carer()
        if found is CircumstanceKind.PRIVATE_LAW:
            self._ask_for_the_report()
        self.fields["note"] = fields.LongTextField(
            label=_WHY.get(found, "What is it about, and how is it known?"),
            names="the reason",
            rows=4,
        )
        self.fields["ends_on"] = fields.DateField(
            label="Last day, if it is known already",
            names="the last day",
            required=False,
            help_text="You can record the end later. For example, 4 November 2026",
        )

    def _ask_for_the_carer(self) -> None:
        self.fields["carer"] = fields.TextField(
            label="Who cares for the child?",
            names="who cares for the child",
            help_text="Name, and what they are to the child",
            max_length=200,
        )
        self.fields["is_close_relative"] = fields.YesNoField(
            label="Is that a parent, grandparent, aunt, uncle, step-parent, sister or brother?",
            names="it is a close relative",
            help_text="A step-parent by marriage or civil partnership",
        )
        self.fields["lasts_28_days"] = fields.YesNoField(
            label="Has it lasted, or will it last, 28 days or more?",
            names="it lasts 28 days or more",
        )

    def _ask_for_the_report(self) -> None:
        self.fields["court_report"] = fields.RadioField(
            label="Did the court ask for a report?",
            names="whether the court asked for a report",
            choices=CourtReport.choices,
        )
        self.fields["report_due_on"] = fields.DateField(
            label="By when does the court expect it?",
            names="the day by which the court expects the report",
        )
        self.conditional = {
            "court_report": {
                CourtReport.SECTION_7: ["report_due_on"],
                CourtReport.SECTION_37: ["report_due_on"],
            }
        }


class EndCircumstanceForm(Form):
    """The last day of a circumstance, and why it ended."""

    submit_label = "Save"

    ends_on = fields.PastDateField(label="What was its last day?", names="the last day")
    reason = fields.LongTextField(label="Why did it end?", names="why it ended", rows=3)


class RecordChangeForm(Form):
    """When something happened, and a note of it; a significant change asks about the assessment
    too.
    """

    submit_label = "Save"

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planned = kind == ChangeKind.PLANNED_MOVE
        self.fields["happened_on"] = fields.PastDateField(
            label="When did it become known?" if planned else "When did it happen?",
            names="the date",
        )
        self.fields["note"] = fields.LongTextField(
            label="What happened, and what does it mean for the child?",
            names="a note of what happened",
        )
        if kind == ChangeKind.SIGNIFICANT_CHANGE:
            self.fields["needs_assessment"] = fields.YesNoField(
                label="Does the child need a new assessment?",
                names="the child needs a new assessment",
            )
            self.fields["assessment_reason"] = fields.LongTextField(
                label="Why, or why not?", names="why, or why not", rows=3
            )


class ReasonForm(Form):
    """Why something is taken back or declined."""

    submit_label = "Save"

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = fields.LongTextField(label=question, names="the reason", rows=4)


class AskLongerTimeForm(Form):
    """The longer time, why, and from when until when."""

    submit_label = "Ask for a decision"

    def __init__(self, *args: Any, allowed: MayBeLonger, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = f"The procedure's limit is {allowed.usual}." if allowed.usual else ""
        self.fields["duration"] = fields.DurationField(
            label="How long?",
            names="the longer time",
            units=("weeks", "months", "working_days"),
            help_text=usual,
        )
        self.fields["reason"] = fields.LongTextField(
            label="Why does this child need it?",
            names="why it is needed",
            help_text="What makes this family's case exceptional, and how the child stays safe",
        )
        self.fields["holds_from"] = fields.FutureDateField(
            label="From when?",
            names="the first day",
            initial=clock.today,
            help_text="It holds from its approval at the earliest. For example, 4 May 2026",
        )
        self.fields["holds_until"] = fields.FutureDateField(
            label="Until when?",
            names="the last day",
            required=False,
            help_text="No due date will be later. Leave empty if no end is foreseen.",
        )


class DecideLongerTimeForm(Form):
    """The decision on a longer time, with its reasons."""

    submit_label = "Save the decision"

    decision = fields.RadioField(
        label="What is your decision?",
        names="your decision",
        choices=[("approve", "Approve the longer time"), ("refuse", "Refuse it")],
        hints={
            "approve": "The due date moves at once, and says who approved it and why.",
            "refuse": "The procedure's limit stays.",
        },
    )
    reason = fields.LongTextField(
        label="Reasons for your decision", names="the reasons for your decision", rows=4
    )
