"""What every page about a case shares: which case it is about, and the way back to it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from cases.forms.drafts import DraftForm
from cases.models import Case
from cases.selectors.access import find_case, visible_cases
from cin.accounts.models import User
from cin.accounts.permissions import case_of
from cin.audit.services import is_possible, note_views, refusal_of
from cin.audit.views import StageStepView
from cin.core.errors import ChangedMeanwhile, DomainError
from cin.core.forms import Form
from cin.core.views import StepView
from cin.policy.rationale import demand_rationale, wants_rationale


@dataclass(frozen=True, kw_only=True)
class Button:
    """A step that this person can take now, and the page where it is taken."""

    text: str
    href: str


def buttons(subject: Any, user: User, steps: Iterable[tuple[str, str, str]]) -> list[Button]:
    """Give the steps (name, text, URL name) that are possible at this stage and open to this
    person.
    """
    return [
        Button(text=text, href=reverse(url_name, args=[subject.pk]))
        for step, text, url_name in steps
        if is_possible(subject, step) and not refusal_of(subject, step, user)
    ]


def way_back(user: User, case: Case) -> str:
    """Give the address of the case's page, or of the list of cases when it has left this person's
    reach.
    """
    if visible_cases(user).filter(pk=case.pk).exists():
        return reverse("desk:case", args=[case.pk])
    return reverse("desk:cases")


class CaseStepView(StepView):
    """A step on a case, or on anything with a case: whoever is shown the page has opened the
    record.
    """

    @property
    def page(self) -> str:
        """Name the page as the list of who looked keeps it, such as write_assessment."""
        return str(self.request.resolver_match.url_name)

    def get_form(self, form_class: Any = None) -> Any:
        """Have a manager's decision ask for its reason, where the procedure wants one."""
        form = super().get_form(form_class)
        if form.reason_field and wants_rationale(self.subject):
            demand_rationale(form)
        return form

    def cases_shown(self) -> list[Case]:
        """List the cases with a part of their record on the page."""
        return [case_of(self.subject)]

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """Write down who opened the record, and draw the page."""
        note_views(cases=self.cases_shown(), viewer=self.request.user, page=self.page)
        return super().render_to_response(context, **response_kwargs)

    def find_subject(self) -> Any:
        """Find the case of the address among those this person may know of."""
        return find_case(self.request.user, self.kwargs["case_id"])

    def cancel_address(self) -> str:
        """Lead back to the case."""
        return reverse("desk:case", args=[case_of(self.subject).pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the case, for the bar above the page."""
        return super().get_context_data(case=case_of(self.subject), **kwargs)


class CaseStageView(CaseStepView, StageStepView):
    """A step whose stage and permission the lifecycle of the subject knows."""


class DraftStepView(CaseStepView, ABC):
    """A page of a long record: saved to be finished later, or saved and finished at once."""

    saved_message = "Saved. You can finish it later."
    finished_message = "Saved and finished."

    @abstractmethod
    def save(self, form: Any) -> Any:
        """Save what was typed, and give the record."""

    @abstractmethod
    def finish(self, record: Any) -> None:
        """Finish the record that was just saved."""

    @abstractmethod
    def after(self, record: Any) -> str:
        """Give the address to go to."""

    def perform(self, form: DraftForm) -> str:
        """Save; and finish when that button was pressed, all or nothing."""
        record = self.save(form)
        if form.is_finishing:
            self.finish(record)
        message = self.finished_message if form.is_finishing else self.saved_message
        messages.success(self.request, message)
        return self.after(record)

    def _explain(self, form: Form, refused: DomainError) -> None:
        super()._explain(form, refused)
        if isinstance(refused, ChangedMeanwhile) and isinstance(form, DraftForm):
            form.show_theirs(refused.theirs)
