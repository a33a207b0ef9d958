"""The other names a person goes by, or went by."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from simple_history.models import HistoricalRecords

from cases.models import choices
from cases.models.people import Person
from cases.models.withdrawable import WITHDRAWN_WITH_REASON, WithdrawableRow


class OtherName(WithdrawableRow):
    """One alias, previous name or other spelling, dated where that is known.

    A part left empty is as in the person's own name.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_names")
    kind = models.CharField(max_length=20, choices=choices.name_kinds)
    given_names = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="other_name_withdrawn_with_reason"
            ),
            CheckConstraint(condition=~Q(kind=""), name="other_name_has_kind"),
            CheckConstraint(
                condition=~(Q(given_names="") & Q(family_name="")), name="other_name_not_empty"
            ),
            CheckConstraint(
                condition=Q(ended_on=None) | Q(began_on=None) | Q(ended_on__gte=F("began_on")),
                name="other_name_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()
