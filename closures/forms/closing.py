"""Forms for proposing the ending of a case, and deciding on it."""

from collections.abc import Sequence
from typing import Any

from cin.core import fields, forms
from cin.procedures.readiness import Blocker


class ProposeClosureForm(forms.Form):
    """The closing summary."""

    submit_label = "Propose closing the case"
    sections = [
        ("The ending", "", ["reason", "destination", "summary"]),
        (
            "What everybody thinks",
            "After a child has died, leave these empty.",
            ["child_views", "family_views", "agency_views"],
        ),
        ("What comes next", "", ["next_steps"]),
    ]

    reason = fields.RadioField(label="Why should the case end?", names="why the case should end")
    destination = fields.RadioField(
        label="Where does the child go from here?",
        names="where the child goes from here",
        required=False,
    )
    summary = fields.LongTextField(
        label="What was done, and what has changed",
        help_text="What we worked on, what is different for the child, and what is not.",
        rows=8,
    )
    child_views = fields.LongTextField(label="The child's view of the ending", rows=4)
    family_views = fields.LongTextField(label="The parents' or carers' view", rows=4)
    agency_views = fields.LongTextField(label="The view of the other agencies", rows=4)
    next_steps = fields.LongTextField(
        label="Who the family can turn to from now on",
        help_text="Names and telephone numbers, and what to do if things get worse.",
        rows=4,
    )

    def __init__(
        self,
        *args: Any,
        reasons: Sequence[tuple[str, str]],
        destinations: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["reason"].choices = reasons
        own["destination"].choices = destinations

    def _clean_fields(self) -> None:
        # What the summary needs depends on the reason: the service lists all that is missing.
        texts = ["summary", "child_views", "family_views", "agency_views", "next_steps"]
        for name in texts:
            self.fields[name].required = False
        super()._clean_fields()
        for name in texts:
            self.fields[name].required = True

    def place_blockers(self) -> None:
        """Move what the summary lacks to its boxes; keep what the record lacks above the form."""
        above: list[Blocker] = []
        for blocker in self.blockers:
            if blocker.code in self.fields:
                self.add_error(blocker.code, blocker.message)
            else:
                above.append(blocker)
        self.blockers = above


class DecideClosureForm(forms.Form):
    """A manager's decision about the proposal that was read."""

    submit_label = "Save the decision"
    reason_field = "comment"

    decision = fields.RadioField(
        label="What is your decision?",
        names="your decision",
        choices=[("approve", "Close the case today"), ("decline", "Keep the case open")],
        hints={
            "approve": "The plan ends, and so does every date that was running.",
            "decline": "The work goes on where it was before the proposal.",
        },
    )
    comment = fields.LongTextField(
        label="Comment",
        help_text="If you keep the case open, say why.",
        rows=4,
        required=False,
    )
    despite_reason = fields.LongTextField(
        label="Why does the case close although somebody disagrees?",
        help_text="This is told apart in the record.",
        rows=4,
        required=False,
    )
    version = forms.VersionField()

    def __init__(self, *args: Any, asks_why_despite: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_why_despite:
            del self.fields["despite_reason"]
