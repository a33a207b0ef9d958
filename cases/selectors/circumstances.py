"""What sets a case apart, and what each circumstance does under a procedure."""

from collections.abc import Callable, Iterable, Mapping

from cases.models import Case, Circumstance, CircumstanceKind
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.accounts.permissions import may_manage, may_work
from cin.core import clock
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.settings import SETTINGS

_MANAGERS_RECORD = frozenset({CircumstanceKind.LONG_TERM_SUPPORT, CircumstanceKind.SHORT_WORK})


def circumstances_of(case: Case) -> list[Circumstance]:
    """List every circumstance recorded of a case, withdrawn ones too, the latest first."""
    people = ("recorded_by", "ended_by", "withdrawn_by")
    return list(case.circumstances.select_related(*people))


def holding_now(case: Case) -> list[Circumstance]:
    """List the circumstances that hold today."""
    rows = Circumstance.objects.standing().filter(case=case)
    return [row for row in rows if row.holds_on(clock.today())]


def cohorts_of(case: Case) -> frozenset[str]:
    """Give the cohorts that the child of a case (loaded) is in today, as the engine takes them."""
    own = {"disabled"} if case.child.is_disabled else set()
    return frozenset({*own, *(str(row.kind) for row in holding_now(case))})


def locality_hub_of(case: Case) -> str:
    """Name who assesses what a move does to a child who is harmed, or at risk of harm, outside the
    family (BIR-78); nothing where the procedure names nobody, and for every other child.
    """
    hub = procedure_in_force(case.authority_id).get("locality_hub")
    if not hub or CircumstanceKind.OUTSIDE_HARM not in {row.kind for row in holding_now(case)}:
        return ""
    return str(hub)


def see_also(case: Case, procedure: Procedure, holding: Iterable[Circumstance]) -> list[str]:
    """List the procedures to read beside this one for the child of a case, by the circumstances
    that hold (PET-02, PET-03, BOL-02).
    """
    topics = {str(row.kind) for row in holding}
    if case.child.send_support or case.child.is_disabled:
        topics.add("send")
    return linked_titles(procedure, topics)


def find_circumstance(user: User, circumstance_id: int) -> Circumstance:
    """Give one circumstance of a case this person may open; refuses (NotFound) any other."""
    found = (
        Circumstance.objects.filter(pk=circumstance_id, case__in=visible_cases(user))
        .select_related("case__child", "case__referral", "case__authority")
        .first()
    )
    if found is None:
        raise NotFound("There is no such circumstance, or it belongs to another team.")
    return found


def circumstance_refusal(case: Case, actor: User, kind: str) -> str:
    """Say why this person may not record, end or withdraw this kind of circumstance, or nothing."""
    rule = may_manage if kind in _MANAGERS_RECORD else may_work
    return str(rule.reason(case, actor))


def effects_of(kind: str, procedure: Procedure) -> list[str]:
    """Say in sentences what a circumstance changes under a procedure, for the page on which it is
    recorded.
    """
    found = [*_dates_of(kind, procedure), *_EFFECTS.get(kind, _nothing)(procedure)]
    return found or ["This procedure sets no dates of its own for it. It is kept in the record."]


_DATES: Mapping[str, tuple[str, ...]] = {
    CircumstanceKind.NRPF_CIN: (
        "nrpf_connect_check_interval",
        "nrpf_subsistence_interval_cin",
        "nrpf_review_interval",
    ),
    CircumstanceKind.NRPF_ONLY: (
        "nrpf_subsistence_interval_noncin",
        "nrpf_home_visit_interval",
        "nrpf_review_interval",
    ),
    CircumstanceKind.PRIVATE_FOSTERING: (
        "pf_initial_visit_max",
        "pf_visit_interval_assessment",
        "pf_visit_interval_year1",
        "pf_visit_interval_later",
    ),
}


def _dates_of(kind: str, procedure: Procedure) -> list[str]:
    lengths = ((name, procedure.duration(name)) for name in _DATES.get(kind, ()))
    return [f"{SETTINGS[name].label} {length}." for name, length in lengths if length]


def _nothing(_procedure: Procedure) -> list[str]:
    return []


def _nrpf_cin(procedure: Procedure) -> list[str]:
    return [*_left_to_the_manager("nrpf_cin", procedure), *_stop_with_the_plan()]


