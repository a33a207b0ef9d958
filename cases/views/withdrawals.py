"""Taking back what was entered in error about the people of a case."""

from typing import Any

from django.urls import reverse

from cases.models import HouseholdMember, NetworkMember, Relationship
from cases.selectors.network import find_network_member
from cases.selectors.people import find_person, find_row_ever
from cases.selectors.relationships import find_household_place, find_relationship
from cases.services.homes import withdraw_home
from cases.services.network import withdraw_from_network
from cases.services.person_rows import withdraw_row
from cases.services.relationships import withdraw_relationship
from cases.views.row_words import ROW_NAMES, said_by
from cases.views.withdrawing import WithdrawFromCaseView


class WithdrawPersonRowView(WithdrawFromCaseView):
    """Take back an address, a way to reach somebody, a caution, a name, an order, a disability, or
    what somebody must not be told.
    """

    def find(self) -> Any:
        """Find the person, and the row about them."""
        self.person = find_person(self.subject, self.kwargs["person_id"])
        return find_row_ever(self.person, self.kwargs["kind"], self.kwargs["row_id"])

    def what(self) -> str:
        """Say what kind of row it is, and about whom."""
        return f"{ROW_NAMES[self.kwargs['kind']].lower()} of {self.person}"

    def shown(self) -> str:
        """Show what it says."""
        return said_by(self.thing)

    def effects(self) -> list[str]:
        """Say what else does not follow."""
        known = super().effects()
        if self.kwargs["kind"] == "address":
            told = "If an earlier address was ended by this one, open it again with “Change”."
            return [*known, told]
        return known

    def cancel_address(self) -> str:
        """Lead back to the person."""
        return reverse("cases:person", args=[self.subject.pk, self.person.pk])

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_row(
            case_id=self.subject.pk,
            person_id=self.person.pk,
            actor=self.request.user,
            kind=self.kwargs["kind"],
            row_id=self.kwargs["row_id"],
            reason=reason,
        )


class _WithdrawFromPeopleView(WithdrawFromCaseView):
    """What stands on the page of everybody on the case."""

    def cancel_address(self) -> str:
        """Lead back to the people."""
        return reverse("cases:people", args=[self.subject.pk])


class WithdrawRelationshipView(_WithdrawFromPeopleView):
    """Take back a relationship that was recorded by mistake."""

    thing: Relationship

    def find(self) -> Relationship:
        """Find the relationship in the case's family."""
        return find_relationship(self.subject, self.kwargs["relationship_id"])

    def what(self) -> str:
        """Say who was what to whom."""
        row = self.thing
        return f"{row.first}, {row.get_kind_display().lower()} of {row.second}"

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_relationship(
            case_id=self.subject.pk,
            relationship_id=self.kwargs["relationship_id"],
            actor=self.request.user,
            reason=reason,
        )


class WithdrawHomeView(_WithdrawFromPeopleView):
    """Take back that somebody lives, or lived, in a home."""

    thing: HouseholdMember

    def find(self) -> HouseholdMember:
        """Find the place in a home of the case's family."""
        return find_household_place(self.subject, self.kwargs["place_id"])

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_home(
            case_id=self.subject.pk,
            place_id=self.kwargs["place_id"],
            actor=self.request.user,
            reason=reason,
        )


class WithdrawFromNetworkView(_WithdrawFromPeopleView):
    """Take back that a professional works, or worked, with the child."""

    thing: NetworkMember

    def find(self) -> NetworkMember:
        """Find the professional in the case's network."""
        return find_network_member(self.subject, self.kwargs["member_id"])

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_from_network(
            case_id=self.subject.pk,
            member_id=self.kwargs["member_id"],
            actor=self.request.user,
            reason=reason,
        )
