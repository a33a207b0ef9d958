"""The case summary: what a worker who does not know the family needs, on one screen or in print."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.summaries import CaseSummaryForm
from cases.permissions import may_manage, may_work
from cases.selectors.access import find_case
from cases.selectors.notes import obstacle_to_noting
from cases.services.summaries import SummaryText, write_summary
from cases.views.pages import CaseStepView
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core.downloads import FileAnswer, pdf_download
from cin.core.errors import ChangedMeanwhile, DomainError
from cin.core.forms import Form
from cin.documents.printing import pdf_of
from desk.chronology import printed
from desk.selectors.summary import summary_of


@require_safe
def case_summary(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show a case summary."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="case summary")
    context = {
        "case": case,
        "summary": summary_of(case, request.user),
        "may_write": case.is_open and not may_work.reason(case, request.user),
    }
    return TemplateResponse(request, "desk/case_summary.html", context)


@require_safe
def print_summary(request: SignedInRequest, case_id: int) -> FileAnswer:
    """Give a case summary to print; who took it is written down."""
    case = find_case(request.user, case_id)
    context = {
        "summary": summary_of(case, request.user),
        **printed("Case summary", case, request),
    }
    contents = pdf_of("desk/print/case_summary.html", context)
    note_view(case=case, viewer=request.user, page="case summary, printed")
    return pdf_download(contents, name="case-summary.pdf")


class WriteSummaryView(CaseStepView):
    """Write a new version of what a case summary says."""

    form_class = CaseSummaryForm
    template_name = "desk/write_summary.html"
    success_message = "The case summary is saved."

    def refusal(self) -> str:
        """Refuse somebody who may not work on the case."""
        return str(may_work.reason(self.subject, self.request.user))

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return obstacle_to_noting(self.subject)

    def cancel_address(self) -> str:
        """Lead back to the summary."""
        return reverse("desk:case_summary", args=[self.subject.pk])

    def get_initial(self) -> dict[str, Any]:
        """Start from the version before."""
        latest = self.subject.summaries.first()
        if latest is None:
            return {}
        names = SummaryText.__dataclass_fields__
        return {"version": latest.number, **{name: getattr(latest, name) for name in names}}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask managers for the schedule of visits too (ROC-86)."""
        refused = may_manage.reason(self.subject, self.request.user)
        return {**super().get_form_kwargs(), "is_manager": not refused}

    def perform(self, form: CaseSummaryForm) -> str:
        """Save it."""
        answers = dict(form.cleaned_data)
        seen_number = answers.pop("version")
        write_summary(
            case_id=self.subject.pk,
            actor=self.request.user,
            seen_number=seen_number,
            text=SummaryText(**answers),
        )
        return self.cancel_address()

    def _explain(self, form: Form, refused: DomainError) -> None:
        super()._explain(form, refused)
        if isinstance(refused, ChangedMeanwhile):
            form.theirs = {name: str(said) for name, said in refused.theirs.items()}
