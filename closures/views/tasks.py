"""What can be done to get an ending ready, as rows of a list of tasks."""

from django.urls import reverse

from cases.models import Case
from closures.models import Position, Preparation
from closures.selectors.parties import views_of


def tasks_of(case: Case, preparation: Preparation | None) -> list[dict[str, str]]:
    """List the pages on which the ending of a case is got ready, as far as they are open now."""
    tasks = []
    if case.is_open:
        tasks += [
            _task("The plan, and what goes on", "write_end_of_plan", case),
            _task("What everybody thinks of closing", "record_views", case),
        ]
        if any(view.position == Position.DISAGREES for view in views_of(preparation)):
            tasks.append(
                _task("A meeting about a disagreement", "record_disagreement_meeting", case)
            )
    tasks.append(_task("Step-down to early help", "step_down", case))
    return tasks


def _task(title: str, page: str, case: Case) -> dict[str, str]:
    return {"title": title, "href": reverse(f"closures:{page}", args=[case.pk])}
