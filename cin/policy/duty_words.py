"""The engine's duties in words, with what an authority's procedure sets for each."""

from dataclasses import dataclass

from cin.policy.words import value_in_words
from cin.procedures.book import Procedure
from cin.procedures.duties.table import Row, duty_table, either, is_limited
from cin.procedures.settings import SETTINGS


@dataclass(frozen=True, kw_only=True)
class DutyInWords:
    """One duty: what it counts from, what meets it, and the settings that limit it with their
    values, each a label and a value.
    """

    key: str
    name: str
    counts_from: str
    met_by: str
    settings: list[tuple[str, str]]
    is_limited: bool


def duties_in_words(procedure: Procedure) -> list[DutyInWords]:
    """Put every duty into words, under a procedure that may set no limit on some."""
    return [
        DutyInWords(
            key=row.key,
            name=row.name,
            counts_from=either(row.begins_with),
            met_by=either(row.met_by) or "its own end",
            settings=_settings(row, procedure),
            is_limited=is_limited(row, procedure),
        )
        for row in duty_table()
    ]


def _settings(row: Row, procedure: Procedure) -> list[tuple[str, str]]:
    found = []
    for spec in map(SETTINGS.__getitem__, row.settings):
        lines = list(value_in_words(spec, procedure.get(spec.name)))
        found.append((spec.label, "; ".join(lines) or "nothing set"))
    return found
