"""What the record itself says about a line of a closing checklist."""

from collections.abc import Callable
from dataclasses import dataclass

from cases.models import Case, FamilyMember, NetworkMember, Relationship
from cases.selectors.safety_plans import safety_plan_in_force
from cin.accounts.models import Role, User
from closures.models import LetterKind, PartyKind, Preparation
from closures.selectors.letters import not_written_to
from closures.selectors.outcomes import areas_left_open
from closures.selectors.parties import consultation_blockers, views_of
from closures.selectors.stepping_down import step_down_of
from meetings.models import MeetingKind, MeetingState

Given = Preparation | None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Whether a line is in order by the record, and what the record says."""

    is_in_order: bool
    text: str = ""


def finding_on(code: str, case: Case, preparation: Given) -> Finding | None:
    """Say what the record says about a line of a checklist, by its code; None where only a person
    can know.
    """
    find = _FINDINGS.get(code)
    return find(case, preparation) if find else None


def _missing(what: list[str], *, lead: str = "Missing") -> Finding:
    listed = "; ".join(what)
    return Finding(is_in_order=not what, text=f"{lead}: {listed}" if what else "")


def _fields(case: Case, _: Given) -> Finding:
    child = case.child
    relationships = Relationship.objects.filter(withdrawn_at=None)
    related = (relationships.filter(first=child) | relationships.filter(second=child)).exists()
    in_family = FamilyMember.objects.filter(family_id=case.family_id).exclude(person=child)
    wanted = [
        ("date of birth", child.born_on or child.expected_on),
        ("ethnicity", child.ethnicity),
        ("relationships", related or in_family.exists()),
        ("involvements", NetworkMember.objects.filter(child=child).exists()),
    ]
    return _missing([name for name, value in wanted if not value])


def _summary(_case: Case, preparation: Given) -> Finding:
    is_there = preparation is not None and preparation.closure is not None
    return Finding(is_in_order=is_there, text="" if is_there else "It is written in the proposal")


def _told_by_itself(_case: Case, _: Given) -> Finding:
    return Finding(is_in_order=True, text="The chronology tells the closing by itself")


def _signed(_case: Case, _: Given) -> Finding:
    return Finding(is_in_order=True, text="The manager signs it by deciding")


def _family_letter(_case: Case, preparation: Given) -> Finding:
    kinds = [LetterKind.PARENT_CARER, LetterKind.CHILD]
    sent = preparation is not None and (
        preparation.letters.filter(kind__in=kinds).exclude(sent_on=None).exists()
    )
    return Finding(is_in_order=sent, text="" if sent else "No letter to the family is sent yet")


def _letters(case: Case, preparation: Given) -> Finding:
    unsent = [each.name for each in not_written_to(case, preparation)]
    return _missing(unsent, lead="Not written to yet")


def _views(case: Case, preparation: Given) -> Finding:
    lacking = [blocker.message for blocker in consultation_blockers(case, preparation)]
    return Finding(is_in_order=not lacking, text="; ".join(lacking))


def _managers(_case: Case, preparation: Given) -> Finding:
    asked = {view.kind for view in views_of(preparation)}
    posts = (PartyKind.TEAM_MANAGER, PartyKind.EARLY_HELP_MANAGER)
    return _missing([str(post.label) for post in posts if post not in asked])


def _of_step_down(name: str) -> Callable[[Case, Given], Finding]:
    """Look whether one answer of the step-down is there; without a step-down there is nothing to
    ask.
    """

    def find(_case: Case, preparation: Given) -> Finding:
        found = step_down_of(preparation)
        if found is None:
            return Finding(is_in_order=True, text="There is no step-down")
        is_there = bool(getattr(found, name))
        return Finding(is_in_order=is_there, text="" if is_there else "Not in the step-down yet")

    return find


def _safety_plan(case: Case, _: Given) -> Finding:
    plan = safety_plan_in_force(case)
    if plan is None:
        return Finding(is_in_order=True, text="There is no safety plan in force")
    shared = bool(plan.shares.all())
    return Finding(is_in_order=shared, text="" if shared else "Nobody is recorded as having it")


def _final_review(case: Case, _: Given) -> Finding:
    finished = [MeetingState.RECORDED, MeetingState.RATIFIED]
    held = case.meetings.filter(meeting__kind=MeetingKind.REVIEW, meeting__state__in=finished)
    is_there = held.exists()
    told = "It stands in the record of the last review" if is_there else "No review is recorded"
    return Finding(is_in_order=is_there, text=told)


def _ratified(case: Case, _: Given) -> Finding:
    last = case.meetings.filter(meeting__kind=MeetingKind.REVIEW).order_by("-meeting__held_on")
    state = last.values_list("meeting__state", flat=True).first()
    is_ratified = state in (None, MeetingState.RATIFIED)
    return Finding(is_in_order=is_ratified, text="" if is_ratified else "It is not ratified yet")


def _outcomes(case: Case, preparation: Given) -> Finding:
    return _missing(areas_left_open(case, preparation), lead="Still open")


def _administrators(case: Case, _: Given) -> Finding | None:
    """Those of the team are told by themselves; where it has none, somebody is told by hand."""
    wanted = User.objects.filter(team_id=case.team_id, role=Role.TEAM_ADMINISTRATOR, is_active=True)
    names = ", ".join(wanted.order_by("name").values_list("name", flat=True))
    told = f"Asked by the system when you approve: {names}"
    return Finding(is_in_order=True, text=told) if names else None


def _involvements(case: Case, _: Given) -> Finding:
    rows = NetworkMember.objects.filter(child_id=case.child_id, ended_on=None)
    names = [f"{row.person}, {row.role}" for row in rows.select_related("person")]
    return _missing(names, lead="End each with its reason, under People")


_FINDINGS: dict[str, Callable[[Case, Given], Finding | None]] = {
    "fields": _fields,
    "closing_summary": _summary,
    "chronology": _told_by_itself,
    "summary_signed": _signed,
    "family_letter": _family_letter,
    "letters": _letters,
    "views": _views,
    "managers_consulted": _managers,
    "neighbourhood_lead": _of_step_down("lead_spoken_on"),
    "lead_professional": _of_step_down("professional_name"),
    "first_taf": _of_step_down("team_meets_at"),
    "step_down_form": _of_step_down("form_completed_on"),
    "safety_plan": _safety_plan,
    "final_review": _final_review,
    "ratified": _ratified,
    "outcomes": _outcomes,
    "involvements": _involvements,
    "alert_admin": _administrators,
}
