"""What a plan contains besides its texts, where it began, and how far its actions have come."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.adding import AddColumns
from cin.core.creating import CreateTables

CONTENT = [
    ("lead_professional", models.CharField(blank=True, max_length=150)),
    ("sections", models.JSONField(blank=True, default=dict)),
    ("section_titles", models.JSONField(blank=True, default=dict)),
    ("smart", models.JSONField(blank=True, default=list)),
    ("confirmed", models.JSONField(blank=True, default=list)),
    ("taken", models.JSONField(blank=True, default=dict)),
    ("talked_over_with", models.JSONField(blank=True, default=list)),
    ("talked_over", models.TextField(blank=True)),
]
ORIGINS = [
    ("cp_conference", "A child protection conference"),
    ("statutory_review", "The final statutory review of a child who was cared for"),
    ("after_care", "An agreement made after the child ceased to be cared for"),
]
AVAILABILITY = [
    ("ready", "Yes"),
    ("waiting", "There is a waiting list"),
    ("scarce", "No, or hardly ever"),
    ("not_known", "Not known yet"),
]
PROGRESS = [
    ("started", "In progress"),
    ("referred", "Referred to an agency"),
    ("done", "Done"),
    ("not_done", "Not done, and not going to be"),
]


def common():
    """Give the columns that every table begins with."""
    return [
        (
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        ("created_at", models.DateTimeField(default=cin.core.clock.now, editable=False)),
        ("updated_at", models.DateTimeField(auto_now=True)),
    ]


def of_version(name):
    """Give the columns of a row of a version."""
    return [
        *common(),
        ("position", models.PositiveSmallIntegerField()),
        ("area", models.CharField(blank=True, max_length=100)),
        (
            "version",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name=name,
                to="plans.planversion",
            ),
        ),
    ]


class Migration(migrations.Migration):
    """Columns for the plan, its versions and its actions, and three tables."""

    dependencies = [
        ("plans", "0003_expected_end_and_intervals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddColumns("planversion", CONTENT),
        AddColumns("historicalplanversion", CONTENT),
        AddColumns(
            "plan",
            [
                ("origin", models.CharField(blank=True, choices=ORIGINS, max_length=20)),
                ("origin_on", models.DateField(blank=True, null=True)),
                ("drafted_with", models.CharField(blank=True, max_length=150)),
            ],
        ),
        AddColumns(
            "planaction",
            [
                ("number", models.PositiveBigIntegerField(blank=True, null=True)),
                ("area", models.CharField(blank=True, max_length=100)),
            ],
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="PlanNeed",
                    fields=[
                        *of_version("needs"),
                        ("need", models.TextField(blank=True)),
                        ("outcome", models.TextField(blank=True)),
                        ("strategy", models.TextField(blank=True)),
                    ],
                    options={"ordering": ["position", "pk"]},
                ),
                migrations.CreateModel(
                    name="PlanService",
                    fields=[
                        *of_version("services"),
                        ("name", models.CharField(max_length=200)),
                        ("provider", models.CharField(blank=True, max_length=150)),
                        (
                            "availability",
                            models.CharField(blank=True, choices=AVAILABILITY, max_length=15),
                        ),
                        ("scarce_reason", models.TextField(blank=True)),
                    ],
                    options={"ordering": ["position", "pk"]},
                ),
                migrations.CreateModel(
                    name="ActionProgress",
                    fields=[
                        *common(),
                        ("number", models.PositiveBigIntegerField()),
                        ("state", models.CharField(choices=PROGRESS, max_length=15)),
                        ("on", models.DateField()),
                        ("agency", models.CharField(blank=True, max_length=150)),
                        ("note", models.TextField(blank=True)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="progress",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-on", "-pk"],
                        "indexes": [
                            models.Index(fields=["plan", "number"], name="progress_of_an_action")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=~models.Q(state="referred") | ~models.Q(agency=""),
                                name="plan_referral_names_the_agency",
                            ),
                            models.CheckConstraint(
                                condition=~models.Q(state="not_done") | ~models.Q(note=""),
                                name="action_not_done_for_a_reason",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
