"""Pages on which a concern is raised and decided on."""

from typing import Any

from django.urls import reverse

from cases.selectors.changes import move_away
from cases.views.pages import CaseStageView
from plans.views.case_steps import WorkStepView
from safeguarding.forms.concerns import DecideConcernForm, RaiseConcernForm
from safeguarding.models import Concern
from safeguarding.selectors.concerns import concerns_about, find_concern, obstacle_to_raising
from safeguarding.selectors.legal import may_call_legal_planning
from safeguarding.services import decide_concern, raise_concern


class RaiseConcernView(WorkStepView):
    """Raise a concern about a child."""

    form_class = RaiseConcernForm
    template_name = "safeguarding/raise_concern.html"
    success_message = "The concern is raised. Tell your manager now as well."

    def obstacle(self) -> str:
        """Say why no concern can be raised on this case."""
        return obstacle_to_raising(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the family has moved away, where another authority makes the enquiries."""
        return super().get_context_data(moved=move_away(self.subject), **kwargs)

    def perform(self, form: RaiseConcernForm) -> str:
        """Raise it."""
        raise_concern(
            case_id=self.subject.pk, actor=self.request.user, what=form.cleaned_data["what"]
        )
        return reverse("desk:case", args=[self.subject.pk])


class DecideConcernView(CaseStageView):
    """Read a concern, and decide whether a strategy discussion is needed."""

    step = "call_strategy_discussion"
    form_class = DecideConcernForm
    template_name = "safeguarding/decide_concern.html"
    success_message = "Decision saved"

    def find_subject(self) -> Concern:
        """Give the concern, when this person may know of it."""
        return find_concern(self.request.user, self.kwargs["concern_id"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer a legal planning meeting where the procedure leads to one."""
        asks = may_call_legal_planning(self.subject.case)
        return {**super().get_form_kwargs(), "asks_legal_planning": asks}

    def perform(self, form: DecideConcernForm) -> str:
        """Record the decision."""
        decide_concern(concern_id=self.subject.pk, actor=self.request.user, **form.decision())
        return reverse("desk:case", args=[self.subject.case_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the concerns raised before."""
        earlier = concerns_about(self.subject.case).exclude(pk=self.subject.pk)
        return super().get_context_data(earlier=earlier, **kwargs)
