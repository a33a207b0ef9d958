"""Putting the lines of a chronology together: one for each event, with what workers said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cases.models import Case, ChronologyMark
from cases.selectors.chronology import cases_in_chronology, marks_in, third_party_anywhere
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from desk.selectors.chronology import case_lines, protection_lines, work_lines
from desk.selectors.chronology.line import Line, LineKind
from desk.selectors.chronology.naming import with_records


@dataclass(frozen=True, kw_only=True)
class WantedLines:
    """Which lines to show: no kinds means all, the days are local and both included.

    `for_family` leaves out what is marked as third-party in any file in which its record stands,
    all but the title of what is guarded, and where a visit was and who was there.
    """

    kinds: tuple[str, ...] = ()
    key_only: bool = False
    first: date | None = None
    last: date | None = None
    whole_family: bool = False
    for_family: bool = False
    latest_first: bool = False


@dataclass(frozen=True, kw_only=True)
class Chronology:
    """The lines of a chronology as they were asked for, and whose cases they come from."""

    cases: list[Case]
    lines: list[Line]
    total: int

    @property
    def left_out(self) -> int:
        """How many lines the questions left out."""
        return self.total - len(self.lines)


def chronology_of(user: User, case: Case, wanted: WantedLines) -> Chronology:
    """Give a chronology with the same number of queries for 5 visits as for 500.

    The case comes from `find_case`; brothers' and sisters' lines come only from cases this person
    may open, and an event they share stands once.
    """
    cases = cases_in_chronology(user, case, whole_family=wanted.whole_family)
    lines = _lines_of(cases, procedure_in_force(case.authority_id))
    asked = [line for line in lines if _is_in(line, wanted)]
    shown = sorted(
        _for_family(asked) if wanted.for_family else asked,
        key=lambda line: line.order,
        reverse=wanted.latest_first,
    )
    return Chronology(cases=cases, lines=shown, total=len(lines))


def find_line(case: Case, key: str) -> Line:
    """Give one line of a child's own case that the record tells by itself; refuses (NotFound) any
    other.
    """
    lines = _lines_of([case], procedure_in_force(case.authority_id))
    found = next((line for line in lines if line.key == key and not line.is_entry), None)
    if found is None:
        raise NotFound("There is no such line in this chronology.")
    return found


def _lines_of(cases: list[Case], procedure: Procedure) -> list[Line]:
    ids = [case.pk for case in cases]
    told = [
        *case_lines.of_referrals(cases),
        *case_lines.of_allocations(ids),
        *case_lines.of_changes(ids),
        *case_lines.of_longer_times(ids),
        *case_lines.of_milestones(ids),
        *case_lines.of_notes(ids),
        *case_lines.of_safety_plans(ids),
        *case_lines.of_entries(ids),
        *work_lines.of_visits(ids),
        *work_lines.of_not_alone(ids),
        *work_lines.of_assessments(ids, procedure),
        *work_lines.of_checkpoints(ids),
        *work_lines.of_network_meetings(ids),
        *work_lines.of_plans(ids, procedure),
        *work_lines.of_meetings(ids, procedure),
        *protection_lines.of_concerns(ids),
        *protection_lines.of_strategies(ids),
        *protection_lines.of_legal_meetings(ids),
        *protection_lines.of_enquiries(ids),
        *work_lines.of_transfers(ids),
        *work_lines.of_closures(ids),
    ]
    marks = marks_in(ids)
    together: dict[str, list[Line]] = defaultdict(list)
    for line in told:
        together[line.key].append(_marked(line, marks))
    names = {case.pk: str(case.child) for case in cases}
    return with_records(_once(lines, names) for lines in together.values())


def _marked(line: Line, marks: Mapping[tuple[int, str], ChronologyMark]) -> Line:
    mark = marks.get((line.case_ids[0], line.key))
    if mark is None:
        return line
    return replace(
        line,
        is_key=mark.is_key,
        is_third_party=line.is_third_party or mark.is_third_party,
        significance=mark.significance,
        marked_by=mark.marked_by.name,
    )


def _once(lines: list[Line], names: Mapping[int, str]) -> Line:
    """Make one line of an event that stands in several files: each child's own text by name, and
    the most careful of the marks.
    """
    first = lines[0]
    case_ids = tuple(line.case_ids[0] for line in lines)
    several = len(set(names.values())) > 1
    children = ", ".join(dict.fromkeys(names[pk] for pk in case_ids)) if several else ""
    if len(lines) == 1:
        return replace(first, children=children)
    return replace(
        first,
        case_ids=case_ids,
        children=children,
        text=_said(lines, names, [line.text for line in lines]),
        significance=_said(lines, names, [line.significance for line in lines]),
        is_key=any(line.is_key for line in lines),
        is_third_party=any(line.is_third_party for line in lines),
        marked_by=next((line.marked_by for line in lines if line.marked_by), ""),
    )


def _said(lines: Iterable[Line], names: Mapping[int, str], texts: list[str]) -> str:
    if len(set(texts)) == 1:
        return texts[0]
    pairs = zip(lines, texts, strict=True)
    return "\n".join(f"{names[line.case_ids[0]]}: {text}" for line, text in pairs if text)


def _is_in(line: Line, wanted: WantedLines) -> bool:
    asked = (
        (not wanted.kinds or line.kind in wanted.kinds)
        and (not wanted.key_only or line.is_key or bool(line.significance))
        and not (wanted.for_family and line.is_third_party)
    )
    in_time = (wanted.first is None or line.last_day >= wanted.first) and (
        wanted.last is None or line.on <= wanted.last
    )
    return asked and in_time


def _for_family(lines: list[Line]) -> list[Line]:
    """Leave out what only the department reads (0042)."""
    said_by_others = third_party_anywhere(line.key for line in lines)
    return [_shared(line) for line in lines if line.key not in said_by_others]


def _shared(line: Line) -> Line:
    title = line.family_title or line.title
    if line.is_guarded:
        return replace(line, title=title, text="", people="", source="", significance="")
    return replace(line, title=title, people="" if line.kind == LineKind.VISIT else line.people)
