"""Adding people to a family, and writing down who is what to whom."""

from typing import Any

from django.urls import reverse

from cases.forms.homes import EndForm
from cases.forms.relationships import (
    AddRelativeForm,
    RelatePeopleForm,
    RelationshipForm,
    known_answers,
)
from cases.models import Case, Relationship
from cases.permissions import may_work
from cases.selectors.relationships import find_relationship, people_of_family
from cases.services.relationships import (
    RelationshipDetails,
    change_relationship,
    end_relationship,
    relate_people,
)
from cases.services.relatives import RelativeDetails, add_relative
from cases.views.pages import CaseStepView


class FamilyStepView(CaseStepView):
    """A page that changes what is known of a case's family, and leads back to its people."""

    template_name = "cases/family_step.html"
    success_message = "Saved."
    title = ""

    def heading(self) -> str:
        """Give the heading of the page."""
        return self.title

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a closed case stays as it is."""
        if self.subject.is_open:
            return ""
        return "The case is closed, so what is known of its people stays as it is."

    def cancel_address(self) -> str:
        """Lead back to the people."""
        return reverse("cases:people", args=[self.subject.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading=self.heading(), **kwargs)


class AddRelativeView(FamilyStepView):
    """Add somebody to the family, with what they are to one of its members."""

    form_class = AddRelativeForm
    title = "Add somebody to the family"
    success_message = "Added to the family."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know the family, and who is looking."""
        more = {"people": people_of_family(self.subject), "user": self.request.user}
        return {**super().get_form_kwargs(), **more}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the child the case is about."""
        return {"whom": self.subject.child_id, "family_name": self.subject.child.family_name}

    def cases_shown(self) -> list[Case]:
        """Count the records that the question names among those opened."""
        form = getattr(self, "shown_form", None)
        found = form.candidates_shown() if form is not None else []
        return [self.subject, *(each.latest for each in found if each.latest is not None)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Keep the form that is drawn."""
        context = super().get_context_data(**kwargs)
        self.shown_form = context["form"]
        return context

    def perform(self, form: AddRelativeForm) -> str:
        """Add them."""
        add_relative(
            case_id=self.subject.pk,
            actor=self.request.user,
            person=RelativeDetails(**form.person_answers()),
            whom_id=form.cleaned_data["whom"],
            is_back=form.is_back,
            details=RelationshipDetails(**form.relationship_answers()),
        )
        return self.cancel_address()


class RelatePeopleView(FamilyStepView):
    """Write down what one member of the family is to another."""

    form_class = RelatePeopleForm
    title = "Add a relationship"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know the family."""
        return {**super().get_form_kwargs(), "people": people_of_family(self.subject)}

    def perform(self, form: RelatePeopleForm) -> str:
        """Write it down."""
        relate_people(
            case_id=self.subject.pk,
            actor=self.request.user,
            first_id=form.cleaned_data["first"],
            second_id=form.cleaned_data["second"],
            details=RelationshipDetails(**form.relationship_answers()),
        )
        return self.cancel_address()


class RelationshipStepView(FamilyStepView):
    """A step on one relationship."""

    row: Relationship

    def find_subject(self) -> Case:
        """Find the case, and the relationship in its family."""
        case: Case = super().find_subject()
        self.row = find_relationship(case, self.kwargs["relationship_id"])
        return case

    def heading(self) -> str:
        """Say what is done, and to which relationship."""
        row = self.row
        return f"{self.title}: {row.first}, {row.get_kind_display().lower()} of {row.second}"

    def obstacle(self) -> str:
        """Say that a withdrawn relationship stays as it is."""
        if self.row.is_withdrawn:
            return "This was withdrawn already."
        return super().obstacle()

    def which(self) -> dict[str, Any]:
        """Give what every service needs to know."""
        return {
            "case_id": self.subject.pk,
            "relationship_id": self.row.pk,
            "actor": self.request.user,
        }


class ChangeRelationshipView(RelationshipStepView):
    """Correct what is known of a relationship."""

    form_class = RelationshipForm
    title = "Change"

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        return known_answers(self.row)

    def perform(self, form: RelationshipForm) -> str:
        """Save it."""
        change_relationship(
            **self.which(), details=RelationshipDetails(**form.relationship_answers())
        )
        return self.cancel_address()


class EndRelationshipView(RelationshipStepView):
    """Record the last day of a relationship."""

    form_class = EndForm
    title = "Record the end"

    def obstacle(self) -> str:
        """Say that it has ended already."""
        if self.row.ended_on is not None:
            return "This relationship has ended already."
        return super().obstacle()

    def perform(self, form: EndForm) -> str:
        """End it."""
        end_relationship(**self.which(), **form.cleaned_data)
        return self.cancel_address()
