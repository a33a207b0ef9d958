"""The page on which another team is told in advance."""

from typing import Any

from django.urls import reverse

from cases.selectors.notices import told_in_advance
from cin.accounts.selectors import teams_of
from plans.views.case_steps import WorkStepView
from transfers.forms.telling import TellInAdvanceForm
from transfers.selectors.transfers import obstacle_to_telling
from transfers.services.telling import WordInAdvance, tell_in_advance


class TellInAdvanceView(WorkStepView):
    """Tell the managers of another team that a case is coming, and of the meeting."""

    form_class = TellInAdvanceForm
    template_name = "transfers/tell_in_advance.html"
    success_message = "They were told."

    def obstacle(self) -> str:
        """Say why there is nothing to tell of."""
        return obstacle_to_telling(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the authority's other teams."""
        teams = teams_of(self.request.user).exclude(pk=self.subject.team_id)
        return {**super().get_form_kwargs(), "teams": list(teams.values_list("pk", "name"))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who was told already, and whether they have read it."""
        return super().get_context_data(told=told_in_advance(self.subject), **kwargs)

    def perform(self, form: TellInAdvanceForm) -> str:
        """Tell them."""
        answers = dict(form.cleaned_data)
        tell_in_advance(
            case_id=self.subject.pk,
            actor=self.request.user,
            to_team_id=answers.pop("to_team"),
            word=WordInAdvance(**answers),
        )
        return reverse("desk:case", args=[self.subject.pk])
