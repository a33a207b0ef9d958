"""Taking in a referral, reading it, adding a brother or sister, and deciding what follows."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from cases.forms import AddSiblingForm, RecordReferralForm, ScreenReferralForm
from cases.permissions import may_refer
from cases.selectors.access import find_case
from cases.selectors.agreements import early_help_in_words
from cases.selectors.episodes import earlier_episodes
from cases.selectors.people import family_of, sibling_cases
from cases.selectors.referrals import (
    allocations_of,
    consent_advice,
    obstacle_to_adding_sibling,
    screenings_of,
)
from cases.services.referrals import (
    CarerDetails,
    ChildDetails,
    ReferralDetails,
    add_sibling,
    record_referral,
    screen_referral,
)
from cases.views.pages import CaseStageView, CaseStepView, buttons
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view, note_views
from cin.core import clock
from cin.core.views import StepView
from cin.procedures.codes import PRIMARY_NEEDS, REFERRAL_SOURCES


class LookupMixin:
    """A page that may name people we know already, each of whom is then written down as
    looked up.
    """

    request: Any

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """Write down whom the page names, and draw it."""
        shown = context["form"].candidates_shown()
        found = [each.latest for each in shown if each.latest is not None]
        note_views(cases=found, viewer=self.request.user, page="referral lookup")
        return super().render_to_response(context, **response_kwargs)  # type: ignore[misc]


class RecordReferralView(LookupMixin, StepView):
    """Take in a referral of one child."""

    form_class = RecordReferralForm
    template_name = "cases/record_referral.html"
    success_message = "The referral is recorded, and the child has a case."

    def find_subject(self) -> None:
        """Say that nothing is there yet."""

    def refusal(self) -> str:
        """Refuse whoever takes in no referrals."""
        return may_refer.reason(None, self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form look for children like this one in the person's own authority."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the procedure asks about consent."""
        return super().get_context_data(consent_advice=consent_advice(self.request.user), **kwargs)

    def cancel_address(self) -> str:
        """Lead back to Today."""
        return reverse("desk:today")

    def perform(self, form: RecordReferralForm) -> str:
        """Record the referral and open the child's case."""
        carer = form.carer_answers()
        case = record_referral(
            actor=self.request.user,
            child=ChildDetails(**form.child_answers()),
            details=ReferralDetails(**form.referral_answers()),
            carer=CarerDetails(**carer) if carer else None,
        )
        return reverse("desk:case", args=[case.pk])


class AddSiblingView(LookupMixin, CaseStepView):
    """Add a brother or sister to a referral."""

    form_class = AddSiblingForm
    template_name = "cases/add_sibling.html"
    success_message = "The brother or sister has a case of their own."

    def refusal(self) -> str:
        """Refuse whoever takes in no referrals."""
        return may_refer.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no child can be added any more."""
        return obstacle_to_adding_sibling(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form look for children like this one."""
        more = {"user": self.request.user, "family_id": self.subject.family_id}
        return {**super().get_form_kwargs(), **more}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the family name of the child whose referral it is."""
        return {"family_name": self.subject.child.family_name}

    def perform(self, form: AddSiblingForm) -> str:
        """Open the child's own case."""
        case = add_sibling(
            actor=self.request.user,
            case_id=self.subject.pk,
            child=ChildDetails(**form.child_answers()),
        )
        return reverse("desk:case", args=[case.pk])


class ScreenReferralView(CaseStageView):
    """Decide what follows from a referral."""

    form_class = ScreenReferralForm
    template_name = "cases/screen_referral.html"
    step = "accept_referral"
    success_message = "The decision is saved."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the referral that is decided on, and what came before it."""
        return super().get_context_data(
            rows=referral_rows(self.subject),
            earlier=earlier_episodes(self.request.user, self.subject),
            early_help=early_help_in_words(self.subject, clock.today()),
            **kwargs,
        )

    def perform(self, form: ScreenReferralForm) -> str:
        """Record the decision."""
        screen_referral(case_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return reverse("desk:case", args=[self.subject.pk])


STEPS = [
    ("accept_referral", "Decide what follows", "cases:screen_referral"),
    ("allocate", "Allocate the case", "cases:allocate_case"),
]


def referral(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show how the child came to notice, who is in the family, and what a manager decided."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="referral")
    may_add = not may_refer.reason(case, request.user) and not obstacle_to_adding_sibling(case)
    context = {
        "case": case,
        "rows": referral_rows(case),
        "earlier": earlier_episodes(request.user, case),
        "decisions": screenings_of(case),
        "allocations": allocations_of(case),
        "members": family_of(case),
        "siblings": sibling_cases(request.user, case),
        "buttons": buttons(case, request.user, STEPS),
        "may_add_sibling": may_add,
    }
    return TemplateResponse(request, "cases/referral.html", context)


def referral_rows(case: Any) -> list[dict[str, Any]]:
    """Put a referral into rows of question and answer."""
    told = case.referral
    return [
        {"key": "Received on", "value": told.received_on},
        {"key": "Made by", "value": REFERRAL_SOURCES.get(told.source, told.source)},
        {"key": "Name of the referrer", "value": told.referrer},
        {"key": "Main need", "value": PRIMARY_NEEDS.get(told.primary_need, told.primary_need)},
        {"key": "Concern", "value": told.concerns, "typed": True},
        {"key": "Did the family agree?", "value": told.get_consent_display()},
        *(
            [{"key": "Why it went on", "value": told.consent_reason, "typed": True}]
            if told.consent_reason
            else []
        ),
        {"key": "Recorded by", "value": told.recorded_by.name},
    ]
