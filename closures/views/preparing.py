"""Pages on which the ending of a case is got ready."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.selectors.access import find_case
from cases.views.pages import CaseStepView
from cases.views.telling import LimitsKeptMixin
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import is_possible, note_view
from closures.forms.preparing import (
    DisagreementMeetingForm,
    EndOfPlanForm,
    SettleDisagreementForm,
    ViewsForm,
)
from closures.models import PartyView, Position
from closures.selectors import blockers_to_closing
from closures.selectors.endings import blockers_to_deciding
from closures.selectors.parties import find_party_view, not_yet_heard, parties_of, views_of
from closures.selectors.preparation import actions_of, preparation_of
from closures.selectors.recommended import recommended_for
from closures.selectors.words import next_steps_for
from closures.services import (
    EndOfPlan,
    MeetingMinutes,
    PartyAnswer,
    ServiceDetails,
    SettlementDetails,
    record_disagreement_meeting,
    record_views,
    settle_disagreement,
    write_end_of_plan,
)
from closures.views.tasks import tasks_of
from closures.views.words import readiness_of
from plans.views.case_steps import WorkStepView

CLOSED = "The case is closed, so its ending is not got ready any more."


@require_safe
def preparation(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show what is got ready for the ending of a case, and what is still missing."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="preparation")
    found = preparation_of(case)
    closure = found.closure if found else None
    can_propose = is_possible(case, "begin_closing")
    standing = blockers_to_closing(case, reason="") if can_propose else []
    if closure is not None and case.is_open:
        standing = blockers_to_deciding(case, found, closure.reason)
    context = {
        "case": case,
        "closure": closure,
        "standing": standing,
        "can_propose": can_propose,
        "tasks": tasks_of(case, found, request.user),
        "may_write": not may_work.reason(case, request.user),
        **readiness_of(case, found),
    }
    return TemplateResponse(request, "closures/preparation.html", context)


class PreparingView(WorkStepView):
    """A step on what is got ready for an ending; it leads back to the page about it."""

    success_message = "Saved."

    def obstacle(self) -> str:
        """Say that the ending of a closed case is not got ready any more."""
        return "" if self.about().is_open else CLOSED

    def about(self) -> Case:
        """Give the case."""
        found: Case = self.subject
        return found

    def cancel_address(self) -> str:
        """Lead back to what is got ready."""
        return reverse("closures:preparation", args=[self.about().pk])


class EndOfPlanView(PreparingView):
    """Write which actions of the plan are done, and what goes on."""

    form_class = EndOfPlanForm
    template_name = "closures/write_end_of_plan.html"

    def get_initial(self) -> dict[str, Any]:
        """Show what is written so far, and the next step that the meeting recommended."""
        found = preparation_of(self.subject)
        recommended = recommended_for(self.subject).next_step
        if found is None:
            return {"version": 1, "next_step": recommended}
        return {
            "actions_done": found.actions_done,
            "open_actions_note": found.open_actions_note,
            "next_step": found.next_step or recommended,
            "support_arranged": found.support_arranged,
            "services": list(found.services.values("name", "what", "contact")),
            "version": found.version,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the plan's actions and the authority's next steps."""
        actions = actions_of(self.subject, None)
        return {
            **super().get_form_kwargs(),
            "actions": [(each.action.pk, each.in_words) for each in actions],
            "next_steps": next_steps_for(self.subject),
        }

    def perform(self, form: EndOfPlanForm) -> str:
        """Save it."""
        answers = form.cleaned_data
        write_end_of_plan(
            case_id=self.subject.pk,
            actor=self.request.user,
            seen_version=answers["version"],
            end=EndOfPlan(
                actions_done=answers.get("actions_done") or [],
                open_actions_note=answers.get("open_actions_note") or "",
                next_step=answers.get("next_step") or "",
                support_arranged=answers["support_arranged"],
                services=[ServiceDetails(**row) for row in answers["services"]],
            ),
        )
        return self.cancel_address()


