"""Something that one person can do on a case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

# So many links are read at a glance; more are put under headings.
FEW = 6
OF_THE_RECORD = "The record"
# The headings, in their order, over the pages of one part of the work.
_HEADINGS: Mapping[str, str] = {
    "visits": "Visits",
    "meetings": "Meetings",
    "assessments": "Assessment and plan",
    "plans": "Assessment and plan",
    "cases": OF_THE_RECORD,
    "transfers": "Workers, teams and authorities",
    "closures": "Closing",
}
# Pages that people look for elsewhere than where they belong.
_ELSEWHERE: Mapping[str, str] = {
    "assessments:network_meetings": "Meetings",
    "cases:set_visit_schedule": "Visits",
    "cases:reallocate_case": "Workers, teams and authorities",
    "desk:panel_report": "Assessment and plan",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to do on a case; `why_not` says why it cannot be done now, and then there is no
    `href`.

    `page` is the name of the page at `href`; `is_main` marks what moves the case on; `is_warning`
    what nobody should do lightly.
    """

    label: str
    href: str = ""
    page: str = ""
    why_not: str = ""
    is_main: bool = False
    is_warning: bool = False


@dataclass(frozen=True)
class Steps:
    """Some of what can be done, under one heading; none where there are few in all."""

    heading: str
    steps: list[Step]


def step_to(label: str, page: str, *args: object, is_main: bool = False) -> Step:
    """Offer something at a page of a record that more than one number or word leads to."""
    return Step(label=label, href=reverse(page, args=args), page=page, is_main=is_main)


def step_at(label: str, page: str, number: int, why_not: str = "") -> Step:
    """Offer what moves the case on, at a page of a record; or say why it cannot be done now."""
    if why_not:
        return Step(label=label, why_not=why_not)
    return step_to(label, page, number, is_main=True)


def minor_step(label: str, page: str, number: int) -> Step:
    """Offer something else, at a page of a record."""
    return step_to(label, page, number)


def minor_steps(steps: Iterable[Step]) -> list[Steps]:
    """Put what can be done besides under headings, when there is much of it."""
    minor = [each for each in steps if each.href and not each.is_main and not each.is_warning]
    if len(minor) <= FEW:
        return [Steps("", minor)] if minor else []
    found: dict[str, list[Step]] = {heading: [] for heading in _HEADINGS.values()}
    for each in minor:
        part = each.page.partition(":")[0]
        found[_ELSEWHERE.get(each.page) or _HEADINGS.get(part, OF_THE_RECORD)].append(each)
    return [Steps(heading, rows) for heading, rows in found.items() if rows]
