"""Forms for getting an ending ready: the plan's actions, what everybody thinks, disagreements."""

from collections.abc import Sequence
from typing import Any

from django.forms import HiddenInput

from cases.forms.drafts import DraftForm
from cases.forms.telling import LimitsKeptForm, limits_kept_field
from cin.core import fields, forms
from closures.models import PartyKind, Position, Settlement


class ServiceForm(forms.RowForm):
    """A service that goes on."""

    name = fields.TextField(label="Who gives it", names="who gives the service", max_length=150)
    what = fields.LongTextField(label="What it is", rows=2, required=False)
    contact = fields.TextField(label="How to reach them", required=False, max_length=200)


class EndOfPlanForm(forms.Form):
    """What became of the plan, and what goes on."""

    submit_label = "Save"
    sections = [
        ("The plan", "", ["actions_done", "open_actions_note"]),
        ("What comes next", "", ["next_step", "support_arranged"]),
        ("", "", ["services"]),
    ]

    actions_done = fields.CheckboxesField(
        label="Which actions of the plan are done?", coerce=int, required=False
    )
    open_actions_note = fields.LongTextField(
        label="What becomes of the actions that are not done?", rows=3, required=False
    )
    next_step = fields.RadioField(
        label="Which next step did the final meeting recommend?", required=False
    )
    support_arranged = fields.LongTextField(
        label="Which support was arranged at the final meeting?", rows=3, required=False
    )
    services = forms.RowsField(
        ServiceForm,
        label="Services that go on",
        noun="service",
        help_text="Closing does not mean that health, school or voluntary work end.",
    )
    version = forms.VersionField()

    def __init__(
        self,
        *args: Any,
        actions: Sequence[tuple[int, str]],
        next_steps: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        if actions:
            own["actions_done"].choices = actions
        else:
            del own["actions_done"], own["open_actions_note"]
        if next_steps:
            own["next_step"].choices = next_steps
        else:
            del own["next_step"]


class PartyForm(DraftForm, forms.RowForm):
    """What one party thinks of closing; who was not asked yet may wait."""

    @property
    def may_wait(self) -> set[str]:
        """Name the answer that a row can be shown without."""
        return {"position"}

    view_id = fields.TextField(required=False, widget=HiddenInput)
    person_id = fields.TextField(required=False, widget=HiddenInput)
    role = fields.TextField(required=False, widget=HiddenInput, max_length=200)
    expected = fields.TextField(required=False, widget=HiddenInput)
    name = fields.TextField(label="Who", names="who was asked", max_length=150)
    kind = fields.SelectField(
        label="What they are", names="what they are", choices=PartyKind.choices
    )
    position = fields.RadioField(label="What do they think of closing?", choices=Position.choices)
    said = fields.LongTextField(
        label="In their words",
        help_text="If they disagree, why. If they were not asked, why not",
        rows=2,
        required=False,
    )
    asked_on = fields.PastDateField(
        label="When were they asked?", names="the date they were asked", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the answer needs; who was not asked yet may wait."""
        answers = self.cleaned_data
        position, said = answers.get("position"), (answers.get("said") or "").strip()
        if not position:
            self._refuse_half_an_answer(answers, said)
        elif position != Position.NOT_ASKED and not answers.get("asked_on", True):
            self.add_error("asked_on", "Enter the date they were asked")
        if position == Position.NOT_ASKED and not said:
            self.add_error("said", "Say why they were not asked")
        if position == Position.DISAGREES and not said:
            self.add_error("said", "Write why they disagree")
        return answers

    def _refuse_half_an_answer(self, answers: dict[str, Any], said: str) -> None:
        is_expected = answers.get("expected") == answers.get("name")
        if said or answers.get("asked_on") or not is_expected:
            self.add_error("position", "Select what they think of closing")


class ViewsForm(forms.Form):
    """What everybody thinks of closing, a row for each."""

    submit_label = "Save"

    views = forms.RowsField(
        PartyForm,
        label="Who was asked",
        noun="person",
        help_text="Who was not asked yet can be left as they are: nothing is saved for them.",
    )
    # The rows that were on the page, so that only what somebody saw is taken away.
    shown = fields.TextField(required=False, widget=HiddenInput, max_length=5000)
    version = forms.VersionField()


class SettleDisagreementForm(forms.Form):
    """What was done about a disagreement."""

    submit_label = "Save"
    sections = [
        ("What came of it", "", ["settlement", "settled_on", "settled_how"]),
        ("In writing", "", ["advised_on", "wrote_on"]),
    ]

    settlement = fields.RadioField(
        label="What came of the disagreement?",
        choices=Settlement.choices,
        hints={
            Settlement.WITHOUT_MEETING: "Try this first.",
            Settlement.STANDS: "A manager may be able to close the case all the same.",
        },
        required=False,
    )
    settled_on = fields.PastDateField(
        label="When was that?",
        names="the date of that",
        help_text="If something came of it",
        required=False,
    )
    settled_how = fields.LongTextField(
        label="What was said, and what follows",
        help_text="If something came of it",
        rows=4,
        required=False,
    )
    advised_on = fields.PastDateField(
        label="When were they advised to put it in writing?",
        names="the date of the advice",
        required=False,
    )
    wrote_on = fields.PastDateField(
        label="When did their writing come?",
        names="the date their writing came",
        help_text="Attach it to the case, under Notes, files",
        required=False,
    )
    version = forms.VersionField()

    def clean(self) -> dict[str, Any]:
        """Ask for the day and the words of what came of it."""
        answers = self.cleaned_data
        if answers.get("settlement") and not answers.get("settled_on", True):
            self.add_error("settled_on", "Enter the date of that")
        if answers.get("settlement") and not (answers.get("settled_how") or "").strip():
            self.add_error("settled_how", "Enter what was said")
        if answers.get("settled_how") and not answers.get("settlement"):
            self.add_error("settlement", "Select what came of it")
        return answers


class DisagreementMeetingForm(LimitsKeptForm):
    """The minutes of a meeting about a disagreement."""

    submit_label = "Save the minutes"

    held_on = fields.PastDateField(label="When was it?", names="the date of the meeting")
    chair = fields.PersonNameField(label="Who chaired it?", names="the name of the chair")
    present = fields.LongTextField(
        label="Who was there?",
        names="who was there",
        help_text="One person on each line, with their agency",
        rows=4,
    )
    limits_kept = limits_kept_field("the minutes")
    minutes = fields.LongTextField(label="What was said", names="what was said", rows=8)
    outcome = fields.LongTextField(label="What came of it", names="what came of it", rows=3)
