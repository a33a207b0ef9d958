"""Pages of a step-down to early help: how far it has come, each part, and the referral form."""

from functools import cached_property
from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.selectors.access import find_case
from cases.selectors.agencies import agencies_around
from cases.selectors.agreements import early_help_in_words
from cases.selectors.people import family_of
from cases.selectors.telling import Recipient, limited_in
from cin.accounts.models import User
from cin.accounts.permissions import may_manage, may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core import clock
from cin.core.downloads import FileAnswer, pdf_download
from cin.core.errors import NotFound
from cin.core.templatetags.cin import plain_day
from cin.documents.printing import pdf_of
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import step_down_blockers
from closures.forms.stepping_down import FORMS, AgreeStepDownForm, CompleteFormForm
from closures.models import StepDown
from closures.selectors.preparation import preparation_of
from closures.selectors.recommended import recommended_for
from closures.selectors.stepping_down import (
    WROTE_FINDING,
    asked_of_step_down,
    facts_of,
    step_down_of,
    wrote_finding,
)
from closures.services import agree_step_down, complete_step_down_form, write_step_down
from closures.services.stepping_down import PARTS
from closures.views.step_down_words import TITLES, parts_of, sections_of
from plans.views.case_steps import WorkStepView


@require_safe
def step_down(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show how far a step-down has come."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="step_down")
    preparation = preparation_of(case)
    procedure = procedure_in_force(case.authority_id)
    asked = asked_of_step_down(case, procedure)
    context = {
        "case": case,
        "blockers": step_down_blockers(asked, facts_of(preparation)) if case.is_open else [],
        "early_help": early_help_in_words(case, clock.today()),
        "sections": sections_of(step_down_of(preparation), asked),
        "parts": parts_of(case, asked, writes=not may_work.reason(case, request.user)),
        "may_agree": case.is_open and not _refusal_to_agree(case, request.user),
        "form_name": asked.form,
    }
    return TemplateResponse(request, "closures/step_down.html", context)


def _refusal_to_agree(case: Case, user: User) -> str:
    wrote = WROTE_FINDING if wrote_finding(user, case) else ""
    return str(may_manage.reason(case, user) or wrote)


class StepDownPartView(WorkStepView):
    """Write one part of a step-down; the first team meeting is written after closing too."""

    template_name = "closures/write_step_down.html"
    success_message = "Saved."

    @property
    def part(self) -> str:
        """Read the part from the address."""
        part: str = self.kwargs["part"]
        if part not in FORMS:
            raise NotFound("There is no such page.")
        return part

    def find_subject(self) -> Any:
        """Find the case, and refuse an address of no part."""
        return super().find_subject() if self.part else None

    def get_form_class(self) -> Any:
        """Give the form of the part."""
        return FORMS[self.part]

    def obstacle(self) -> str:
        """Say that a closed case has only its first team meeting to come."""
        if self.subject.is_open or PARTS[self.part].after_closing:
            return ""
        return "The case is closed, so the step-down is not changed any more."

    def cancel_address(self) -> str:
        """Lead back to the step-down."""
        return reverse("closures:step_down", args=[self.subject.pk])

    def get_initial(self) -> dict[str, Any]:
        """Show what is written, or what can be known beforehand."""
        found = step_down_of(preparation_of(self.subject))
        names = PARTS[self.part].names
        if found is None:
            return {"version": 1, **self._from_the_record(StepDown())}
        written = {name: getattr(found, name) for name in names}
        return {**written, **self._from_the_record(found), "version": found.version}

    def _from_the_record(self, found: StepDown) -> dict[str, Any]:
        """Fill boxes that are empty from the record: who leads, who may come, who chairs."""
        case: Case = self.subject
        worker = case.worker.name if case.worker else ""
        chairs = procedure_in_force(case.authority_id).get("first_taf_chair_role")
        recommended = recommended_for(case)
        known = {
            "meeting": {
                "team_chair": worker if chairs == "social_worker" else "",
                "neighbourhood_invited": found.lead_name,
                "came": "\n".join(self._who_may_come()) if not found.came else "",
            },
            "professional": {
                "professional_name": recommended.lead_name,
                "professional_agency": recommended.lead_agency,
            },
            "team": {"team_met_chair": found.team_chair, "minutes_sent_by": ""},
        }.get(self.part, {})
        return {name: value for name, value in known.items() if not getattr(found, name)}

    def _who_may_come(self) -> list[str]:
        """Name the family and the agencies, without who is not to be told something."""
        family = [str(row.person) for row in family_of(self.subject)]
        known = [*family, *agencies_around(self.subject)]
        return [name for name in known if not any(each.is_named_in(name) for each in self.limited)]

    @cached_property
    def limited(self) -> list[Recipient]:
        """List who is not to be told something, where the part names who came to a meeting."""
        return limited_in(self.subject) if self.part == "meeting" else []

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask how something was kept from somebody, where that can be."""
        own = {"has_limits": bool(self.limited)} if self.part == "meeting" else {}
        return {**super().get_form_kwargs(), **own}

    def perform(self, form: Any) -> str:
        """Save it."""
        answers = dict(form.cleaned_data)
        seen_version = answers.pop("version")
        write_step_down(
            case_id=self.subject.pk,
            actor=self.request.user,
            part=self.part,
            seen_version=seen_version,
            answers=answers,
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the part is called, and who is not to be told something."""
        return super().get_context_data(title=TITLES[self.part], limited=self.limited, **kwargs)


class AgreeStepDownView(WorkStepView):
    """Agree as a manager to a step-down."""

    form_class = AgreeStepDownForm
    template_name = "closures/agree_step_down.html"
    success_message = "Saved. The family can be met about it."

    def refusal(self) -> str:
        """Say that only a manager can agree, who did not write it."""
        return _refusal_to_agree(self.subject, self.request.user)

    def get_initial(self) -> dict[str, Any]:
        """Carry the version that is on the page, so that only what was read is agreed to."""
        found = step_down_of(preparation_of(self.subject))
        return {"version": found.version if found else 1}

    def obstacle(self) -> str:
        """Say that a closed case is past it."""
        return "" if self.subject.is_open else "The case is closed."

    def cancel_address(self) -> str:
        """Lead back to the step-down."""
        return reverse("closures:step_down", args=[self.subject.pk])

    def perform(self, form: AgreeStepDownForm) -> str:
        """Save it."""
        answers = form.cleaned_data
        agree_step_down(
            case_id=self.subject.pk,
            actor=self.request.user,
            read_version=answers["version"],
            agreed_on=answers["agreed_on"],
            note=answers["note"],
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add why the social worker finds early help enough."""
        found = step_down_of(preparation_of(self.subject))
        return super().get_context_data(step_down=found, **kwargs)


class CompleteStepDownFormView(WorkStepView):
    """Read the referral form to early help through, and say that it is complete."""

    form_class = CompleteFormForm
    template_name = "closures/complete_step_down_form.html"
    success_message = "Saved. Print the form, or save it, and send it."

    def obstacle(self) -> str:
        """Say that a closed case is past it."""
        return "" if self.subject.is_open else "The case is closed."

    def cancel_address(self) -> str:
        """Lead back to the step-down."""
        return reverse("closures:step_down", args=[self.subject.pk])

    def perform(self, form: CompleteFormForm) -> str:
        """Save it."""
        complete_step_down_form(case_id=self.subject.pk, actor=self.request.user)
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form as it will be printed."""
        return super().get_context_data(**referral_form(self.subject), **kwargs)


@require_safe
def print_step_down_form(request: SignedInRequest, case_id: int) -> FileAnswer:
    """Give the referral form to early help to print; who took it is written down."""
    case = find_case(request.user, case_id)
    context = {
        "case": case,
        "printed_by": request.user.name,
        "printed_at": clock.now(),
        **referral_form(case),
    }
    contents = pdf_of("closures/print/step_down_form.html", context)
    note_view(case=case, viewer=request.user, page="step_down_form, printed")
    return pdf_download(contents, name="referral-to-early-help.pdf")


def referral_form(case: Case) -> dict[str, Any]:
    """Fill in the referral form to early help from the record."""
    procedure = procedure_in_force(case.authority_id)
    found = step_down_of(preparation_of(case))
    asked = asked_of_step_down(case, procedure)
    return {
        "title": asked.form or "Referral to early help",
        "child_rows": [
            {"key": "Name", "value": str(case.child)},
            {"key": "Born on", "value": plain_day(case.child.born_on or case.child.expected_on)},
            {"key": "Our reference", "value": case.reference},
            {"key": "Social worker", "value": str(case.worker or "")},
            {"key": "Consent", "value": early_help_in_words(case, clock.today())},
        ],
        "family": [row for row in family_of(case) if row.person_id != case.child_id],
        "agencies": agencies_around(case),
        "limited": limited_in(case),
        "sections": sections_of(found, asked, of_form=True),
    }
