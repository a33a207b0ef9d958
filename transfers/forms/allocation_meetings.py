"""Forms about allocation meetings."""

from collections.abc import Sequence
from typing import Any

from cin.accounts.models import Team
from cin.core import fields, forms
from transfers.models import Transfer

AGREED, NOT_AGREED, LATER = "agreed", "not_agreed", "later"


class PlanAllocationMeetingForm(forms.Form):
    """The day of an allocation meeting."""

    submit_label = "Put it in the timetable"

    held_on = fields.FutureDateField(label="When is it?", names="the day of the meeting")


class RecordAllocationMeetingForm(forms.Form):
    """Who came, and what was said of each case on offer."""

    submit_label = "Save the record"

    def __init__(
        self, *args: Any, teams: Sequence[Team], offers: Sequence[Transfer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.teams, self.offers = teams, offers
        self.conditional = {}
        for team in teams:
            self._ask_of_team(team)
        for offer in offers:
            self._ask_of_offer(offer)
        self.sections = [
            ("Who came", "", [f"came_{team.pk}" for team in teams]),
            ("The cases on offer", "", [f"said_{offer.pk}" for offer in offers]),
        ]

    def _ask_of_team(self, team: Team) -> None:
        came, who, reason = f"came_{team.pk}", f"who_{team.pk}", f"reason_{team.pk}"
        self.fields[came] = fields.YesNoField(
            label=f"Did the manager of {team} come, or somebody for them?",
            names=f"somebody of {team} came",
        )
        self.fields[who] = fields.TextField(label="Who?", names="who came", max_length=150)
        self.fields[reason] = fields.LongTextField(
            label="Why not?", names="why nobody came", rows=2, max_length=2000
        )
        self.conditional[came] = {"yes": [who], "no": [reason]}

    def _ask_of_offer(self, offer: Transfer) -> None:
        said, note = f"said_{offer.pk}", f"note_{offer.pk}"
        self.fields[said] = fields.RadioField(
            label=f"{offer.case.child}, {offer.case.reference}: from {offer.from_team} to "
            f"{offer.to_team}",
            names="what was said of this case",
            choices=[
                (AGREED, "Agreed"),
                (NOT_AGREED, "Not agreed"),
                (LATER, "Not talked about"),
            ],
        )
        self.fields[note] = fields.LongTextField(
            label="Why not?", names="why it was not agreed", rows=2, max_length=5000
        )
        self.conditional[said] = {NOT_AGREED: [note]}

    def attendance(self) -> list[dict[str, Any]]:
        """Give who came, by team."""
        given = self.cleaned_data
        return [
            {
                "team_id": team.pk,
                "came": given[f"came_{team.pk}"],
                "who": given[f"who_{team.pk}"] or "",
                "reason": given[f"reason_{team.pk}"] or "",
            }
            for team in self.teams
        ]

    def decisions(self) -> list[dict[str, Any]]:
        """Give what was said of each offer that was talked about."""
        given = self.cleaned_data
        return [
            {
                "transfer_id": offer.pk,
                "is_agreed": given[f"said_{offer.pk}"] == AGREED,
                "note": given[f"note_{offer.pk}"] or "",
            }
            for offer in self.offers
            if given[f"said_{offer.pk}"] != LATER
        ]
