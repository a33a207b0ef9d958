"""What the pages share of the records that belong to an assessment: a step with one form, and a
list of records.
"""

from dataclasses import dataclass, field
from typing import Any

from assessments.permissions import may_work
from cases.views.pages import Button, CaseStepView
from cin.accounts.permissions import case_of


@dataclass(frozen=True, kw_only=True)
class Card:
    """One record of a list: its title and rows, and what can be done with it."""

    title: str
    rows: list[dict[str, Any]]
    buttons: list[Button] = field(default_factory=list)


class BelongingStepView(CaseStepView):
    """A step with one form on a record that belongs to an open case, taken by whoever works on
    it.
    """

    template_name = "assessments/step.html"
    heading = ""

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return "" if case_of(self.subject).is_open else "This case is closed."

    def context_rows(self) -> list[dict[str, Any]]:
        """Give the rows that stand above the form, such as what was asked."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading, and what stands above the form."""
        return super().get_context_data(heading=self.heading, above=self.context_rows(), **kwargs)
