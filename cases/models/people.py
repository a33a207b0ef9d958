"""People, stored once: children, those who care for them, and those who work with them."""

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from cases.models import choices
from cases.models.agencies import Agency
from cases.models.withdrawable import WITHDRAWN_WITH_REASON, WithdrawableRow
from cin.accounts.models import LocalAuthority
from cin.core.models import Record


class Sex(models.TextChoices):
    """Sex as the national census codes it."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    NOT_KNOWN = "U", "Not known or not yet born"


class PersonKind(models.TextChoices):
    """What somebody is to the department, whichever family they meet it in."""

    CHILD = "child", "Child"
    PARENT_CARER = "parent_carer", "Parent or carer"
    OTHER_FAMILY = "other_family", "Other family or friend"
    PROFESSIONAL = "professional", "Professional"


class Person(Record):
    """Somebody a case is about or who matters to it: born, or expected.

    A number is unique among an authority's people; of two records that were merged only the one
    that stayed counts.
    """

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PersonKind.choices)
    given_names = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    known_as = models.CharField(max_length=100, blank=True)
    born_on = models.DateField(null=True, blank=True)
    is_birth_estimated = models.BooleanField(default=False)
    expected_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.NOT_KNOWN)
    # In the person's own words, where it is not what their sex would suggest.
    gender = models.CharField(max_length=60, blank=True)
    # In their own words, and only where they are old enough and want it recorded.
    sexuality = models.CharField(max_length=60, blank=True)
    ethnicity = models.CharField(max_length=4, choices=choices.ethnicities, blank=True)
    nationality = models.CharField(max_length=60, blank=True)
    first_language = models.CharField(max_length=60, blank=True)
    # None says that nobody has asked yet, which is not the same as no.
    needs_interpreter = models.BooleanField(null=True, blank=True)
    communication_needs = models.TextField(blank=True)
    religion = models.CharField(max_length=20, choices=choices.religions, blank=True)
    observance = models.TextField(blank=True)
    is_disabled = models.BooleanField(default=False)
    send_support = models.CharField(max_length=1, choices=choices.send_support, blank=True)
    ehcp_began_on = models.DateField(null=True, blank=True)
    education = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="pupils"
    )
    year_group = models.CharField(max_length=30, blank=True)
    attendance_is_a_concern = models.BooleanField(null=True, blank=True)
    may_be_excluded = models.BooleanField(null=True, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    former_upn = models.CharField(max_length=13, blank=True)
    upn_missing = models.CharField(max_length=4, choices=choices.upn_reasons, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    gp_practice = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="patients"
    )
    gp_name = models.CharField(max_length=100, blank=True)
    health_notes = models.TextField(blank=True)
    immigration_status = models.CharField(
        max_length=20, choices=choices.immigration_statuses, blank=True
    )
    has_no_recourse = models.BooleanField(null=True, blank=True)
    # Where a professional works, and as what.
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="professionals"
    )
    job_title = models.CharField(max_length=100, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        verbose_name_plural = "people"
        ordering = ["family_name", "given_names"]
        indexes = [
            models.Index(fields=["authority", "family_name", "given_names"], name="person_by_name"),
        ]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(PersonKind)), name="person_kind_known"),
            CheckConstraint(condition=Q(sex__in=list(Sex)), name="person_sex_known"),
            CheckConstraint(
                condition=Q(born_on=None) | Q(expected_on=None), name="person_born_or_expected"
            ),
            CheckConstraint(
                condition=Q(died_on=None) | Q(born_on=None) | Q(died_on__gte=F("born_on")),
                name="person_dies_after_birth",
            ),
            CheckConstraint(
                condition=Q(upn="") | Q(upn_missing=""), name="person_upn_or_why_missing"
            ),
            CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="person_not_merged_into_itself",
            ),
            UniqueConstraint(
                fields=["authority", "upn"],
                condition=~Q(upn="") & Q(merged_into=None),
                name="person_upn_unique",
            ),
            UniqueConstraint(
                fields=["authority", "nhs_number"],
                condition=~Q(nhs_number="") & Q(merged_into=None),
                name="person_nhs_number_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}"

    @property
    def is_unborn(self) -> bool:
        """Whether a birth is expected and has not been recorded."""
        return self.born_on is None and self.expected_on is not None

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


class Disability(WithdrawableRow):
    """One kind of a person's disability, as the national census counts them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="disabilities")
    kind = models.CharField(max_length=4, choices=choices.disabilities)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        verbose_name_plural = "disabilities"
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="disability_withdrawn_with_reason"
            ),
            UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(withdrawn_at=None),
                name="disability_once",
            ),
            CheckConstraint(condition=~Q(kind__in=["", "NONE"]), name="disability_is_a_kind"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
