"""Another child of the wider family, referred from a case."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from cases.models.case import Case
from cin.core.models import Record


class WiderReferral(Record):
    """A referral made because of the work with another child: from which case, and which it
    made.
    """

    from_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="children_referred")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referred_from")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(condition=~Q(case=F("from_case")), name="wider_referral_of_another"),
        ]

    def __str__(self) -> str:
        return f"Referral of {self.case} from {self.from_case}"
