"""Everybody on a case: who they are, how to reach them safely, and changing what is known."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.people import HealthForm, IdentityForm, NeedsForm, PersonForm
from cases.forms.person_rows import ROW_FORMS, EndCautionForm
from cases.models import Case, Person
from cases.permissions import may_manage, may_refer, may_work
from cases.selectors.access import find_case
from cases.selectors.duplicates import duplicates_of, merges_of
from cases.selectors.network import network_of
from cases.selectors.people import (
    ROWS,
    family_of,
    find_person,
    find_row,
    was_expected_on,
    whole_person,
    withdrawn_rows,
)
from cases.selectors.relationships import relationships_of, ties_of
from cases.selectors.wider_family import children_referred_from
from cases.services.people import describe_person
from cases.services.person_rows import end_caution, raise_caution, save_row
from cases.views.family_words import home_rows, tie_words
from cases.views.pages import CaseStepView
from cases.views.person_words import in_error, sections_of
from cases.views.row_words import ROW_NAMES
from cin.accounts.models import User
from cin.accounts.requests import SignedInRequest
from cin.accounts.selectors import specialists_in
from cin.audit.services import note_view, note_views
from cin.core.errors import NotFound

SECTIONS: dict[str, tuple[str, type[PersonForm]]] = {
    "identity": ("Who the person is", IdentityForm),
    "needs": ("Disability, special needs and education", NeedsForm),
    "health": ("Health", HealthForm),
}


@require_safe
def people(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """List everybody on a case, with how to reach them and what to mind."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="people")
    may_change = _may_change(case, request.user)
    ties = ties_of(relationships_of(case))
    context = {
        "case": case,
        "members": [
            {
                "member": member,
                "ties": tie_words(ties.get(member.person_id, []), case, may_change=may_change),
            }
            for member in family_of(case)
        ],
        "homes": home_rows(case),
        "network": network_of(case, with_former=True),
        "referred": children_referred_from(request.user, case),
        "may_refer": may_change and not may_refer.reason(case, request.user),
        "specialists": specialists_in(case.team),
        "may_change": may_change,
    }
    return TemplateResponse(request, "cases/people.html", context)


@require_safe
def person(request: SignedInRequest, case_id: int, person_id: int) -> TemplateResponse:
    """Show all that is known of one person of a case."""
    case = find_case(request.user, case_id)
    found = whole_person(case, person_id)
    may_change = _may_change(case, request.user)
    duplicates = duplicates_of(request.user, found) if may_change else []
    named = [each.latest for each in duplicates if each.latest is not None]
    note_views(cases=[case, *named], viewer=request.user, page="person")
    is_manager = not may_manage.reason(case, request.user)
    context = {
        "case": case,
        "person": found,
        "limits": [limit for limit in found.sharing_limits.all() if limit.ended_on is None],
        "former_limits": [limit for limit in found.sharing_limits.all() if limit.ended_on],
        "cautions": [flag for flag in found.safety_flags.all() if flag.ended_on is None],
        "sections": sections_of(
            case, found, may_change=may_change, expected_on=was_expected_on(found)
        ),
        "in_error": in_error(withdrawn_rows(found), may_read=is_manager),
        "may_change": may_change,
        "may_merge": is_manager,
        "duplicates": duplicates,
        "merges": merges_of(found) if is_manager else [],
    }
    return TemplateResponse(request, "cases/person.html", context)


def _may_change(case: Case, user: User) -> bool:
    return case.is_open and not may_work.reason(case, user)


class PersonStepView(CaseStepView):
    """A page that changes what is known of one person of a case."""

    person: Person

    def find_subject(self) -> Case:
        """Find the case, and the person among its people."""
        case: Case = super().find_subject()
        self.person = find_person(case, self.kwargs["person_id"])
        return case

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a closed case stays as it is."""
        if self.subject.is_open:
            return ""
        return "The case is closed, so what is known of its people stays as it is."

    def cancel_address(self) -> str:
        """Lead back to the person."""
        return reverse("cases:person", args=[self.subject.pk, self.person.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the person."""
        return super().get_context_data(person=self.person, **kwargs)


class DescribePersonView(PersonStepView):
    """Change one section of what is known of a person."""

    template_name = "cases/describe_person.html"
    success_message = "Saved."

    def find_subject(self) -> Case:
        """Find also the section."""
        if self.kwargs["section"] not in SECTIONS:
            raise NotFound("There is no such page.")
        return super().find_subject()

    def get_form_class(self) -> type[PersonForm]:
        """Give the section's form."""
        return SECTIONS[self.kwargs["section"]][1]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know whom it is about."""
        return {**super().get_form_kwargs(), "person": self.person}

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        return self.get_form_class().known(self.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the section's title."""
        return super().get_context_data(title=SECTIONS[self.kwargs["section"]][0], **kwargs)

    def perform(self, form: PersonForm) -> str:
        """Save the section."""
        describe_person(
            case_id=self.subject.pk,
            person_id=self.person.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            changes=form.changes(),
        )
        return self.cancel_address()


class PersonRowView(PersonStepView):
    """Add or change an address, a way to reach somebody, a caution, a name, or an order."""

    template_name = "cases/person_row.html"
    success_message = "Saved."
    row: Any = None

    @property
    def kind(self) -> str:
        """What kind of row it is."""
        return str(self.kwargs["kind"])

    def find_subject(self) -> Case:
        """Find also the row; a caution is never rewritten, only ended."""
        if self.kind not in ROWS or (self.kind == "caution" and "row_id" in self.kwargs):
            raise NotFound("There is no such page.")
        case = super().find_subject()
        if "row_id" in self.kwargs:
            self.row = find_row(self.person, self.kind, self.kwargs["row_id"])
        return case

    def get_form_class(self) -> Any:
        """Give the form of this kind of row."""
        return ROW_FORMS[self.kind]

    def get_initial(self) -> dict[str, Any]:
        """Begin with the row as it is."""
        if self.row is None:
            return {}
        known = {name: getattr(self.row, name) for name in self.get_form_class().base_fields}
        if "is_safe" in known:
            known["is_safe"] = {True: "yes", False: "no", None: "unknown"}[known["is_safe"]]
        return known

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what kind of row it is."""
        return super().get_context_data(title=ROW_NAMES[self.kind], **kwargs)

    def perform(self, form: Any) -> str:
        """Save the row."""
        about = {
            "case_id": self.subject.pk,
            "person_id": self.person.pk,
            "actor": self.request.user,
        }
        if self.kind == "caution":
            raise_caution(**about, **form.cleaned_data)
        else:
            row_id = self.kwargs.get("row_id")
            save_row(**about, kind=self.kind, answers=form.cleaned_data, row_id=row_id)
        return self.cancel_address()


class EndCautionView(PersonStepView):
    """End a caution that no longer holds."""

    form_class = EndCautionForm
    template_name = "cases/end_caution.html"
    success_message = "The caution has ended. It stays on the record."

    def find_subject(self) -> Case:
        """Find also the caution."""
        case = super().find_subject()
        self.flag = find_row(self.person, "caution", self.kwargs["row_id"])
        return case

    def obstacle(self) -> str:
        """Say that an ended caution has ended."""
        if self.flag.ended_on is not None:
            return "This caution has ended already."
        return super().obstacle()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the caution."""
        return super().get_context_data(flag=self.flag, **kwargs)

    def perform(self, form: EndCautionForm) -> str:
        """End it."""
        end_caution(
            case_id=self.subject.pk,
            person_id=self.person.pk,
            actor=self.request.user,
            row_id=self.flag.pk,
            **form.cleaned_data,
        )
        return self.cancel_address()
