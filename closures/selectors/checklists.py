"""The closing checklists: each line, what the record says of it by itself, and its answer."""

from dataclasses import dataclass

from cases.models import Case
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import Blocker
from closures.models import ChecklistAnswer, ChecklistOf, Preparation
from closures.selectors.findings import Finding, finding_on

# Lines whose answer is nothing without a day, or without words.
NEEDS_DAY = frozenset({"leaflets", "file_audit", "alert_admin", "archive", "papers"})
NEEDS_WORDS = {
    "file_audit": "What the audit found",
    "alert_admin": "Who was told",
    "archive": "Where the paper file is kept, and who archives it",
}
_SETTINGS = {
    ChecklistOf.SOCIAL_WORKER: "closure_checklist_sw",
    ChecklistOf.MANAGER: "closure_checklist_manager",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a checklist: what the record says of it, and what somebody answered."""

    code: str
    text: str
    cites: tuple[str, ...]
    finding: Finding | None
    answer: ChecklistAnswer | None

    @property
    def is_settled(self) -> bool:
        """Whether it needs nothing more: the record says so, or somebody did. What the record
        contradicts can only be left out, with the reason.
        """
        if self.finding is None:
            return self.answer is not None
        return self.finding.is_in_order or (self.answer is not None and not self.answer.is_done)

    @property
    def needs_day(self) -> bool:
        """Whether its answer is nothing without a day."""
        return self.code in NEEDS_DAY

    @property
    def needs_words(self) -> str:
        """What its answer has to say in words, or nothing."""
        return NEEDS_WORDS.get(self.code, "")


def lines_of(case: Case, preparation: Preparation | None, whose: str) -> list[Line]:
    """List a checklist of the authority in its order, with what the record says and the answers."""
    procedure = procedure_in_force(case.authority_id)
    if procedure.get("closure_checklists") == "off":
        return []
    given = ChecklistAnswer.objects.filter(preparation=preparation, whose=whose)
    answers = {row.code: row for row in given} if preparation else {}
    return [
        Line(
            code=item["code"],
            text=item["text"],
            cites=tuple(part.strip() for part in item["cites"].split(",") if part.strip()),
            finding=finding_on(item["code"], case, preparation),
            answer=answers.get(item["code"]),
        )
        for item in procedure.get(_SETTINGS[ChecklistOf(whose)])
    ]


def checklist_blockers(case: Case, preparation: Preparation | None) -> list[Blocker]:
    """List the lines of both checklists that nobody has answered, where the procedure does not
    close without (PET-98 to PET-109).
    """
    if procedure_in_force(case.authority_id).get("closure_checklists") != "required":
        return []
    return [
        Blocker(
            code=f"checklist-{whose}",
            message=f"{ChecklistOf(whose).label}'s checklist: {_lacking(line)}",
            cites=line.cites,
        )
        for whose in ChecklistOf
        for line in lines_of(case, preparation, whose)
        if not line.is_settled
    ]


def _lacking(line: Line) -> str:
    if line.finding is None or not line.finding.text:
        return line.text
    return f"{line.text} ({line.finding.text})"
