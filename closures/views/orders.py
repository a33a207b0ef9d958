"""The page on which a manager decides whether a plan goes on beyond its order."""

from typing import Any

from django.urls import reverse

from cin.accounts.permissions import may_manage
from closures.forms.letters import DecideOnOrderForm
from closures.selectors.orders import orders_to_decide
from closures.services import decide_on_order
from plans.views.case_steps import WorkStepView


class DecideOnOrderView(WorkStepView):
    """Decide whether the plan goes on although its order has ended."""

    form_class = DecideOnOrderForm
    template_name = "closures/decide_on_order.html"
    success_message = "Decision saved"

    def refusal(self) -> str:
        """Say that only a manager decides."""
        return str(may_manage.reason(self.subject, self.request.user))

    def obstacle(self) -> str:
        """Say that there is nothing to decide."""
        return "" if orders_to_decide(self.subject) else "There is no ended order to decide on."

    def cancel_address(self) -> str:
        """Lead back to the case."""
        return reverse("desk:case", args=[self.subject.pk])

    def perform(self, form: DecideOnOrderForm) -> str:
        """Save the decision on the order that ended first."""
        decide_on_order(
            case_id=self.subject.pk,
            order_id=orders_to_decide(self.subject)[0].pk,
            actor=self.request.user,
            **form.cleaned_data,
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the order."""
        return super().get_context_data(order=orders_to_decide(self.subject)[0], **kwargs)
