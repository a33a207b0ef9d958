"""What pages and the procedure engine read about managers' notes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Min, QuerySet

from cases.models import (
    Case,
    CaseNote,
    CaseNoteChild,
    NextStep,
    Oversight,
    OversightType,
)
from cases.models.oversight import CHAIRED_BY, FACTS, HAS_A_FORM
from cases.selectors.access import visible_cases
from cin.accounts.models import Role, User
from cin.accounts.permissions import may_manage
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.events import Event

# A type that only some procedures know, and the setting that says so.
KNOWN_BY: Mapping[str, str] = {
    OversightType.GROUP_SUPERVISION: "group_supervision_interval",
    OversightType.MANAGER_REVIEW: "manager_review_after",
    OversightType.LONG_PLAN_REVIEW: "long_plan_review_after",
    OversightType.LONG_PLAN_AUTHORISED: "long_plan_authoriser_role",
    OversightType.CLINIC: "long_plan_clinic_after",
    OversightType.PANEL: "panel_enabled",
}


def oversight_refusal(case: Case, actor: User, kind: str) -> str:
    """Say why this person may not write this type of manager's note on a case, or nothing: only
    managers write them, and only a head of service authorises a longer plan (BIR-63).
    """
    if refusal := may_manage.reason(case, actor):
        return str(refusal)
    if kind in HAS_A_FORM:
        return "A checkpoint has a form of its own: agree it there, with your note."
    if kind == OversightType.LONG_PLAN_AUTHORISED and actor.role != Role.HEAD_OF_SERVICE:
        return "Only a head of service authorises a plan beyond 12 months."
    return ""


def types_offered(case: Case, user: User) -> list[OversightType]:
    """List the types of note that this manager can write under the authority's procedure."""
    procedure = procedure_in_force(case.authority_id)
    return [
        kind
        for kind in OversightType
        if (kind not in KNOWN_BY or procedure.get(KNOWN_BY[kind]))
        and not oversight_refusal(case, user, kind)
    ]


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """What a type of note asks about who sat: the roles that may chair, the members of a panel, and
    the outcomes it may have.
    """

    chairs: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    is_arranged: bool = False
    is_presented: bool = False

    @property
    def asks_for_iro(self) -> bool:
        """Whether a reviewing officer may be asked to chair (BOL-47)."""
        return "iro" in self.chairs


def sitting_of(procedure: Procedure, kind: str) -> Sitting:
    """Read from a procedure who chairs what a note of this type is about, and who belongs there."""
    named = procedure.get(CHAIRED_BY[kind]) if kind in CHAIRED_BY else ()
    is_panel = kind == OversightType.PANEL
    return Sitting(
        chairs=(named,) if isinstance(named, str) else tuple(named or ()),
        members=tuple(procedure.get("panel_membership")) if is_panel else (),
        outcomes=tuple(procedure.get("review_outcomes")) if is_panel else (),
        is_arranged=kind == OversightType.LONG_PLAN_REVIEW,
        is_presented=is_panel,
    )


def oversight_about(case: Case) -> QuerySet[CaseNote]:
    """List the managers' notes that stand in a child's file, newest first, with what comes next."""
    return (
        CaseNote.objects.standing()
        .filter(children__case=case, oversight__isnull=False)
        .select_related("author", "oversight")
        .prefetch_related("oversight__next_steps__done_by")
        .order_by("-happened_at", "-pk")
    )


def open_next_steps(case: Case) -> QuerySet[NextStep]:
    """List what managers asked for on a case and nobody has done, the earliest due first."""
    return (
        NextStep.objects.filter(
            oversight__note__children__case=case, oversight__note__withdrawn_at=None, done_at=None
        )
        .select_related("oversight__note")
        .order_by("due_on", "pk")
    )


def next_steps_for(user: User) -> list[tuple[NextStep, Case]]:
    """List what managers asked for on the cases a person carries and nobody has done, the earliest
    due first and what has no day last, each with one of those cases.
    """
    carried = visible_cases(user).open().filter(worker=user)
    steps = list(
        NextStep.objects.filter(
            done_at=None,
            oversight__note__withdrawn_at=None,
            oversight__note__children__case__in=carried,
        )
        .annotate(carried_id=Min("oversight__note__children__case_id"))
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    wanted = {vars(step)["carried_id"] for step in steps}
    cases = carried.select_related("child").in_bulk(wanted) if wanted else {}
    return [(step, cases[vars(step)["carried_id"]]) for step in steps]


def find_next_step(user: User, step_id: int) -> NextStep:
    """Give one next step; refuses (NotFound) one in no file that this person may open."""
    found = (
        NextStep.objects.filter(
            pk=step_id,
            oversight__note__withdrawn_at=None,
            oversight__note__in=CaseNoteChild.objects.filter(case__in=visible_cases(user)).values(
                "note_id"
            ),
        )
        .select_related("oversight__note")
        .first()
    )
    if found is None:
        raise NotFound("There is no such step, or it belongs to another team.")
    return found


def supervisions_of(case: Any) -> QuerySet[Oversight]:
    """List the supervisions noted in the file of one case, or of an outer query's case."""
    return Oversight.objects.filter(
        type=OversightType.SUPERVISION, note__children__case=case, note__withdrawn_at=None
    )


def facts_of_oversight(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List what managers' notes show to be done on many cases, with one query."""
    rows = CaseNoteChild.objects.filter(
        case_id__in=list(case_ids),
        note__oversight__type__in=list(FACTS),
        note__withdrawn_at=None,
    ).values_list(
        "case_id", "note__oversight__type", "note__oversight__held_on", "note__oversight__pk"
    )
    facts: dict[int, list[Event]] = defaultdict(list)
    for case_id, kind, on, number in rows:
        facts[case_id].append(Event(type=FACTS[kind], on=on, id=f"oversight-{number}"))
    return facts
