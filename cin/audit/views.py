"""The page of a step whose stage and permission the state machine knows."""

from typing import Any

from cin.audit.services import is_possible, refusal_of
from cin.core.views import StepView


class StageStepView(StepView):
    """A step view that asks the subject's lifecycle whether `step` is possible and permitted."""

    step = ""

    def refusal(self) -> str:
        """Say why this person may not take the step from the present stage."""
        return refusal_of(self.subject, self.step, self.request.user)

    def obstacle(self) -> str:
        """Say at which other stage the subject is, when the step cannot be taken from there."""
        subject: Any = self.subject
        if is_possible(subject, self.step):
            return ""
        stage = subject.get_state_display()
        noun = subject._meta.verbose_name
        return f"This {noun} has moved on: it is now “{stage}”, so this cannot be done any more."
