"""Who lives with whom, and who must not be told what."""

from typing import Any

from django.urls import reverse

from cases.forms.homes import (
    ChangeHomeForm,
    EndReasonForm,
    HomeForm,
    LeaveHomeForm,
    SharingLimitForm,
)
from cases.models import Case, HouseholdMember, Person, SharingLimit
from cases.selectors.people import find_person
from cases.selectors.relationships import (
    find_household_place,
    find_sharing_limit,
    people_of_family,
)
from cases.services.homes import (
    correct_home,
    end_sharing_limit,
    join_home,
    leave_home,
    limit_sharing,
)
from cases.views.families import FamilyStepView
from cin.core.forms import Form


class JoinHomeView(FamilyStepView):
    """Record who lives in a home of the family."""

    form_class = HomeForm
    title = "Record who lives together"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know the family."""
        return {**super().get_form_kwargs(), "people": people_of_family(self.subject)}

    def perform(self, form: HomeForm) -> str:
        """Record it."""
        join_home(case_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


class LeaveHomeView(FamilyStepView):
    """Record the day on which somebody left a home."""

    form_class: type[Form] = LeaveHomeForm
    place: HouseholdMember

    def find_subject(self) -> Case:
        """Find the case, and the place in a home of its family."""
        case: Case = super().find_subject()
        self.place = find_household_place(case, self.kwargs["place_id"])
        return case

    def heading(self) -> str:
        """Say who leaves which home."""
        return f"{self.place.person} leaves: {self.place.home}"

    def obstacle(self) -> str:
        """Say that somebody has left already."""
        if self.place.ended_on is not None or self.place.is_withdrawn:
            return "This person has left already."
        return super().obstacle()

    def perform(self, form: Any) -> str:
        """Record it."""
        leave_home(
            case_id=self.subject.pk,
            actor=self.request.user,
            place_id=self.place.pk,
            **form.cleaned_data,
        )
        return self.cancel_address()


class ChangeHomeView(LeaveHomeView):
    """Put right what was written down wrongly of somebody's place in a home."""

    form_class = ChangeHomeForm

    def heading(self) -> str:
        """Say whose place it is."""
        return f"Change: {self.place}"

    def obstacle(self) -> str:
        """Say that a withdrawn one stays as it is."""
        if self.place.is_withdrawn:
            return "This was withdrawn already."
        return FamilyStepView.obstacle(self)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        place = self.place
        return {"home": place.home, "began_on": place.began_on, "ended_on": place.ended_on}

    def perform(self, form: Any) -> str:
        """Save it."""
        correct_home(
            case_id=self.subject.pk,
            actor=self.request.user,
            place_id=self.place.pk,
            **form.cleaned_data,
        )
        return self.cancel_address()


class LimitSharingView(FamilyStepView):
    """Record what a person must not be told."""

    form_class: type[Form] = SharingLimitForm
    person: Person

    def find_subject(self) -> Case:
        """Find the case, and the person among its people."""
        case: Case = super().find_subject()
        self.person = find_person(case, self.kwargs["person_id"])
        return case

    def heading(self) -> str:
        """Name the person."""
        return f"Do not share with {self.person}"

    def cancel_address(self) -> str:
        """Lead back to the person."""
        return reverse("cases:person", args=[self.subject.pk, self.person.pk])

    def perform(self, form: Any) -> str:
        """Record it."""
        limit_sharing(
            case_id=self.subject.pk,
            person_id=self.person.pk,
            actor=self.request.user,
            **form.cleaned_data,
        )
        return self.cancel_address()


class EndSharingLimitView(LimitSharingView):
    """End what a person must not be told."""

    form_class = EndReasonForm
    success_message = "It has ended. It stays on the record."
    limit: SharingLimit

    def find_subject(self) -> Case:
        """Find also what must not be told."""
        case = super().find_subject()
        self.limit = find_sharing_limit(self.person, self.kwargs["limit_id"])
        return case

    def heading(self) -> str:
        """Name the person."""
        return f"What {self.person} may be told again"

    def obstacle(self) -> str:
        """Say that it has ended already."""
        if self.limit.ended_on is not None:
            return "This has ended already."
        return super().obstacle()

    def perform(self, form: EndReasonForm) -> str:
        """End it."""
        end_sharing_limit(
            case_id=self.subject.pk,
            person_id=self.person.pk,
            actor=self.request.user,
            limit_id=self.limit.pk,
            **form.cleaned_data,
        )
        return self.cancel_address()
