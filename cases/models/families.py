"""The families people belong to."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cases.models.people import Person, PersonKind
from cin.accounts.models import LocalAuthority
from cin.core.models import Record


class Family(Record):
    """The people whom one piece of work is about; siblings meet here."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "families"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"The {self.name} family"


class FamilyRole(models.TextChoices):
    """What somebody is in the family."""

    CHILD = "child", "Child"
    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step_parent", "Step-parent or parent's partner"
    GRANDPARENT = "grandparent", "Grandparent"
    OTHER_CARER = "other_carer", "Other carer or relative"
    FRIEND = "friend", "Friend or neighbour"


_PARENTING = frozenset(
    {FamilyRole.MOTHER, FamilyRole.FATHER, FamilyRole.STEP_PARENT, FamilyRole.OTHER_CARER}
)


def kind_of(role: str) -> PersonKind:
    """Say what somebody with this place in a family is to the department."""
    if role == FamilyRole.CHILD:
        return PersonKind.CHILD
    return PersonKind.PARENT_CARER if role in _PARENTING else PersonKind.OTHER_FAMILY


class FamilyMember(Record):
    """One person's place in a family."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=FamilyRole.choices)
    # None says that nobody has asked yet, which is not the same as no.
    has_parental_responsibility = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["family", "person"], name="person_once_in_family"),
            CheckConstraint(condition=Q(role__in=list(FamilyRole)), name="family_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()}"
