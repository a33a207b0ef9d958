"""A step-down in words: its parts, and what each says."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cases.models import Case
from cin.core.templatetags.cin import plain_day
from cin.procedures.readiness import StepDownAsked
from cin.procedures.readiness.step_downs import (
    FAMILY_TOLD,
    FINDING,
    MEETING,
    NEIGHBOURHOOD_LEAD,
    TEAM,
)
from closures.models import StepDown
from closures.selectors.stepping_down import team_meeting_in_words

TITLES = {
    "finding": "Why early help is enough",
    "family": "The talk with the family",
    "lead": "The neighbourhood lead",
    "panel": "The panel",
    "professional": "The new lead professional",
    "meeting": "The closing meeting and the plan",
    "team": "The first team meeting",
}
_NOT_ON_THE_FORM = frozenset({"panel", "team"})
Row = tuple[str, Any]


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a step-down under its title: rows of what is written."""

    title: str
    rows: list[dict[str, Any]]


def parts_of(case: Case, asked: StepDownAsked, *, writes: bool) -> list[dict[str, str]]:
    """List the pages on which this person can write a part, those first that the procedure asks
    for.
    """
    if not writes:
        return []
    names = ["team"] if not case.is_open else [*TITLES]
    return [
        {
            "title": TITLES[name],
            "href": reverse("closures:write_step_down", args=[case.pk, name]),
            "status": "" if _is_asked(name, asked) else "If it applies",
            "colour": "grey",
        }
        for name in names
    ]


def _is_asked(part: str, asked: StepDownAsked) -> bool:
    return {
        "finding": FINDING in asked.steps or bool(asked.form),
        "family": FAMILY_TOLD in asked.steps,
        "lead": NEIGHBOURHOOD_LEAD in asked.steps,
        "panel": bool(asked.panel),
        "professional": bool(asked.professional_by),
        "meeting": bool({MEETING, TEAM} & set(asked.steps)) or asked.team_meeting,
        "team": asked.team_meeting,
    }[part]


def sections_of(
    found: StepDown | None, asked: StepDownAsked, *, of_form: bool = False
) -> list[Section]:
    """Give what is written of a step-down, part by part; `of_form` leaves out what the referral
    form does not tell.
    """
    if found is None:
        return []
    written = {
        "finding": _finding(found, of_form=of_form),
        "family": _family(found),
        "lead": _lead(found),
        "panel": _panel(found),
        "professional": _professional(found),
        "meeting": _meeting(found),
        "team": _team(found),
    }
    sections = [
        Section(title=_title(part, asked), rows=_shown(rows))
        for part, rows in written.items()
        if not (of_form and part in _NOT_ON_THE_FORM)
    ]
    return [section for section in sections if section.rows]


def _title(part: str, asked: StepDownAsked) -> str:
    return asked.panel if part == "panel" and asked.panel else TITLES[part]


def _shown(rows: list[Row]) -> list[dict[str, Any]]:
    return [
        {"key": key, "value": value, "typed": isinstance(value, str) and "\n" in value}
        for key, value in rows
        if value
    ]


def _finding(found: StepDown, *, of_form: bool) -> list[Row]:
    agreed = ""
    if found.manager_agreed_on and not of_form:
        agreed = f"{found.manager_agreed_by} on {plain_day(found.manager_agreed_on)}"
    return [
        ("Why early help is enough", found.finding),
        ("Agencies that were asked", found.agencies_asked),
        ("Manager's agreement", agreed),
        ("The manager's comment", "" if of_form else found.manager_note),
        ("Form completed on", _day(found.form_completed_on)),
    ]


def _family(found: StepDown) -> list[Row]:
    return [("Talked on", _day(found.family_met_on)), ("What was said", found.family_told)]


def _lead(found: StepDown) -> list[Row]:
    return [
        ("Name", found.lead_name),
        ("Talked on", _day(found.lead_spoken_on)),
        ("Who comes, and who helps", found.lead_staff),
    ]


def _panel(found: StepDown) -> list[Row]:
    decided = found.get_panel_decision_display() if found.panel_decision else ""
    on = f" on {plain_day(found.panel_decided_on)}" if found.panel_decided_on else ""
    return [
        ("Sent on", _day(found.panel_referred_on)),
        ("Decision", f"{decided}{on}" if decided else ""),
        ("What it said", found.panel_note),
    ]


def _professional(found: StepDown) -> list[Row]:
    approves = {True: "Yes", False: "No", None: ""}[found.family_approves]
    until = f", until {plain_day(found.key_worker_until)}" if found.key_worker_until else ""
    return [
        ("Name", found.professional_name),
        ("Agency", found.professional_agency),
        ("How to reach them", found.professional_contact),
        ("Appointed on", _day(found.professional_from)),
        ("The family approves", approves),
        ("What the family said", found.family_on_professional),
        ("Key worker", f"{found.key_worker}{until}" if found.key_worker else ""),
    ]


def _meeting(found: StepDown) -> list[Row]:
    return [
        ("Meeting on", _day(found.met_on)),
        ("Where", found.met_place),
        ("Who came", found.came),
        ("Who did not come", found.did_not_come),
        ("Invited from the neighbourhoods", found.neighbourhood_invited),
        ("The plan", found.early_help_plan),
        ("The team", found.team_members),
        ("First team meeting", team_meeting_in_words(found)),
        ("It is chaired by", found.team_chair),
    ]


def _team(found: StepDown) -> list[Row]:
    by = f", by {found.minutes_sent_by}" if found.minutes_sent_by else ""
    sent = f"{plain_day(found.minutes_sent_on)}{by}" if found.minutes_sent_on else ""
    return [
        ("Met on", _day(found.team_met_on)),
        ("Chaired by", found.team_met_chair),
        ("What came of it", found.team_met_note),
        ("Minutes sent out", sent),
    ]


def _day(on: Any) -> str:
    return plain_day(on) if on else ""
