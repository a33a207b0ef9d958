"""What is written down between visits: some notes, one not finished, and a letter."""

import io
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from typing import Any

from cases.models import Case, CaseNote
from cases.services.misfiled import withdraw_note
from cases.services.notes import NewFile, NoteDetails, finish_note, record_note
from cin.core import clock
from cin.documents.checking import CheckedFile
from desk.demonstration.content import content

CASES = 5
LETTER = "Dear colleague,\n\nThank you for asking. Attendance this term is 94 per cent.\n"


def write_notes(cases: Iterable[Case]) -> None:
    """Write the notes on the first few cases with a worker; the first has a draft and a letter."""
    carried = (case for case in cases if case.worker is not None)
    for number, case in enumerate(islice(carried, CASES)):
        for place, said in enumerate(content("sayings")["notes"][: 3 if number == 0 else 2]):
            is_last = number == 0 and place == 2
            _write(case, said, place, letter=number == 0 and place == 0, finish=not is_last)
        if number == 0:
            _misfile(case)


def _misfile(case: Case) -> None:
    """Write a note in the wrong child's file, and withdraw it."""
    said = dict(content("sayings")["misfiled"])
    why = said.pop("why")
    note = _write(case, said, 1, letter=False, finish=True)
    if note is not None and case.worker is not None:
        withdraw_note(note_id=note.pk, actor=case.worker, reason=why)


def _write(
    case: Case, said: dict[str, Any], place: int, *, letter: bool, finish: bool
) -> CaseNote | None:
    worker = case.worker
    if worker is None:
        return None
    names = {"child": case.child.given_names, "carer": "the carer"}
    earliest = case.created_at + timedelta(minutes=30)
    written_at = max(clock.now() - timedelta(days=3 * (3 - place)), min(earliest, clock.now()))
    with clock.at(written_at):
        note = record_note(
            case_id=case.pk,
            actor=worker,
            details=NoteDetails(
                kind=said["kind"],
                title=_said(said["title"], names),
                happened_at=written_at,
                people_present=_said(said["people"], names),
                text=_said(said["text"], names),
                is_significant=said["is_significant"],
                is_third_party=said["is_third_party"],
            ),
            file=_letter() if letter else None,
        )
        if finish:
            finish_note(note_id=note.pk, actor=worker)
    return note


def _said(text: str, names: dict[str, str]) -> str:
    whole = text.format(**names)
    return f"{whole[:1].upper()}{whole[1:]}"


def _letter() -> NewFile:
    file = CheckedFile(contents=io.BytesIO(LETTER.encode()), name="letter.txt", kind="txt")
    return NewFile(file=file, title="Letter from school about attendance")