def _nrpf_only(procedure: Procedure) -> list[str]:
    without_plan = "There is no plan: no initial meeting, no reviews and no visits of one fall due."
    plan = [] if procedure.flag("nrpf_only_plan") else [without_plan]
    return [*plan, *_stop_with_the_plan()]


def _private_fostering(procedure: Procedure) -> list[str]:
    return [
        *_without_workbook("private_fostering", procedure),
        "These dates stop when a plan ends or the case closes. In law the visits go on for as long "
        "as the arrangement does: keep the case open, or note elsewhere who makes them.",
    ]


def _stop_with_the_plan() -> list[str]:
    return ["The checks stop when a plan ends, the case closes, or the circumstance is ended here."]


def _left_to_the_manager(cohort: str, procedure: Procedure) -> list[str]:
    by_cohort = procedure.get("visit_interval_by_cohort")
    if by_cohort.get(cohort) != "agreed_by_manager":
        return []
    until_then = by_cohort.get("fallback", {}).get("max") or procedure.get("visit_interval_max")
    usual = f" {until_then} apply until then." if until_then else ""
    return [f"The manager agrees how often the child is visited.{usual}"]


def _without_workbook(cohort: str, procedure: Procedure) -> list[str]:
    exempt = cohort in procedure.get("workbook_exempt_cohorts")
    used = procedure.flag("workbook_enabled")
    return ["The workbook and group supervision are not asked for."] if used and exempt else []


def _cwd_team(procedure: Procedure) -> list[str]:
    by_cohort = procedure.get("review_interval_by_cohort")
    longer = any(isinstance(entry, Mapping) and "team" in entry for entry in by_cohort.values())
    agreed = ["A manager may agree a longer time between reviews of a disabled child."]
    return [*(agreed if longer else []), *_without_workbook("cwd_team", procedure)]


def _long_term_support(procedure: Procedure) -> list[str]:
    if "long_term_support" not in procedure.get("long_plan_exemptions"):
        return []
    labels = SETTINGS["long_plan_exemption_applies_to"].choices or {}
    named = procedure.get("long_plan_exemption_applies_to")
    return [f"The plan is exempt from: {', '.join(_lowered(labels[name]) for name in named)}."]


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


def _short_work(procedure: Procedure) -> list[str]:
    length = procedure.duration("transfer_internal_max")
    return [f"The transfer to another team within {length} is not asked for."] if length else []


def _short_breaks(procedure: Procedure) -> list[str]:
    return [f"See also: {title}." for title in linked_titles(procedure, {"short_breaks"})]


def _young_carer(procedure: Procedure) -> list[str]:
    if not procedure.get("young_carer_section"):
        return []
    return ["The assessment asks what caring means for the child, and the plan what will be done."]


def _outside_harm(procedure: Procedure) -> list[str]:
    hub = procedure.get("locality_hub")
    if not hub:
        return []
    return [
        f"If the family moves to another authority, the {hub} assesses what that does to the risk."
    ]


def linked_titles(procedure: Procedure, topics: set[str]) -> list[str]:
    """List the other procedures that the authority names on these topics."""
    linked = procedure.get("linked_procedures")
    return [each["title"] for each in linked if each["topic"] in topics]


_EFFECTS: Mapping[str, Callable[[Procedure], list[str]]] = {
    CircumstanceKind.NRPF_CIN: _nrpf_cin,
    CircumstanceKind.NRPF_ONLY: _nrpf_only,
    CircumstanceKind.PRIVATE_FOSTERING: _private_fostering,
    CircumstanceKind.PRIVATE_LAW: lambda procedure: _without_workbook("private_law", procedure),
    CircumstanceKind.CWD_TEAM: _cwd_team,
    CircumstanceKind.WORKBOOK_EXEMPT: lambda procedure: _without_workbook(
        "workbook_exempt", procedure
    ),
    CircumstanceKind.LONG_TERM_SUPPORT: _long_term_support,
    CircumstanceKind.SHORT_WORK: _short_work,
    CircumstanceKind.SHORT_BREAKS: _short_breaks,
    CircumstanceKind.YOUNG_CARER: _young_carer,
    CircumstanceKind.OUTSIDE_HARM: _outside_harm,
}
