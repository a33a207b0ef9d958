"""Local authorities, their teams, and the people who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cin.core import clock
from cin.core.models import Record


class Role(models.TextChoices):
    """What a person is employed as."""

    SOCIAL_WORKER = "social_worker", "Social worker"
    SENIOR_PRACTITIONER = "senior_practitioner", "Senior practitioner"
    ADVANCED_PRACTITIONER = "advanced_practitioner", "Advanced practitioner"
    SPECIALIST = "specialist", "Specialist of the team"
    TEAM_ADMINISTRATOR = "team_administrator", "Team administrator"
    TEAM_MANAGER = "team_manager", "Team manager"
    SERVICE_MANAGER = "service_manager", "Service manager"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"
    PROCEDURE_ADMIN = "procedure_admin", "Procedure administrator"


class Specialism(models.TextChoices):
    """What a specialist of a team knows best (ROC-146)."""

    MENTAL_HEALTH = "mental_health", "Mental health"
    SUBSTANCE_MISUSE = "substance_misuse", "Drugs and alcohol"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    OTHER = "other", "Something else"


PRACTITIONER_ROLES = frozenset(
    {Role.SOCIAL_WORKER, Role.SENIOR_PRACTITIONER, Role.ADVANCED_PRACTITIONER}
)
MANAGER_ROLES = frozenset({Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE})
AUTHORITY_WIDE_ROLES = frozenset({Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE})

# The procedures name people by what they are to a case; these are the names that each employed
# role answers to.
PROCEDURE_ROLES: dict[str, frozenset[str]] = {
    Role.SOCIAL_WORKER: frozenset({"social_worker", "lead_professional"}),
    Role.SENIOR_PRACTITIONER: frozenset(
        {"senior_practitioner", "social_worker", "lead_professional"}
    ),
    Role.ADVANCED_PRACTITIONER: frozenset(
        {"advanced_practitioner", "social_worker", "lead_professional"}
    ),
    Role.SPECIALIST: frozenset({"specialist"}),
    Role.TEAM_ADMINISTRATOR: frozenset({"team_administrator"}),
    Role.TEAM_MANAGER: frozenset({"team_manager", "line_manager", "responsible_team_manager"}),
    Role.SERVICE_MANAGER: frozenset({"service_manager", "team_manager", "line_manager"}),
    Role.HEAD_OF_SERVICE: frozenset(
        {"head_of_service", "service_manager", "team_manager", "line_manager"}
    ),
    Role.PROCEDURE_ADMIN: frozenset({"procedure_admin"}),
}


class LocalAuthority(Record):
    """A council with social services responsibilities; no query crosses from one to another."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=5, unique=True)
    cases_opened = models.PositiveIntegerField(default=0)
    # Made up, with people whose password many know: in production nobody of it signs in.
    is_demonstration = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(Record):
    """A team of practitioners and the manager they answer to."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [
            UniqueConstraint(fields=["authority", "name"], name="team_name_unique_in_authority"),
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in, in one role, for one authority."""

    # One name, whole: not everybody's splits in two.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=150)
    authority = models.ForeignKey(
        LocalAuthority, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    role = models.CharField(max_length=30, choices=Role.choices, default=Role.SOCIAL_WORKER)

    specialism = models.CharField(max_length=30, choices=Specialism.choices, blank=True, default="")

    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            CheckConstraint(condition=Q(role__in=list(Role)), name="user_role_known"),
            CheckConstraint(
                condition=(Q(specialism="") | Q(specialism__in=list(Specialism)))
                & (Q(role=Role.SPECIALIST) ^ Q(specialism="")),
                name="user_specialism_of_specialist",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Say the person's name."""
        return self.name

    def get_short_name(self) -> str:
        """Say the person's name, whole: colleagues are not called by half of it."""
        return self.name

    @property
    def is_practitioner(self) -> bool:
        """Whether this person does casework."""
        return self.role in PRACTITIONER_ROLES

    @property
    def is_manager(self) -> bool:
        """Whether this person decides on other people's casework."""
        return self.role in MANAGER_ROLES

    @property
    def is_helper(self) -> bool:
        """Whether this person helps with the casework of a team without carrying cases: its
        specialists and its administrators.
        """
        return self.is_specialist or self.arranges_meetings

    @property
    def is_specialist(self) -> bool:
        """Whether this person writes on the cases of a team as its specialist."""
        return self.role == Role.SPECIALIST and self.team_id is not None

    @property
    def arranges_meetings(self) -> bool:
        """Whether this person's work is the meetings of a team: its administrator."""
        return self.role == Role.TEAM_ADMINISTRATOR and self.team_id is not None

    @property
    def reads_cases(self) -> bool:
        """Whether this person opens cases at all."""
        return self.is_practitioner or self.is_manager or self.is_helper

    @property
    def sees_whole_authority(self) -> bool:
        """Whether this person's duty reaches every team of the authority."""
        return self.role in AUTHORITY_WIDE_ROLES

    @property
    def may_find_people(self) -> bool:
        """Whether this person looks people up: anyone who does or manages casework."""
        return self.is_practitioner or self.is_manager

    @property
    def may_record_referrals(self) -> bool:
        """Whether this person takes in new referrals: anyone who does or manages casework in a
        team, to which the new case then belongs.
        """
        return self.may_find_people and self.team_id is not None

    @property
    def procedure_roles(self) -> frozenset[str]:
        """The names under which the authority's procedure may speak of this person."""
        return PROCEDURE_ROLES[self.role]


class SignInAttempt(models.Model):
    """One guess at a password: a failure until it has succeeded.

    Whose name was typed and from where are kept as keyed hashes, good only for counting.
    """

    username_key = models.CharField(max_length=64)
    address_key = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)
    succeeded = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["username_key", "at"], name="sign_in_attempt_by_username"),
            models.Index(fields=["address_key", "at"], name="sign_in_attempt_by_address"),
        ]

    def __str__(self) -> str:
        return f"Attempt to sign in at {self.at:%H:%M on %d %B %Y}"
