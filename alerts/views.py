"""The list of alerts, and the page on which one is acknowledged or snoozed."""

from typing import Any

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alerts.forms import AlertListForm, AnswerAlertForm
from alerts.models import Alert
from alerts.selectors.listing import (
    PAGE,
    Wanted,
    alerts_wanted,
    find_alert,
    in_full,
    most_days_for,
)
from alerts.services.answering import answer_alert
from cin.accounts.requests import SignedInRequest
from cin.core.views import StepView


@require_safe
def alerts(request: SignedInRequest) -> TemplateResponse:
    """List the alerts that stand for this person, as they ask for them."""
    form = AlertListForm(request.GET)
    found = alerts_wanted(request.user, Wanted(**form.wanted()))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "filter": form,
        "page": page,
        "rows": in_full(page.object_list, request.user),
        "query": asked.urlencode(),
    }
    return TemplateResponse(request, "alerts/alerts.html", context)


class AnswerAlertView(StepView):
    """Acknowledge or snooze one alert of one's own."""

    form_class = AnswerAlertForm
    template_name = "alerts/answer_alert.html"
    success_message = "Your answer is saved. The date counts as before."

    def find_subject(self) -> Alert:
        """Give the alert, when it stands for this person."""
        return find_alert(self.request.user, self.kwargs["alert_id"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Allow as many days as the procedure does."""
        most_days = most_days_for(self.subject.deadline.case.authority_id)
        return {**super().get_form_kwargs(), "most_days": most_days}

    def perform(self, form: AnswerAlertForm) -> str:
        """Save the answer."""
        answer_alert(alert_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()

    def cancel_address(self) -> str:
        """Go back to the list."""
        return reverse("alerts:alerts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the case and what is due."""
        row = in_full([self.subject], self.request.user)[0]
        return super().get_context_data(case=row.due.case, row=row, **kwargs)
