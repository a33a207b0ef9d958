"""Pages on which people are chosen who are then told something."""

from typing import Any

from cases.models import Case
from cases.selectors.telling import override_refusal, recipients_of
from cin.accounts.permissions import case_of


class TellingMixin:
    """Gives the form those who may be told, and the page those who may not."""

    request: Any
    subject: Any

    def told_about(self) -> Case:
        """Give the case whose people they are."""
        case: Case = case_of(self.subject)
        return case

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know whom it can offer, and whether a manager may decide otherwise."""
        case = self.told_about()
        return {
            **super().get_form_kwargs(),  # type: ignore[misc]
            "recipients": recipients_of(case),
            "may_override": not override_refusal(case, self.request.user),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is not to be told, and why."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "limited": context["form"].limited}
