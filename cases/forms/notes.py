"""What people fill in about case notes, and how they look for them."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.core.exceptions import ValidationError

from cases.forms.drafts import DraftForm
from cases.models import Case, NoteKind
from cases.selectors.notes import WantedNotes
from cin.core import fields
from cin.core.forms import Form, VersionField
from cin.documents.fields import AttachmentField

WRITTEN_BY_ANYBODY = [(kind.value, kind.label) for kind in NoteKind if kind != NoteKind.OVERSIGHT]
OF_NOTE = (
    "kind",
    "heading",
    "title",
    "happened_at",
    "people_present",
    "text",
    "is_significant",
    "is_third_party",
)


def offer_siblings(form: Form, siblings: Sequence[Case]) -> None:
    """Offer the files of brothers and sisters, or do not ask where there are none."""
    if not siblings:
        del form.fields["siblings"]
        return
    offered = [(str(case.pk), f"{case.child} ({case.reference})") for case in siblings]
    cast(fields.CheckboxesField, form.fields["siblings"]).choices = offered


class RecordNoteForm(DraftForm):
    """A note about one child, and the brothers and sisters in whose files it stands too."""

    finish_label = "Finish the note"
    sections = [
        ("What happened", "", ["happened_at", "kind", "heading", "title", "people_present"]),
        ("The note", "", ["text", "is_significant", "is_third_party"]),
        ("Whose file", "", ["siblings"]),
        (
            "A file",
            "A letter, a form or a photograph. You can attach more afterwards.",
            ["file", "file_title"],
        ),
    ]

    happened_at = fields.MomentField(
        label="When did it happen?", names="the date and time it happened", past_only=True
    )
    kind = fields.SelectField(
        label="What is it?", names="what kind of note it is", choices=WRITTEN_BY_ANYBODY
    )
    heading = fields.SelectField(label="File it under", blank="No heading", required=False)
    title = fields.TextField(
        label="What is it about?",
        required=False,
        help_text="A few words, such as: Telephone call from school",
    )
    people_present = fields.LongTextField(
        label="Who was there, or who did you speak to?", required=False, rows=2, max_length=5000
    )
    text = fields.LongTextField(
        label="What happened or was said?", names="what happened or was said", rows=10
    )
    is_significant = fields.CheckboxField(
        label="A significant event, for the chronology", required=False
    )
    is_third_party = fields.CheckboxField(
        label="Third-party or confidential: not to be shared with the family", required=False
    )
    siblings = fields.CheckboxesField(
        label="Put the note in these files too",
        required=False,
        help_text="Tick a brother or sister only if the whole note concerns them",
    )
    file = AttachmentField(label="Choose a file", required=False)
    file_title = fields.TextField(label="What does the file show?", required=False)
    version = VersionField()

    def __init__(
        self,
        *args: Any,
        siblings: Sequence[Case],
        headings: Sequence[str],
        consent_title: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.consent_title = consent_title
        offer_siblings(self, siblings)
        if headings:
            chosen = cast(fields.SelectField, self.fields["heading"])
            chosen.choices = [(heading, heading) for heading in headings]
        else:
            del self.fields["heading"]

    @property
    def may_wait(self) -> set[str]:
        """Name what a note can be saved without."""
        return {"text"}

    def clean_title(self) -> str:
        """Give a note without a title the name of its kind; one about consent the procedure's."""
        typed: str = self.cleaned_data["title"]
        kind = self.cleaned_data.get("kind", "")
        if typed or not kind:
            return typed
        if kind == NoteKind.CONSENT and self.consent_title:
            return self.consent_title
        return str(NoteKind(kind).label)

    def note_answers(self) -> dict[str, Any]:
        """Give what the note says."""
        answers = {name: self.cleaned_data.get(name) for name in OF_NOTE}
        return {name: "" if answer is None else answer for name, answer in answers.items()}

    def sibling_ids(self) -> list[int]:
        """Give the cases of the brothers and sisters who were ticked."""
        return [int(pk) for pk in self.cleaned_data.get("siblings") or []]


class AddAddendumForm(Form):
    """What is added to a finished note, and why."""

    submit_label = "Add to the note"

    text = fields.LongTextField(
        label="What do you want to add?",
        names="what is to be added",
        help_text="The note itself stays as it was written",
        rows=6,
    )
    why = fields.LongTextField(
        label="Why is it added now?",
        names="why it is added",
        help_text="For example, a name was wrong, or something was left out",
        rows=2,
        max_length=2000,
    )


class FilterNotesForm(Form):
    """Which notes to list; every answer may be left out."""

    words = fields.TextField(label="Words in the note", required=False)
    kind = fields.SelectField(
        label="Kind", choices=NoteKind.choices, blank="Every kind", required=False
    )
    heading = fields.SelectField(label="Heading", blank="Every heading", required=False)
    author = fields.SelectField(label="Written by", blank="Anybody", required=False)
    first = fields.DateField(label="From", names="the first day", required=False)
    last = fields.DateField(label="To", names="the last day", required=False)

    def __init__(
        self,
        asked: Mapping[str, Any],
        *,
        headings: Sequence[str],
        authors: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(asked)
        cast(fields.SelectField, self.fields["author"]).choices = authors
        if headings:
            chosen = cast(fields.SelectField, self.fields["heading"])
            chosen.choices = [(heading, heading) for heading in headings]
        else:
            del self.fields["heading"]

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        answers = super().clean() or self.cleaned_data
        first, last = answers.get("first"), answers.get("last")
        if first and last and last < first:
            self.add_error("last", ValidationError("The last day cannot be before the first"))
        return self.cleaned_data

    def wanted(self) -> WantedNotes:
        """Give the answers; one that cannot be read is left out."""
        self.is_valid()
        read = self.cleaned_data
        return WantedNotes(
            kind=read.get("kind") or "",
            heading=read.get("heading") or "",
            author=int(read["author"]) if read.get("author") else None,
            first=read.get("first"),
            last=read.get("last"),
            words=read.get("words") or "",
        )

    def query(self) -> dict[str, str]:
        """Give the answers that may stand in an address: never the words."""
        named = [name for name in self.fields if name != "words"]
        asked = {name: str(self.data.get(name) or "") for name in named}
        return {name: answer for name, answer in asked.items() if answer}
