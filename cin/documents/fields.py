"""The form field through which a file is attached."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from cin.core.naming import Named
from cin.documents.checking import CheckedFile, check
from cin.documents.kinds import ALLOWED, ENDINGS, NotAllowed


class AttachmentField(Named, forms.FileField):
    """A file that may be attached; gives a CheckedFile, or None when none was chosen."""

    verb = "Choose"
    nameless = "a file"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput)
        kwargs.setdefault(
            "help_text",
            f"Up to {settings.CIN_UPLOAD_MB} MB: {ALLOWED}. Where a photograph was taken is "
            "removed from it.",
        )
        super().__init__(**kwargs)
        self.error_messages["empty"] = "The file is empty: choose another"
        self.widget.attrs["accept"] = ",".join(ENDINGS)

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        """Refuse what may not be attached, saying what it really is."""
        upload = super().clean(data, initial)
        if not data:
            return None
        try:
            return check(upload)
        except NotAllowed as refused:
            raise ValidationError(str(refused), code="not_allowed") from refused
