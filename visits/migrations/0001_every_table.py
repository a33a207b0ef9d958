"""Visits, planned and made."""

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
        ("visits", "0001_first_tables"),
        ("visits", "0002_plan_visits_and_ask_more"),
    ]

    dependencies = [
        ("cases", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="NotAloneDecision",
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
                                    ("asked", "Waiting for a manager's decision"),
                                    ("agreed", "Agreed: need not be seen alone"),
                                    ("refused", "Refused: to be seen alone"),
                                    ("ended", "Ended"),
                                ],
                                default="asked",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("rationale", models.TextField(blank=True)),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("review_note", models.TextField(blank=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
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
                                related_name="not_alone_decisions",
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
                            "reviewed_by",
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
                        "ordering": ["-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNotAloneDecision",
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
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("asked", "Waiting for a manager's decision"),
                                    ("agreed", "Agreed: need not be seen alone"),
                                    ("refused", "Refused: to be seen alone"),
                                    ("ended", "Ended"),
                                ],
                                default="asked",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("rationale", models.TextField(blank=True)),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("review_note", models.TextField(blank=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reviewed_by",
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
                                to="visits.notalonedecision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical not alone decision",
                        "verbose_name_plural": "historical not alone decisions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PlannedVisit",
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
                                    ("planned", "Planned"),
                                    ("made", "Visit made"),
                                    ("failed", "Nobody was seen"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cin", "Child in Need visit"),
                                    ("initial", "Initial visit"),
                                    ("assessment", "Direct work for the assessment"),
                                    ("preparation", "Preparation for a meeting"),
                                    ("s47", "Section 47 visit"),
                                    ("joint", "Joint visit with another worker"),
                                    ("transfer", "Joint visit on transfer to another team"),
                                    ("handover", "Handover visit with the next worker"),
                                    ("other_authority", "Joint visit with another authority"),
                                    ("private_fostering", "Private fostering visit"),
                                    ("nrpf", "No recourse to public funds visit"),
                                    ("other", "Other visit"),
                                ],
                                default="cin",
                                max_length=20,
                            ),
                        ),
                        ("planned_at", models.DateTimeField()),
                        (
                            "location",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("home", "At home"),
                                    ("school", "At school or nursery"),
                                    ("elsewhere", "Somewhere else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("is_announced", models.BooleanField(blank=True, null=True)),
                        ("joint_with", models.CharField(blank=True, max_length=200)),
                        ("purpose", models.TextField(blank=True)),
                        (
                            "prepares_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("initial", "The initial meeting"),
                                    ("review", "A review"),
                                    ("fnm", "A family network meeting"),
                                    ("closing", "The closing meeting"),
                                    ("other", "Another meeting"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("moved_from", models.DateTimeField(blank=True, null=True)),
                        ("move_reason", models.TextField(blank=True)),
                        ("cancel_reason", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits_planned",
                                to="cases.case",
                            ),
                        ),
                        (
                            "visitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["planned_at", "pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="PlannedChild",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="planned_visits",
                                to="cases.case",
                            ),
                        ),
                        (
                            "planned",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="visits.plannedvisit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPlannedVisit",
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
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("made", "Visit made"),
                                    ("failed", "Nobody was seen"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cin", "Child in Need visit"),
                                    ("initial", "Initial visit"),
                                    ("assessment", "Direct work for the assessment"),
                                    ("preparation", "Preparation for a meeting"),
                                    ("s47", "Section 47 visit"),
                                    ("joint", "Joint visit with another worker"),
                                    ("transfer", "Joint visit on transfer to another team"),
                                    ("handover", "Handover visit with the next worker"),
                                    ("other_authority", "Joint visit with another authority"),
                                    ("private_fostering", "Private fostering visit"),
                                    ("nrpf", "No recourse to public funds visit"),
                                    ("other", "Other visit"),
                                ],
                                default="cin",
                                max_length=20,
                            ),
                        ),
                        ("planned_at", models.DateTimeField()),
                        (
                            "location",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("home", "At home"),
                                    ("school", "At school or nursery"),
                                    ("elsewhere", "Somewhere else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("is_announced", models.BooleanField(blank=True, null=True)),
                        ("joint_with", models.CharField(blank=True, max_length=200)),
                        ("purpose", models.TextField(blank=True)),
                        (
                            "prepares_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("initial", "The initial meeting"),
                                    ("review", "A review"),
                                    ("fnm", "A family network meeting"),
                                    ("closing", "The closing meeting"),
                                    ("other", "Another meeting"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("moved_from", models.DateTimeField(blank=True, null=True)),
                        ("move_reason", models.TextField(blank=True)),
                        ("cancel_reason", models.TextField(blank=True)),
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
                            "visitor",
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
                                to="visits.plannedvisit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical planned visit",
                        "verbose_name_plural": "historical planned visits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Visit",
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
                        ("purpose", models.TextField(blank=True)),
                        (
                            "prepares_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("initial", "The initial meeting"),
                                    ("review", "A review"),
                                    ("fnm", "A family network meeting"),
                                    ("closing", "The closing meeting"),
                                    ("other", "Another meeting"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("direct_work", models.TextField(blank=True)),
                        ("motivational_interviewing", models.TextField(blank=True)),
                        ("plan_progress", models.TextField(blank=True)),
                        ("safety_plan_reviewed", models.BooleanField(blank=True, null=True)),
                        ("new_significant_change", models.BooleanField(blank=True, null=True)),
                        ("change_details", models.TextField(blank=True)),
                        ("purpose_explained", models.BooleanField(blank=True, null=True)),
                        ("consent_obtained", models.BooleanField(blank=True, null=True)),
                        ("family_network", models.TextField(blank=True)),
                        ("fgc_explained", models.BooleanField(blank=True, null=True)),
                        ("fgc_offered", models.BooleanField(blank=True, null=True)),
                        (
                            "fgc_response",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "They accepted"),
                                    ("declined", "They declined"),
                                    ("thinking", "They are thinking about it"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("fnm_at", models.DateTimeField(blank=True, null=True)),
                        ("fnm_late_reason", models.TextField(blank=True)),
                        ("genogram_done", models.BooleanField(blank=True, null=True)),
                        ("safety_contingency_done", models.BooleanField(blank=True, null=True)),
                        ("engagement_methods", models.TextField(blank=True)),
                        (
                            "advocacy_considered",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_needed", "Considered, not needed now"),
                                    ("offered", "Offered, not answered yet"),
                                    ("accepted", "Offered and accepted"),
                                    ("declined", "Offered and declined"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("attendees_discussed", models.TextField(blank=True)),
                        ("immigration_status", models.TextField(blank=True)),
                        ("subsistence", models.TextField(blank=True)),
                        ("accommodation", models.TextField(blank=True)),
                        ("carer_seen", models.BooleanField(blank=True, null=True)),
                        ("arrangement_ok", models.BooleanField(blank=True, null=True)),
                        ("arrangement_worries", models.TextField(blank=True)),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("made", "Made, record not finished"),
                                    ("finalised", "Finalised"),
                                    ("failed", "Nobody was seen"),
                                ],
                                default="made",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cin", "Child in Need visit"),
                                    ("initial", "Initial visit"),
                                    ("assessment", "Direct work for the assessment"),
                                    ("preparation", "Preparation for a meeting"),
                                    ("s47", "Section 47 visit"),
                                    ("joint", "Joint visit with another worker"),
                                    ("transfer", "Joint visit on transfer to another team"),
                                    ("handover", "Handover visit with the next worker"),
                                    ("other_authority", "Joint visit with another authority"),
                                    ("private_fostering", "Private fostering visit"),
                                    ("nrpf", "No recourse to public funds visit"),
                                    ("other", "Other visit"),
                                ],
                                default="cin",
                                max_length=20,
                            ),
                        ),
                        ("visited_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "location",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("home", "At home"),
                                    ("school", "At school or nursery"),
                                    ("elsewhere", "Somewhere else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("counts", models.BooleanField(default=True, editable=False)),
                        ("deputy_reason", models.TextField(blank=True)),
                        ("joint_with", models.CharField(blank=True, max_length=200)),
                        ("was_announced", models.BooleanField(blank=True, null=True)),
                        ("people_present", models.TextField(blank=True)),
                        ("account", models.TextField(blank=True)),
                        ("home_conditions", models.TextField(blank=True)),
                        ("parents_views", models.TextField(blank=True)),
                        ("concern_raised", models.BooleanField(blank=True, null=True)),
                        ("failed_reason", models.TextField(blank=True)),
                        ("finalised_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits_begun",
                                to="cases.case",
                            ),
                        ),
                        (
                            "finalised_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "next_planned",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="planned_at_visit",
                                to="visits.plannedvisit",
                            ),
                        ),
                        (
                            "planned",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visit",
                                to="visits.plannedvisit",
                            ),
                        ),
                        (
                            "visitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-visited_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalVisit",
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
                        ("purpose", models.TextField(blank=True)),
                        (
                            "prepares_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("initial", "The initial meeting"),
                                    ("review", "A review"),
                                    ("fnm", "A family network meeting"),
                                    ("closing", "The closing meeting"),
                                    ("other", "Another meeting"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("direct_work", models.TextField(blank=True)),
                        ("motivational_interviewing", models.TextField(blank=True)),
                        ("plan_progress", models.TextField(blank=True)),
                        ("safety_plan_reviewed", models.BooleanField(blank=True, null=True)),
                        ("new_significant_change", models.BooleanField(blank=True, null=True)),
                        ("change_details", models.TextField(blank=True)),
                        ("purpose_explained", models.BooleanField(blank=True, null=True)),
                        ("consent_obtained", models.BooleanField(blank=True, null=True)),
                        ("family_network", models.TextField(blank=True)),
                        ("fgc_explained", models.BooleanField(blank=True, null=True)),
                        ("fgc_offered", models.BooleanField(blank=True, null=True)),
                        (
                            "fgc_response",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "They accepted"),
                                    ("declined", "They declined"),
                                    ("thinking", "They are thinking about it"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("fnm_at", models.DateTimeField(blank=True, null=True)),
                        ("fnm_late_reason", models.TextField(blank=True)),
                        ("genogram_done", models.BooleanField(blank=True, null=True)),
                        ("safety_contingency_done", models.BooleanField(blank=True, null=True)),
                        ("engagement_methods", models.TextField(blank=True)),
                        (
                            "advocacy_considered",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_needed", "Considered, not needed now"),
                                    ("offered", "Offered, not answered yet"),
                                    ("accepted", "Offered and accepted"),
                                    ("declined", "Offered and declined"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("attendees_discussed", models.TextField(blank=True)),
                        ("immigration_status", models.TextField(blank=True)),
                        ("subsistence", models.TextField(blank=True)),
                        ("accommodation", models.TextField(blank=True)),
                        ("carer_seen", models.BooleanField(blank=True, null=True)),
                        ("arrangement_ok", models.BooleanField(blank=True, null=True)),
                        ("arrangement_worries", models.TextField(blank=True)),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("made", "Made, record not finished"),
                                    ("finalised", "Finalised"),
                                    ("failed", "Nobody was seen"),
                                ],
                                default="made",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cin", "Child in Need visit"),
                                    ("initial", "Initial visit"),
                                    ("assessment", "Direct work for the assessment"),
                                    ("preparation", "Preparation for a meeting"),
                                    ("s47", "Section 47 visit"),
                                    ("joint", "Joint visit with another worker"),
                                    ("transfer", "Joint visit on transfer to another team"),
                                    ("handover", "Handover visit with the next worker"),
                                    ("other_authority", "Joint visit with another authority"),
                                    ("private_fostering", "Private fostering visit"),
                                    ("nrpf", "No recourse to public funds visit"),
                                    ("other", "Other visit"),
                                ],
                                default="cin",
                                max_length=20,
                            ),
                        ),
                        ("visited_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "location",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("home", "At home"),
                                    ("school", "At school or nursery"),
                                    ("elsewhere", "Somewhere else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("counts", models.BooleanField(default=True, editable=False)),
                        ("deputy_reason", models.TextField(blank=True)),
                        ("joint_with", models.CharField(blank=True, max_length=200)),
                        ("was_announced", models.BooleanField(blank=True, null=True)),
                        ("people_present", models.TextField(blank=True)),
                        ("account", models.TextField(blank=True)),
                        ("home_conditions", models.TextField(blank=True)),
                        ("parents_views", models.TextField(blank=True)),
                        ("concern_raised", models.BooleanField(blank=True, null=True)),
                        ("failed_reason", models.TextField(blank=True)),
                        ("finalised_at", models.DateTimeField(blank=True, null=True)),
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
                            "finalised_by",
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visitor",
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
                            "next_planned",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="visits.plannedvisit",
                            ),
                        ),
                        (
                            "planned",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="visits.plannedvisit",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="visits.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical visit",
                        "verbose_name_plural": "historical visits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="VisitAddendum",
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
                        ("why", models.TextField()),
                        ("text", models.TextField()),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visit_addenda",
                                to="cases.case",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addenda",
                                to="visits.visit",
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
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="VisitChild",
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
                        ("seen", models.BooleanField(blank=True, null=True)),
                        ("seen_alone", models.BooleanField(blank=True, null=True)),
                        ("not_seen_reason", models.TextField(blank=True)),
                        ("not_alone_reason", models.TextField(blank=True)),
                        ("seen_where", models.CharField(blank=True, max_length=200)),
                        ("spoken_to", models.BooleanField(blank=True, null=True)),
                        ("voice", models.TextField(blank=True)),
                        ("wishes", models.TextField(blank=True)),
                        ("lived_experience", models.TextField(blank=True)),
                        ("observations", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="cases.case",
                            ),
                        ),
                        (
                            "not_alone_decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="visits.notalonedecision",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="visits.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalVisitChild",
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
                        ("seen", models.BooleanField(blank=True, null=True)),
                        ("seen_alone", models.BooleanField(blank=True, null=True)),
                        ("not_seen_reason", models.TextField(blank=True)),
                        ("not_alone_reason", models.TextField(blank=True)),
                        ("seen_where", models.CharField(blank=True, max_length=200)),
                        ("spoken_to", models.BooleanField(blank=True, null=True)),
                        ("voice", models.TextField(blank=True)),
                        ("wishes", models.TextField(blank=True)),
                        ("lived_experience", models.TextField(blank=True)),
                        ("observations", models.TextField(blank=True)),
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
                            "not_alone_decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="visits.notalonedecision",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="visits.visit",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="visits.visitchild",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical visit child",
                        "verbose_name_plural": "historical visit childs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddConstraint(
                    model_name="notalonedecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "agreed", "refused", "ended"])),
                        name="not_alone_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notalonedecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "asked"),
                            models.Q(
                                ("decided_on__isnull", False),
                                models.Q(("rationale", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="not_alone_decided_with_reasons",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notalonedecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            ("valid_until__isnull", False),
                            _connector="OR",
                        ),
                        name="not_alone_agreed_until",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notalonedecision",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("case",),
                        name="not_alone_asked_once_at_a_time",
                    ),
                ),
                migrations.AddIndex(
                    model_name="plannedvisit",
                    index=models.Index(
                        fields=["visitor", "state", "planned_at"], name="planned_by_visitor"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plannedvisit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "made", "failed", "cancelled"])
                        ),
                        name="planned_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plannedvisit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("cancel_reason", ""), ("state", "cancelled"), _connector="XOR"
                        ),
                        name="planned_cancelled_with_reason",
                    ),
                ),
                migrations.AddIndex(
                    model_name="plannedchild",
                    index=models.Index(fields=["case", "planned"], name="planned_child_by_case"),
                ),
                migrations.AddConstraint(
                    model_name="plannedchild",
                    constraint=models.UniqueConstraint(
                        fields=("planned", "case"), name="child_once_in_planned_visit"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["made", "finalised", "failed"])),
                        name="visit_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "finalised"), ("finalised_at", None), _connector="XOR"
                        ),
                        name="visit_finalised_when_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            ("ended_at__gt", models.F("visited_at")),
                            _connector="OR",
                        ),
                        name="visit_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visitaddendum",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("why", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="addendum_says_why_and_what",
                    ),
                ),
                migrations.AddIndex(
                    model_name="visitchild",
                    index=models.Index(fields=["case", "visit"], name="visit_child_by_case"),
                ),
                migrations.AddConstraint(
                    model_name="visitchild",
                    constraint=models.UniqueConstraint(
                        fields=("visit", "case"), name="child_once_in_visit"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visitchild",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seen_alone", True), _negated=True),
                            ("seen", True),
                            _connector="OR",
                        ),
                        name="child_seen_alone_was_seen",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visitchild",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("spoken_to", True), _negated=True),
                            ("seen", True),
                            _connector="OR",
                        ),
                        name="child_spoken_to_was_seen",
                    ),
                ),
            ]
        )
    ]
