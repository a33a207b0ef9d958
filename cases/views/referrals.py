"""Taking in a referral, adding a brother or sister, and deciding what follows."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from cases.forms import (
    AddSiblingForm,
    RecordReferralForm,
    ReferAgainForm,
    ScreenReferralForm,
)
from cases.models import Case
from cases.permissions import may_refer
from cases.selectors.agreements import early_help_in_words
from cases.selectors.early_help import early_help_services
from cases.selectors.episodes import EarlierEpisodes, earlier_episodes, episodes_until_now
from cases.selectors.referrals import (
    asks_for_early_help,
    consent_advice,
    obstacle_to_adding_sibling,
    obstacle_to_referring_again,
)
from cases.services.early_help import EarlyHelpDetails, HelpDetails
from cases.services.informing import TellingDetails
from cases.services.referrals import (
    CarerDetails,
    ChildDetails,
    ReferralDetails,
    add_sibling,
    record_referral,
    screen_referral,
)
from cases.views.pages import CaseStageView, CaseStepView
from cases.views.referral import referral_rows
from cin.audit.services import note_views
from cin.core import clock
from cin.core.views import StepView


class LookupMixin:
    """A page that may name people we know already, each of whom is then written down as
    looked up.
    """

    request: Any

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """Write down whom the page names, and draw it."""
        found = context["form"].cases_shown()
        note_views(cases=found, viewer=self.request.user, page="referral lookup")
        return super().render_to_response(context, **response_kwargs)  # type: ignore[misc]


def details_in(form: RecordReferralForm) -> ReferralDetails:
    """Give what a form says of a referral, as the service takes it."""
    answers = form.referral_answers()
    rows = [HelpDetails(**row) for row in answers.pop("earlier_help")]
    told = form.telling()
    family_told = TellingDetails(**told) if told else None
    return ReferralDetails(**answers, earlier_help=rows, family_told=family_told)


class RecordReferralView(LookupMixin, StepView):
    """Take in a referral of one child."""

    form_class: type[RecordReferralForm] = RecordReferralForm
    template_name = "cases/record_referral.html"
    success_message = "The referral is recorded, and the child has a case."

    def find_subject(self) -> None:
        """Say that nothing is there yet."""

    def refusal(self) -> str:
        """Refuse whoever takes in no referrals."""
        return may_refer.reason(None, self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form look for children like this one in the person's own authority."""
        must_ask = asks_for_early_help(self.request.user)
        more = {"user": self.request.user, "must_ask_early_help": must_ask}
        return {**super().get_form_kwargs(), **more}

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
            details=details_in(form),
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


class ReferAgainView(LookupMixin, CaseStepView):
    """Take in another referral of a child whose last case is closed: what came before stands on the
    page.
    """

    form_class = ReferAgainForm
    earlier: EarlierEpisodes | None = None
    template_name = "cases/refer_again.html"
    success_message = "The referral is recorded, and the child has a new case."

    def refusal(self) -> str:
        """Refuse whoever takes in no referrals."""
        return may_refer.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why this child cannot be referred again now."""
        return obstacle_to_referring_again(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form look for the parent or carer, and ask what the procedure wants."""
        must_ask = asks_for_early_help(self.request.user)
        more = {"user": self.request.user, "must_ask_early_help": must_ask}
        return {**super().get_form_kwargs(), **more}

    def cases_shown(self) -> list[Case]:
        """Count the earlier cases that are told of among those opened."""
        return [*super().cases_shown(), *(self.earlier.cases if self.earlier else [])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the earlier referrals, and what the procedure asks about consent."""
        self.earlier = episodes_until_now(self.request.user, self.subject)
        return super().get_context_data(
            earlier=self.earlier,
            consent_advice=consent_advice(self.request.user),
            **kwargs,
        )

    def perform(self, form: ReferAgainForm) -> str:
        """Record the referral and open the child's new case."""
        carer = form.carer_answers()
        case = record_referral(
            actor=self.request.user,
            child=ChildDetails(known_id=self.subject.child_id),
            details=details_in(form),
            carer=CarerDetails(**carer) if carer else None,
        )
        return reverse("desk:case", args=[case.pk])


class ScreenReferralView(CaseStageView):
    """Decide what follows from a referral."""

    form_class = ScreenReferralForm
    earlier: EarlierEpisodes | None = None
    template_name = "cases/screen_referral.html"
    step = "accept_referral"
    success_message = "The decision is saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Name the early help services of the authority."""
        named = [name for name, _ in early_help_services(self.subject)]
        return {**super().get_form_kwargs(), "services": named}

    def cases_shown(self) -> list[Case]:
        """Count the earlier cases that are told of among those opened."""
        return [*super().cases_shown(), *(self.earlier.cases if self.earlier else [])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the referral that is decided on, and what came before it."""
        self.earlier = earlier_episodes(self.request.user, self.subject)
        return super().get_context_data(
            rows=referral_rows(self.subject),
            earlier=self.earlier,
            early_help=early_help_in_words(self.subject, clock.today()),
            **kwargs,
        )

    def perform(self, form: ScreenReferralForm) -> str:
        """Record the decision."""
        early_help = form.early_help_answers()
        screen_referral(
            case_id=self.subject.pk,
            actor=self.request.user,
            decision=form.cleaned_data["decision"],
            reason=form.cleaned_data["reason"],
            early_help=EarlyHelpDetails(**early_help) if early_help else None,
        )
        return reverse("desk:case", args=[self.subject.pk])
