"""Referring another child of the wider family from a case."""

from typing import Any

from django.urls import reverse

from cases.forms import RecordReferralForm
from cases.permissions import may_refer
from cases.selectors.referrals import asks_for_early_help, consent_advice
from cases.selectors.wider_family import front_door, obstacle_to_referring_another
from cases.services.referrals import CarerDetails, ChildDetails
from cases.services.wider_family import refer_another_child
from cases.views.pages import CaseStepView
from cases.views.referrals import LookupMixin, details_in
from cin.accounts.permissions import may_work


class ReferAnotherChildView(LookupMixin, CaseStepView):
    """Refer a child of the wider family, who gets a case of their own."""

    form_class = RecordReferralForm
    template_name = "cases/refer_another_child.html"
    success_message = "The child is referred, and has a case of their own."

    def refusal(self) -> str:
        """Refuse whoever does no casework here, or takes in no referrals."""
        user = self.request.user
        return may_work.reason(self.subject, user) or may_refer.reason(self.subject, user)

    def obstacle(self) -> str:
        """Say that a closed case leads to no more."""
        return obstacle_to_referring_another(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form look for children like this one, and ask what the procedure wants."""
        must_ask = asks_for_early_help(self.request.user)
        more = {"user": self.request.user, "must_ask_early_help": must_ask}
        return {**super().get_form_kwargs(), **more}

    def get_initial(self) -> dict[str, Any]:
        """Begin with who refers."""
        return {"referrer": self.request.user.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the referral goes, and what the procedure asks about consent."""
        return super().get_context_data(
            front_door=front_door(self.subject),
            consent_advice=consent_advice(self.request.user),
            **kwargs,
        )

    def perform(self, form: RecordReferralForm) -> str:
        """Record the referral, and open the child's case."""
        carer = form.carer_answers()
        case = refer_another_child(
            from_case_id=self.subject.pk,
            actor=self.request.user,
            child=ChildDetails(**form.child_answers()),
            details=details_in(form),
            carer=CarerDetails(**carer) if carer else None,
        )
        return reverse("desk:case", args=[case.pk])
