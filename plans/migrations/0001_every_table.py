"""Plans by version, their rows, and how each action came on."""

import django.db.models.deletion
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("plans", "0001_first_tables"),
        ("plans", "0002_add_contact_to_plans"),
        ("plans", "0003_expected_end_and_intervals"),
        ("plans", "0004_needs_services_and_progress"),
        ("plans", "0005_number_the_actions"),
    ]

    dependencies = [
        ("cases", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Plan",
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
                        (
                            "origin",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("cp_conference", "A child protection conference"),
                                    (
                                        "statutory_review",
                                        "The final statutory review of a child who was cared for",
                                    ),
                                    (
                                        "after_care",
                                        "An agreement made after the child ceased to be cared for",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("origin_on", models.DateField(blank=True, null=True)),
                        ("drafted_with", models.CharField(blank=True, max_length=150)),
                        ("started_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan",
                                to="cases.case",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ActionProgress",
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
                        ("number", models.PositiveBigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("started", "In progress"),
                                    ("referred", "Referred to an agency"),
                                    ("done", "Done"),
                                    ("not_done", "Not done, and not going to be"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("agency", models.CharField(blank=True, max_length=150)),
                        ("note", models.TextField(blank=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="progress",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanVersion",
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
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("initial", "First plan"),
                                    ("review", "Changed at a review"),
                                    ("minor", "Small change between reviews"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("approved", "Approved, waiting for the meeting"),
                                    ("confirmed", "Agreed at the meeting, waiting for sign-off"),
                                    ("active", "In force"),
                                    ("superseded", "Replaced by a later version"),
                                    ("ceased", "Ended"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("strengths", models.TextField(blank=True)),
                        ("worries", models.TextField(blank=True)),
                        ("child_views", models.TextField(blank=True)),
                        ("family_views", models.TextField(blank=True)),
                        ("outcomes", models.TextField(blank=True)),
                        ("visit_place", models.TextField(blank=True)),
                        ("contacts", models.TextField(blank=True)),
                        ("contingency", models.TextField(blank=True)),
                        ("exit_plan", models.TextField(blank=True)),
                        ("expected_end_on", models.DateField(blank=True, null=True)),
                        ("longer_reason", models.TextField(blank=True)),
                        ("lead_professional", models.CharField(blank=True, max_length=150)),
                        ("sections", models.JSONField(blank=True, default=dict)),
                        ("section_titles", models.JSONField(blank=True, default=dict)),
                        ("smart", models.JSONField(blank=True, default=list)),
                        ("confirmed", models.JSONField(blank=True, default=list)),
                        ("taken", models.JSONField(blank=True, default=dict)),
                        ("talked_over_with", models.JSONField(blank=True, default=list)),
                        ("talked_over", models.TextField(blank=True)),
                        ("visit_amount", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "visit_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("weeks", "weeks"),
                                    ("working_days", "working days"),
                                    ("months", "months"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("review_amount", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "review_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("weeks", "weeks"),
                                    ("working_days", "working days"),
                                    ("months", "months"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_comment", models.TextField(blank=True)),
                        ("agreed_at_meeting_on", models.DateField(blank=True, null=True)),
                        ("in_force_on", models.DateField(blank=True, null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_versions",
                                to="cases.case",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="PlanService",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("area", models.CharField(blank=True, max_length=100)),
                        ("name", models.CharField(max_length=200)),
                        ("provider", models.CharField(blank=True, max_length=150)),
                        (
                            "availability",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ready", "Yes"),
                                    ("waiting", "There is a waiting list"),
                                    ("scarce", "No, or hardly ever"),
                                    ("not_known", "Not known yet"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("scarce_reason", models.TextField(blank=True)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="services",
                                to="plans.planversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanNeed",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("area", models.CharField(blank=True, max_length=100)),
                        ("need", models.TextField(blank=True)),
                        ("outcome", models.TextField(blank=True)),
                        ("strategy", models.TextField(blank=True)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="plans.planversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanAction",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("area", models.CharField(blank=True, max_length=100)),
                        ("what", models.TextField()),
                        ("owner", models.CharField(blank=True, max_length=150)),
                        (
                            "owner_kind",
                            models.CharField(
                                blank=True,
                                choices=[("family", "Family"), ("professional", "Professional")],
                                max_length=15,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="plans.planversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="IntervalsAgreement",
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
                        ("note", models.TextField(blank=True)),
                        ("agreed_at", models.DateTimeField()),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="intervals_agreed",
                                to="plans.planversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPlanVersion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("initial", "First plan"),
                                    ("review", "Changed at a review"),
                                    ("minor", "Small change between reviews"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("approved", "Approved, waiting for the meeting"),
                                    ("confirmed", "Agreed at the meeting, waiting for sign-off"),
                                    ("active", "In force"),
                                    ("superseded", "Replaced by a later version"),
                                    ("ceased", "Ended"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("strengths", models.TextField(blank=True)),
                        ("worries", models.TextField(blank=True)),
                        ("child_views", models.TextField(blank=True)),
                        ("family_views", models.TextField(blank=True)),
                        ("outcomes", models.TextField(blank=True)),
                        ("visit_place", models.TextField(blank=True)),
                        ("contacts", models.TextField(blank=True)),
                        ("contingency", models.TextField(blank=True)),
                        ("exit_plan", models.TextField(blank=True)),
                        ("expected_end_on", models.DateField(blank=True, null=True)),
                        ("longer_reason", models.TextField(blank=True)),
                        ("lead_professional", models.CharField(blank=True, max_length=150)),
                        ("sections", models.JSONField(blank=True, default=dict)),
                        ("section_titles", models.JSONField(blank=True, default=dict)),
                        ("smart", models.JSONField(blank=True, default=list)),
                        ("confirmed", models.JSONField(blank=True, default=list)),
                        ("taken", models.JSONField(blank=True, default=dict)),
                        ("talked_over_with", models.JSONField(blank=True, default=list)),
                        ("talked_over", models.TextField(blank=True)),
                        ("visit_amount", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "visit_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("weeks", "weeks"),
                                    ("working_days", "working days"),
                                    ("months", "months"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("review_amount", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "review_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("weeks", "weeks"),
                                    ("working_days", "working days"),
                                    ("months", "months"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_comment", models.TextField(blank=True)),
                        ("agreed_at_meeting_on", models.DateField(blank=True, null=True)),
                        ("in_force_on", models.DateField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="plans.planversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical plan version",
                        "verbose_name_plural": "historical plan versions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="plan_ends_after_it_starts",
                    ),
                ),
                migrations.AddIndex(
                    model_name="actionprogress",
                    index=models.Index(fields=["plan", "number"], name="progress_of_an_action"),
                ),
                migrations.AddConstraint(
                    model_name="actionprogress",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "referred"), _negated=True),
                            models.Q(("agency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_referral_names_the_agency",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="actionprogress",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_done"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_not_done_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "approved",
                                    "confirmed",
                                    "active",
                                    "superseded",
                                    "ceased",
                                ],
                            )
                        ),
                        name="plan_version_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planversion",
                    constraint=models.UniqueConstraint(
                        fields=("plan", "number"), name="plan_version_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "active")),
                        fields=("plan",),
                        name="one_plan_version_in_force",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted", "approved", "confirmed"])
                        ),
                        fields=("plan",),
                        name="one_unfinished_plan_version",
                    ),
                ),
            ]
        )
    ]
