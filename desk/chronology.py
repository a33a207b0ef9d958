"""The pages of a child's chronology: on screen, in print, and what a worker says of one line."""

from typing import Any

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.chronology import MarkLineForm
from cases.models import Case
from cases.permissions import may_work
from cases.selectors.access import find_case
from cases.selectors.chronology import marks_in
from cases.services.chronology import LineMark, mark_line
from cases.views.pages import CaseStepView
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view, note_views
from cin.core import clock
from cin.core.downloads import FileAnswer, pdf_download
from cin.documents.printing import pdf_of
from desk.forms import ChronologyForm
from desk.selectors.chronology import Chronology, Line, chronology_of, find_line

PAGE = 50


@require_safe
def chronology(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show a child's chronology, with the lines that were asked for."""
    case = find_case(request.user, case_id)
    form = ChronologyForm(request.GET)
    found = chronology_of(request.user, case, form.wanted())
    note_views(cases=[case, *found.cases], viewer=request.user, page="chronology")
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "case": case,
        "form": form,
        "found": found,
        "page": Paginator(found.lines, PAGE).get_page(request.GET.get("page")),
        "query": asked.urlencode(),
        "may_work": not may_work.reason(case, request.user),
    }
    return TemplateResponse(request, "desk/chronology.html", context)


@require_safe
def print_chronology(request: SignedInRequest, case_id: int) -> FileAnswer:
    """Give a chronology to print; who took it is written down for each child in it."""
    case = find_case(request.user, case_id)
    form = ChronologyForm(request.GET)
    wanted = form.wanted()
    found = chronology_of(request.user, case, wanted)
    contents = pdf_of(
        "desk/print/chronology.html",
        {"wanted": wanted, **printed("Chronology", case, request), **_whose(case, found)},
    )
    for each in {c.pk: c for c in [case, *found.cases]}.values():
        note_view(case=each, viewer=request.user, page="chronology, printed")
    return pdf_download(contents, name="chronology.pdf")


def printed(title: str, case: Case, request: SignedInRequest) -> dict[str, Any]:
    """Give what every printed page says of itself: about whom, by whom and when it was printed."""
    return {
        "title": title,
        "case": case,
        "printed_by": request.user.name,
        "printed_at": clock.now(),
    }


def _whose(case: Case, found: Chronology) -> dict[str, Any]:
    others = {str(each.child) for each in found.cases if each.child_id != case.child_id}
    return {"found": found, "others": sorted(others)}


class MarkLineView(CaseStepView):
    """Say of a line that the record tells by itself whether it is a key event, and what it
    means.
    """

    form_class = MarkLineForm
    template_name = "desk/mark_chronology_line.html"
    success_message = "Saved."
    line: Line

    def find_subject(self) -> Any:
        """Find the case, and the line in its chronology."""
        case = super().find_subject()
        self.line = find_line(case, self.kwargs["line"])
        return case

    def refusal(self) -> str:
        """Refuse somebody who may not work on the case."""
        return str(may_work.reason(self.subject, self.request.user))

    def cancel_address(self) -> str:
        """Lead back to the chronology."""
        return reverse("desk:chronology", args=[self.subject.pk])

    def get_initial(self) -> dict[str, Any]:
        """Show what was said before."""
        mark = marks_in([self.subject.pk]).get((self.subject.pk, self.line.key))
        return {
            "is_key": self.line.is_key,
            "is_third_party": bool(mark and mark.is_third_party),
            "significance": mark.significance if mark else "",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the line."""
        return super().get_context_data(line=self.line, **kwargs)

    def perform(self, form: MarkLineForm) -> str:
        """Save it."""
        mark_line(
            case_id=self.subject.pk,
            actor=self.request.user,
            line=self.line.key,
            mark=LineMark(**form.cleaned_data),
        )
        return self.cancel_address()
