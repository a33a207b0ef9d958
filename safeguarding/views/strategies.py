"""Pages on which a strategy discussion is recorded, read and shared."""

from functools import cached_property
from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.selectors.people import sibling_cases
from cases.selectors.telling import Recipient, has_limits, limited_among
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.policy.selectors import procedure_in_force
from plans.views.case_steps import LongRecordView
from safeguarding.forms.strategies import (
    INCLUDED,
    OF_CHILD,
    OF_DISCUSSION,
    EditStrategyForm,
    HoldStrategyForm,
)
from safeguarding.models import SharedPart, StrategyChild, StrategyDiscussion
from safeguarding.selectors.beginning import beginning_of
from safeguarding.selectors.concerns import concerns_about
from safeguarding.selectors.strategies import (
    elsewhere,
    find_strategy,
    lacks_safety_plan,
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
    edit_strategy,
    finish_strategy,
    hold_strategy,
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
            begins and not beginning_of(parts).obstacle,
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
            "has_limits": self.has_limits(),
        }

    @cached_property
    def limited(self) -> list[Recipient]:
        """List who is not to be told something about one of the children it is or may be about."""
        return limited_among([self.case, *self.siblings()])

    def has_limits(self) -> bool:
        """Say whether it is asked how something was kept from somebody."""
        return bool(self.limited)

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whose people's limits are on the page."""
        return [*super().cases_shown(), *(self.siblings() if self.limited else [])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the concerns it is about."""
        concerns = [each for each in concerns_about(self.case) if each.waits_for_strategy]
        return super().get_context_data(concerns=concerns, limited=self.limited, **kwargs)

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

    def has_limits(self) -> bool:
        """Ask it also for a child who is another team's by now, whose limits are not shown."""
        known = [self.case, *self.siblings()]
        others = elsewhere(self.subject, [case.pk for case in known])
        return bool(self.limited) or has_limits(*others)

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
            limits_kept=answers.get("limits_kept") or "",
        ),
    }
