"""Brothers and sisters whose plans are being written, and what is written in them."""

from datetime import date
from typing import Any

from assessments.services import begin_assessment
from cases.models import Case
from cases.selectors.consents import who_can_agree
from cases.services.allocation import allocate_case
from cases.services.referrals import ChildDetails, add_sibling, screen_referral
from cin.accounts.models import User
from cin.core import clock
from plans.models import PlanVersion
from plans.services import (
    ActionDetails,
    AlsoFor,
    NeedDetails,
    PlanText,
    ServiceDetails,
    draft_plan,
    write_plan,
)
from plans.services.texts import rows_of
from tests.planned import walk_to_school, whole_text
from tests.retelling import retold
from tests.stories import House, assessing

FAMILY = ("Amina", "Bilal", "Chloe")
FOOD = NeedDetails(need="Regular meals", outcome="All eat breakfast", strategy="The school helps")
CLUB = ServiceDetails(name="Breakfast club", provider="School")
WALK = ActionDetails(
    what="Walk to school", owner="Mary", owner_kind="family", due_on=date(2026, 5, 1)
)


@retold
def siblings_assessed(house: House, *names: str) -> list[Case]:
    """Have the assessments begun of a child and of brothers and sisters, the eldest first."""
    eldest, *others = names
    first = assessing(house, given_names=eldest, born_on=date(2012, 5, 4)).case
    added = []
    for age, name in enumerate(others):
        child = ChildDetails(
            given_names=name, family_name="O'Brien", born_on=date(2014 + age, 2, 3)
        )
        case = add_sibling(actor=house.sw, case_id=first.pk, child=child)
        if case.state == "referred":
            screen_referral(case_id=case.pk, actor=house.tm, decision="assessment", reason="Met")
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw.pk, note="See them")
        added.append(case)
    for case in added:
        begin_assessment(
            case_id=case.pk,
            actor=house.sw,
            started_on=clock.today(),
            consent="given",
            agreed_by=[each.person.pk for each in who_can_agree(case) if each.is_needed],
        )
    return [Case.objects.get(pk=case.pk) for case in [first, *added]]


@retold
def siblings_drafted(house: House, *names: str) -> list[PlanVersion]:
    """Have the plans begun of a child and of brothers and sisters, the eldest first."""
    cases = siblings_assessed(house, *names)
    return [draft_plan(case_id=case.pk, actor=house.sw) for case in cases]


@retold
def siblings_written(house: House, *names: str) -> list[PlanVersion]:
    """Have the whole plans written of a child and of brothers and sisters, all the same."""
    return [
        write_plan(
            version_id=version.pk,
            actor=house.sw,
            seen_version=version.version,
            text=whole_text(version),
            actions=[walk_to_school()],
        )
        for version in siblings_drafted(house, *names)
    ]


def fresh(version: PlanVersion) -> PlanVersion:
    """Give a version as it is in the database now."""
    return PlanVersion.objects.get(pk=version.pk)


def also(*others: PlanVersion, offered: list[PlanVersion] | None = None, **chosen: Any) -> AlsoFor:
    """Say that these parts (a box: True, or a kind: how many rows) are for these drafts too, where
    those, or only these, were offered.
    """
    ticked = [each.pk for each in others]
    kinds = {"needs", "actions", "services"}
    return AlsoFor(
        offered=[each.pk for each in (others if offered is None else offered)],
        texts={box: ticked for box in chosen if box not in kinds},
        rows={kind: [ticked] * number for kind, number in chosen.items() if kind in kinds},
    )


def wrote(
    version: PlanVersion,
    choice: AlsoFor,
    *,
    actor: User,
    seen: int | None = None,
    **text: Any,
) -> PlanVersion:
    """Save a draft with something changed, the rest as it is, for others too."""
    now = fresh(version)
    rows = {**rows_of(now), **{kind: text.pop(kind) for kind in [*text] if kind in rows_of(now)}}
    kept = ("strengths", "worries", "child_views", "contingency", "sections")
    words = {**{name: getattr(now, name) for name in kept}, **text}
    return write_plan(
        version_id=version.pk,
        actor=actor,
        seen_version=now.version if seen is None else seen,
        text=PlanText(**words, needs=rows["needs"], services=rows["services"]),
        actions=rows["actions"],
        also=choice,
    )
