"""Who came to the meetings about a child, and what each did of the plan."""

from typing import Any

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from cases.selectors.access import find_case
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from desk.selectors.contributions import came_to_meetings, did_of_the_plan

Cells = list[dict[str, Any]]
CAME = ("Who", "Asked to", "Came to", "Wrote instead", "Neither")
DID = ("Who", "Actions", "Done", "Overdue", "Given up")


@require_safe
def contributions(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show how often each person came, and how far each person's actions have come."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="who came and what each did")
    context = {
        "case": case,
        "came_head": _head(CAME),
        "came": [
            _row(_named(each.name, each.role), each.asked, each.came, each.wrote, each.away)
            for each in came_to_meetings(case)
        ],
        "did_head": _head(DID),
        "did": [
            _row(each.name, each.actions, each.done, each.overdue, each.given_up)
            for each in did_of_the_plan(case)
        ],
    }
    return TemplateResponse(request, "desk/contributions.html", context)


def _named(name: str, role: str) -> str:
    return f"{name}, {role}" if role else name


def _head(titles: tuple[str, ...]) -> Cells:
    return [{"text": title, "numeric": place > 0} for place, title in enumerate(titles)]


def _row(name: str, *numbers: int) -> Cells:
    return [{"text": name or "Nobody named"}, *({"text": str(number)} for number in numbers)]
