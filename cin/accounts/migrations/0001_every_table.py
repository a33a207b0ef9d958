"""Authorities, teams and people, and their tries to sign in."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("accounts", "0001_first_tables"),
        ("accounts", "0002_add_is_demonstration"),
        ("accounts", "0003_sign_in_attempts"),
        ("accounts", "0004_add_specialists_and_administrators"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="LocalAuthority",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("slug", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=100)),
                        ("prefix", models.CharField(max_length=5, unique=True)),
                        ("cases_opened", models.PositiveIntegerField(default=0)),
                        ("is_demonstration", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="SignInAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("username_key", models.CharField(max_length=64)),
                        ("address_key", models.CharField(blank=True, max_length=64)),
                        ("at", models.DateTimeField(default=cin.core.clock.now, editable=False)),
                        ("succeeded", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(
                                fields=["username_key", "at"], name="sign_in_attempt_by_username"
                            ),
                            models.Index(
                                fields=["address_key", "at"], name="sign_in_attempt_by_address"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Team",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=100)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teams",
                                to="accounts.localauthority",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={
                                    "unique": "A user with that username already exists."
                                },
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[
                                    django.contrib.auth.validators.UnicodeUsernameValidator()
                                ],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="email address"
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("social_worker", "Social worker"),
                                    ("senior_practitioner", "Senior practitioner"),
                                    ("advanced_practitioner", "Advanced practitioner"),
                                    ("specialist", "Specialist of the team"),
                                    ("team_administrator", "Team administrator"),
                                    ("team_manager", "Team manager"),
                                    ("service_manager", "Service manager"),
                                    ("head_of_service", "Head of service"),
                                    ("procedure_admin", "Procedure administrator"),
                                ],
                                default="social_worker",
                                max_length=30,
                            ),
                        ),
                        (
                            "specialism",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mental_health", "Mental health"),
                                    ("substance_misuse", "Drugs and alcohol"),
                                    ("domestic_abuse", "Domestic abuse"),
                                    ("other", "Something else"),
                                ],
                                default="",
                                max_length=30,
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="accounts.team",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                    managers=[
                        ("objects", django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.AddConstraint(
                    model_name="team",
                    constraint=models.UniqueConstraint(
                        fields=("authority", "name"), name="team_name_unique_in_authority"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="user",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "social_worker",
                                    "senior_practitioner",
                                    "advanced_practitioner",
                                    "specialist",
                                    "team_administrator",
                                    "team_manager",
                                    "service_manager",
                                    "head_of_service",
                                    "procedure_admin",
                                ],
                            )
                        ),
                        name="user_role_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="user",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("specialism", ""),
                                (
                                    "specialism__in",
                                    [
                                        "mental_health",
                                        "substance_misuse",
                                        "domestic_abuse",
                                        "other",
                                    ],
                                ),
                                _connector="OR",
                            ),
                            models.Q(("role", "specialist"), ("specialism", ""), _connector="XOR"),
                        ),
                        name="user_specialism_of_specialist",
                    ),
                ),
            ]
        )
    ]
