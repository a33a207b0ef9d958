"""What people fill in at a checkpoint."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from assessments.models import AssessmentRoute, Checkpoint
from assessments.selectors.checkpoints import Item
from cases.forms.drafts import DraftForm
from cin.core import fields
from cin.core.forms import Form, VersionField
from cin.core.templatetags.cin import plain_day

AGREE, RETURN = "agree", "return"


class WriteCheckpointForm(DraftForm):
    """What the social worker brings to a checkpoint, item by item."""

    finish_label = "Give it to the manager"

    meeting_at = fields.MomentField(
        label="When is the family network meeting?",
        names="the day and time of the family network meeting",
        help_text="The day and time agreed with the family",
    )
    version = VersionField()

    def __init__(
        self, *args: Any, items: Sequence[Item], asks_for_meeting: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[item.field] = fields.LongTextField(
                label=item.title, help_text=item.hint, rows=5
            )
        if not asks_for_meeting:
            del self.fields["meeting_at"]
        self.sections = [("", "", [*(item.field for item in items), "meeting_at"])]

    @property
    def may_wait(self) -> set[str]:
        """Name everything: a checkpoint can be saved with nothing in it."""
        return {*self.fields}

    def text_answers(self) -> dict[str, Any]:
        """Give what was written: items by code, and the day of the meeting."""
        answers = self.cleaned_data
        return {
            "items": {item.code: answers[item.field] for item in self.items},
            "meeting_at": answers.get("meeting_at"),
        }

    def show_theirs(self, theirs: Mapping[str, Any]) -> None:
        """Show each item that somebody else changed beside its own box."""
        others = dict(theirs)
        texts = others.pop("items", {})
        changed = {
            item.field: texts.get(item.code, "")
            for item in self.items
            if texts and texts.get(item.code, "") != self.cleaned_data[item.field]
        }
        super().show_theirs({**others, **changed})


def offer_routes(form: Form, *, short: str, latest: date | None) -> None:
    """Fill in on a form with `route` and `due_on` what the procedure offers: a short assessment of
    so long (empty: none), and no date beyond the latest.
    """
    choices = [(AssessmentRoute.FULL.value, "It goes on, to be finished by a date")]
    if short:
        choices.insert(0, (AssessmentRoute.SHORT.value, f"A short assessment: {short}"))
    cast(fields.RadioField, form.fields["route"]).choices = choices
    if latest is None:
        return
    due_on = cast(fields.DateField, form.fields["due_on"])
    due_on.not_after = latest
    due_on.help_text = f"No later than {plain_day(latest)}, the procedure's own limit"


class DecideCheckpointForm(Form):
    """A manager's decision on the checkpoint that was read."""

    submit_label = "Save the decision"
    conditional = {
        "decision": {AGREE: ["note", "route"], RETURN: ["changes"]},
        "route": {AssessmentRoute.FULL: ["due_on"]},
    }

    decision = fields.RadioField(
        label="What is your decision?",
        names="your decision",
        choices=[(AGREE, "Agree the checkpoint"), (RETURN, "Return it for changes")],
    )
    note = fields.LongTextField(
        label="Management oversight note",
        names="the management oversight note",
        help_text="What you discussed, what you agree and why, and what comes next",
        rows=6,
    )
    route = fields.RadioField(
        label="How does the assessment go on?", names="how the assessment goes on"
    )
    due_on = fields.DateField(
        label="By when must the assessment be finished?", names="the date to finish by"
    )
    changes = fields.LongTextField(
        label="What needs to change?", names="what needs to change", rows=4
    )
    version = VersionField()

    def __init__(
        self,
        *args: Any,
        checkpoint: Checkpoint,
        asks_for_route: bool,
        short: str,
        latest: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = checkpoint.version
        if asks_for_route:
            offer_routes(self, short=short, latest=latest)
            return
        del self.fields["route"], self.fields["due_on"]
        self.conditional = {"decision": {AGREE: ["note"], RETURN: ["changes"]}}


class TakeBackCheckpointForm(Form):
    """Nothing but the button."""

    submit_label = "Take it back"