class RecordViewsView(PreparingView):
    """Write what everybody thinks of closing."""

    form_class = ViewsForm
    template_name = "closures/record_views.html"

    def get_initial(self) -> dict[str, Any]:
        """Show what everybody said, and who is still to be asked."""
        found = preparation_of(self.subject)
        views = views_of(found)
        missing = not_yet_heard(parties_of(self.subject), views)
        return {
            "version": found.version if found else 1,
            "shown": ",".join(str(view.pk) for view in views),
            "views": [
                *(_as_row(view) for view in views),
                *(
                    {
                        "name": party.name or party.role,
                        "expected": party.name or party.role,
                        "kind": party.kind,
                        "role": party.role,
                        "person_id": party.person_id or "",
                    }
                    for party in missing
                ),
            ],
        }

    def perform(self, form: ViewsForm) -> str:
        """Save it."""
        rows = [row for row in form.cleaned_data["views"] if row["position"]]
        shown = {_number(each) for each in form.cleaned_data["shown"].split(",")}
        kept = {_number(row["view_id"]) for row in form.cleaned_data["views"]}
        record_views(
            case_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            answers=[_as_answer(row) for row in rows],
            removed=[each for each in shown - kept if each is not None],
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is not to be told something."""
        limited = [party for party in parties_of(self.subject) if party.limits]
        return super().get_context_data(limited_parties=limited, **kwargs)


def _as_row(view: PartyView) -> dict[str, Any]:
    return {
        "view_id": view.pk,
        "person_id": view.person_id or "",
        "role": view.role,
        "expected": "",
        "name": view.name,
        "kind": view.kind,
        "position": view.position,
        "said": view.said,
        "asked_on": view.asked_on,
    }


def _as_answer(row: dict[str, Any]) -> PartyAnswer:
    return PartyAnswer(
        kind=row["kind"],
        name=row["name"],
        position=row["position"],
        said=row["said"],
        asked_on=row["asked_on"],
        role=row["role"],
        person_id=_number(row["person_id"]),
        view_id=_number(row["view_id"]),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


class SettleDisagreementView(PreparingView, CaseStepView):
    """Write what was done about a disagreement."""

    form_class = SettleDisagreementForm
    template_name = "closures/settle_disagreement.html"

    def find_subject(self) -> PartyView:
        """Give what the party said, when this person may know of it."""
        found = find_party_view(self.request.user, self.kwargs["view_id"])
        found.case = found.preparation.case  # type: ignore[attr-defined]
        return found

    def about(self) -> Case:
        """Give the case."""
        found: Case = self.subject.preparation.case
        return found

    def obstacle(self) -> str:
        """Say that only a disagreement is settled."""
        if self.subject.position != Position.DISAGREES:
            return f"{self.subject.name} does not disagree."
        return super().obstacle()

    def get_initial(self) -> dict[str, Any]:
        """Show what was done so far."""
        names = ("settlement", "settled_on", "settled_how", "advised_on", "wrote_on")
        written = {name: getattr(self.subject, name) for name in names}
        return {**written, "version": self.subject.preparation.version}

    def perform(self, form: SettleDisagreementForm) -> str:
        """Save it."""
        answers = dict(form.cleaned_data)
        seen_version = answers.pop("version") or 0
        settle_disagreement(
            view_id=self.subject.pk,
            actor=self.request.user,
            seen_version=seen_version,
            details=SettlementDetails(**answers),
        )
        return self.cancel_address()


class RecordDisagreementMeetingView(LimitsKeptMixin, PreparingView):
    """Keep the minutes of a meeting about a disagreement."""

    form_class = DisagreementMeetingForm
    template_name = "closures/record_disagreement_meeting.html"
    success_message = "The minutes are saved. Send them to every agency."

    def perform(self, form: DisagreementMeetingForm) -> str:
        """Save them."""
        record_disagreement_meeting(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=MeetingMinutes(**form.cleaned_data),
        )
        return self.cancel_address()
