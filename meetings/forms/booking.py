"""Forms for arranging a meeting and inviting to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.forms.telling import DESPITE, TellingForm
from cases.models import Case
from cin.core import clock, fields, forms
from meetings.arranging import SUITS, TEXTS, fields_of_arranging
from meetings.models import Invitation, InvitationAnswer, InvitationSide, InvitationWay


class OtherInvitedForm(forms.RowForm):
    """Somebody invited who is on no list."""

    name = fields.PersonNameField(label="Name", names="the name", max_length=150)
    role = fields.TextField(
        label="Who they are",
        help_text="Such as aunt, advocate or head teacher",
        max_length=150,
        required=False,
    )
    side = fields.RadioField(
        label="Of the family, or a professional?",
        names="whether they are of the family",
        choices=InvitationSide.choices,
        inline=True,
    )


class BookMeetingForm(TellingForm):
    """When and where a meeting is to be, what was thought of, and who is invited."""

    submit_label = "Book the meeting"

    planned_at = fields.MomentField(
        label="When is it?",
        names="the date and time of the meeting",
        not_before=clock.now,
        not_before_why="which is now",
    )
    place = fields.TextField(
        label="Where is it?",
        help_text="Everybody invited reads this: not an address that one of them must not know",
        required=False,
    )
    children = fields.CheckboxesField(label="Who else is it about?", required=False)
    people = fields.CheckboxesField(
        label="From the family, the network and the agencies that were asked for information",
        names="who is invited",
        help_text="The child by age and understanding",
        required=False,
    )
    others = forms.RowsField(OtherInvitedForm, label="Who else is invited?", noun="person")
    not_invited_reason = fields.LongTextField(
        label="If a parent, the child or an agency is left out, why?", rows=2, required=False
    )
    update_by = fields.FutureDateField(
        label="By when do you want a written update from whoever cannot come?", required=False
    )
    chair_asked = fields.SelectField(
        label="Do you ask a manager to chair it?", blank="No", required=False
    )

    def __init__(
        self,
        *args: Any,
        siblings: Sequence[Case],
        people: Sequence[tuple[str, str]],
        wanted: Sequence[str],
        mind: Mapping[str, str],
        chair_reasons: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        arranging = fields_of_arranging(mind)
        self.fields.update(arranging)
        own["children"].choices = [(str(case.pk), str(case.child)) for case in siblings]
        own["people"].choices = people
        own["chair_asked"].choices = [(each, each) for each in chair_reasons]
        absent = {"children": siblings, "people": people, "chair_asked": chair_reasons}
        for name, offered in absent.items():
            if not offered:
                del self.fields[name]
        rest = [code for code in arranging if code not in wanted]
        self.folds = {
            "More about the arrangements": rest,
            "Written updates": ["update_by"],
        }
        self.sections = [
            ("", "", ["reason"]),
            ("When and where", "", ["planned_at", "place", *wanted, *rest, "children"]),
            ("Who is invited", "", ["people"]),
            ("", "", ["others"]),
            ("", "", [DESPITE, "not_invited_reason", "update_by", "chair_asked"]),
        ]

    @property
    def details(self) -> dict[str, Any]:
        """Give what is known of the meeting."""
        answers = self.cleaned_data
        return {
            "planned_at": answers["planned_at"],
            "place": answers["place"],
            "place_suits": answers[SUITS],
            "arrangements": {code: answers[code] for code in TEXTS if answers[code].strip()},
            "not_invited_reason": answers["not_invited_reason"],
            "update_by": answers["update_by"],
            "chair_asked": answers.get("chair_asked") or "",
        }

    @property
    def siblings_chosen(self) -> list[int]:
        """Give the cases of the brothers and sisters whom it is about too."""
        return [int(pk) for pk in self.cleaned_data.get("children") or []]

    @property
    def chosen(self) -> list[str]:
        """Name those chosen from the lists."""
        return list(self.cleaned_data.get("people") or [])


class ChangeBookingForm(BookMeetingForm):
    """Another day, place, or other people."""

    submit_label = "Save the changes"

    reason = fields.LongTextField(
        label="If the day, the time or the place changes, why?", rows=2, required=False
    )
    version = forms.VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A meeting that was to be today can still be given other people: the service minds the day.
        own: dict[str, Any] = self.fields
        own["planned_at"].not_before = None


class CallOffBookingForm(forms.Form):
    """Why a meeting will not be held."""

    submit_label = "Call the meeting off"

    reason = fields.LongTextField(
        label="Why is it called off?",
        names="why it is called off",
        rows=2,
        help_text="What is due stays due when it was. Tell those who were invited.",
    )


class InvitationsSentForm(forms.Form):
    """That people were asked, when and how."""

    submit_label = "Save"

    people = fields.CheckboxesField(label="Who was asked?", names="who was asked")
    sent_on = fields.PastDateField(label="When?", names="the date they were asked")
    way = fields.RadioField(
        label="How?", names="how they were asked", choices=InvitationWay.choices
    )

    def __init__(self, *args: Any, invitations: Sequence[Invitation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["people"].choices = [(str(row.pk), row.name) for row in invitations]


class ReplyForm(forms.Form):
    """What somebody invited answered, and what they wrote instead of coming."""

    submit_label = "Save"

    answer = fields.RadioField(
        label="Are they coming?",
        names="whether they are coming",
        choices=InvitationAnswer.choices,
        required=False,
    )
    update_asked_on = fields.PastDateField(
        label="When were they asked for a written update?", required=False
    )
    written_update = fields.LongTextField(
        label="Their written update",
        help_text="As they wrote it. It stands in the record of the meeting.",
        required=False,
    )
    update_on = fields.PastDateField(label="When did it come?", required=False)
    version = forms.VersionField()


class AnswerChairForm(forms.Form):
    """Whether a manager chairs a meeting."""

    submit_label = "Save the answer"

    chairs = fields.YesNoField(label="Will you chair it?", names="you will chair it")
    said = fields.LongTextField(
        label="What do you say to the worker?",
        help_text="If you do not chair it, say why not, and who does",
        rows=3,
        required=False,
    )
