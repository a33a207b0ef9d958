"""Pages on which people are chosen who are then told something."""

from functools import cached_property
from typing import Any

from cases.models import Case
from cases.selectors.telling import (
    Recipient,
    limited_among,
    limited_in,
    override_refusal,
    recipients_of,
)
from cin.accounts.permissions import case_of


class TellingMixin:
    """Gives the form those who may be told, and the page those who may not."""

    request: Any
    subject: Any

    def told_about(self) -> list[Case]:
        """Give the cases whose people they are: that of the subject first."""
        return [case_of(self.subject)]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know whom it can offer, and whether a manager may decide otherwise."""
        first, *others = self.told_about()
        known = recipients_of(first)
        people = {each.person.pk for each in known}
        known += [each for each in limited_among(others) if each.person.pk not in people]
        return {
            **super().get_form_kwargs(),  # type: ignore[misc]
            "recipients": known,
            "may_override": not override_refusal(first, self.request.user),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is not to be told, and why."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "limited": context["form"].limited}


class LimitsKeptMixin:
    """For a form about who came to a meeting: shows who of the child's people is not to be told
    something, and asks how it was kept from them.
    """

    subject: Any

    @cached_property
    def limited(self) -> list[Recipient]:
        """List who is not to be told something."""
        return limited_in(case_of(self.subject))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask how something was kept from somebody, where that can be."""
        own = {"has_limits": bool(self.limited)}
        return {**super().get_form_kwargs(), **own}  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is not to be told something."""
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            limited=self.limited, **kwargs
        )
        return context
