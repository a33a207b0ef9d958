"""Several people acting on one plan at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from cin.accounts.models import Role, User
from cin.audit.models import AuditEvent
from cin.core.errors import ChangedMeanwhile, DomainError
from plans.models import PlanVersion
from plans.services import PlanText, approve_plan, write_plan
from tests.plans.siblings import also, fresh, siblings_drafted, wrote
from tests.stories import approved, assessing, build_house, plan_drafted

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(acts):
    """Run every act in a thread of its own; give what each returned or was refused with."""

    def run(act):
        try:
            return act()
        except DomainError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_eight_managers_approving_at_once_approve_once():
    house = build_house("rochdale")
    version = PlanVersion.objects.get(case=approved(house).case)
    managers = [
        User.objects.create_user(
            username=f"manager{number}",
            name=f"Manager {number}",
            authority=house.authority,
            team=house.team,
            role=Role.TEAM_MANAGER,
        )
        for number in range(8)
    ]
    outcomes = all_at_once(
        [
            lambda manager=manager: approve_plan(
                version_id=version.pk, actor=manager, read_version=version.version
            )
            for manager in managers
        ]
    )
    assert len([one for one in outcomes if isinstance(one, PlanVersion)]) == 1
    assert AuditEvent.objects.filter(action="plans.approve", subject_id=version.pk).count() == 1


def test_of_two_people_writing_the_same_plan_one_is_told():
    house = build_house("rochdale")
    version = plan_drafted(house, assessing(house).case)

    def write(actor, worries):
        return write_plan(
            version_id=version.pk,
            actor=actor,
            seen_version=version.version,
            text=PlanText(worries=worries),
            actions=[],
        )

    outcomes = all_at_once([lambda: write(house.sw, "Mine"), lambda: write(house.sw2, "Theirs")])
    saved = PlanVersion.objects.get(pk=version.pk).worries
    refused = next(one for one in outcomes if isinstance(one, ChangedMeanwhile))
    assert refused.theirs["worries"] == saved


def test_of_two_tabs_that_write_for_each_others_child_one_is_told_and_both_plans_agree():
    house = build_house("rochdale")
    drafts = siblings_drafted(house, "Amina", "Bilal")
    seen = [version.version for version in drafts]

    def write(mine, other, worries):
        return wrote(
            drafts[mine],
            also(drafts[other], worries=True),
            actor=house.sw,
            seen=seen[mine],
            worries=worries,
        )

    outcomes = all_at_once([lambda: write(0, 1, "From Amina"), lambda: write(1, 0, "From Bilal")])
    assert len([one for one in outcomes if isinstance(one, ChangedMeanwhile)]) == 1
    saved = {fresh(version).worries for version in drafts}
    assert saved == {next(one.worries for one in outcomes if isinstance(one, PlanVersion))}
