"""One step on the plans of several children of a family, for all of them or for none."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cases.models import Case
from cases.selectors.access import visible_cases
from cases.services.locking import lock_cases
from cin.accounts.models import User
from cin.core.errors import BadInput, ChangedMeanwhile, DomainError, NotFound, NotReady
from cin.procedures.readiness import Blocker
from plans.models import PlanState, PlanVersion
from plans.services.agreeing import approve_plan, return_plan, sign_off_plan
from plans.services.writing import amend_plan, draft_plan, submit_plan


@dataclass(frozen=True, kw_only=True)
class PlanDecision:
    """What a manager decides on one version, as it was read; `confirmed` is what they confirm."""

    version_id: int
    agrees: bool
    read_version: int
    comment: str = ""
    confirmed: Sequence[str] = ()


@transaction.atomic
def begin_plans(*, case_ids: Collection[int], actor: User, kind: str = "") -> list[PlanVersion]:
    """Start the plans of several children: a first version where there is none, and a new version
    of this kind where a plan is in force (ROC-09).

    Refuses (NotReady) with each child's reasons, (BadInput) no child.
    """
    if not case_ids:
        raise BadInput("children", "Tick at least one child")
    cases = _of_one_family(lock_cases(case_ids, actor))
    begun = set(PlanVersion.objects.filter(case__in=cases).values_list("case_id", flat=True))

    def begin(case: Case) -> PlanVersion:
        if case.pk in begun:
            return amend_plan(case_id=case.pk, actor=actor, kind=kind)
        return draft_plan(case_id=case.pk, actor=actor)

    return _each(cases, begin)


@transaction.atomic
def submit_plans(*, version_ids: Collection[int], actor: User) -> list[PlanVersion]:
    """Submit the drafts of several children, each with its own history (ROC-09).

    Refuses (NotReady) with everything that each child's plan lacks, (BadInput) no draft.
    """
    if not version_ids:
        raise BadInput("plans", "Tick at least one plan")
    cases, versions = _locked(version_ids, actor)
    return _each(cases, lambda case: submit_plan(version_id=versions[case.pk].pk, actor=actor))


@transaction.atomic
def decide_plans(*, decisions: Collection[PlanDecision], actor: User) -> list[PlanVersion]:
    """Approve, sign off or return the plans of several children, each by its own decision and with
    its own history (ROC-09).

    Refuses (ChangedMeanwhile) when a text changed after it was read, (NotReady) with what stands
    against each decision, (BadInput) no decision.
    """
    if not decisions:
        raise BadInput("", "Decide on at least one plan")
    cases, versions = _locked([each.version_id for each in decisions], actor)
    chosen = {each.version_id: each for each in decisions}
    _refuse_unread(cases, versions, chosen)

    def decide(case: Case) -> PlanVersion:
        version = versions[case.pk]
        wanted = chosen[version.pk]
        common: dict[str, Any] = {
            "version_id": version.pk,
            "actor": actor,
            "read_version": wanted.read_version,
        }
        if not wanted.agrees:
            return return_plan(**common, comment=wanted.comment)
        agree = sign_off_plan if version.state == PlanState.CONFIRMED else approve_plan
        return agree(**common, comment=wanted.comment, confirmed=wanted.confirmed)

    return _each(cases, decide)


def _locked(version_ids: Collection[int], actor: User) -> tuple[list[Case], dict[int, PlanVersion]]:
    """Lock the cases of these versions; give the versions by case. Refuses (NotFound) one that
    this person may not know of, and two of one child.
    """
    wanted = set(version_ids)
    known = PlanVersion.objects.filter(pk__in=wanted, case__in=visible_cases(actor))
    cases = _of_one_family(lock_cases(known.values_list("case_id", flat=True), actor))
    versions = {version.case_id: version for version in PlanVersion.objects.filter(pk__in=wanted)}
    if len(cases) != len(wanted) or versions.keys() != {case.pk for case in cases}:
        raise NotFound("There is no such plan, or it belongs to another team.")
    return cases, versions


def _of_one_family(cases: list[Case]) -> list[Case]:
    if len({case.family_id for case in cases}) > 1:
        raise NotFound("Only plans of one family are worked on together.")
    return cases


def _refuse_unread(
    cases: Sequence[Case],
    versions: dict[int, PlanVersion],
    chosen: dict[int, PlanDecision],
) -> None:
    changed = [
        case.child.given_names
        for case in cases
        if versions[case.pk].version != chosen[versions[case.pk].pk].read_version
    ]
    if changed:
        raise ChangedMeanwhile(
            f"The plan of {' and '.join(changed)} was changed after you opened this page, so no "
            "decision was saved. Read the new text first."
        )


def _each(cases: Sequence[Case], act: Callable[[Case], PlanVersion]) -> list[PlanVersion]:
    """Act for each child; refuses (NotReady) with the reasons of all for whom it cannot be done."""
    done = [_tried(case, act) for case in cases]
    if blockers := [each for found in done if isinstance(found, list) for each in found]:
        raise NotReady(blockers)
    return [found for found in done if isinstance(found, PlanVersion)]


def _tried(case: Case, act: Callable[[Case], PlanVersion]) -> PlanVersion | list[Blocker]:
    name = case.child.given_names
    try:
        return act(case)
    except NotReady as refused:
        return [
            Blocker(code=f"{case.pk}-{each.code}", message=f"{name}: {each.message}")
            for each in refused.blockers
        ]
    except DomainError as refused:
        return [Blocker(code=str(case.pk), message=f"{name}: {refused.message}")]
