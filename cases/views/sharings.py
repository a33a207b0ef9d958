"""What was shared about a family with whom, and the advice asked about sharing."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.sharings import AnswerAdviceForm, AskAdviceForm, RecordSharingForm
from cases.models import Case, Sharing, SharingAdvice, SharingBasis
from cases.selectors.access import find_case
from cases.selectors.sharings import (
    advice_on,
    allowances,
    find_advice,
    find_sharing,
    obstacle_to_answering,
    sharings_of,
)
from cases.services.sharings import (
    AdviceDetails,
    SharingDetails,
    answer_advice,
    ask_advice,
    record_sharing,
    withdraw_advice,
    withdraw_sharing,
)
from cases.views.cards import Card, link, typed_rows
from cases.views.fact_steps import FactStepView
from cases.views.telling import TellingMixin
from cases.views.withdrawing import WithdrawView
from cin.accounts.permissions import case_of, may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core import clock
from cin.core.templatetags.cin import plain_day

_COLOURS = {
    SharingBasis.CONSENT: "green",
    SharingBasis.AUTHORISED: "orange",
    SharingBasis.PROTECTION: "red",
}


def sharing_page(case: Case) -> str:
    """Give the address of the page about sharing."""
    return reverse("cases:sharing", args=[case.pk])


@require_safe
def sharing(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """List what was shared, and the advice asked about it, the latest first."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="sharing")
    may_record = not may_work.reason(case, request.user)
    context = {
        "case": case,
        "sharings": [sharing_card(row, may_change=may_record) for row in sharings_of(case)],
        "advice": [_advice_card(row, may_change=may_record) for row in advice_on(case)],
        "may_record": may_record,
    }
    return TemplateResponse(request, "cases/sharing.html", context)


def sharing_card(row: Sharing, *, may_change: bool) -> Card:
    """Show one sharing: with whom, what, why, when, and what allowed it."""
    consent = row.consent
    facts = {
        "Shared with": row.recipients,
        "What": row.what,
        "Why": row.why,
        "How": f"{row.get_way_display()}, by {row.shared_by}",
        "Consent": f"{consent.person or 'The family'}, {plain_day(consent.answered_on)}: "
        f"{consent.purpose_in_words}"
        if consent
        else "",
        "Authorised by": _authorised(row),
        "Ground": str(row.get_ground_display()) if row.ground else "",
        "What led to it": row.grounds,
        "Recorded by": f"{row.recorded_by}, {plain_day(row.created_at)}",
        "Entered in error": _withdrawn(row),
    }
    links = [] if row.is_withdrawn or not may_change else [_withdraw(row)]
    tag, colour = ("Entered in error", "grey") if row.is_withdrawn else _basis(row)
    return Card(
        title=f"Shared on {plain_day(row.shared_on)}",
        tag=tag,
        colour=colour,
        rows=typed_rows(facts),
        links=links,
    )


def _authorised(row: Sharing) -> str:
    """Say who authorised it; and when, where a manager did so only afterwards."""
    if row.authorised_by is None:
        return ""
    on = clock.day_of(row.created_at)
    is_late = row.review_id is None and on > row.shared_on
    return (
        f"{row.authorised_by}, afterwards, on {plain_day(on)}"
        if is_late
        else str(row.authorised_by)
    )


def _basis(row: Sharing) -> tuple[str, str]:
    return str(row.get_basis_display()), _COLOURS[SharingBasis(row.basis)]


def _withdraw(row: Sharing) -> Any:
    return link("Withdraw, if entered in error", "withdraw_sharing", row.pk)


def _advice_card(row: SharingAdvice, *, may_change: bool) -> Card:
    facts = {
        "Asked by": f"{row.asked_by}, {plain_day(row.asked_on)}",
        "Question": row.question,
        "Answer": row.answer,
        "Answered on": plain_day(row.answered_on),
        "Entered in error": _withdrawn(row),
    }
    links = []
    if may_change and not row.is_withdrawn:
        if not row.answered_on:
            links.append(link("Record the answer", "answer_sharing_advice", row.pk))
        links.append(link("Withdraw, if entered in error", "withdraw_sharing_advice", row.pk))
    return Card(
        title=f"{row.get_adviser_display()}: {row.adviser_name}",
        tag=_how_far(row),
        colour="green" if row.answered_on and not row.is_withdrawn else "grey",
        rows=typed_rows(facts),
        links=links,
    )


