"""Concerns, strategy discussions and enquiries."""

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
        ("safeguarding", "0001_first_tables"),
        ("safeguarding", "0002_add_strategies_and_enquiries"),
    ]

    dependencies = [
        ("cases", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Enquiry",
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
                                    ("open", "Under way"),
                                    ("submitted", "With the manager"),
                                    ("completed", "Completed"),
                                ],
                                default="open",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("is_joint", models.BooleanField()),
                        ("began_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        ("seen_by", models.CharField(blank=True, max_length=150)),
                        ("seen_alone", models.BooleanField(blank=True, null=True)),
                        ("not_alone_reason", models.TextField(blank=True)),
                        ("voice", models.TextField(blank=True)),
                        ("parents_views", models.TextField(blank=True)),
                        ("findings", models.TextField(blank=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_substantiated", "The concerns are not substantiated"),
                                    (
                                        "no_continuing_risk",
                                        "Substantiated, and the child is not at continuing risk of significant harm",
                                    ),
                                    (
                                        "continuing_risk",
                                        "Substantiated, and the child is at continuing risk: child protection conference",
                                    ),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("outcome_reason", models.TextField(blank=True)),
                        ("consider_plan", models.BooleanField(blank=True, null=True)),
                        ("consider_plan_reason", models.TextField(blank=True)),
                        ("parents_told", models.BooleanField(blank=True, null=True)),
                        ("parents_told_note", models.TextField(blank=True)),
                        ("child_told", models.BooleanField(blank=True, null=True)),
                        ("child_told_note", models.TextField(blank=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_comment", models.TextField(blank=True)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="s47_enquiries",
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
                        "verbose_name": "section 47 enquiry",
                        "verbose_name_plural": "section 47 enquiries",
                        "ordering": ["-began_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="EnquiryView",
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
                            "agency",
                            models.CharField(
                                choices=[
                                    ("social_care", "Children's social care"),
                                    ("police", "Police"),
                                    ("health", "Health"),
                                    ("education", "School, nursery or college"),
                                    ("probation", "Probation"),
                                    ("housing", "Housing"),
                                    ("voluntary", "Voluntary organisation"),
                                    ("other", "Another agency"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=150)),
                        (
                            "view",
                            models.CharField(
                                choices=[
                                    ("agrees", "Agrees"),
                                    ("disagrees", "Disagrees"),
                                    ("no_answer", "Was asked, did not answer"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("said", models.TextField(blank=True)),
                        (
                            "enquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="partner_views",
                                to="safeguarding.enquiry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="StrategyDiscussion",
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
                                    ("held", "Held, record not finished"),
                                    ("recorded", "Recorded"),
                                ],
                                default="held",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("meeting", "Strategy meeting, face to face"),
                                    ("discussion", "Strategy discussion, by telephone or video"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("held_at", models.DateTimeField()),
                        ("chair_name", models.CharField(max_length=150)),
                        ("shared", models.TextField(blank=True)),
                        ("interim_safety", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="strategies_begun",
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
                        "ordering": ["-held_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="StrategyChild",
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
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "s47_single",
                                        "Section 47 enquiry by children's services alone",
                                    ),
                                    ("s47_joint", "Section 47 enquiry jointly with the police"),
                                    ("no_enquiry", "No section 47 enquiry"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("decision_reason", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="strategies",
                                to="cases.case",
                            ),
                        ),
                        (
                            "discussion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="safeguarding.strategydiscussion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="StrategyAgency",
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
                            "agency",
                            models.CharField(
                                choices=[
                                    ("social_care", "Children's social care"),
                                    ("police", "Police"),
                                    ("health", "Health"),
                                    ("education", "School, nursery or college"),
                                    ("probation", "Probation"),
                                    ("housing", "Housing"),
                                    ("voluntary", "Voluntary organisation"),
                                    ("other", "Another agency"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=150)),
                        (
                            "took_part",
                            models.CharField(
                                choices=[
                                    ("came", "Took part"),
                                    ("sent", "Sent information"),
                                    ("absent", "Was asked, did not take part"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "discussion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agencies",
                                to="safeguarding.strategydiscussion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="StrategyAction",
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
                        ("what", models.CharField(max_length=500)),
                        ("who", models.CharField(max_length=150)),
                        ("due_on", models.DateField()),
                        (
                            "discussion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="safeguarding.strategydiscussion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStrategyDiscussion",
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
                                    ("held", "Held, record not finished"),
                                    ("recorded", "Recorded"),
                                ],
                                default="held",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("meeting", "Strategy meeting, face to face"),
                                    ("discussion", "Strategy discussion, by telephone or video"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("held_at", models.DateTimeField()),
                        ("chair_name", models.CharField(max_length=150)),
                        ("shared", models.TextField(blank=True)),
                        ("interim_safety", models.TextField(blank=True)),
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
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="safeguarding.strategydiscussion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical strategy discussion",
                        "verbose_name_plural": "historical strategy discussions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalStrategyChild",
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
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "s47_single",
                                        "Section 47 enquiry by children's services alone",
                                    ),
                                    ("s47_joint", "Section 47 enquiry jointly with the police"),
                                    ("no_enquiry", "No section 47 enquiry"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("decision_reason", models.TextField(blank=True)),
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="safeguarding.strategychild",
                            ),
                        ),
                        (
                            "discussion",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="safeguarding.strategydiscussion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical strategy child",
                        "verbose_name_plural": "historical strategy childs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEnquiry",
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
                                    ("open", "Under way"),
                                    ("submitted", "With the manager"),
                                    ("completed", "Completed"),
                                ],
                                default="open",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("is_joint", models.BooleanField()),
                        ("began_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        ("seen_by", models.CharField(blank=True, max_length=150)),
                        ("seen_alone", models.BooleanField(blank=True, null=True)),
                        ("not_alone_reason", models.TextField(blank=True)),
                        ("voice", models.TextField(blank=True)),
                        ("parents_views", models.TextField(blank=True)),
                        ("findings", models.TextField(blank=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_substantiated", "The concerns are not substantiated"),
                                    (
                                        "no_continuing_risk",
                                        "Substantiated, and the child is not at continuing risk of significant harm",
                                    ),
                                    (
                                        "continuing_risk",
                                        "Substantiated, and the child is at continuing risk: child protection conference",
                                    ),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("outcome_reason", models.TextField(blank=True)),
                        ("consider_plan", models.BooleanField(blank=True, null=True)),
                        ("consider_plan_reason", models.TextField(blank=True)),
                        ("parents_told", models.BooleanField(blank=True, null=True)),
                        ("parents_told_note", models.TextField(blank=True)),
                        ("child_told", models.BooleanField(blank=True, null=True)),
                        ("child_told_note", models.TextField(blank=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_comment", models.TextField(blank=True)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
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
                                to="safeguarding.enquiry",
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
                            "discussion",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="safeguarding.strategydiscussion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical section 47 enquiry",
                        "verbose_name_plural": "historical section 47 enquiries",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="enquiry",
                    name="discussion",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enquiries",
                        to="safeguarding.strategydiscussion",
                    ),
                ),
                migrations.CreateModel(
                    name="Concern",
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
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("raised", "Waiting for a manager's decision"),
                                    ("strategy", "Strategy discussion called"),
                                    ("legal", "Legal planning meeting called"),
                                    ("not_met", "Threshold not met"),
                                ],
                                default="raised",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("what", models.TextField()),
                        ("raised_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_reason", models.TextField(blank=True)),
                        ("source", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concerns",
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
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "discussion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concerns",
                                to="safeguarding.strategydiscussion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-raised_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="StrategyShare",
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
                            "part",
                            models.CharField(
                                choices=[("actions", "Actions"), ("minutes", "Minutes")],
                                max_length=10,
                            ),
                        ),
                        ("shared_at", models.DateTimeField()),
                        ("recipients", models.TextField()),
                        (
                            "discussion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="safeguarding.strategydiscussion",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["shared_at", "pk"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="strategydiscussion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["held", "recorded"])),
                        name="strategy_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="strategydiscussion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "held"), ("recorded_at__isnull", False), _connector="XOR"
                        ),
                        name="strategy_recorded_when_dated",
                    ),
                ),
                migrations.AddIndex(
                    model_name="strategychild",
                    index=models.Index(
                        fields=["case", "discussion"], name="strategy_child_by_case"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="strategychild",
                    constraint=models.UniqueConstraint(
                        fields=("discussion", "case"), name="child_once_in_strategy"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="enquiry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "submitted", "completed"])),
                        name="enquiry_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="enquiry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "completed"), ("completed_at", None), _connector="XOR"
                        ),
                        name="enquiry_completed_when_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="enquiry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "completed"), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="enquiry_completed_with_outcome",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="enquiry",
                    constraint=models.UniqueConstraint(
                        fields=("discussion", "case"), name="one_enquiry_of_a_discussion"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="enquiry",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "completed"), _negated=True),
                        fields=("case",),
                        name="one_enquiry_under_way",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="concern",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["raised", "strategy", "legal", "not_met"])
                        ),
                        name="concern_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="concern",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "raised"), ("decided_at__isnull", False), _connector="XOR"
                        ),
                        name="concern_decided_when_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="concern",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("discussion", None), ("state", "strategy"), _connector="OR"
                        ),
                        name="concern_discussed_when_called",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="concern",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("case", "source"),
                        name="one_concern_of_a_source",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="strategyshare",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["actions", "minutes"]),
                            models.Q(("recipients", ""), _negated=True),
                        ),
                        name="strategy_share_with_somebody",
                    ),
                ),
            ]
        )
    ]
