"""Assessments, checkpoints and family network meetings."""

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
        ("assessments", "0001_first_tables"),
        ("assessments", "0002_what_belongs_to_an_assessment"),
        ("assessments", "0003_grounds_and_early_help"),
    ]

    dependencies = [
        ("cases", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Assessment",
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
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("in_progress", "Being written"),
                                    ("submitted", "With the manager"),
                                    ("returned", "Returned for changes"),
                                    ("approved", "Approved"),
                                ],
                                default="in_progress",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("started_on", models.DateField()),
                        (
                            "consent",
                            models.CharField(
                                choices=[
                                    ("given", "Yes, the family agreed"),
                                    (
                                        "overridden",
                                        "No, but the assessment goes on for the reason given",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("consent_reason", models.TextField(blank=True)),
                        ("agreed_due_on", models.DateField(blank=True, null=True)),
                        ("is_short", models.BooleanField(default=False)),
                        ("sections", models.JSONField(blank=True, default=dict)),
                        ("section_titles", models.JSONField(blank=True, default=dict)),
                        ("heard", models.JSONField(blank=True, default=dict)),
                        ("taken", models.JSONField(blank=True, default=dict)),
                        ("threshold_level", models.CharField(blank=True, max_length=100)),
                        ("factors", models.JSONField(blank=True, default=list)),
                        (
                            "s17_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "a",
                                        "Unlikely to reach or keep a reasonable standard of health or development",
                                    ),
                                    (
                                        "b",
                                        "Health or development likely to be significantly impaired",
                                    ),
                                    ("c", "Disabled"),
                                ],
                                max_length=1,
                            ),
                        ),
                        ("s17_grounds", models.JSONField(blank=True, default=list)),
                        ("early_help_considered", models.TextField(blank=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("cin_plan", "A Child in Need plan"),
                                    ("early_help", "Early help, without a social worker"),
                                    (
                                        "intervention_plan",
                                        "A plan without a statutory social worker",
                                    ),
                                    ("no_further_action", "No further action"),
                                    (
                                        "strategy",
                                        "A strategy discussion: the child may be suffering significant harm",
                                    ),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("initiation_reason", models.CharField(blank=True, max_length=40)),
                        ("outcome_reason", models.TextField(blank=True)),
                        ("plan_decided_on", models.DateField(blank=True, null=True)),
                        ("plan_attached_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_comment", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="cases.case",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "ordering": ["-started_on", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="AssessmentShare",
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
                        ("recipient", models.CharField(max_length=150)),
                        ("shared_on", models.DateField()),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("together", "Read through together"),
                                    ("handed_over", "Handed over"),
                                    ("post", "Post"),
                                    ("email", "Secure e-mail"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("given", "They have it"),
                                    ("refused", "They would not take it"),
                                    ("undeliverable", "It could not be delivered"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("enclosures", models.JSONField(blank=True, default=list)),
                        ("left_out_reason", models.TextField(blank=True)),
                        ("note_title", models.CharField(blank=True, max_length=200)),
                        ("comments", models.TextField(blank=True)),
                        ("comments_on", models.DateField(blank=True, null=True)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="assessments.assessment",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessment_shares",
                                to="cases.case",
                            ),
                        ),
                        (
                            "comments_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["shared_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Checkpoint",
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
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("writing", "Being written"),
                                    ("submitted", "With the manager"),
                                    ("agreed", "Agreed"),
                                ],
                                default="writing",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("items", models.JSONField(blank=True, default=dict)),
                        ("item_titles", models.JSONField(blank=True, default=dict)),
                        ("meeting_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                        (
                            "route",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("short", "Short assessment"),
                                    ("full", "Full assessment"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checkpoints",
                                to="assessments.assessment",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checkpoints",
                                to="cases.case",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "ordering": ["number"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="FamilyNetworkMeeting",
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
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("preparing", "Being prepared"),
                                    ("held", "Held, record not finished"),
                                    ("recorded", "Recorded"),
                                    ("not_appropriate", "Not appropriate"),
                                ],
                                default="preparing",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first", "Family network meeting"),
                                    ("review", "Review of the family's plan"),
                                    ("closure", "Closing meeting with the family network"),
                                ],
                                default="first",
                                max_length=10,
                            ),
                        ),
                        ("planned_at", models.DateTimeField(blank=True, null=True)),
                        ("venue", models.CharField(blank=True, max_length=200)),
                        ("preparation", models.JSONField(blank=True, default=dict)),
                        ("discussion", models.JSONField(blank=True, default=dict)),
                        ("titles", models.JSONField(blank=True, default=dict)),
                        ("people", models.JSONField(blank=True, default=list)),
                        ("interpreter", models.CharField(blank=True, max_length=200)),
                        ("access_needs", models.TextField(blank=True)),
                        ("religious_considerations", models.TextField(blank=True)),
                        ("held_on", models.DateField(blank=True, null=True)),
                        ("remote_reason", models.TextField(blank=True)),
                        ("actions", models.JSONField(blank=True, default=list)),
                        ("owned_by_family", models.BooleanField(blank=True, null=True)),
                        (
                            "effect_on_plan",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "The plan is needed as it would be without it"),
                                    (
                                        "less_input",
                                        "Agencies can do less, because the network does it",
                                    ),
                                    ("not_needed", "A Child in Need plan is not needed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("follow_up_at", models.DateTimeField(blank=True, null=True)),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        ("not_appropriate_reason", models.TextField(blank=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="network_meetings",
                                to="cases.case",
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
                        "ordering": ["-created_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAssessment",
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
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("in_progress", "Being written"),
                                    ("submitted", "With the manager"),
                                    ("returned", "Returned for changes"),
                                    ("approved", "Approved"),
                                ],
                                default="in_progress",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("started_on", models.DateField()),
                        (
                            "consent",
                            models.CharField(
                                choices=[
                                    ("given", "Yes, the family agreed"),
                                    (
                                        "overridden",
                                        "No, but the assessment goes on for the reason given",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("consent_reason", models.TextField(blank=True)),
                        ("agreed_due_on", models.DateField(blank=True, null=True)),
                        ("is_short", models.BooleanField(default=False)),
                        ("sections", models.JSONField(blank=True, default=dict)),
                        ("section_titles", models.JSONField(blank=True, default=dict)),
                        ("heard", models.JSONField(blank=True, default=dict)),
                        ("taken", models.JSONField(blank=True, default=dict)),
                        ("threshold_level", models.CharField(blank=True, max_length=100)),
                        ("factors", models.JSONField(blank=True, default=list)),
                        (
                            "s17_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "a",
                                        "Unlikely to reach or keep a reasonable standard of health or development",
                                    ),
                                    (
                                        "b",
                                        "Health or development likely to be significantly impaired",
                                    ),
                                    ("c", "Disabled"),
                                ],
                                max_length=1,
                            ),
                        ),
                        ("s17_grounds", models.JSONField(blank=True, default=list)),
                        ("early_help_considered", models.TextField(blank=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("cin_plan", "A Child in Need plan"),
                                    ("early_help", "Early help, without a social worker"),
                                    (
                                        "intervention_plan",
                                        "A plan without a statutory social worker",
                                    ),
                                    ("no_further_action", "No further action"),
                                    (
                                        "strategy",
                                        "A strategy discussion: the child may be suffering significant harm",
                                    ),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("initiation_reason", models.CharField(blank=True, max_length=40)),
                        ("outcome_reason", models.TextField(blank=True)),
                        ("plan_decided_on", models.DateField(blank=True, null=True)),
                        ("plan_attached_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_comment", models.TextField(blank=True)),
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
                            "decided_by",
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="assessments.assessment",
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
                    ],
                    options={
                        "verbose_name": "historical assessment",
                        "verbose_name_plural": "historical assessments",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAssessmentShare",
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
                        ("recipient", models.CharField(max_length=150)),
                        ("shared_on", models.DateField()),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("together", "Read through together"),
                                    ("handed_over", "Handed over"),
                                    ("post", "Post"),
                                    ("email", "Secure e-mail"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("given", "They have it"),
                                    ("refused", "They would not take it"),
                                    ("undeliverable", "It could not be delivered"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("enclosures", models.JSONField(blank=True, default=list)),
                        ("left_out_reason", models.TextField(blank=True)),
                        ("note_title", models.CharField(blank=True, max_length=200)),
                        ("comments", models.TextField(blank=True)),
                        ("comments_on", models.DateField(blank=True, null=True)),
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
                            "assessment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessments.assessment",
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
                            "comments_by",
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="assessments.assessmentshare",
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
                            "shared_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical assessment share",
                        "verbose_name_plural": "historical assessment shares",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCheckpoint",
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
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("writing", "Being written"),
                                    ("submitted", "With the manager"),
                                    ("agreed", "Agreed"),
                                ],
                                default="writing",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("items", models.JSONField(blank=True, default=dict)),
                        ("item_titles", models.JSONField(blank=True, default=dict)),
                        ("meeting_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                        (
                            "route",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("short", "Short assessment"),
                                    ("full", "Full assessment"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
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
                            "assessment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessments.assessment",
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
                            "decided_by",
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="assessments.checkpoint",
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
                    ],
                    options={
                        "verbose_name": "historical checkpoint",
                        "verbose_name_plural": "historical checkpoints",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFamilyNetworkMeeting",
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
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("preparing", "Being prepared"),
                                    ("held", "Held, record not finished"),
                                    ("recorded", "Recorded"),
                                    ("not_appropriate", "Not appropriate"),
                                ],
                                default="preparing",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first", "Family network meeting"),
                                    ("review", "Review of the family's plan"),
                                    ("closure", "Closing meeting with the family network"),
                                ],
                                default="first",
                                max_length=10,
                            ),
                        ),
                        ("planned_at", models.DateTimeField(blank=True, null=True)),
                        ("venue", models.CharField(blank=True, max_length=200)),
                        ("preparation", models.JSONField(blank=True, default=dict)),
                        ("discussion", models.JSONField(blank=True, default=dict)),
                        ("titles", models.JSONField(blank=True, default=dict)),
                        ("people", models.JSONField(blank=True, default=list)),
                        ("interpreter", models.CharField(blank=True, max_length=200)),
                        ("access_needs", models.TextField(blank=True)),
                        ("religious_considerations", models.TextField(blank=True)),
                        ("held_on", models.DateField(blank=True, null=True)),
                        ("remote_reason", models.TextField(blank=True)),
                        ("actions", models.JSONField(blank=True, default=list)),
                        ("owned_by_family", models.BooleanField(blank=True, null=True)),
                        (
                            "effect_on_plan",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "The plan is needed as it would be without it"),
                                    (
                                        "less_input",
                                        "Agencies can do less, because the network does it",
                                    ),
                                    ("not_needed", "A Child in Need plan is not needed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("follow_up_at", models.DateTimeField(blank=True, null=True)),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        ("not_appropriate_reason", models.TextField(blank=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="assessments.familynetworkmeeting",
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
                            "recorded_by",
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
                    ],
                    options={
                        "verbose_name": "historical family network meeting",
                        "verbose_name_plural": "historical family network meetings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="InformationRequest",
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
                        ("agency", models.CharField(max_length=100)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        ("asked_on", models.DateField()),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("email", "Secure e-mail"),
                                    ("telephone", "Telephone"),
                                    ("portal", "A shared system"),
                                    ("letter", "Letter"),
                                    ("meeting", "In a meeting"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("consent", "The family agreed"),
                                    ("override", "Without agreement, for the reason given"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("basis_reason", models.TextField(blank=True)),
                        ("question", models.TextField()),
                        ("chased_on", models.DateField(blank=True, null=True)),
                        ("chase_note", models.TextField(blank=True)),
                        ("replied_on", models.DateField(blank=True, null=True)),
                        (
                            "reply_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("told", "They told us something"),
                                    ("nothing_held", "They hold nothing about the family"),
                                    ("declined", "They declined"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reply_from", models.CharField(blank=True, max_length=200)),
                        ("reply", models.TextField(blank=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="information_requests",
                                to="cases.case",
                            ),
                        ),
                        (
                            "reply_recorded_by",
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
                        "ordering": ["asked_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalInformationRequest",
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
                        ("agency", models.CharField(max_length=100)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        ("asked_on", models.DateField()),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("email", "Secure e-mail"),
                                    ("telephone", "Telephone"),
                                    ("portal", "A shared system"),
                                    ("letter", "Letter"),
                                    ("meeting", "In a meeting"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("consent", "The family agreed"),
                                    ("override", "Without agreement, for the reason given"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("basis_reason", models.TextField(blank=True)),
                        ("question", models.TextField()),
                        ("chased_on", models.DateField(blank=True, null=True)),
                        ("chase_note", models.TextField(blank=True)),
                        ("replied_on", models.DateField(blank=True, null=True)),
                        (
                            "reply_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("told", "They told us something"),
                                    ("nothing_held", "They hold nothing about the family"),
                                    ("declined", "They declined"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reply_from", models.CharField(blank=True, max_length=200)),
                        ("reply", models.TextField(blank=True)),
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
                            "asked_by",
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
                            "reply_recorded_by",
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="assessments.informationrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical information request",
                        "verbose_name_plural": "historical information requests",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SpecialistAssessment",
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
                        ("kind", models.CharField(max_length=150)),
                        ("provider", models.CharField(max_length=150)),
                        ("why", models.TextField()),
                        ("requested_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="specialist_assessments",
                                to="cases.case",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["requested_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSpecialistAssessment",
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
                        ("kind", models.CharField(max_length=150)),
                        ("provider", models.CharField(max_length=150)),
                        ("why", models.TextField()),
                        ("requested_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("summary", models.TextField(blank=True)),
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
                            "received_by",
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
                            "requested_by",
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="assessments.specialistassessment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical specialist assessment",
                        "verbose_name_plural": "historical specialist assessments",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddConstraint(
                    model_name="assessment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["in_progress", "submitted", "returned", "approved"])
                        ),
                        name="assessment_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessment",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "approved"), _negated=True),
                        fields=("case",),
                        name="one_unfinished_assessment_per_case",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("consent", "given"),
                            models.Q(("consent_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assessment_without_consent_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessmentshare",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("comments", ""), ("comments_on__isnull", False), _connector="XOR"
                        ),
                        name="family_comments_are_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessmentshare",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("result", "given"),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assessment_not_given_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checkpoint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["writing", "submitted", "agreed"])),
                        name="checkpoint_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checkpoint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("number__in", [1, 2])),
                        name="checkpoint_is_first_or_second",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checkpoint",
                    constraint=models.UniqueConstraint(
                        fields=("assessment", "number"), name="checkpoint_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checkpoint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            models.Q(
                                models.Q(("note", ""), _negated=True), ("decided_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="checkpoint_agreed_with_note",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="familynetworkmeeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["preparing", "held", "recorded", "not_appropriate"])
                        ),
                        name="network_meeting_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="familynetworkmeeting",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["preparing", "held"])),
                        fields=("case",),
                        name="one_unfinished_network_meeting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="familynetworkmeeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["held", "recorded"]), _negated=True),
                            ("held_on__isnull", False),
                            _connector="OR",
                        ),
                        name="network_meeting_held_on_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="familynetworkmeeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_appropriate"), _negated=True),
                            models.Q(
                                models.Q(("not_appropriate_reason", ""), _negated=True),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="network_meeting_not_appropriate_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="informationrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("reply_kind", ""), ("replied_on__isnull", False), _connector="XOR"
                        ),
                        name="information_reply_is_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="informationrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("basis", "consent"),
                            models.Q(("basis_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="information_without_consent_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="specialistassessment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("summary", ""), ("received_on__isnull", False), _connector="XOR"
                        ),
                        name="specialist_assessment_received_with_summary",
                    ),
                ),
            ]
        )
    ]
