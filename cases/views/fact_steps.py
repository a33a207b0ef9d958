"""What the pages about circumstances, changes and longer times share."""

from typing import Any

from django.urls import reverse

from cases.forms.facts import ReasonForm
from cases.models import Case
from cases.views.pages import CaseStepView
from cases.views.withdrawing import WithdrawView
from cin.accounts.permissions import case_of
from cin.core.errors import NotFound


def facts_page(case: Case) -> str:
    """Give the address of the page that lists circumstances, changes and longer times."""
    return reverse("cases:circumstances", args=[case.pk])


class FactStepView(CaseStepView):
    """A step whose page says what it does, and which leads back to the list."""

    def heading(self) -> str:
        """Give the heading of the page."""
        raise NotFound("There is no such page.")

    def effects(self) -> list[str]:
        """Say in sentences what the step changes."""
        return []

    def cancel_address(self) -> str:
        """Lead back to the list."""
        return facts_page(case_of(self.subject))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading, and what the step changes."""
        return super().get_context_data(heading=self.heading(), effects=self.effects(), **kwargs)


class ReasonStepView(FactStepView):
    """A step that asks for a reason and nothing else."""

    form_class = ReasonForm
    question = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask the page's own question."""
        return {**super().get_form_kwargs(), "question": self.question}


class WithdrawFactView(WithdrawView):
    """Take back a circumstance or a change."""

    success_message = "Withdrawn. The dates are as if it had not been recorded."

    def what(self) -> str:
        """Name its kind."""
        return str(self.subject.get_kind_display())

    def shown(self) -> str:
        """Show the note beside it."""
        return str(self.subject.note)

    def effects(self) -> list[str]:
        """Say what becomes of the dates."""
        return [
            "Only for what was recorded by mistake: the dates are then as if it had never been "
            "recorded. It stays in the record, marked as withdrawn."
        ]

    def cancel_address(self) -> str:
        """Lead back to the list."""
        return facts_page(self.case)
