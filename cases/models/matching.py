"""What finds a person again, and who was found not to be whom."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from cases.models.people import Person
from cin.accounts.models import LocalAuthority
from cin.core.models import Record


class PersonKey(models.Model):
    """One key by which a person can be looked up: a name by its letters or its sound, a day of
    birth, a postcode, a number.

    Written by the services whenever what it is made of changes; it can be made again at any time.
    """

    authority = models.ForeignKey(
        LocalAuthority, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=110)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["authority", "kind", "key", "person"], name="person_key_once"),
            CheckConstraint(condition=~Q(key=""), name="person_key_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class DifferentPeople(Record):
    """Somebody's decision that two records that look alike are of two people, and why."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "different people"
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["first", "second"], name="different_people_once"),
            CheckConstraint(condition=Q(first__lt=F("second")), name="different_people_in_order"),
            CheckConstraint(condition=~Q(reason=""), name="different_people_say_why"),
        ]

    def __str__(self) -> str:
        return f"Different people, decided by {self.decided_by}"
