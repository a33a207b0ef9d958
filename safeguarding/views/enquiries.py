"""Pages on which a section 47 enquiry is written, read and decided on."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case, ChangeKind
from cases.selectors.changes import change_refusal
from cases.views.pages import CaseStageView, buttons
from cin.accounts.models import User
from cin.accounts.requests import SignedInRequest
from cin.audit.selectors import has_done
from cin.audit.services import note_view
from plans.views.case_steps import LongRecordView
from safeguarding.forms.enquiries import WRITTEN, DecideEnquiryForm, WriteEnquiryForm
from safeguarding.models import Enquiry, EnquiryOutcome
from safeguarding.selectors.enquiries import (
    enquiry_of_sibling,
    find_enquiry,
    obstacle_to_writing,
    visit_alone,
)
from safeguarding.services import (
    EnquiryText,
    PartnerSaid,
    complete_enquiry,
    return_enquiry,
    submit_enquiry,
    write_enquiry,
)
from safeguarding.services.enquiries import WRITING, WROTE_IT
from safeguarding.views.words import enquiry_in_words, what_comes_next

STEPS = [
    ("submit_enquiry", "Go on with the enquiry", "safeguarding:write_enquiry"),
    ("complete_enquiry", "Decide on the enquiry", "safeguarding:decide_enquiry"),
]
# What is written once of brothers and sisters and fits each of them.
OF_ALL = ("parents_views", "findings", "parents_told", "parents_told_note")


@require_safe
def enquiry(request: SignedInRequest, enquiry_id: int) -> TemplateResponse:
    """Show a section 47 enquiry."""
    found = find_enquiry(request.user, enquiry_id)
    note_view(case=found.case, viewer=request.user, page="section 47 enquiry")
    context = {
        "case": found.case,
        "enquiry": found,
        "buttons": buttons(found, request.user, STEPS) if found.case.is_open else [],
        "next": what_comes_next(found),
        "escalation": _escalation(found, request.user),
        **enquiry_in_words(found),
    }
    return TemplateResponse(request, "safeguarding/enquiry.html", context)


def _escalation(found: Enquiry, user: User) -> list[dict[str, str]]:
    """Lead from a conference to what ends the Child in Need work on an open case."""
    if found.is_under_way or found.outcome != EnquiryOutcome.CONTINUING_RISK:
        return []
    if not found.case.is_open:
        return []
    started = reverse("cases:record_change", args=[found.case_id, ChangeKind.CP_PLAN_STARTED])
    closing = reverse("closures:propose_closure", args=[found.case_id])
    links = [{"text": "Propose closing the case", "href": closing}]
    if not change_refusal(found.case, user, ChangeKind.CP_PLAN_STARTED):
        links.insert(0, {"text": "Record that a child protection plan started", "href": started})
    return links


class WriteEnquiryView(LongRecordView):
    """Write in a section 47 enquiry, and give it to the manager."""

    form_class = WriteEnquiryForm
    template_name = "safeguarding/write_enquiry.html"
    blocked_title = "Before you can give it to the manager"
    saved_message = "The enquiry is saved. It is not with the manager yet."
    finished_message = "The enquiry is with the manager."
    subject: Enquiry

    def find_subject(self) -> Enquiry:
        """Give the enquiry, when this person may know of it."""
        return find_enquiry(self.request.user, self.kwargs["enquiry_id"])

    def obstacle(self) -> str:
        """Say why it can no longer be written in."""
        return obstacle_to_writing(self.subject)

    def cancel_address(self) -> str:
        """Lead back to the enquiry."""
        return reverse("safeguarding:enquiry", args=[self.subject.pk])

    def cases_shown(self) -> list[Case]:
        """Add the brother or sister from whose enquiry something is taken."""
        sibling = self.taken_from()
        return [*super().cases_shown(), *([sibling.case] if sibling else [])]

    def taken_from(self) -> Enquiry | None:
        """Give the enquiry about a brother or sister that this one begins with, while nothing is
        written in it.
        """
        if self.subject.version > 1:
            return None
        return enquiry_of_sibling(self.request.user, self.subject)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is saved; with the visit at which the child was seen alone; and, while
        nothing is written, with what was written of the whole family for a brother or sister.
        """
        found = self.subject
        shown = {name: getattr(found, name) for name in WRITTEN}
        rows = found
        if found.seen_alone is None and (visit := visit_alone(found)) is not None:
            seen = {"seen_at": visit.visit.visited_at, "seen_by": visit.visit.visitor.name}
            shown |= {"seen_alone": True, "voice": visit.voice, **seen}
        if (sibling := self.taken_from()) is not None:
            shown |= {name: getattr(sibling, name) for name in OF_ALL}
            rows = sibling
        views = list(rows.partner_views.values("agency", "name", "view", "said"))
        return {**shown, "partner_views": views, "version": found.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say from whom something was taken."""
        return super().get_context_data(taken_from=self.taken_from(), **kwargs)

    def save(self, form: WriteEnquiryForm) -> Enquiry:
        """Save what is written."""
        return write_enquiry(
            enquiry_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"] or 0,
            text=EnquiryText(**form.written()),
            partners=[PartnerSaid(**each) for each in form.cleaned_data["partner_views"]],
        )

    def finish(self, record: Enquiry) -> None:
        """Give it to the manager."""
        submit_enquiry(enquiry_id=record.pk, actor=self.request.user)

    def after(self, record: Enquiry) -> str:
        """Go on to read it."""
        return self.cancel_address()


class DecideEnquiryView(CaseStageView):
    """Read a section 47 enquiry, and agree with its outcome or return it."""

    step = "complete_enquiry"
    form_class = DecideEnquiryForm
    template_name = "safeguarding/decide_enquiry.html"
    success_message = "Decision saved"
    subject: Enquiry

    def find_subject(self) -> Enquiry:
        """Give the enquiry, when this person may know of it."""
        return find_enquiry(self.request.user, self.kwargs["enquiry_id"])

    def refusal(self) -> str:
        """Refuse whoever wrote in it, too."""
        wrote = WROTE_IT if has_done(self.request.user, self.subject, *WRITING) else ""
        return super().refusal() or wrote

    def cancel_address(self) -> str:
        """Lead back to the enquiry."""
        return reverse("safeguarding:enquiry", args=[self.subject.pk])

    def get_initial(self) -> dict[str, Any]:
        """Carry the version that is on the page, so that only what was read is decided on."""
        return {"version": self.subject.version}

    def perform(self, form: DecideEnquiryForm) -> str:
        """Carry the decision out."""
        answers = form.cleaned_data
        {"complete": complete_enquiry, "return": return_enquiry}[answers["decision"]](
            enquiry_id=self.subject.pk,
            actor=self.request.user,
            read_version=answers["version"],
            comment=answers["comment"],
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the whole enquiry."""
        return super().get_context_data(
            enquiry=self.subject, **enquiry_in_words(self.subject), **kwargs
        )
