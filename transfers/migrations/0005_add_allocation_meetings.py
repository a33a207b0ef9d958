"""The meetings at which transfers between teams are agreed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """Three tables at once."""

    dependencies = [
        ("accounts", "0003_sign_in_attempts"),
        ("transfers", "0004_summarise_offers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="AllocationMeeting",
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
                        ("held_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AllocationDecision",
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
                        ("is_agreed", models.BooleanField()),
                        ("note", models.TextField(blank=True)),
                        (
                            "transfer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allocation_decisions",
                                to="transfers.transfer",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="transfers.allocationmeeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AllocationAttendance",
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
                        ("came", models.BooleanField()),
                        ("who", models.CharField(blank=True, max_length=150)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="transfers.allocationmeeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="allocationmeeting",
                    constraint=models.UniqueConstraint(
                        fields=("authority", "held_on"), name="one_allocation_meeting_a_day"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationmeeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recorded_at", None), ("recorded_by", None)),
                            models.Q(
                                ("recorded_at__isnull", False), ("recorded_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="allocation_meeting_recorded_by_somebody",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationdecision",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "transfer"), name="offer_at_meeting_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationdecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_agreed", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="offer_not_agreed_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationattendance",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "team"), name="team_at_allocation_meeting_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationattendance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("came", True), models.Q(("who", ""), _negated=True)),
                            models.Q(("came", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="team_came_or_why_not",
                    ),
                ),
            ]
        )
    ]
