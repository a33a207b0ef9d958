"""Pages on which a strategy discussion is recorded, read and shared."""

from typing import Any

from django.contrib import messages
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.selectors.people import sibling_cases
from cases.views.telling import TellingMixin
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.core import clock
from cin.policy.selectors import procedure_in_force
from plans.views.case_steps import LongRecordView, WorkStepView
from safeguarding.forms.strategies import (
    INCLUDED,
    OF_CHILD,
    OF_DISCUSSION,
    BeginEnquiryForm,
    EditStrategyForm,
    HoldStrategyForm,
    ShareStrategyForm,
)
from safeguarding.models import Enquiry, SharedPart, StrategyChild, StrategyDiscussion
from safeguarding.selectors.concerns import concerns_about
from safeguarding.selectors.strategies import (
    find_strategy,
    lacks_safety_plan,
    obstacle_to_beginning,
    obstacle_to_editing,
    obstacle_to_holding,
    obstacle_to_sharing,
    parts_of,
    siblings_at,
)
from safeguarding.services import (
    AgencyDetails,
    AgreedAction,
    ChildDecision,
    StrategyDetails,
    StrategyRows,
    begin_enquiries,
    edit_strategy,
    finish_strategy,
    hold_strategy,
    share_strategy,
)
from safeguarding.views.words import strategy_in_words


@require_safe
def strategy(request: SignedInRequest, strategy_id: int) -> TemplateResponse:
    """Show a strategy discussion, with what it decided about the children this person may know
    of.
    """
    found = find_strategy(request.user, strategy_id)
    parts = parts_of(request.user, found)
    note_views(cases=[part.case for part in parts], viewer=request.user, page="strategy discussion")
    works = not may_work.reason(found.case, request.user)
    begins = any(not may_work.reason(part.case, request.user) for part in parts)
    context = {
        "case": parts[0].case,
        "strategy": found,
        "buttons": _buttons(found, parts, works=works, begins=begins),
        "lacking": _lacking(found, parts),
        **strategy_in_words(found, parts),
    }
    return TemplateResponse(request, "safeguarding/strategy.html", context)


def _buttons(
    found: StrategyDiscussion, parts: list[StrategyChild], *, works: bool, begins: bool
) -> list[dict[str, str]]:
    """List what can be done with a strategy discussion now, the most urgent first."""
    is_open = works and found.case.is_open
    wanted = [
        (
            "Begin the section 47 enquiry",
            "begin_enquiry",
            begins and not obstacle_to_beginning(found, parts),
        ),
        ("Go on with the record", "edit_strategy", works and not obstacle_to_editing(found)),
        ("Record that the actions were shared", "share_strategy_actions", is_open),
        (
            "Record that the minutes were shared",
            "share_strategy_minutes",
            is_open and not obstacle_to_sharing(found, SharedPart.MINUTES),
        ),
    ]
    return [
        {"text": text, "href": reverse(f"safeguarding:{name}", args=[found.pk])}
        for text, name, is_possible in wanted
        if is_possible
    ]


def _lacking(found: StrategyDiscussion, parts: list[StrategyChild]) -> list[dict[str, str]]:
    """Say whose safety plan is still missing, with the page on which it is written (ROC-34)."""
    if not wants_safety_plan(found.case):
        return []
    return [
        {"text": text, "href": reverse("cases:safety_plan", args=[part.case_id])}
        for part in parts
        if part.goes_to_enquiry and (text := lacks_safety_plan(found, part.case))
    ]


def wants_safety_plan(case: Case) -> bool:
    """Say whether the procedure wants a safety plan from a strategy discussion."""
    return procedure_in_force(case.authority_id).flag("strategy_safety_plan_required")


class HoldStrategyView(LongRecordView):
    """Record that a strategy discussion was held."""

    form_class = HoldStrategyForm
    template_name = "safeguarding/hold_strategy.html"
    blocked_title = "Before you can finish the record"
    saved_message = "The strategy discussion is saved. Its record is not finished yet."
    finished_message = "The strategy discussion is saved and its record is finished."

    @property
    def case(self) -> Case:
        """The case that the page is about."""
        found: Case = self.subject
        return found

    def siblings(self) -> list[Case]:
        """List the brothers and sisters it can be about."""
        return sibling_cases(self.request.user, self.case)

    def obstacle(self) -> str:
        """Say why no strategy discussion can be recorded now."""
        return obstacle_to_holding(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about this case's child first, then about each brother and sister."""
        return {
            **super().get_form_kwargs(),
            "case": self.case,
            "siblings": self.siblings(),
            "wants_safety_plan": wants_safety_plan(self.case),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the concerns it is about."""
        concerns = [each for each in concerns_about(self.case) if each.waits_for_strategy]
        return super().get_context_data(concerns=concerns, **kwargs)

    def save(self, form: HoldStrategyForm) -> StrategyDiscussion:
        """Write the discussion down."""
        return hold_strategy(case_id=self.case.pk, actor=self.request.user, **written(form))

    def finish(self, record: StrategyDiscussion) -> None:
        """Finish the record."""
        finish_strategy(strategy_id=record.pk, actor=self.request.user)

    def after(self, record: StrategyDiscussion) -> str:
        """Go on to read it."""
        return reverse("safeguarding:strategy", args=[record.pk])


class EditStrategyView(HoldStrategyView):
    """Go on with the record of a strategy discussion that is not finished."""

    form_class = EditStrategyForm
    template_name = "safeguarding/edit_strategy.html"

    @property
    def case(self) -> Case:
        """The case that the discussion was recorded on."""
        found: Case = self.subject.case
        return found

    def find_subject(self) -> StrategyDiscussion:
        """Give the discussion, when this person may know of it."""
        return find_strategy(self.request.user, self.kwargs["strategy_id"])

    def siblings(self) -> list[Case]:
        """List those it is about already, then the others."""
        return siblings_at(self.request.user, self.subject)

    def obstacle(self) -> str:
        """Say why the record can no longer be changed."""
        return obstacle_to_editing(self.subject)

    def cancel_address(self) -> str:
        """Lead back to the discussion."""
        return reverse("safeguarding:strategy", args=[self.subject.pk])

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whose parts are on the page."""
        parts = parts_of(self.request.user, self.subject)
        return [*super().cases_shown(), *(part.case for part in parts)]

    def get_initial(self) -> dict[str, Any]:
        """Show what is written so far."""
        found = self.subject
        shown: dict[str, Any] = {name: getattr(found, name) for name in OF_DISCUSSION}
        for part in parts_of(self.request.user, found):
            lead = f"child-{part.case_id}-"
            shown |= {f"{lead}{name}": getattr(part, name) for name in OF_CHILD}
            shown[f"{lead}included"] = [INCLUDED]
        return {
            **shown,
            "agencies": list(found.agencies.values("agency", "name", "took_part")),
            "actions": list(found.actions.values("what", "who", "due_on")),
            "version": found.version,
        }

    def save(self, form: HoldStrategyForm) -> StrategyDiscussion:
        """Save what is written."""
        return edit_strategy(
            strategy_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"] or 0,
            **written(form),
        )


def written(form: HoldStrategyForm) -> dict[str, Any]:
    """Give what was written as the services want it."""
    answers = form.cleaned_data
    return {
        "details": StrategyDetails(**{name: answers[name] for name in OF_DISCUSSION}),
        "rows": StrategyRows(
            children=[ChildDecision(**each) for each in form.children()],
            agencies=[AgencyDetails(**each) for each in answers["agencies"]],
            actions=[AgreedAction(**each) for each in answers["actions"]],
        ),
    }


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
        return obstacle_to_beginning(self.subject, self.children())

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
