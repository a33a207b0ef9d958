"""Choosing who is given papers, and who is not to be told."""

from collections.abc import Sequence
from typing import Any, cast

from cases.selectors.telling import Recipient, not_to_be_told
from cin.core import fields
from cin.core.forms import Form

DESPITE = "despite"


def limits_kept_field(left_out_of: str, *, came: str = "was asked or came") -> fields.LongTextField:
    """Ask how something was kept from somebody who is not to be told it, outside the record."""
    return fields.LongTextField(
        label=f"If somebody who is not to be told something {came}, how was it kept from them?",
        help_text=f"It goes into the child's history, not into {left_out_of}.",
        rows=2,
        required=False,
    )


class LimitsKeptForm(Form):
    """A form about who came to a meeting, with a `limits_kept_field`: it asks only where somebody
    is not to be told something (`has_limits`).
    """

    def __init__(self, *args: Any, has_limits: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_limits:
            del self.fields["limits_kept"]


class TellingForm(Form):
    """A form in which people are named who are then told something.

    Those who are not to be told cannot be chosen. A manager who may decide otherwise is asked for
    the reason.
    """

    def __init__(
        self,
        *args: Any,
        recipients: Sequence[Recipient] = (),
        may_override: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = list(recipients)
        self.limited = not_to_be_told(self.known)
        if self.limited and may_override:
            self.fields[DESPITE] = fields.LongTextField(
                label="If it went to somebody who is not to be told, why?",
                help_text="Your decision as a manager. Name them above; the reason is kept",
                required=False,
                rows=2,
                max_length=2000,
            )

    @property
    def despite(self) -> str:
        """The manager's reason for telling somebody all the same, if any."""
        return str(self.cleaned_data.get(DESPITE) or "")


class SendingForm(TellingForm):
    """When something was sent, and to whom."""

    sent_on = fields.PastDateField(label="When was it sent?", names="the date it was sent")
    people = fields.CheckboxesField(
        label="Who was it sent to?", names="who it was sent to", required=False
    )
    recipients = fields.LongTextField(
        label="Anybody else?",
        names="who it was sent to",
        help_text="One person or agency on each line",
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(each.person.pk), f"{each.name}, {each.role}")
            for each in self.known
            if not each.limits
        ]
        cast(fields.CheckboxesField, self.fields["people"]).choices = choices
        if not choices:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        """Refuse a sending to nobody."""
        if not self.named() and "people" not in self.errors and "recipients" not in self.errors:
            at = "people" if "people" in self.fields else "recipients"
            self.add_error(at, "Enter who it was sent to")
        return self.cleaned_data

    def named(self) -> str:
        """Give everybody it went to, a line each: those chosen, then those typed."""
        chosen = set(self.cleaned_data.get("people") or [])
        names = [each.name for each in self.known if str(each.person.pk) in chosen]
        return "\n".join([*names, self.cleaned_data.get("recipients") or ""]).strip()

    def answers(self) -> dict[str, Any]:
        """Give what the service needs to know."""
        return {
            "sent_on": self.cleaned_data["sent_on"],
            "recipients": self.named(),
            "despite": self.despite,
        }
