"""What is filled in for a safety plan (form 13)."""

from typing import Any

from cases.forms.drafts import DraftForm
from cases.forms.telling import TellingForm
from cases.models import SafetyPlanOrigin
from cin.core import clock, fields
from cin.core.forms import RowForm, RowsField, VersionField


class SafetyActionForm(RowForm):
    """One thing that somebody does."""

    what = fields.TextField(label="What will they do?", names="what will be done", max_length=500)
    who = fields.TextField(
        label="Who? A person’s name", names="the name of who does it", max_length=150
    )
    when = fields.TextField(
        label="When?",
        names="when it is done",
        max_length=150,
        help_text="Such as: every evening, or by Friday 4 May",
    )


def _long(label: str, names: str, *, rows: int = 3, **kwargs: Any) -> fields.LongTextField:
    return fields.LongTextField(label=label, names=names, rows=rows, max_length=20_000, **kwargs)


class SafetyPlanForm(DraftForm):
    """A safety plan, saved as a draft or put in force."""

    finish_label = "Put the plan in force"
    later_label = "Save as a draft"
    sections = [
        (
            "Where it was made",
            "",
            ["made_at", "made_on", "made_with", "owned_by_family"],
        ),
        ("What worries us", "", ["triggers", "warning_signs"]),
        ("What keeps the child safe", "", ["rules", "actions", "network", "professional_actions"]),
        ("In the child’s words", "", ["child_version"]),
        ("If it goes wrong", "", ["contingency", "who_to_call"]),
        ("Looking at it again", "", ["review_on"]),
    ]

    version = VersionField()
    made_at = fields.RadioField(
        label="Where was the plan made?",
        names="where the plan was made",
        choices=SafetyPlanOrigin.choices,
    )
    made_on = fields.PastDateField(label="When was it made?", names="the day it was made")
    made_with = _long(
        "Who made it with you?",
        "who made it with you",
        rows=2,
        help_text="The parents or carers, the child if old enough, and whoever else took part",
    )
    owned_by_family = fields.YesNoField(
        label="Is it the family’s own plan?",
        names="it is the family’s own plan",
        help_text="They wrote or agreed it, and know what each of them does",
    )
    triggers = _long("What can set it off?", "what can set it off", required=False)
    warning_signs = _long("What tells people that things are getting worse?", "the warning signs")
    rules = _long("What are the rules that keep the child safe?", "the rules")
    actions = RowsField(SafetyActionForm, label="Who does what, and when?", noun="action")
    network = _long(
        "Who else can the family lean on?",
        "the people around the family",
        required=False,
        help_text="Names and what each offers; what makes it hard to ask them",
    )
    professional_actions = _long(
        "What do professionals do?", "what professionals do", required=False
    )
    child_version = _long(
        "The plan as the child would say it",
        "the child’s version",
        required=False,
        help_text="Short sentences the child understands: who I ring, where I go",
    )
    contingency = _long("What happens if the plan does not work?", "what happens then")
    who_to_call = _long("Who to call, with their numbers", "who to call", help_text="Day and night")
    review_on = fields.DateField(
        label="When is it gone through again?", names="the day it is gone through again"
    )

    @property
    def may_wait(self) -> set[str]:
        """Let a draft wait for everything: what is missing is listed when it is to come into
        force.
        """
        return set(self.fields)

    def text_answers(self) -> dict[str, Any]:
        """Give what the plan says, apart from who does what."""
        return {
            name: answer
            for name, answer in self.cleaned_data.items()
            if name not in {"actions", "version"}
        }


class ShareSafetyPlanForm(TellingForm):
    """To whom a safety plan was given, and when."""

    submit_label = "Save"

    name = fields.TextField(
        label="Who was it given to?", names="who it was given to", max_length=150
    )
    shared_on = fields.PastDateField(
        label="When?", names="the day it was given", initial=clock.today
    )
