"""Pages of the letters about an ending."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.selectors.access import find_case
from cases.selectors.safety_plans import safety_plan_in_force
from cases.selectors.telling import not_to_be_told, recipients_of, still_to_be_sent
from cases.views.telling import TellingMixin
from cin.accounts.permissions import may_manage, may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core import clock
from cin.core.downloads import FileAnswer, pdf_download
from cin.core.errors import NotFound
from cin.documents.printing import pdf_of
from closures.forms.letters import LetterForm, LetterSentForm
from closures.models import ClosingLetter, LetterKind, PaperKind, PartyView, Preparation
from closures.selectors.letter_texts import drafted, drafted_acknowledgement
from closures.selectors.letters import (
    LetterTo,
    find_letter,
    letters_of,
    letters_to,
)
from closures.selectors.parties import find_party_view
from closures.selectors.preparation import preparation_of
from closures.services import (
    LetterText,
    acknowledge_disagreement,
    note_letter_sent,
    write_letter,
)
from closures.services.letters import SENT
from plans.views.case_steps import WorkStepView


@require_safe
def letters(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show who is written to about an ending, and what was sent."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="closing_letters")
    found = preparation_of(case)
    everyone = letters_to(case, found) if found else []
    written = list(letters_of(found)) if found else []
    papers = list(found.papers_sent.select_related("sent_by")) if found else []
    decisions = [each for each in papers if each.kind == PaperKind.DECISION]
    texts = [each.recipients for each in decisions]
    context = {
        "case": case,
        "preparation": found,
        "everyone": everyone,
        "acknowledgements": [row for row in written if row.kind == LetterKind.ACKNOWLEDGEMENT],
        "papers": papers,
        "unsent": still_to_be_sent(case, texts) if texts else [],
        "limited": not_to_be_told(recipients_of(case)),
        "may_write": not may_work.reason(case, request.user),
        "has_decision": found is not None and found.closure_id is not None,
    }
    return TemplateResponse(request, "closures/letters.html", context)


class LetterStepView(WorkStepView):
    """A step on the letters of an ending; it leads back to them."""

    def about(self) -> Case:
        """Give the case."""
        found: Case = self.subject
        return found

    def cancel_address(self) -> str:
        """Lead back to the letters."""
        return reverse("closures:letters", args=[self.about().pk])


class WriteLetterView(LetterStepView):
    """Write a letter to the child, somebody of the family or a professional."""

    form_class = LetterForm
    template_name = "closures/write_letter.html"
    success_message = "The letter is saved. Print it, send it, and note that it was sent."

    def obstacle(self) -> str:
        """Say that there is no ending yet, or that the letter was sent."""
        letter = self.to().letter
        return SENT if letter is not None and letter.is_sent else ""

    def preparation(self) -> Preparation:
        """Give what is got ready for the ending."""
        found = preparation_of(self.subject)
        if found is None:
            raise NotFound("Nothing is got ready for an ending yet.")
        return found

    def to(self) -> LetterTo:
        """Find whom the letter is to among those who can be written to."""
        person_id = self.kwargs["person_id"]
        for each in letters_to(self.subject, self.preparation()):
            if each.recipient.person.pk == person_id:
                return each
        raise NotFound("There is nobody here to write to.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the safety plan where one is in force."""
        has_one = safety_plan_in_force(self.subject) is not None
        return {**super().get_form_kwargs(), "has_safety_plan": has_one}

    def get_initial(self) -> dict[str, Any]:
        """Start from the letter as it was saved, or from the record."""
        to = self.to()
        if to.letter is not None:
            names = ("address", "body", "with_safety_plan", "version")
            return {name: getattr(to.letter, name) for name in names}
        return {
            "address": address_of(to),
            "body": drafted(self.subject, self.preparation(), to.kind, to.recipient.person),
            "with_safety_plan": safety_plan_in_force(self.subject) is not None,
        }

    def perform(self, form: LetterForm) -> str:
        """Save it."""
        answers = form.cleaned_data
        write_letter(
            case_id=self.subject.pk,
            actor=self.request.user,
            person_id=self.kwargs["person_id"],
            seen_version=answers["version"],
            text=LetterText(
                body=answers["body"],
                address=answers["address"],
                with_safety_plan=bool(answers.get("with_safety_plan")),
            ),
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom the letter is to."""
        return super().get_context_data(name=self.to().name, **kwargs)


def address_of(to: LetterTo) -> str:
    """Give where somebody is written to: at home, or at their agency."""
    person: Any = to.recipient.person
    if to.kind == LetterKind.AGENCY:
        agency = person.agency
        return "\n".join(part for part in (agency.name, agency.address) if part) if agency else ""
    return str(person.present_addresses[0]) if person.present_addresses else ""


class AcknowledgeView(LetterStepView):
    """Write, as a manager, to somebody who disagrees."""

    form_class = LetterForm
    template_name = "closures/write_letter.html"
    success_message = "The letter is saved. Print it, send it, and note that it was sent."

    def find_subject(self) -> PartyView:
        """Give what the party said, when this person may know of it."""
        found = find_party_view(self.request.user, self.kwargs["view_id"])
        found.case = found.preparation.case  # type: ignore[attr-defined]
        return found

    def about(self) -> Case:
        """Give the case."""
        found: Case = self.subject.preparation.case
        return found

    def refusal(self) -> str:
        """Say that a manager writes it."""
        return str(may_manage.reason(self.about(), self.request.user))

    def obstacle(self) -> str:
        """Say that a letter which was sent stays as it is."""
        letter = self.letter()
        return SENT if letter is not None and letter.is_sent else ""

    def letter(self) -> ClosingLetter | None:
        """Give the letter as it was saved, if it was."""
        found: ClosingLetter | None = ClosingLetter.objects.filter(party=self.subject).first()
        return found

    def get_initial(self) -> dict[str, Any]:
        """Start from the letter as it was saved, or from what was said."""
        letter = self.letter()
        if letter is not None:
            names = ("address", "body", "version")
            return {name: getattr(letter, name) for name in names}
        manager = self.request.user.name
        return {"body": drafted_acknowledgement(self.about(), self.subject, manager)}

    def perform(self, form: LetterForm) -> str:
        """Save it."""
        answers = form.cleaned_data
        acknowledge_disagreement(
            view_id=self.subject.pk,
            actor=self.request.user,
            seen_version=answers["version"],
            text=LetterText(body=answers["body"], address=answers["address"]),
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom the letter is to."""
        return super().get_context_data(name=self.subject.name, **kwargs)


class LetterSentView(TellingMixin, LetterStepView):
    """Note that a letter was sent."""

    form_class = LetterSentForm
    template_name = "closures/note_letter_sent.html"
    success_message = "Saved."

    def find_subject(self) -> ClosingLetter:
        """Give the letter, when this person may know of it."""
        found = find_letter(self.request.user, self.kwargs["letter_id"])
        found.case = found.preparation.case  # type: ignore[attr-defined]
        return found

    def about(self) -> Case:
        """Give the case."""
        found: Case = self.subject.preparation.case
        return found

    def obstacle(self) -> str:
        """Say that it was sent before."""
        return SENT if self.subject.is_sent else ""

    def perform(self, form: LetterSentForm) -> str:
        """Save it."""
        note_letter_sent(
            letter_id=self.subject.pk,
            actor=self.request.user,
            sent_on=form.cleaned_data["sent_on"],
            despite=form.despite,
        )
        return self.cancel_address()


@require_safe
def print_letter(request: SignedInRequest, letter_id: int) -> FileAnswer:
    """Give a letter to print; who took it is written down."""
    letter = find_letter(request.user, letter_id)
    case = letter.preparation.case
    context = {
        "letter": letter,
        "case": case,
        "authority": case.authority,
        "on": letter.sent_on or clock.today(),
    }
    contents = pdf_of("closures/print/letter.html", context)
    note_view(case=case, viewer=request.user, page="closing_letter, printed")
    return pdf_download(contents, name="letter.pdf")
