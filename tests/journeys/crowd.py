"""What the site is given before a journey begins, told inside its own process.

`site.manage("shell", "--command", ...)` runs these; each prints what it made as its last line.
"""

import json
from datetime import timedelta

from alerts.services.deadlines import recompute
from cases.models import Case
from cin.accounts.models import LocalAuthority, User
from cin.core import clock
from cin.policy.models import ProcedureVersion
from cin.procedures.calendar import england_and_wales
from plans.services import sign_off_plan, submit_plan
from tests.journeys.site import Site
from tests.many import many_like
from tests.planned import decided_by
from tests.stories import House, allocated, approved, met, plan_drafted


def made(site: Site, call: str) -> dict:
    """Have the site make something; give what it says it made."""
    words = f"from tests.journeys import crowd; crowd.{call}"
    return json.loads(site.manage("shell", "--command", words).splitlines()[-1])


def supported_days_ago(slug: str, days: int) -> None:
    """Give an authority, which signs plans off after the meeting, a child whose plan began so many
    days ago without an interval of its own, and who was not visited since.
    """
    house = _house(slug)
    with clock.at(clock.now() - timedelta(days=days)):
        case = approved(house, given_names="Ebele", family_name="Visited-Daily").case
        version = plan_drafted(house, case, visit_interval=None)
        submit_plan(version_id=version.pk, actor=house.sw)
        met(house, case)
        version.refresh_from_db()
        sign_off_plan(**decided_by(house, version))
    recompute([case.pk])
    _tell(case)


def allocated_with_others(slug: str, working_days: int, others: int = 0) -> None:
    """Give an authority a child who was allocated so many working days ago, and others like it;
    have its alerts come at any hour.
    """
    _wake(slug)
    day = england_and_wales().working_days_before(clock.today(), working_days)
    with clock.at(clock.now() - timedelta(days=(clock.today() - day).days)):
        case = allocated(_house(slug), given_names="Ebele", family_name="One-of-Many")
    rows = [case, *many_like(Case.objects.select_related("child").get(pk=case.pk), others)]
    recompute(each.pk for each in rows)
    _tell(case, last=rows[-1].pk)


def without_later_versions(slug: str) -> None:
    """Take an authority back to the first version of its procedure, as it was before a journey."""
    ProcedureVersion.objects.filter(authority__slug=slug, number__gt=1).delete()
    recompute(Case.objects.filter(authority__slug=slug).open().values_list("pk", flat=True))
    print(json.dumps({}))  # noqa: T201


def _tell(case: Case, **more: int) -> None:
    found = {"case": case.pk, "reference": case.reference, "child": str(case.child), **more}
    print(json.dumps(found))  # noqa: T201


def _wake(slug: str) -> None:
    for version in ProcedureVersion.objects.filter(authority__slug=slug):
        version.departures = {**version.departures, "alert_times": "any_time"}
        version.save()


def _house(slug: str) -> House:
    authority = LocalAuthority.objects.get(slug=slug)
    people = {
        person.username.partition(".")[2]: person
        for person in User.objects.filter(authority=authority)
    }
    return House(
        slug=slug,
        authority=authority,
        team=people["sw"].team,
        other_team=people["sw3"].team,
        people=people,
    )
