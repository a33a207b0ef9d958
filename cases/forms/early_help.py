"""Early help: what the family had before, and what a service answered."""

from typing import Any

from django.core.exceptions import ValidationError

from cases.models import EarlyHelpAnswer, EarlyHelpBefore
from cin.core import fields
from cin.core.forms import Form, RowForm, RowsField

_HAD_HELP = (EarlyHelpBefore.ASSESSED, EarlyHelpBefore.HELPED)


class EarlierHelpForm(RowForm):
    """One help that the family had."""

    what = fields.TextField(
        label="What help was it?",
        names="what help it was",
        max_length=300,
        help_text="For example, an early help assessment, or a parenting course",
    )
    by_whom = fields.TextField(label="From whom?", names="who gave the help", max_length=150)
    from_on = fields.PastDateField(label="From when?", names="when it began", required=False)
    to_on = fields.DateField(
        label="Until when?",
        names="when it ended",
        required=False,
        help_text="Leave empty if it goes on",
    )
    outcome = fields.TextField(label="What came of it?", required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        """Refuse help that ends before it begins."""
        answers = self.cleaned_data
        began, ended = answers.get("from_on"), answers.get("to_on")
        if began and ended and ended < began:
            told = ValidationError("The help cannot end before it begins", code="order")
            self.add_error("to_on", told)
        return answers


class EarlyHelpHistoryForm(Form):
    """Whether early help came before a referral, and what it was."""

    HISTORY = ["early_help", "earlier_help"]

    early_help = fields.RadioField(
        label="Has the family had early help before?",
        names="whether the family had early help",
        choices=EarlyHelpBefore.choices,
    )
    early_help_reason = fields.LongTextField(
        label="Why not?",
        names="why there was no early help",
        rows=2,
        max_length=5000,
        help_text="For example, the risk is too high to try it first",
    )
    earlier_help = RowsField(
        EarlierHelpForm, label="What was tried before?", noun="earlier service"
    )
    conditional = {"early_help": {EarlyHelpBefore.NONE: ["early_help_reason"]}}

    def check_history(self) -> None:
        """Ask for the help where the answer is that there was some."""
        answers = self.cleaned_data
        had = answers.get("early_help") in _HAD_HELP
        if had and not answers.get("earlier_help") and "earlier_help" not in self.errors:
            told = "Say what help the family had, and from whom"
            self.add_error("earlier_help", ValidationError(told, code="required"))

    def history_answers(self) -> dict[str, Any]:
        """Give the answers; rows only where there was help."""
        answers = self.cleaned_data
        had = answers["early_help"] in _HAD_HELP
        return {
            "early_help": answers["early_help"] or "",
            "early_help_reason": answers["early_help_reason"] or "",
            "earlier_help": list(answers["earlier_help"] or []) if had else [],
        }


class RecordEarlyHelpAnswerForm(Form):
    """What an early help service answered."""

    submit_label = "Save the answer"
    conditional = {
        "answer": {
            EarlyHelpAnswer.ACCEPTED: ["lead_professional", "assessment_on"],
            EarlyHelpAnswer.DECLINED: ["answer_note"],
        }
    }

    answer = fields.RadioField(
        label="What did the service answer?",
        names="what the service answered",
        choices=[
            (EarlyHelpAnswer.ACCEPTED.value, "It takes the family on"),
            (EarlyHelpAnswer.DECLINED.value, "It declines"),
        ],
    )
    answered_on = fields.PastDateField(label="When?", names="the day of the answer")
    lead_professional = fields.TextField(
        label="Who is the lead professional there?", required=False, max_length=150
    )
    assessment_on = fields.PastDateField(
        label="When was the early help assessment done?",
        names="the day of the assessment",
        required=False,
        help_text="Leave empty if it is still to be done",
    )
    answer_note = fields.LongTextField(
        label="Why, and what happens instead?", names="why the service declined", rows=3
    )
