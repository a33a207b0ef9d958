"""What is known of a person, put into rows of question and answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from cases.models import Case, Person, PersonKind, SafetyFlag
from cases.views.row_words import key_of, said_by, withdrawn_words
from cin.core.templatetags.cin import plain_day

Row = dict[str, Any]
_MAYBE = {True: "Yes", False: "No", None: ""}


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a person's page: its title, its rows, and where it is changed or added to."""

    title: str
    rows: list[Row]
    href: str = ""
    action: str = ""
    empty: str = ""


def sections_of(
    case: Case, person: Person, *, may_change: bool, expected_on: date | None = None
) -> list[Section]:
    """Give the parts of a person's page, in order; those that only concern children for a child."""
    parts = [
        (
            "How to reach the person",
            "contact",
            person.contact_details.all(),
            "No telephone or email yet.",
        ),
        ("Addresses", "address", person.addresses.all(), "No address yet."),
        ("Cautions that have ended", "", _ended(person), ""),
        ("Other names", "name", person.other_names.all(), "No other name known."),
        ("Court orders", "order", person.legal_orders.all(), "No order known."),
    ]
    described = [
        _described(
            case,
            person,
            "identity",
            "Who the person is",
            _identity(person, expected_on),
            may_change,
        ),
        _described(case, person, "needs", _NEEDS, _needs(person), may_change),
        _described(case, person, "health", "Health", _health(person), may_change),
    ]
    listed = [
        Section(
            title=title,
            rows=[_row(case, person, kind, row, may_change) for row in rows],
            href=reverse("cases:add_person_row", args=[case.pk, person.pk, kind])
            if kind and may_change
            else "",
            action=f"Add {'an' if kind == 'address' else 'a'} {_NOUNS.get(kind, '')}",
            empty=empty,
        )
        for title, kind, rows, empty in parts
        if rows or kind
    ]
    return [*listed[:2], *described, *listed[2:]]


_NEEDS = "Disability, special needs and education"
_NOUNS = {
    "contact": "telephone or email",
    "address": "address",
    "name": "name",
    "order": "court order",
}


def _described(
    case: Case, person: Person, section: str, title: str, rows: list[Row], may_change: bool
) -> Section:
    href = reverse("cases:describe_person", args=[case.pk, person.pk, section])
    return Section(title=title, rows=rows, href=href if may_change else "", action="Change")


def _row(case: Case, person: Person, kind: str, row: Any, may_change: bool) -> Row:
    shown = {"key": key_of(row), "value": said_by(row), "typed": True}
    if not may_change or not kind:
        return shown
    about = [case.pk, person.pk, kind, row.pk]
    return {
        **shown,
        "href": reverse("cases:change_person_row", args=about),
        "action": "Change",
        "hidden": f"{shown['key']}: {shown['value']}",
        "also_href": reverse("cases:withdraw_person_row", args=about),
        "also_action": "Withdraw",
    }


def _rows(answers: dict[str, Any], *, always: set[str]) -> list[Row]:
    return [
        {"key": key, "value": value} for key, value in answers.items() if value or key in always
    ]


def _identity(person: Person, expected_on: date | None) -> list[Row]:
    born = plain_day(person.born_on) if person.born_on else ""
    if born and person.is_birth_estimated:
        born += " (an estimate)"
    answers = {
        "Name": str(person),
        "Likes to be called": person.known_as,
        "Date of birth": born,
        "Expected on": plain_day(person.expected_on) if person.expected_on else "",
        "Was expected on": plain_day(expected_on) if expected_on else "",
        "Date of death": plain_day(person.died_on) if person.died_on else "",
        "Sex": person.get_sex_display(),
        "Gender": person.gender,
        "Sexuality": person.sexuality,
        "Ethnicity": person.get_ethnicity_display(),
        "Nationality": person.nationality,
        "First language": person.first_language,
        "Interpreter needed": _MAYBE[person.needs_interpreter],
        "Communication and access": person.communication_needs,
        "Religion": person.get_religion_display(),
        "Observance and culture": person.observance,
        "Immigration status": person.get_immigration_status_display(),
        "No recourse to public funds": _MAYBE[person.has_no_recourse],
        "Job": person.job_title,
    }
    wanted = {"Name", "Sex", "Ethnicity", "First language", "Interpreter needed", "Religion"}
    if not person.is_unborn:
        wanted.add("Date of birth")
    return _rows(answers, always=wanted)


def _needs(person: Person) -> list[Row]:
    school = person.education
    answers = {
        "Disabled": "Yes" if person.is_disabled else "No",
        "Kinds of disability": ", ".join(str(row) for row in person.disabilities.all()),
        "Special educational needs": person.get_send_support_display(),
        "Plan began on": plain_day(person.ehcp_began_on) if person.ehcp_began_on else "",
        "School, college or nursery": str(school) if school else "",
        "Year group": person.year_group,
        "Attendance is a concern": _MAYBE[person.attendance_is_a_concern],
        "At risk of exclusion": _MAYBE[person.may_be_excluded],
        "Unique pupil number": person.upn,
        "Why there is no pupil number": person.get_upn_missing_display(),
        "Former pupil number": person.former_upn,
    }
    always = {"Disabled"}
    if person.kind == PersonKind.CHILD:
        always |= {"Special educational needs", "School, college or nursery"}
        always |= set() if person.upn_missing else {"Unique pupil number"}
    if person.is_disabled:
        always.add("Kinds of disability")
    return _rows(answers, always=always)


def _health(person: Person) -> list[Row]:
    answers = {
        "NHS number": " ".join(
            part for part in (person.nhs_number[:3], person.nhs_number[3:6], person.nhs_number[6:])
        ).strip(),
        "GP practice": str(person.gp_practice or ""),
        "GP": person.gp_name,
        "What to know": person.health_notes,
    }
    return _rows(answers, always={"NHS number", "GP practice"})


def _ended(person: Person) -> list[SafetyFlag]:
    return [flag for flag in person.safety_flags.all() if flag.ended_on]


def in_error(rows: list[Any], *, may_read: bool) -> Section:
    """Give the part of a person's page that tells what was entered in error, when there is any:
    what it said only to managers, for it may be about somebody else.
    """
    return Section(
        title="Entered in error",
        rows=[
            {
                "key": key_of(row),
                "value": withdrawn_words(row),
                "struck": said_by(row) if may_read else "",
            }
            for row in rows
        ],
    )
