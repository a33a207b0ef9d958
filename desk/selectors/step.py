"""Something that one person can do on a case."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to do on a case; `why_not` says why it cannot be done now, and then there is no
    `href`.

    `is_main` marks what moves the case on; `is_warning` what nobody should do lightly.
    """

    label: str
    href: str = ""
    why_not: str = ""
    is_main: bool = False
    is_warning: bool = False


def step_at(label: str, page: str, number: int, why_not: str = "") -> Step:
    """Offer what moves the case on, at a page of a record; or say why it cannot be done now."""
    if why_not:
        return Step(label=label, why_not=why_not)
    return Step(label=label, href=reverse(page, args=[number]), is_main=True)


def minor_step(label: str, page: str, number: int) -> Step:
    """Offer something else, at a page of a record."""
    return Step(label=label, href=reverse(page, args=[number]))
