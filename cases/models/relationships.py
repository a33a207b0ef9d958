"""Who is what to whom: each relationship is written once and read from both ends."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from cases.models.people import Person
from cases.models.withdrawable import (
    WITHDRAWN_WITH_REASON,
    Withdrawable,
    WithdrawableQuerySet,
)
from cin.core.models import Record


class RelationshipKind(models.TextChoices):
    """What the first of two people is to the second."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    PARENT = "parent", "Parent"
    STEP_PARENT = "step_parent", "Step-parent or parent's partner"
    GRANDPARENT = "grandparent", "Grandparent"
    AUNT_UNCLE = "aunt_uncle", "Aunt or uncle"
    GUARDIAN = "guardian", "Guardian"
    CARER = "carer", "Carer"
    SIBLING = "sibling", "Brother or sister"
    HALF_SIBLING = "half_sibling", "Half-brother or half-sister"
    TWIN = "twin", "Twin"
    IDENTICAL_TWIN = "identical_twin", "Identical twin"
    STEP_SIBLING = "step_sibling", "Step-brother or step-sister"
    MARRIED = "married", "Married or civil partner"
    PARTNER = "partner", "Partner"
    SEPARATED = "separated", "Separated"
    DIVORCED = "divorced", "Divorced"
    FRIEND = "friend", "Friend or neighbour"
    OTHER = "other", "Another relationship"


# What the second is to the first, where that is not the same word.
INVERSES = {
    RelationshipKind.MOTHER: "Child",
    RelationshipKind.FATHER: "Child",
    RelationshipKind.PARENT: "Child",
    RelationshipKind.STEP_PARENT: "Step-child",
    RelationshipKind.GRANDPARENT: "Grandchild",
    RelationshipKind.AUNT_UNCLE: "Niece or nephew",
    RelationshipKind.GUARDIAN: "Ward",
    RelationshipKind.CARER: "Cared for",
}
PARENTS = frozenset({RelationshipKind.MOTHER, RelationshipKind.FATHER, RelationshipKind.PARENT})
COUPLES = frozenset(
    {
        RelationshipKind.MARRIED,
        RelationshipKind.PARTNER,
        RelationshipKind.SEPARATED,
        RelationshipKind.DIVORCED,
    }
)
# Those of one birth; that they are no more than twins says nothing of whether they are identical.
TWINS = frozenset({RelationshipKind.TWIN, RelationshipKind.IDENTICAL_TWIN})
# Those whose parental responsibility for a child is asked about.
RESPONSIBLE = frozenset(
    {
        *PARENTS,
        RelationshipKind.STEP_PARENT,
        RelationshipKind.GRANDPARENT,
        RelationshipKind.AUNT_UNCLE,
        RelationshipKind.GUARDIAN,
        RelationshipKind.CARER,
        RelationshipKind.OTHER,
    }
)


class Bond(models.TextChoices):
    """How somebody came to be a child's parent."""

    BIRTH = "birth", "By birth"
    ADOPTIVE = "adoptive", "By adoption"


class ResponsibilityBy(models.TextChoices):
    """How parental responsibility came about."""

    BIRTH = "birth", "As the mother, by birth"
    MARRIAGE = "marriage", "By marriage or civil partnership"
    REGISTRATION = "registration", "Named on the birth certificate"
    AGREEMENT = "agreement", "By agreement"
    ORDER = "order", "By an order of a court"
    ADOPTION = "adoption", "By adoption"


class Relationship(Withdrawable, Record):
    """What one person is, or was, to another; days may be unknown.

    Parental responsibility is the first person's, for the second; None says that it is not known.
    """

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="related_as_first")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="related_as_second")
    kind = models.CharField(max_length=20, choices=RelationshipKind.choices)
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    bond = models.CharField(max_length=10, choices=Bond.choices, blank=True)
    has_parental_responsibility = models.BooleanField(null=True, blank=True)
    responsible_since = models.DateField(null=True, blank=True)
    responsible_by = models.CharField(max_length=20, choices=ResponsibilityBy.choices, blank=True)
    note = models.TextField(blank=True)
    # Nobody for what was carried over from the family's members.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=Q(kind__in=list(RelationshipKind)), name="relationship_kind_known"
            ),
            CheckConstraint(condition=~Q(first=F("second")), name="nobody_related_to_themself"),
            CheckConstraint(
                condition=Q(ended_on=None) | Q(began_on=None) | Q(ended_on__gte=F("began_on")),
                name="relationship_ends_after_it_begins",
            ),
            CheckConstraint(
                condition=Q(has_parental_responsibility=True)
                | Q(responsible_since=None, responsible_by=""),
                name="responsibility_told_only_where_held",
            ),
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="relationship_withdrawn_with_reason"
            ),
            UniqueConstraint(
                fields=["first", "second", "kind"],
                condition=Q(ended_on=None, withdrawn_at=None),
                name="relationship_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of"

    @property
    def inverse(self) -> str:
        """What the second person is to the first."""
        return INVERSES.get(RelationshipKind(self.kind), str(self.get_kind_display()))

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day: from its first day to its last, both included."""
        return (
            self.withdrawn_at is None
            and (self.began_on is None or self.began_on <= day)
            and (self.ended_on is None or day <= self.ended_on)
        )
