"""What brothers and sisters need together, written once into the plan of each."""

from dataclasses import replace
from datetime import timedelta

from cin.accounts.models import User
from cin.core import clock
from plans.models import OwnerKind, PlanVersion
from plans.services import ActionDetails, AlsoFor, NeedDetails, PlanText, write_plan
from plans.services.texts import WRITTEN, rows_of

NEED = NeedDetails(
    need="A calm start to the day for all the children.",
    outcome="They are up, fed and ready in time on most days, without shouting.",
    strategy="One plan for the morning, made with the children, which everybody keeps to.",
)
ACTION = ActionDetails(
    what="Put the plan for the morning on the fridge, and go through it on Sunday evenings",
    owner_kind=OwnerKind.FAMILY,
)


def write_together(versions: list[PlanVersion], *, worker: User, carer: str, area: str) -> None:
    """Write the need and the action that the children have together into these drafts."""
    first, *others = (PlanVersion.objects.get(pk=version.pk) for version in versions)
    if not others:
        return
    rows = rows_of(first)
    due_on = clock.today() + timedelta(weeks=4)
    needs = _with(rows["needs"], replace(NEED, area=area), "need")
    action = replace(ACTION, area=area, owner=carer, due_on=due_on)
    actions = _with(rows["actions"], action, "what")
    for_all = [other.pk for other in others]
    kept = [name for name in WRITTEN if name in PlanText.__dataclass_fields__]
    write_plan(
        version_id=first.pk,
        actor=worker,
        seen_version=first.version,
        text=PlanText(
            **{name: getattr(first, name) for name in [*kept, "visit_interval", "review_interval"]},
            needs=needs,
            services=rows["services"],
        ),
        actions=actions,
        also=AlsoFor(
            offered=for_all,
            texts={"exit_plan": for_all} if first.exit_plan else {},
            rows={
                "needs": [for_all if row.need == NEED.need else [] for row in needs],
                "actions": [for_all if row.what == ACTION.what else [] for row in actions],
            },
        ),
    )


def _with(rows: list, row: NeedDetails | ActionDetails, name: str) -> list:
    """Give the rows with this one among them, once."""
    is_there = any(getattr(each, name) == getattr(row, name) for each in rows)
    return rows if is_there else [*rows, row]
