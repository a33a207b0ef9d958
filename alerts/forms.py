"""The questions above the list of alerts, and the answer to one of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from alerts.choices import SHOWN, WAITING, WHOSE
from alerts.models import AnswerKind, Tier
from cin.core import clock, fields, forms


class AlertListForm(forms.Form):
    """Which alerts to show; every answer may be left out, and one that cannot be read is left out
    too.
    """

    shown = fields.SelectField(
        label="Which alerts",
        choices=[(code, text) for code, text in SHOWN.items() if code != WAITING],
        blank=SHOWN[WAITING],
        required=False,
    )
    tier = fields.SelectField(
        label="How pressing", choices=Tier.choices, blank="All", required=False
    )
    whose = fields.SelectField(
        label="Whose cases", choices=WHOSE.items(), blank="Everybody’s", required=False
    )

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__(asked)

    def wanted(self) -> dict[str, str]:
        """Give the answers by name, each the default where not given or not readable."""
        self.is_valid()
        answers = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return {**answers, "shown": answers["shown"] or WAITING}


class AnswerAlertForm(forms.Form):
    """What the person told says to an alert: why, and until when."""

    submit_label = "Save"
    kind = fields.RadioField(
        label="What do you want to do?",
        names="what you want to do",
        choices=[
            (AnswerKind.ACKNOWLEDGED, "Acknowledge it: I know, and it stays in my list"),
            (AnswerKind.SNOOZED, "Snooze it: take it out of my list and my e-mail until then"),
        ],
    )
    reason = fields.LongTextField(
        label="Reason",
        names="the reason",
        help_text="What is being done, or why it has to wait. Your manager can read this.",
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, most_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

        def tomorrow() -> date:
            return clock.today() + timedelta(days=1)

        def last() -> date:
            return clock.today() + timedelta(days=most_days)

        self.fields["until"] = fields.DateField(
            label="Until",
            names="the date",
            help_text=f"You are asked again on this day. At most {most_days} days from today.",
            not_before=tomorrow,
            not_after=last,
        )
