"""The rows of the form of a plan."""

from collections.abc import Sequence
from typing import Any, cast

from cases.forms.drafts import DraftForm
from cin.core import fields, forms
from plans.forms.together import ALSO, AlsoField, JointField
from plans.models import Availability, OwnerKind

_ONLY_FOR_SEVERAL = "Only where the plan has several."


class AreaForm(DraftForm, forms.RowForm):
    """A row that stands under one part of the child's life, and may be for brothers and sisters
    too; nothing in it stops a save.
    """

    about = "this row"

    area = fields.SelectField(
        label="Part of the child's life", names="the part of the child's life", required=False
    )

    def __init__(
        self,
        *args: Any,
        areas: Sequence[str],
        beside: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["joint"] = JointField()
        if beside:
            hints = self.initial.get("also_hints")
            self.fields[ALSO] = AlsoField(beside=beside, about=self.about, hints=hints)
        known = self.initial.get("area") or self.data.get(self.add_prefix("area"))
        offered = [*areas, *([known] if known and known not in areas else [])]
        cast(fields.SelectField, self.fields["area"]).choices = [(each, each) for each in offered]


class NeedForm(AreaForm):
    """What the child needs, what will be different, and how that is reached."""

    about = "this need"

    need = fields.LongTextField(
        label="What the child needs", help_text="As the assessment found it.", rows=2
    )
    outcome = fields.LongTextField(
        label="What will be different for the child",
        help_text="How will the child, and everybody else, be able to tell?",
        rows=2,
    )
    strategy = fields.LongTextField(
        label="How that will be reached",
        help_text="What is realistic for this family.",
        rows=2,
    )

    def __init__(self, *args: Any, needed: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("need", "outcome", "strategy"):
            self.fields[name].required = name in needed

    @property
    def may_wait(self) -> set[str]:
        """Name every answer: the service lists what is missing."""
        return {*self.fields}


class ActionForm(AreaForm):
    """One action of the plan; who does it, and by when, may wait until the plan is submitted."""

    about = "this action"

    what = fields.LongTextField(label="What will be done", names="what will be done", rows=2)
    owner = fields.TextField(label="Who will do it", names="who will do it", max_length=150)
    owner_kind = fields.RadioField(
        label="Is that one of the family, or a professional?",
        choices=OwnerKind.choices,
        inline=True,
        required=False,
    )
    due_on = fields.DateField(label="By when", names="the date to do it by")
    number = forms.VersionField()

    field_order = ["what", "owner", "owner_kind", "due_on", "area"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].label = "For which need?"
        self.fields["area"].help_text = _ONLY_FOR_SEVERAL

    @property
    def may_wait(self) -> set[str]:
        """Name the answers that an action can be saved without."""
        return {"owner", "due_on"}


class ServiceForm(AreaForm):
    """One service or resource that the plan calls for."""

    about = "this service"
    conditional = {
        "availability": {
            each: ["scarce_reason"]
            for each in (Availability.WAITING, Availability.SCARCE, Availability.NOT_KNOWN)
        }
    }

    offered = fields.SelectField(label="Which service", required=False)
    name = fields.TextField(
        label="Which service or resource",
        names="the service or resource",
        help_text="It may be the family's own, such as a grandparent's spare room.",
        max_length=200,
    )
    provider = fields.TextField(label="Who provides it", max_length=150, required=False)
    availability = fields.RadioField(
        label="Can it be had when it is needed?", choices=Availability.choices, required=False
    )
    scarce_reason = fields.LongTextField(
        label="Why is it in the plan all the same, and what happens meanwhile?",
        rows=2,
        required=False,
    )

    field_order = ["offered", "name", "provider", "availability", "scarce_reason", "area"]

    def __init__(self, *args: Any, services: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].label = "For which need?"
        self.fields["area"].help_text = _ONLY_FOR_SEVERAL
        offered = cast(fields.SelectField, self.fields["offered"])
        offered.choices = [(each, each) for each in services]
        if services:
            self.fields["name"].label = "Or another service or resource"
        else:
            del self.fields["offered"]

    @property
    def may_wait(self) -> set[str]:
        """Let the name wait where a service is chosen from the list."""
        return {"name"}

    def clean(self) -> dict[str, Any]:
        """Name the service by what was chosen, unless another was written."""
        answers = super().clean() or self.cleaned_data
        chosen = answers.pop("offered", "")
        answers["name"] = answers.get("name") or chosen
        if not answers["name"] and "name" not in self.errors:
            self.add_error("name", "Enter the service or resource")
        return answers
