"""Recording a contact after the case was closed."""

from typing import Any

from cases.forms.after_closing import RecordContactForm
from cases.selectors.after_closing import contact_until, obstacle_to_contact
from cases.services.after_closing import ContactDetails, record_contact
from cases.views.pages import CaseStepView, way_back
from cin.accounts.permissions import may_work


class RecordContactView(CaseStepView):
    """Say who asked and what was said, while the time for it lasts."""

    form_class = RecordContactForm
    template_name = "cases/record_contact.html"
    success_message = "Saved, as a case note. The case stays closed."

    def refusal(self) -> str:
        """Refuse another team."""
        return str(may_work.reason(self.subject, self.request.user))

    def obstacle(self) -> str:
        """Say that the time is over, or that there was none."""
        return obstacle_to_contact(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add until when the family may ask."""
        return super().get_context_data(until=contact_until(self.subject), **kwargs)

    def perform(self, form: RecordContactForm) -> str:
        """Save it."""
        record_contact(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=ContactDetails(**form.cleaned_data),
        )
        return way_back(self.request.user, self.subject)
