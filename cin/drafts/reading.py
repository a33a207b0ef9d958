"""Reading what a page sent: the text, and what the page says about itself."""

import re
from uuid import UUID, uuid4

from django.http import QueryDict

from cin.core.keeping import SEQUENCE, TAKEN_FROM, answers_in
from cin.drafts.models import Draft
from cin.drafts.services import Text

_NUMBER = re.compile(r"[0-9]{1,16}")


def text_in(sent: QueryDict, submission: UUID | None = None) -> Text:
    """Read the text in a sent form, under its own token unless another is given."""
    return Text(
        submission=submission or _uuid(sent.get("submission", "")) or uuid4(),
        answers=answers_in(sent),
        sequence=_number(sent.get(SEQUENCE, "")),
        taken_from=_source(sent.get(TAKEN_FROM, "")),
    )


def mark_of(draft: Draft) -> str:
    """Write which draft a page shows, and how far it was written."""
    return f"{draft.submission}/{draft.revision}"


def _source(mark: str) -> tuple[UUID, int] | None:
    token, _, revision = mark.partition("/")
    found, number = _uuid(token), _number(revision)
    return None if found is None or number is None else (found, number)


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
