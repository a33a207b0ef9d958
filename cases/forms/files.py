"""Attaching a file, and withdrawing one."""

from cin.core import fields
from cin.core.forms import Form
from cin.documents.fields import AttachmentField


class AttachFileForm(Form):
    """A file, and what it shows."""

    submit_label = "Attach the file"

    file = AttachmentField(label="Choose a file")
    file_title = fields.TextField(
        label="What does the file show?",
        required=False,
        help_text="Such as: Signed consent form. The name of the file alone often says nothing.",
    )


class WithdrawFileForm(Form):
    """Why a file should not be here."""

    submit_label = "Withdraw the file"

    reason = fields.LongTextField(
        label="Why is the file withdrawn?",
        names="why the file is withdrawn",
        help_text="For example, it is about another child. Do not name that child here.",
        rows=3,
        max_length=2000,
    )
