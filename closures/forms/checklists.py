"""The form of a closing checklist: a question for each line that only a person can answer."""

from collections.abc import Sequence
from typing import Any

from cases.forms.drafts import DraftForm
from cin.core import fields, forms
from closures.selectors.checklists import Line

DONE, LEFT_OUT = "done", "left_out"


class ChecklistForm(DraftForm):
    """One checklist, as the procedure has it; a line can be left for later."""

    submit_label = "Save"

    version = forms.VersionField()

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if not (line.finding and line.finding.is_in_order)]
        self.sections, self.conditional = [], {}
        for line in self.lines:
            self._ask(line)

    @property
    def may_wait(self) -> set[str]:
        """Let every line be answered later."""
        return {f"answer_{line.code}" for line in self.lines}

    def _ask(self, line: Line) -> None:
        answer, day, note = (f"{name}_{line.code}" for name in ("answer", "done_on", "note"))
        contradicted = line.finding is not None
        done = [] if contradicted else [(DONE, "Done")]
        self.fields[answer] = fields.RadioField(
            label=line.text,
            help_text=line.finding.text if line.finding else "",
            choices=[*done, (LEFT_OUT, "It does not apply here")],
        )
        if line.needs_day and not contradicted:
            self.fields[day] = fields.PastDateField(
                label="When was it done?", names="the date it was done"
            )
        self.fields[note] = fields.LongTextField(
            label=f"{line.needs_words}, or why it does not apply"
            if line.needs_words
            else "Comment, or why it does not apply",
            rows=2,
            required=False,
            max_length=2000,
        )
        if day in self.fields:
            self.conditional[answer] = {DONE: [day]}
        self.sections.append(("", "", [answer, note]))

    def answers(self) -> list[dict[str, Any]]:
        """Give the lines that were answered."""
        return [
            {
                "code": line.code,
                "is_done": chosen == DONE,
                "done_on": self.cleaned_data.get(f"done_on_{line.code}"),
                "note": self.cleaned_data.get(f"note_{line.code}") or "",
            }
            for line in self.lines
            if (chosen := self.cleaned_data.get(f"answer_{line.code}"))
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a comment on a line that is not answered: it would be lost."""
        for line in self.lines:
            note = self.cleaned_data.get(f"note_{line.code}")
            if note and not self.cleaned_data.get(f"answer_{line.code}"):
                self.add_error(f"answer_{line.code}", "Select an answer to this line")
        return self.cleaned_data
