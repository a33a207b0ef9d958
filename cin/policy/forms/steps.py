"""The forms in which a draft is written, described, brought in from a file, and published."""

from typing import Any

from django.core.exceptions import ValidationError

from cin.core import fields, forms
from cin.policy.files import FileRead, read_toml
from cin.policy.forms.editors import editor_of
from cin.policy.models import ProcedureVersion
from cin.policy.values import read_value, why
from cin.procedures.settings import BadSetting, SettingSpec, Value, as_data


class SettingForm(forms.Form):
    """One setting of the draft, in the fields of its kind; gives plain data under `read`."""

    submit_label = "Save in the draft"

    version = forms.VersionField()

    def __init__(self, *args: Any, spec: SettingSpec, value: Value, **kwargs: Any) -> None:
        self.spec, self.editor = spec, editor_of(spec, value)
        kwargs["initial"] = {**self.editor.initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields |= self.editor.fields

    def clean(self) -> dict[str, Any]:
        """Read the answers as the setting's value, and say beside the field what does not fit."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                found["read"] = as_data(read_value(self.spec, self.editor.read(found)))
            except BadSetting as bad:
                self.add_error(next(iter(self.editor.fields)), why(self.spec, bad))
        return found


class DescribeDraftForm(forms.Form):
    """From when the draft is to be in force, for what, and why."""

    effective_from = fields.FutureDateField(
        label="From which day is it in force?", names="the first day"
    )
    applies_to_open_events = fields.YesNoField(
        label="Does it also apply to what has begun before that day and is not done yet?",
        names="it also applies to what is open",
        yes="Yes, their dates move on that day",
        no="No, what has begun keeps the version it began under",
    )
    reason = fields.LongTextField(
        label="Why is the procedure changed?", names="why the procedure is changed", rows=4
    )
    version = forms.VersionField()


class ImportDraftForm(forms.Form):
    """A version from a TOML file, whose settings are put into the draft."""

    submit_label = "Put into the draft"

    file = fields.UploadField(
        label="Procedure file",
        names="the procedure file",
        kinds=["toml"],
        max_megabytes=1,
        help_text="A TOML file like those that this system exports. A setting that the file does "
        "not name stays as it is in the draft.",
    )
    version = forms.VersionField()

    def clean(self) -> dict[str, Any]:
        """Read the file, and list everything in it that does not fit."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        upload = found.get("file")
        if upload:
            contents = _contents(upload)
            if contents.problems:
                self.add_error("file", [ValidationError(each) for each in contents.problems])
            found["values"] = contents.values
        return found


def _contents(upload: Any) -> FileRead:
    try:
        return read_toml(upload.read().decode("utf-8"))
    except UnicodeDecodeError:
        return FileRead(problems=["The file is not text in UTF-8"])


class ReadDraftForm(forms.Form):
    """A step on the draft as it was read: nothing is asked, but its version is carried."""

    version = forms.VersionField()


class PublishDraftForm(ReadDraftForm):
    """The decision to publish what was read."""

    submit_label = "Publish this version"


class CompareForm(forms.Form):
    """Which two versions to set beside each other."""

    submit_label = "Compare"

    first = fields.SelectField(label="This version", names="a version", coerce=int)
    second = fields.SelectField(label="With this version", names="the other version", coerce=int)

    def __init__(self, *args: Any, versions: list[ProcedureVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.number, f"Version {row.number}") for row in versions]
        for name in ("first", "second"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
