"""Relationships, homes and the network, put into rows of words."""

from typing import Any

from django.urls import reverse

from cases.models import Case, PersonKind, Relationship
from cases.models.relationships import RESPONSIBLE
from cases.selectors.relationships import Tie, households_of, relationships_of, ties_of
from cin.core.templatetags.cin import plain_day

_HELD: dict[bool | None, str] = {
    True: "has parental responsibility",
    False: "no parental responsibility",
}


def facts_about(row: Relationship | None) -> str:
    """Say what is known of a relationship: its days, its bond, parental responsibility."""
    if row is None:
        return "Follows from the parents"
    said = [row.get_bond_display() if row.bond else "", _days(row), _responsibility(row), row.note]
    return ". ".join(part for part in said if part)


def _days(row: Any) -> str:
    began = f"since {plain_day(row.began_on)}" if row.began_on else ""
    ended = f"until {plain_day(row.ended_on)}" if row.ended_on else ""
    return " ".join(part for part in (began, ended) if part).capitalize()


def _responsibility(row: Relationship) -> str:
    if row.kind not in RESPONSIBLE or row.second.kind != PersonKind.CHILD:
        return ""
    held = _HELD.get(row.has_parental_responsibility, "")
    if not held:
        return "Parental responsibility not known"
    since = f"since {plain_day(row.responsible_since)}" if row.responsible_since else ""
    how = row.get_responsible_by_display() if row.responsible_by else ""
    return ", ".join(part for part in (held.capitalize(), how[:1].lower() + how[1:], since) if part)


def relationship_rows(case: Case) -> list[list[dict[str, str]]]:
    """Put a family's relationships, those that follow from the parents too, into a table's rows."""
    rows = relationships_of(case)
    derived = [
        tie
        for ties in ties_of(rows).values()
        for tie in ties
        if tie.row is None and tie.person.pk < tie.other.pk
    ]
    told = [(row.first, str(row.get_kind_display()), row.second, row) for row in rows]
    told += [(tie.person, tie.words, tie.other, None) for tie in derived]  # type: ignore[misc]
    return [
        [
            {"text": str(first)},
            {"text": words},
            {"text": str(second)},
            {"text": facts_about(row)},
        ]
        for first, words, second, row in told
    ]


def tie_words(ties: list[Tie], case: Case, *, may_change: bool) -> list[dict[str, Any]]:
    """Put what one person is to the others into lines, each with where it is changed."""
    return [
        {
            "words": tie.words,
            "other": tie.other,
            "facts": facts_about(tie.row),
            "has_ended": tie.has_ended,
            "links": _links(case, tie) if may_change and tie.row else [],
        }
        for tie in ties
    ]


def _links(case: Case, tie: Tie) -> list[dict[str, str]]:
    steps = [("Change", "change"), ("Record the end", "end"), ("Withdraw", "withdraw")]
    row: Any = tie.row
    return [
        {"text": text, "href": reverse(f"cases:{step}_relationship", args=[case.pk, row.pk])}
        for text, step in steps
        if step != "end" or row.ended_on is None
    ]


def home_rows(case: Case) -> list[dict[str, Any]]:
    """Put the family's homes, with who lives or lived in each, into lines."""
    homes: dict[str, list[dict[str, Any]]] = {}
    for place in households_of(case):
        line = {"place": place, "days": _days(place)}
        homes.setdefault(place.home, []).append(line)
    return [{"name": name, "places": places} for name, places in homes.items()]
