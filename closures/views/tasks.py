"""What can be done to get an ending ready, as rows of a list of tasks."""

from django.urls import reverse

from cases.models import Case
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from closures.models import ChecklistOf, Position, Preparation
from closures.selectors.checklists import lines_of
from closures.selectors.parties import not_yet_heard, parties_of, still_to_hear, views_of

Task = dict[str, str]

_DONE: Task = {"status": "Written", "colour": "green"}
_TO_DO: Task = {"status": "Not written yet", "colour": "grey"}


def tasks_of(case: Case, preparation: Preparation | None, user: User) -> list[Task]:
    """List the pages on which the ending of a case is got ready, as far as they are open now."""
    tasks = _while_open(case, preparation, user) if case.is_open else []
    tasks.append(_task("Step-down to early help", "step_down", case))
    tasks.append(_task("Letters", "letters", case))
    return tasks


def _while_open(case: Case, preparation: Preparation | None, user: User) -> list[Task]:
    views = views_of(preparation)
    is_written = preparation and (preparation.next_step or preparation.support_arranged)
    tasks = [
        _task("The plan, and what goes on", "write_end_of_plan", case)
        | (_DONE if is_written else _TO_DO),
        _task("What everybody thinks of closing", "record_views", case) | _asked(case, preparation),
    ]
    if any(view.position == Position.DISAGREES for view in views):
        tasks.append(_task("A meeting about a disagreement", "record_disagreement_meeting", case))
    for whose in ChecklistOf:
        if whose == ChecklistOf.SOCIAL_WORKER or not may_manage.reason(case, user):
            tasks += _checklist(case, preparation, whose)
    return tasks


def _checklist(case: Case, preparation: Preparation | None, whose: ChecklistOf) -> list[Task]:
    lines = lines_of(case, preparation, whose)
    if not lines:
        return []
    settled = sum(line.is_settled for line in lines)
    return [
        {
            "title": f"{whose.label}'s checklist",
            "href": reverse("closures:answer_checklist", args=[case.pk, whose.value]),
            "status": f"{settled} of {len(lines)}",
            "colour": "green" if settled == len(lines) else "yellow",
        }
    ]


def _asked(case: Case, preparation: Preparation | None) -> Task:
    listed = not_yet_heard(parties_of(case), views_of(preparation))
    if missing := max(len(listed), len(still_to_hear(case, preparation))):
        return {"status": f"{missing} not asked yet", "colour": "yellow"}
    return {"status": "Everybody was asked", "colour": "green"}


def _task(title: str, page: str, case: Case) -> Task:
    return {"title": title, "href": reverse(f"closures:{page}", args=[case.pk])}
