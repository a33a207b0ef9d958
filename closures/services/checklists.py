"""Answering the closing checklists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted
from closures.models import ChecklistAnswer, ChecklistOf, Preparation
from closures.selectors.checklists import Line, lines_of
from closures.services.preparing import count_seen_change, open_preparation


@dataclass(frozen=True, kw_only=True)
class LineAnswer:
    """The answer to one line: done, on a day and with words where it needs them, or why it does
    not apply.
    """

    code: str
    is_done: bool
    done_on: date | None = None
    note: str = ""


@transaction.atomic
def answer_checklist(
    *,
    case_id: int,
    actor: User,
    whose: str,
    seen_version: int | None,
    answers: Sequence[LineAnswer],
) -> Preparation:
    """Answer lines of a closing checklist; what is not answered here stays as it was (PET-98 to
    PET-110). `seen_version` is that of what is got ready, as it was on screen.

    Refuses (NotPermitted) anybody but a manager at the manager's, (ChangedMeanwhile) when somebody
    else wrote since, and (BadInput) a line that is not the authority's, one done without the day or
    the words it needs, one that the record contradicts, and one left out without a reason.
    """
    preparation = open_preparation(case_id, actor)
    case = preparation.case
    if whose == ChecklistOf.MANAGER and (refusal := may_manage.reason(case, actor)):
        raise NotPermitted(refusal)
    count_seen_change(
        preparation,
        seen_version=seen_version or 1,
        theirs=lambda: _saved_meanwhile(preparation, whose, answers),
    )
    lines = {line.code: line for line in lines_of(case, preparation, whose)}
    for answer in answers:
        line = lines.get(answer.code)
        if line is None:
            raise BadInput("answers", "The checklist has changed. Open it again")
        _refuse_incomplete(line, answer)
        ChecklistAnswer.objects.update_or_create(
            preparation=preparation,
            whose=whose,
            code=line.code,
            defaults={
                "text": line.text,
                "is_done": answer.is_done,
                "done_on": answer.done_on,
                "note": answer.note.strip(),
                "answered_by": actor,
                "answered_at": clock.now(),
            },
        )
    record(
        action="closures.answer_checklist",
        subject=preparation,
        actor=actor,
        details={"whose": whose},
    )
    return preparation


def _saved_meanwhile(
    preparation: Preparation, whose: str, answers: Sequence[LineAnswer]
) -> dict[str, str]:
    saved = dict(preparation.answers.filter(whose=whose).values_list("code", "note"))
    return {
        f"note_{each.code}": saved[each.code]
        for each in answers
        if saved.get(each.code, each.note) != each.note
    }


def _refuse_incomplete(line: Line, answer: LineAnswer) -> None:
    note = answer.note.strip()
    if not answer.is_done:
        if not note:
            raise BadInput(f"note_{line.code}", "Say why this does not apply")
        return
    if line.finding is not None and not line.finding.is_in_order:
        told = "The record says otherwise. Put it right, or say why it does not apply"
        raise BadInput(f"answer_{line.code}", told)
    if line.needs_day and answer.done_on is None:
        raise BadInput(f"done_on_{line.code}", "Enter the date on which this was done")
    if answer.done_on is not None and answer.done_on > clock.today():
        raise BadInput(f"done_on_{line.code}", "The date cannot be in the future")
    if line.needs_words and not note:
        raise BadInput(f"note_{line.code}", f"Write this: {line.needs_words.lower()}")
