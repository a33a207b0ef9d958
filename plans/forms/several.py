"""Forms for one step on the plans of several children."""

from collections.abc import Sequence
from typing import Any, cast

from cin.core import fields, forms
from plans.models import PlanKind, PlanState, PlanVersion
from plans.starting import Start


class BeginPlansForm(forms.Form):
    """Whose plans are started, and why those in force are changed."""

    submit_label = "Start these plans"

    children = fields.CheckboxesField(
        label="Whose plans do you start?", names="at least one child", coerce=int
    )
    kind = fields.RadioField(
        label="Why are the plans in force changing?",
        names="why the plans in force are changing",
        choices=[
            (PlanKind.REVIEW.value, "A review or meeting changed them"),
            (PlanKind.MINOR.value, "A small change between reviews"),
        ],
        required=False,
    )

    def __init__(self, *args: Any, starts: Sequence[Start], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changes = {each.case.pk for each in starts if not each.is_first}
        children = cast(fields.CheckboxesField, self.fields["children"])
        children.choices = [(each.case.pk, str(each.case.child)) for each in starts]
        children.hints = {
            str(each.case.pk): "The first version"
            if each.is_first
            else "A new version; the plan in force stays until it is agreed"
            for each in starts
        }
        if not self.changes:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """Ask why only where a plan in force is changed."""
        answers = super().clean() or self.cleaned_data
        if self.changes & {*answers.get("children", [])} and not answers.get("kind"):
            self.add_error("kind", "Select why the plans in force are changing")
        return answers


class SubmitPlansForm(forms.Form):
    """Which drafts are submitted."""

    submit_label = "Submit these plans"

    plans = fields.CheckboxesField(
        label="Which plans do you submit?", names="at least one plan", coerce=int
    )

    def __init__(self, *args: Any, versions: Sequence[PlanVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = cast(fields.CheckboxesField, self.fields["plans"])
        plans.choices = [(each.pk, str(each.case.child)) for each in versions]
        plans.hints = {str(each.pk): str(each) for each in versions}


class DecidePlansForm(forms.Form):
    """A manager's decision on each of several plans that were read."""

    submit_label = "Save the decisions"

    def __init__(
        self,
        *args: Any,
        versions: Sequence[PlanVersion],
        statements: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.versions, self.sections = versions, []
        for version in versions:
            self._ask(version)
        if statements:
            self.fields["confirmed"] = fields.CheckboxesField(
                label="What do you confirm of every plan that you agree with?",
                choices=[(each, each) for each in statements],
                required=False,
            )
            self.sections = [*self.sections, ("Each plan that you agree with", "", ["confirmed"])]

    def _ask(self, version: PlanVersion) -> None:
        name, number = version.case.child.given_names, version.pk
        agree = "Sign it off" if version.state == PlanState.CONFIRMED else "Approve it"
        self.fields[f"decision_{number}"] = fields.RadioField(
            label=f"What do you decide on the plan of {name}?",
            names=f"what you decide on the plan of {name}",
            choices=[
                ("agree", agree),
                ("return", "Return it for changes"),
                ("leave", "Leave it for now"),
            ],
        )
        self.fields[f"comment_{number}"] = fields.LongTextField(
            label=f"Comment on the plan of {name}",
            help_text="If you return it, say what needs to change. Speak of this child only.",
            rows=3,
            required=False,
        )
        self.fields[f"version_{number}"] = forms.VersionField(initial=version.version)
        asked = [f"decision_{number}", f"comment_{number}"]
        self.sections = [*self.sections, (str(version.case.child), "", asked)]

    def clean(self) -> dict[str, Any]:
        """Ask a manager who returns a plan what needs to change in it."""
        answers = super().clean() or self.cleaned_data
        for version in self.versions:
            comment = f"comment_{version.pk}"
            is_returned = answers.get(f"decision_{version.pk}") == "return"
            if is_returned and not answers.get(comment, "").strip():
                self.add_error(comment, "Say what needs to change")
        return answers

    def show_as_drawn(self) -> None:
        """Carry the versions that are on the page, after another was found to have changed."""
        sent: Any = self.data
        sent = sent.copy()
        for version in self.versions:
            sent[f"version_{version.pk}"] = str(version.version)
        self.data = sent
