"""The authority's calendar: the days on which it does not work."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cin.accounts.requests import SignedInRequest
from cin.core import clock
from cin.core.errors import NotFound
from cin.core.forms import Form
from cin.core.templatetags.cin import day
from cin.core.views import StepView
from cin.policy.forms.calendar import AddDayOffForm
from cin.policy.permissions import may_draft
from cin.policy.selectors import (
    DayInCalendar,
    answers_for_calendar,
    calendar_warning,
    calendar_year,
    find_day_off,
    may_read_drafts,
    published,
    recomputation_of,
    shipped_list_differs,
)
from cin.policy.services import add_day_off, remove_day_off

CALENDAR = "policy:calendar"


@require_safe
def calendar(request: SignedInRequest) -> TemplateResponse:
    """Show a year's days off, where each comes from, and what the last change moved."""
    published(request.user)
    today = clock.today()
    found = calendar_year(request.user, _year(request.GET.get("year", ""), today))
    may_change = not may_draft.reason(request.user.authority, request.user)
    context = {
        "found": found,
        "caption": f"Days off in {found.year}",
        **_table(found.days, today if may_change else date.max),
        "years": range(found.first, found.last + 1),
        "ends_on": calendar_warning(request.user),
        "differing": shipped_list_differs() if answers_for_calendar(request.user) else [],
        "recomputation": recomputation_of(request.user),
        "may_draft": may_change,
        "may_read_draft": may_read_drafts(request.user),
    }
    return TemplateResponse(request, "policy/calendar.html", context)


def _table(days: list[DayInCalendar], removable_from: date) -> dict[str, Any]:
    """Lay the days out; what the authority added and has not passed yet has a way to remove it."""
    removable = {each.own.pk for each in days if each.own and each.day >= removable_from}
    head = ["Day", "What it is", "Where it comes from", *(["Change"] if removable else [])]
    rows = [[*_cells(each), *([_removal(each, removable)] if removable else [])] for each in days]
    return {"head": [{"text": text} for text in head], "rows": rows}


def _cells(found: DayInCalendar) -> list[dict[str, str]]:
    return [
        {"text": day(found.day)},
        {"text": found.what},
        {"text": found.source, "note": found.note},
    ]


def _removal(found: DayInCalendar, removable: set[int]) -> dict[str, str]:
    if found.own is None or found.own.pk not in removable:
        return {"text": "–"}
    address = reverse("policy:remove_day_off", args=[found.own.pk])
    return {"text": "Remove", "href": address, "hidden": day(found.day)}


def _year(text: str, today: date) -> int:
    """Read the year that is asked for; without one, this year."""
    if not text:
        return today.year
    if not (text.isascii() and text.isdigit() and len(text) == len("2026")):
        raise NotFound("The calendar has no such year.")
    return int(text)


class AddDayOffView(StepView):
    """Add a day off."""

    form_class: type[Form] = AddDayOffForm
    template_name = "policy/add_day_off.html"
    success_message = "Added. The dates of the open cases are being worked out again."

    def find_subject(self) -> Any:
        """Give the person's authority, or refuse with NotFound."""
        if self.request.user.authority is None:
            raise NotFound("You belong to no authority, so no calendar applies to you.")
        return self.request.user.authority

    def refusal(self) -> str:
        """Say why this person may not change the calendar."""
        return may_draft.reason(self.request.user.authority, self.request.user)

    def cancel_address(self) -> str:
        """Go back to the calendar."""
        return reverse(CALENDAR)

    def perform(self, form: Any) -> str:
        """Add it and show the calendar."""
        add_day_off(actor=self.request.user, **form.cleaned_data)
        return reverse(CALENDAR)


class RemoveDayOffView(AddDayOffView):
    """Take a day off back."""

    form_class = Form
    template_name = "policy/remove_day_off.html"
    success_message = "Removed. The dates of the open cases are being worked out again."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Look for the first of two equal forms before the day that it removed."""
        if request.method == "POST" and (earlier := self._earlier_destination()):
            return redirect(earlier)
        return super().dispatch(request, *args, **kwargs)

    def find_subject(self) -> Any:
        """Give the day, or refuse with NotFound."""
        return find_day_off(self.request.user, self.kwargs["day_off_id"])

    def obstacle(self) -> str:
        """Say that the day has passed."""
        passed = self.subject.day < clock.today()
        return "The day has passed, so it cannot be removed any more." if passed else ""

    def perform(self, form: Any) -> str:
        """Remove it and show the calendar."""
        remove_day_off(actor=self.request.user, day_off_id=self.subject.pk)
        return reverse(CALENDAR)
