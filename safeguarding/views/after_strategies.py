"""Pages on which what a strategy discussion decided is shared, and its enquiries are begun."""

from typing import Any

from django.contrib import messages
from django.urls import reverse

from cases.models import Case
from cases.views.telling import TellingMixin
from cin.accounts.permissions import may_work
from cin.core import clock
from plans.views.case_steps import WorkStepView
from safeguarding.forms.strategies import BeginEnquiryForm, ShareStrategyForm
from safeguarding.models import Enquiry, SharedPart, StrategyChild, StrategyDiscussion
from safeguarding.selectors.beginning import beginning_of
from safeguarding.selectors.strategies import find_strategy, obstacle_to_sharing, parts_of
from safeguarding.services import begin_enquiries, share_strategy


class StrategyStepView(WorkStepView):
    """A step on a strategy discussion."""

    subject: StrategyDiscussion

    def find_subject(self) -> StrategyDiscussion:
        """Give the discussion, when this person may know of it."""
        return find_strategy(self.request.user, self.kwargs["strategy_id"])

    def cancel_address(self) -> str:
        """Lead back to the discussion."""
        return reverse("safeguarding:strategy", args=[self.subject.pk])


class ShareStrategyView(TellingMixin, StrategyStepView):
    """Record when the actions, or the minutes, of a strategy discussion were shared."""

    form_class = ShareStrategyForm
    template_name = "safeguarding/share_strategy.html"
    success_message = "Saved"
    part = SharedPart.ACTIONS

    def told_about(self) -> list[Case]:
        """Add the brothers and sisters whom it was about, as far as this person may know of them:
        what is shared tells of them too.
        """
        own = self.subject.case
        parts = parts_of(self.request.user, self.subject)
        return [own, *(part.case for part in parts if part.case_id != own.pk)]

    def cases_shown(self) -> list[Case]:
        """Say whose people are on the page."""
        return self.told_about()

    def obstacle(self) -> str:
        """Say that minutes are shared once they are written."""
        return obstacle_to_sharing(self.subject, self.part)

    def get_initial(self) -> dict[str, Any]:
        """Begin with everybody who took part, now."""
        names = [str(each) for each in self.subject.agencies.all()]
        return {"shared_at": clock.now(), "recipients": "\n".join(names)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is shared."""
        return super().get_context_data(what=self.part.label.lower(), **kwargs)

    def perform(self, form: ShareStrategyForm) -> str:
        """Save it."""
        share_strategy(
            strategy_id=self.subject.pk,
            actor=self.request.user,
            part=self.part,
            **form.answers(),
        )
        return self.cancel_address()


class ShareStrategyMinutesView(ShareStrategyView):
    """Record when the minutes of a strategy discussion were shared."""

    part = SharedPart.MINUTES


class BeginEnquiryView(StrategyStepView):
    """Begin the section 47 enquiries that a strategy discussion decided on."""

    form_class = BeginEnquiryForm
    template_name = "safeguarding/begin_enquiry.html"

    def find_subject(self) -> StrategyDiscussion:
        """Give the discussion, about the first child whom this person works with."""
        found = super().find_subject()
        worked = (
            part.case
            for part in parts_of(self.request.user, found)
            if not may_work.reason(part.case, self.request.user)
        )
        found.case = next(worked, found.case)
        return found

    def children(self) -> list[StrategyChild]:
        """List the children of whom this person may know."""
        return parts_of(self.request.user, self.subject)

    def cases_shown(self) -> list[Case]:
        """Name the brothers and sisters whose decision is on the page."""
        return [part.case for part in self.children()]

    def obstacle(self) -> str:
        """Say why none can be begun."""
        return beginning_of(self.children()).obstacle

    def get_initial(self) -> dict[str, Any]:
        """Begin with the moment of the discussion."""
        return {"began_at": self.subject.held_at}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the children."""
        return super().get_context_data(children=self.children(), **kwargs)

    def perform(self, form: BeginEnquiryForm) -> str:
        """Begin them, and go on to that of this case's child."""
        begun = begin_enquiries(
            strategy_id=self.subject.pk,
            actor=self.request.user,
            began_at=form.cleaned_data["began_at"],
        )
        messages.success(self.request, self._told(begun))
        own = [each for each in begun if each.case_id == self.subject.case_id]
        return reverse("safeguarding:enquiry", args=[[*own, *begun][0].pk])

    def _told(self, begun: list[Enquiry]) -> str:
        names = " and ".join(str(each.case.child) for each in begun)
        return f"The section 47 enquiry is begun: {names}"
