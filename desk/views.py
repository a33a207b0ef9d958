"""The pages that span stages: today, the list of cases, one case, its dates and its history."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alerts.selectors.due import find_deadline
from alerts.selectors.in_time import shares_by_obligation, shares_by_team
from cases.models import Case
from cases.selectors.access import find_case
from cin.accounts.models import Team
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.accounts.selectors import teams_of
from cin.audit.services import note_view
from cin.core.errors import NotPermitted
from cin.documents.selectors import last_sent_of
from cin.policy.selectors import procedure_in_force
from desk.forms import CaseListForm, RulesForm
from desk.selectors.answers import answers_to
from desk.selectors.caselist import (
    PAGE,
    Wanted,
    cases_wanted,
    choices_of_who,
    columns,
    with_dates,
)
from desk.selectors.history import (
    done_on,
    in_words,
    may_see_who_looked,
    openings_of,
    with_names,
)
from desk.selectors.overview import overview_of, records_of
from desk.selectors.papers import papers_of
from desk.selectors.reasons import why
from desk.selectors.rules import rules_for
from desk.selectors.step import minor_steps
from desk.selectors.steps import steps_open_to
from desk.selectors.today import today_for
from visits.selectors import time_to_record
from visits.selectors.timing import DAYS

LONG_PAGE = 50
# How far back the share done in time can be looked at; the middle one unless another is asked for.
WEEKS = (4, 13, 52)
WORDS = "case_words"


@require_safe
def today(request: SignedInRequest) -> TemplateResponse:
    """Show what is due, what is unfinished, and what waits for a decision."""
    return TemplateResponse(request, "desk/today.html", {"today": today_for(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: SignedInRequest) -> HttpResponse:
    """List the cases this person may open, as they ask for them.

    The words searched for are somebody's name: they are sent and kept, and never part of an
    address.
    """
    if request.method == "POST":
        return _search(request)
    asked = request.GET.copy()
    asked["words"] = request.session.get(WORDS, "")
    form = CaseListForm(asked, whose=choices_of_who(request.user))
    wanted = Wanted(**form.wanted())
    page = Paginator(cases_wanted(request.user, wanted), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "wanted": wanted,
        "columns": columns(wanted.sort),
        "page": page,
        "rows": with_dates(page.object_list),
        "asked": form.query(),
        "query": _query_without_page(request),
    }
    return TemplateResponse(request, "desk/cases.html", context)


@require_safe
def case(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show one case at a glance."""
    found = _opened(request, case_id, "case")
    overview = overview_of(found, request.user)
    steps = steps_open_to(request.user, overview)
    works = not may_work.reason(found, request.user)
    context = {"case": found, "overview": overview, "steps": steps, "works": works}
    context["besides"] = minor_steps(steps)
    return TemplateResponse(request, "desk/case.html", context)


@require_safe
def records(request: SignedInRequest, case_id: int, kind: str) -> TemplateResponse:
    """List every visit or every meeting of a case."""
    found = _opened(request, case_id, kind)
    page = _page(request, records_of(found, kind))
    procedure = procedure_in_force(found.authority_id)
    context = {"case": found, "kind": kind, "page": page, "procedure": procedure}
    context["last_sent"] = last_sent_of(found.pk)
    return TemplateResponse(request, "desk/records.html", context)


@require_safe
def deadline(request: SignedInRequest, case_id: int, deadline_id: int) -> TemplateResponse:
    """Say why one date is what it is."""
    found = _opened(request, case_id, "why this date")
    due = find_deadline(request.user, found, deadline_id)
    context = {"case": found, "why": why(due), "answers": answers_to(due, request.user)}
    return TemplateResponse(request, "desk/deadline.html", context)


@require_safe
def history(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show everything done on a case, and to a manager who opened it."""
    found = _opened(request, case_id, "history")
    context: dict[str, Any] = {"case": found, "sees_views": may_see_who_looked(found, request.user)}
    context["shows_views"] = context["sees_views"] and request.GET.get("of") == "views"
    rows = openings_of(found) if context["shows_views"] else done_on(found)
    page = _page(request, rows)
    words = with_names if context["shows_views"] else in_words
    context |= {
        "page": page,
        "entries": words(page.object_list),
        "query": _query_without_page(request),
    }
    return TemplateResponse(request, "desk/history.html", context)


@require_safe
def visit_times(request: SignedInRequest) -> TemplateResponse:
    """Show a manager how long it takes from a visit to its finished record."""
    if not request.user.is_manager:
        raise NotPermitted("Only managers see how long records take.")
    context = {"rows": time_to_record(request.user), "days": DAYS}
    return TemplateResponse(request, "desk/visit_times.html", context)


@require_safe
def in_time(request: SignedInRequest) -> TemplateResponse:
    """Show a manager how much of what fell due was done in time, by team and by what was due."""
    if not request.user.is_manager:
        raise NotPermitted("Only managers see how much is done in time.")
    asked = request.GET.get("weeks", "")
    weeks = next((each for each in WEEKS if str(each) == asked), WEEKS[1])
    team = _team_of(request)
    by_team = request.user.sees_whole_authority and team is None
    context = {
        "weeks": weeks,
        "choices": WEEKS,
        "team": team,
        "teams": shares_by_team(request.user, weeks=weeks) if by_team else [],
        "rows": shares_by_obligation(request.user, weeks=weeks, team=team),
    }
    return TemplateResponse(request, "desk/in_time.html", context)


@require_safe
def first_papers(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show which papers of the first visit are there, and lead to those that are not (ROC-48)."""
    found = _opened(request, case_id, "first visit's papers")
    context = {"case": found, "papers": papers_of(found)}
    return TemplateResponse(request, "desk/first_papers.html", context)


@require_safe
def rules(request: SignedInRequest) -> TemplateResponse:
    """List the rules of the authority's procedure, and what the system does for each."""
    form = RulesForm(request.GET)
    found = rules_for(request.user, **form.wanted())
    return TemplateResponse(request, "desk/rules.html", {"form": form, "found": found})


def _team_of(request: SignedInRequest) -> Team | None:
    asked = request.GET.get("team", "")
    return teams_of(request.user).filter(pk=asked).first() if asked.isdecimal() else None


def _opened(request: SignedInRequest, case_id: int, page: str) -> Case:
    """Find a case this person may open, and write down that they opened it."""
    found = find_case(request.user, case_id)
    note_view(case=found, viewer=request.user, page=page)
    return found


def _page(request: SignedInRequest, rows: Any) -> Any:
    return Paginator(rows, LONG_PAGE).get_page(request.GET.get("page"))


def _search(request: SignedInRequest) -> HttpResponse:
    """Keep the words for this person's list of cases, and lead to it."""
    form = CaseListForm(request.POST, whose=choices_of_who(request.user))
    request.session[WORDS] = form.wanted()["words"]
    return redirect(f"{reverse('desk:cases')}?{urlencode(form.query())}".rstrip("?"))


def _query_without_page(request: SignedInRequest) -> str:
    """Give the question of a list without its page, and without words put into an address by
    hand.
    """
    asked = request.GET.copy()
    for name in ("page", "words"):
        asked.pop(name, None)
    return asked.urlencode()
