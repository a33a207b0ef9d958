"""The professionals around a child."""

from typing import Any

from cases.forms.homes import EndForm
from cases.forms.network import AddToNetworkForm, NetworkForm
from cases.models import Case, NetworkMember
from cases.selectors.network import find_network_member
from cases.services.network import (
    PartDetails,
    ProfessionalDetails,
    add_to_network,
    change_network,
    leave_network,
)
from cases.views.families import FamilyStepView


class AddToNetworkView(FamilyStepView):
    """Add a professional to those who work with the child."""

    form_class = AddToNetworkForm
    title = "Add a professional"
    success_message = "Added to the network."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know who is looking."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        """Most professionals come to meetings and receive the plan."""
        return {"is_invited": True, "receives_papers": True}

    def perform(self, form: AddToNetworkForm) -> str:
        """Add them."""
        add_to_network(
            case_id=self.subject.pk,
            actor=self.request.user,
            professional=ProfessionalDetails(**form.professional_answers()),
            part=PartDetails(**form.part_answers()),
        )
        return self.cancel_address()


class NetworkMemberView(FamilyStepView):
    """A step on one professional's part."""

    member: NetworkMember

    def find_subject(self) -> Case:
        """Find the case, and the professional in its network."""
        case: Case = super().find_subject()
        self.member = find_network_member(case, self.kwargs["member_id"])
        return case

    def heading(self) -> str:
        """Name the professional."""
        return f"{self.title}: {self.member.person}"

    def obstacle(self) -> str:
        """Say that somebody has left already."""
        if self.member.ended_on is not None:
            return "This professional has left the network."
        return super().obstacle()

    def which(self) -> dict[str, Any]:
        """Give what every service needs to know."""
        return {
            "case_id": self.subject.pk,
            "member_id": self.member.pk,
            "actor": self.request.user,
        }


class ChangeNetworkView(NetworkMemberView):
    """Change a professional's part in the work."""

    form_class = NetworkForm
    title = "Change"

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        return {name: getattr(self.member, name) for name in NetworkForm.PART}

    def perform(self, form: NetworkForm) -> str:
        """Save it."""
        change_network(**self.which(), part=PartDetails(**form.part_answers()))
        return self.cancel_address()


class LeaveNetworkView(NetworkMemberView):
    """Record that a professional works with the child no longer."""

    form_class = EndForm
    title = "No longer involved"

    def perform(self, form: EndForm) -> str:
        """Record it."""
        leave_network(**self.which(), **form.cleaned_data)
        return self.cancel_address()
