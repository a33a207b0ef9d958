"""People, stored once, and the families they belong to."""

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from cin.accounts.models import LocalAuthority
from cin.core.models import Record


class Sex(models.TextChoices):
    """Sex as the national census codes it."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    NOT_KNOWN = "U", "Not known or not yet born"


class Person(Record):
    """Somebody a case is about or who matters to it: born, or expected."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    given_names = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    born_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.NOT_KNOWN)
    is_disabled = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        verbose_name_plural = "people"
        ordering = ["family_name", "given_names"]
        indexes = [
            models.Index(fields=["authority", "family_name", "given_names"], name="person_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}"

    def age_on(self, day: date) -> int | None:
        """Give the age in whole years on a day; nothing when the date of birth is not known or lies
        ahead.

        Somebody born on 29 February has their birthday on 1 March in other years, as English law
        counts.
        """
        if self.born_on is None or self.born_on > day:
            return None
        had_birthday = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (not had_birthday)


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