def _how_far(row: SharingAdvice) -> str:
    if row.is_withdrawn:
        return "Entered in error"
    return "Answered" if row.answered_on else "Not answered yet"


def _withdrawn(row: Any) -> str:
    if not row.is_withdrawn:
        return ""
    return f"{row.withdrawal_reason} ({row.withdrawn_by}, {plain_day(row.withdrawn_at)})"


class SharingStepView(FactStepView):
    """A step about sharing, which leads back to the page about it."""

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return str(may_work.reason(self.subject, self.request.user))

    def cancel_address(self) -> str:
        """Lead back to the page about sharing."""
        return sharing_page(case_of(self.subject))


class RecordSharingView(TellingMixin, SharingStepView):
    """Record that something was shared, and what allowed it."""

    form_class = RecordSharingForm
    template_name = "cases/record_sharing.html"
    success_message = "Saved."

    def heading(self) -> str:
        """Give the heading of the page."""
        return "Record what was shared"

    def get_initial(self) -> dict[str, Any]:
        """Begin with today and the person's own name."""
        return {"sent_on": clock.today(), "shared_by": self.request.user.name}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what allows sharing; the service looks at the day itself."""
        allowed = allowances(self.subject, self.request.user)
        return {**super().get_form_kwargs(), "allowed": allowed}

    def perform(self, form: RecordSharingForm) -> str:
        """Record it."""
        record_sharing(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=SharingDetails(**form.answers()),
        )
        return self.cancel_address()


class AskAdviceView(SharingStepView):
    """Record that somebody was asked about sharing."""

    form_class = AskAdviceForm
    template_name = "cases/ask_sharing_advice.html"
    success_message = "Saved."

    def heading(self) -> str:
        """Give the heading of the page."""
        return "Ask for advice on sharing"

    def effects(self) -> list[str]:
        """Say when it is asked."""
        return [
            "Where you doubt whether, or what, you may share. Do not wait for advice where a "
            "child is at risk of significant harm."
        ]

    def perform(self, form: AskAdviceForm) -> str:
        """Record it."""
        ask_advice(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=AdviceDetails(**form.answers()),
        )
        return self.cancel_address()


class AnswerAdviceView(SharingStepView):
    """Record what the adviser answered."""

    form_class = AnswerAdviceForm
    template_name = "cases/answer_sharing_advice.html"
    success_message = "The answer is saved."

    def find_subject(self) -> SharingAdvice:
        """Find the question among those of cases this person may know of."""
        return find_advice(self.request.user, self.kwargs["advice_id"])

    def heading(self) -> str:
        """Name who was asked."""
        return f"The answer of {self.subject.adviser_name}"

    def obstacle(self) -> str:
        """Say that it was answered already."""
        return obstacle_to_answering(self.subject)

    def perform(self, form: AnswerAdviceForm) -> str:
        """Record it."""
        answer_advice(advice_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


class _WithdrawFromSharingView(WithdrawView):
    """Take back something on the page about sharing."""

    def cancel_address(self) -> str:
        """Lead back to the page about sharing."""
        return sharing_page(self.case)


class WithdrawSharingView(_WithdrawFromSharingView):
    """Take back a sharing that was entered in error."""

    def find(self) -> Any:
        """Find the sharing, when this person may know of it."""
        return find_sharing(self.request.user, self.kwargs["sharing_id"])

    def shown(self) -> str:
        """Show what it says."""
        return f"{self.thing.recipients}\n\n{self.thing.what}"  # type: ignore[attr-defined]

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_sharing(sharing_id=self.subject.pk, actor=self.request.user, reason=reason)


class WithdrawAdviceView(_WithdrawFromSharingView):
    """Take back a question about sharing that was entered in error."""

    def find(self) -> Any:
        """Find the question, when this person may know of it."""
        return find_advice(self.request.user, self.kwargs["advice_id"])

    def shown(self) -> str:
        """Show what was asked."""
        return str(self.thing.question)  # type: ignore[attr-defined]

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_advice(advice_id=self.subject.pk, actor=self.request.user, reason=reason)
