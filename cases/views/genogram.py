"""The family of a case, drawn; and that it was drawn with the family."""

from base64 import b64encode
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.homes import CompleteGenogramForm
from cases.models import Case
from cases.permissions import may_work
from cases.selectors.access import find_case
from cases.selectors.genogram import genogram_of
from cases.selectors.milestones import genograms_completed
from cases.selectors.relationships import people_of_family
from cases.services.relatives import complete_genogram
from cases.views.families import FamilyStepView
from cases.views.family_words import home_rows, relationship_rows
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core import clock
from cin.core.downloads import pdf_download
from cin.documents.printing import pdf_of

HEAD = [{"text": "Who"}, {"text": "Is"}, {"text": "Of whom"}, {"text": "What is known"}]
KEY = {
    "married": "Married or civil partners",
    "partner": "Living together or partners",
    "separated": "Separated",
    "divorced": "Divorced",
    "parents": "Parents of a child, nothing more is recorded",
    "birth": "Child by birth",
    "adoptive": "Child by adoption",
    "step": "Step-child",
    "carer": "Cared for",
    "other": "Another relationship",
}


def drawn(case: Case) -> dict[str, Any]:
    """Give the drawing of a case's family, with its key and the table that says the same."""
    drawing = genogram_of(case)
    used = [
        {"style": style, "words": words} for style, words in KEY.items() if style in drawing.styles
    ]
    return {
        "case": case,
        "drawing": drawing,
        "today": clock.today(),
        "key": used,
        "has_twins": bool(drawing.twins),
        "has_identical": any(each.is_identical for each in drawing.twins),
        "head": HEAD,
        "relationships": relationship_rows(case),
        "homes": home_rows(case),
        "completed": genograms_completed(case),
    }


@require_safe
def print_genogram(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Give the genogram to print, with the table of the same; who took it is written down."""
    case = find_case(request.user, case_id)
    known = drawn(case)
    picture = render_to_string(
        "cases/_genogram.html", {"drawing": known["drawing"], "child": case.child}
    )
    contents = pdf_of(
        "cases/print/genogram.html",
        {
            **known,
            "title": "Genogram",
            "picture": b64encode(picture.encode()).decode(),
            "printed_by": request.user.name,
            "printed_at": clock.now(),
        },
    )
    note_view(case=case, viewer=request.user, page="genogram, printed")
    return pdf_download(contents, name="genogram.pdf")


@require_safe
def genogram(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Draw the family, with a table of the same beside it."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="genogram")
    context = {
        **drawn(case),
        "may_change": case.is_open and not may_work.reason(case, request.user),
    }
    return TemplateResponse(request, "cases/genogram.html", context)


class CompleteGenogramView(FamilyStepView):
    """Record that the genogram was completed with the family."""

    form_class = CompleteGenogramForm
    title = "Genogram completed with the family"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know the family."""
        return {**super().get_form_kwargs(), "people": people_of_family(self.subject)}

    def cancel_address(self) -> str:
        """Lead back to the genogram."""
        return reverse("cases:genogram", args=[self.subject.pk])

    def perform(self, form: CompleteGenogramForm) -> str:
        """Record it."""
        complete_genogram(case_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()
