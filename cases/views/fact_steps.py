"""What the pages about circumstances, changes and longer times share."""

from typing import Any

from django.urls import reverse

from cases.forms.facts import ReasonForm
from cases.models import Case
from cases.views.pages import CaseStepView
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
