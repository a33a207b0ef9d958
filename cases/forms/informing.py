"""Who was told of a referral or a decision: when, how and by whom, or why not."""

from typing import Any

from cases.models import TellingWay
from cin.core import fields
from cin.core.forms import Form

TOLD = {"yes": ["told_on", "way", "told_by"], "no": ["not_told_reason"]}


class ToldForm(Form):
    """Whether somebody was told; only what was chosen is asked for further."""

    is_told = fields.YesNoField(
        label="Have they been told?", names="they have been told", yes="Yes", no="No, not yet"
    )
    told_on = fields.PastDateField(label="When?", names="the day they were told")
    way = fields.RadioField(label="How?", names="how they were told", choices=TellingWay.choices)
    told_by = fields.TextField(
        label="By whom?",
        names="who told them",
        max_length=150,
        help_text="Name, and what they are to the family",
    )
    not_told_reason = fields.LongTextField(
        label="Why not, and when will they be?",
        names="why they were not told",
        rows=2,
        max_length=5000,
        help_text="For example, telling them would put the child at risk",
    )
    conditional = {"is_told": TOLD}

    def telling(self) -> dict[str, Any] | None:
        """Give the answers, or None where nothing was said."""
        answers = self.cleaned_data
        if answers["is_told"] is None:
            return None
        return {
            "is_told": answers["is_told"],
            "told_on": answers["told_on"],
            "way": answers["way"] or "",
            "told_by": answers["told_by"],
            "reason": answers["not_told_reason"],
        }


class RecordTellingForm(ToldForm):
    """One telling, on a page of its own."""

    submit_label = "Save"
