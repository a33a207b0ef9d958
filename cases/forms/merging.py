"""Choosing what stays when two records of one person become one."""

from collections.abc import Iterable
from typing import Any

from cases.selectors.duplicates import Difference
from cin.core import fields
from cin.core.forms import Form


class MergeForm(Form):
    """Which of two answers stays, wherever both records have one, and why they are one person."""

    submit_label = "Merge the records"

    reason = fields.LongTextField(
        label="How do you know that this is one person?",
        names="how you know that this is one person",
        rows=3,
        max_length=2000,
    )

    def __init__(self, *args: Any, differences: Iterable[Difference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields.pop("reason")
        for each in differences:
            if not each.is_blank:
                self.fields[each.name] = fields.RadioField(
                    label=each.label,
                    names=f"which {each.label[:1].lower()}{each.label[1:]} stays",
                    choices=[("kept", each.kept), ("merged", each.merged)],
                    hints={"kept": "This record", "merged": "The other record"},
                )
        self.fields["reason"] = reason

    def chosen(self) -> dict[str, str]:
        """Give which record's value stays, by field."""
        return {name: each for name, each in self.cleaned_data.items() if name != "reason"}


class UnmergeForm(Form):
    """Why a merge is taken back."""

    submit_label = "Take the merge back"

    reason = fields.LongTextField(
        label="Why were these not one person?",
        names="why these were not one person",
        rows=3,
        max_length=2000,
    )


class TellApartForm(Form):
    """Why two records that look alike are of two people."""

    submit_label = "Keep that they are different"

    reason = fields.LongTextField(
        label="How do you know that they are different people?",
        names="how you know that they are different people",
        rows=3,
        max_length=1000,
    )
