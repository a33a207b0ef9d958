"""People, families, referrals, cases and all that is written beside them."""

import django.db.models.deletion
import django.db.models.functions.text
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import cases.models.choices
import cin.core.clock
from cin.core.creating import CreateTables

SIMILAR = "person_key_similar"


def index_similar_names(apps, schema_editor):
    """Let PostgreSQL find misspelt names; SQLite looks them up in another way."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            f"CREATE INDEX {SIMILAR} ON cases_personkey "
            "USING gin (key gin_trgm_ops) WHERE kind = 'full'"
        )


def drop_index(apps, schema_editor):
    """Take the index away; the extension may serve somebody else."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {SIMILAR}")


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("cases", "0001_first_tables"),
        ("cases", "0002_add_milestones"),
        ("cases", "0003_add_dated_facts"),
        ("cases", "0004_add_nrpf_milestones"),
        ("cases", "0005_describe_people"),
        ("cases", "0006_carry_people_over"),
        ("cases", "0007_hold_people_to_rules"),
        ("cases", "0008_add_notes_and_oversight"),
        ("cases", "0009_add_relationships"),
        ("cases", "0010_relate_family_members"),
        ("cases", "0011_add_chronology_entries"),
        ("cases", "0012_add_safety_plans_and_case_summaries"),
        ("cases", "0013_add_consents"),
        ("cases", "0014_withdraw_notes_and_rows"),
        ("cases", "0015_add_twins"),
        ("cases", "0016_add_referral_details"),
        ("cases", "0017_who_sat"),
        ("cases", "0018_add_sharings"),
        ("cases", "0019_short_breaks_and_young_carers"),
        ("cases", "0020_workbooks_fostering_and_wider_family"),
        ("cases", "0021_add_notices"),
        ("cases", "0022_tell_administrators_of_a_closing"),
    ]

    dependencies = [
        ("accounts", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Address",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.address_kinds,
                                default="home",
                                max_length=20,
                            ),
                        ),
                        ("lines", models.TextField()),
                        ("postcode", models.CharField(blank=True, max_length=8)),
                        ("began_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("is_secret", models.BooleanField(default=False)),
                        (
                            "withdrawn_by",
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
                        "verbose_name_plural": "addresses",
                        "ordering": [
                            models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True),
                            "-pk",
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
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
                        ("name", models.CharField(max_length=150)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.agency_kinds, max_length=40
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("email", models.CharField(blank=True, max_length=200)),
                        ("address", models.TextField(blank=True)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "agencies",
                        "ordering": ["name", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
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
                        ("reference", models.CharField(max_length=20, unique=True)),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("referred", "Referred"),
                                    ("screened", "Accepted for assessment"),
                                    ("allocated", "Allocated"),
                                    ("assessment", "Being assessed"),
                                    ("cin_active", "Child in Need"),
                                    ("closing", "Closing"),
                                    ("closed", "Closed"),
                                ],
                                default="referred",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("screened_on", models.DateField(blank=True, null=True)),
                        ("screened_at", models.DateTimeField(blank=True, null=True)),
                        ("allocated_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "initial_visit_hours",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("support_began_on", models.DateField(blank=True, null=True)),
                        ("initiation_reason", models.CharField(blank=True, max_length=40)),
                        ("ending_recommended_on", models.DateField(blank=True, null=True)),
                        ("ending_recommendation", models.CharField(blank=True, max_length=60)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("close_reason", models.CharField(blank=True, max_length=40)),
                        ("close_destination", models.CharField(blank=True, max_length=40)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "worker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="caseload",
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
                    name="Allocation",
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
                        ("allocated_at", models.DateTimeField()),
                        ("note", models.TextField(blank=True)),
                        ("workbook_started", models.BooleanField(blank=True, null=True)),
                        ("no_workbook_reason", models.TextField(blank=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "allocated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "worker",
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
                                related_name="allocations",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-allocated_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="CaseNote",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[("draft", "Not finished"), ("final", "Finished")],
                                default="draft",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child", "Contact with the child"),
                                    ("family", "Contact with the family"),
                                    ("professional", "Contact with a professional"),
                                    ("follow_up", "Following up a visit"),
                                    ("meeting", "Meeting"),
                                    ("consent", "Consent"),
                                    ("document", "Document received or sent"),
                                    ("other", "Other case note"),
                                    ("oversight", "Management oversight"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("heading", models.CharField(blank=True, max_length=100)),
                        ("title", models.CharField(max_length=200)),
                        ("happened_at", models.DateTimeField()),
                        ("is_hour_known", models.BooleanField(default=True)),
                        ("people_present", models.TextField(blank=True)),
                        ("text", models.TextField(blank=True)),
                        ("is_significant", models.BooleanField(default=False)),
                        ("is_third_party", models.BooleanField(default=False)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "author",
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
                                related_name="notes_begun",
                                to="cases.case",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                        "verbose_name": "note",
                        "ordering": ["-happened_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="CaseNoteChild",
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
                                related_name="notes",
                                to="cases.case",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="cases.casenote",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="CaseSummary",
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
                        ("number", models.PositiveIntegerField()),
                        ("reason_for_involvement", models.TextField()),
                        ("current_risks", models.TextField()),
                        ("out_of_hours", models.TextField()),
                        ("visiting_schedule", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="summaries",
                                to="cases.case",
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
                        "verbose_name_plural": "case summaries",
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="Change",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("significant_change", "Significant change in the family"),
                                    ("planned_move", "The family plans to move"),
                                    ("early_review_declined", "No early review needed"),
                                    ("moved_out", "The family moved to another authority"),
                                    (
                                        "transfer_out_information_shared",
                                        "Information shared with the new authority",
                                    ),
                                    ("transfer_out_notified", "New authority notified"),
                                    ("transfer_out_decided", "New authority decided"),
                                    (
                                        "became_resident",
                                        "The family moved in from another authority",
                                    ),
                                    (
                                        "transfer_in_notified",
                                        "Notified by another authority of a family that moves in",
                                    ),
                                    ("transfer_in_decided", "Decided on a family that moved in"),
                                    (
                                        "cp_step_down_decided",
                                        "Child protection plan to end with a step-down",
                                    ),
                                    ("stepped_down", "Care ended, or an order was made"),
                                    ("cp_plan_started", "Child protection plan started"),
                                    (
                                        "pf_arrangement_started",
                                        "The private fostering arrangement began",
                                    ),
                                    ("child_died", "The child died"),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("note", models.TextField()),
                        ("needs_assessment", models.BooleanField(blank=True, null=True)),
                        ("assessment_reason", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="cases.case",
                            ),
                        ),
                        (
                            "declines",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declined_by",
                                to="cases.change",
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
                        (
                            "withdrawn_by",
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
                        "ordering": ["-happened_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ChronologyEntry",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        ("happened_on", models.DateField()),
                        (
                            "precision",
                            models.CharField(
                                choices=[
                                    ("day", "The day"),
                                    ("month", "Only the month"),
                                    ("year", "Only the year"),
                                ],
                                default="day",
                                max_length=5,
                            ),
                        ),
                        ("event", models.TextField()),
                        ("source", models.CharField(max_length=200)),
                        ("significance", models.TextField(blank=True)),
                        ("people", models.CharField(blank=True, max_length=300)),
                        ("is_key", models.BooleanField(default=False)),
                        ("is_third_party", models.BooleanField(default=False)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chronology_entries",
                                to="cases.case",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                        "verbose_name_plural": "chronology entries",
                        "ordering": ["happened_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ChronologyMark",
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
                        ("line", models.CharField(max_length=40)),
                        ("is_key", models.BooleanField(default=False)),
                        ("is_third_party", models.BooleanField(default=False)),
                        ("significance", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chronology_marks",
                                to="cases.case",
                            ),
                        ),
                        (
                            "marked_by",
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
                    name="Circumstance",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    (
                                        "nrpf_cin",
                                        "No recourse to public funds, with a concern for the child's welfare",
                                    ),
                                    ("nrpf_only", "No recourse to public funds, destitution only"),
                                    ("private_fostering", "Private fostering"),
                                    (
                                        "private_law",
                                        "Private law proceedings or a report for the court",
                                    ),
                                    ("cwd_team", "Open to the children with disabilities team"),
                                    ("workbook_exempt", "Workbook and group supervision not used"),
                                    ("long_term_support", "Need for longer-term support agreed"),
                                    (
                                        "retained_for_short_work",
                                        "Kept by the assessment team for short work",
                                    ),
                                    ("short_breaks", "Receives short breaks"),
                                    ("young_carer", "Young carer"),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        ("arrangement_on", models.DateField(blank=True, null=True)),
                        ("carer", models.CharField(blank=True, max_length=200)),
                        ("is_close_relative", models.BooleanField(blank=True, null=True)),
                        ("lasts_28_days", models.BooleanField(blank=True, null=True)),
                        (
                            "court_report",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("s7", "A welfare report (section 7)"),
                                    ("s37", "An investigation (section 37)"),
                                    ("none", "No report was asked for"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("report_due_on", models.DateField(blank=True, null=True)),
                        ("note", models.TextField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circumstances",
                                to="cases.case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        (
                            "withdrawn_by",
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
                        "ordering": ["-starts_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ContactDetail",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.contact_kinds, max_length=20
                            ),
                        ),
                        ("value", models.CharField(max_length=200)),
                        ("is_safe", models.BooleanField(blank=True, null=True)),
                        ("is_preferred", models.BooleanField(default=False)),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "withdrawn_by",
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
                        "ordering": [
                            models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True),
                            "-is_preferred",
                            "pk",
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disability",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.disabilities, max_length=4
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                        "verbose_name_plural": "disabilities",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="EarlyHelpReferral",
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
                        ("service", models.CharField(max_length=200)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        ("help_wanted", models.TextField(blank=True)),
                        ("referred_on", models.DateField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("waiting", "No answer yet"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                ],
                                default="waiting",
                                max_length=20,
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("assessment_on", models.DateField(blank=True, null=True)),
                        ("lead_professional", models.CharField(blank=True, max_length=150)),
                        ("answer_note", models.TextField(blank=True)),
                        (
                            "answer_recorded_by",
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
                                related_name="early_help_referrals",
                                to="cases.case",
                            ),
                        ),
                        (
                            "referred_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Family",
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
                        ("name", models.CharField(max_length=120)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "families",
                        "ordering": ["name"],
                    },
                ),
                migrations.AddField(
                    model_name="case",
                    name="family",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="cases.family",
                    ),
                ),
                migrations.CreateModel(
                    name="Handover",
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
                        ("is_transfer", models.BooleanField(default=False)),
                        ("handed_over", models.JSONField(blank=True, default=list)),
                        ("met_on", models.DateField(blank=True, null=True)),
                        ("not_met_reason", models.TextField(blank=True)),
                        ("record_checked", models.BooleanField(blank=True, null=True)),
                        ("record_gaps", models.TextField(blank=True)),
                        (
                            "joint_visit",
                            models.CharField(
                                blank=True,
                                choices=[("wanted", "Yes"), ("waived", "No")],
                                max_length=10,
                            ),
                        ),
                        ("joint_visit_by", models.DateField(blank=True, null=True)),
                        ("no_joint_visit_reason", models.TextField(blank=True)),
                        (
                            "allocation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handover",
                                to="cases.allocation",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "from_worker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgency",
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
                        ("name", models.CharField(max_length=150)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.agency_kinds, max_length=40
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("email", models.CharField(blank=True, max_length=200)),
                        ("address", models.TextField(blank=True)),
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
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="cases.agency",
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
                    ],
                    options={
                        "verbose_name": "historical agency",
                        "verbose_name_plural": "historical agencies",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCaseNote",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[("draft", "Not finished"), ("final", "Finished")],
                                default="draft",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child", "Contact with the child"),
                                    ("family", "Contact with the family"),
                                    ("professional", "Contact with a professional"),
                                    ("follow_up", "Following up a visit"),
                                    ("meeting", "Meeting"),
                                    ("consent", "Consent"),
                                    ("document", "Document received or sent"),
                                    ("other", "Other case note"),
                                    ("oversight", "Management oversight"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("heading", models.CharField(blank=True, max_length=100)),
                        ("title", models.CharField(max_length=200)),
                        ("happened_at", models.DateTimeField()),
                        ("is_hour_known", models.BooleanField(default=True)),
                        ("people_present", models.TextField(blank=True)),
                        ("text", models.TextField(blank=True)),
                        ("is_significant", models.BooleanField(default=False)),
                        ("is_third_party", models.BooleanField(default=False)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
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
                            "author",
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="cases.casenote",
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
                            "withdrawn_by",
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
                        "verbose_name": "historical note",
                        "verbose_name_plural": "historical notes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="LongerTime",
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
                            "limit",
                            models.CharField(
                                choices=[
                                    ("review_interval", "Time between reviews"),
                                    ("visit_interval", "Time between visits"),
                                    ("initial_meeting", "Time to the initial meeting"),
                                    ("agreed_visit_interval", "How often the child is visited"),
                                ],
                                max_length=40,
                            ),
                        ),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("asked", "Waiting for a decision"),
                                    ("approved", "Approved"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="asked",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("amount", models.PositiveSmallIntegerField()),
                        ("unit", models.CharField(max_length=20)),
                        ("holds_from", models.DateField()),
                        ("holds_until", models.DateField(blank=True, null=True)),
                        ("reason", models.TextField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_reason", models.TextField(blank=True)),
                        ("approved_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
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
                                related_name="longer_times",
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
                            "ended_by",
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
                        "ordering": ["-created_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    (
                                        "initial_recording_completed",
                                        "First visit's papers completed",
                                    ),
                                    ("safety_plan_recorded", "Safety plan recorded"),
                                    ("genogram_uploaded", "Genogram completed"),
                                    (
                                        "information_checks_requested",
                                        "Information asked of other agencies",
                                    ),
                                    ("checkpoint_1_agreed", "Checkpoint 1 agreed"),
                                    ("checkpoint_2_agreed", "Checkpoint 2 agreed"),
                                    ("fnm_held", "Family network meeting held"),
                                    (
                                        "fnm_not_appropriate",
                                        "Family network meeting not appropriate",
                                    ),
                                    (
                                        "fnm_minutes_distributed",
                                        "Family network meeting's minutes sent",
                                    ),
                                    ("supervision_held", "Supervision held"),
                                    ("group_supervision_held", "Group supervision held"),
                                    ("clinic_held", "Discussed at the clinic"),
                                    ("panel_heard", "Heard at the panel"),
                                    ("panel_decisions_uploaded", "Panel's decisions uploaded"),
                                    ("manager_review_done", "Manager's review of the plan done"),
                                    ("long_plan_review_held", "Review of the long plan held"),
                                    ("long_plan_authorised", "Longer plan authorised"),
                                    ("nrpf_connect_checked", "NRPF Connect check done"),
                                    ("nrpf_subsistence_checked", "Subsistence payments checked"),
                                    ("nrpf_home_visited", "NRPF home visit made"),
                                    ("nrpf_reviewed", "NRPF review held"),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("note", models.TextField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="milestones",
                                to="cases.case",
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
                        "ordering": ["-happened_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NoteAddendum",
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
                        ("text", models.TextField()),
                        ("why", models.TextField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addenda",
                                to="cases.casenote",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    (
                                        "transfer_expected",
                                        "A case is expected to be offered to your team",
                                    ),
                                    ("papers_attached", "Papers were attached to the record"),
                                    ("closing_approved", "A closing was approved: close the case"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        ("mailed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="cases.case",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Oversight",
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
                            "type",
                            models.CharField(
                                choices=[
                                    ("supervision", "Supervision"),
                                    ("group_supervision", "Group supervision"),
                                    ("allocation", "Allocation"),
                                    ("checkpoint_1", "Checkpoint 1"),
                                    ("checkpoint_2", "Checkpoint 2"),
                                    ("ratification", "Ratification"),
                                    ("plan_audit", "Audit of the plan's quality"),
                                    ("strategy", "Strategy discussion"),
                                    ("consent_refused", "Consent refused"),
                                    ("exception", "Exception to the procedure"),
                                    ("manager_review", "Manager's review of the plan"),
                                    ("long_plan_review", "Review of a long plan"),
                                    ("long_plan_authorised", "Authorisation of a longer plan"),
                                    ("clinic", "Clinic"),
                                    ("panel", "Panel"),
                                    ("transfer", "Transfer"),
                                    ("closure", "Closure"),
                                    ("decision", "Other decision"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("plan_progressing", models.BooleanField(blank=True, null=True)),
                        ("outcomes_improving", models.BooleanField(blank=True, null=True)),
                        (
                            "plan_quality",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("outstanding", "Outstanding"),
                                    ("good", "Good"),
                                    ("improve", "Requires improvement"),
                                    ("inadequate", "Inadequate"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reflection", models.TextField(blank=True)),
                        ("barriers", models.TextField(blank=True)),
                        ("decision", models.TextField()),
                        ("rationale", models.TextField()),
                        ("next_due_on", models.DateField(blank=True, null=True)),
                        ("arranged_by", models.CharField(blank=True, max_length=150)),
                        ("chair_name", models.CharField(blank=True, max_length=150)),
                        ("chair_role", models.CharField(blank=True, max_length=40)),
                        ("iro_asked", models.BooleanField(blank=True, null=True)),
                        (
                            "presented_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("social_worker", "The child's social worker"),
                                    ("manager", "The responsible manager"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("members", models.JSONField(blank=True, default=dict)),
                        ("outcome", models.CharField(blank=True, max_length=40)),
                        (
                            "note",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="oversight",
                                to="cases.casenote",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="NextStep",
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
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "oversight",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="next_steps",
                                to="cases.oversight",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child", "Child"),
                                    ("parent_carer", "Parent or carer"),
                                    ("other_family", "Other family or friend"),
                                    ("professional", "Professional"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("given_names", models.CharField(max_length=100)),
                        ("family_name", models.CharField(max_length=100)),
                        ("known_as", models.CharField(blank=True, max_length=100)),
                        ("born_on", models.DateField(blank=True, null=True)),
                        ("is_birth_estimated", models.BooleanField(default=False)),
                        ("expected_on", models.DateField(blank=True, null=True)),
                        ("died_on", models.DateField(blank=True, null=True)),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("F", "Female"),
                                    ("M", "Male"),
                                    ("U", "Not known or not yet born"),
                                ],
                                default="U",
                                max_length=1,
                            ),
                        ),
                        ("gender", models.CharField(blank=True, max_length=60)),
                        ("sexuality", models.CharField(blank=True, max_length=60)),
                        (
                            "ethnicity",
                            models.CharField(
                                blank=True, choices=cases.models.choices.ethnicities, max_length=4
                            ),
                        ),
                        ("nationality", models.CharField(blank=True, max_length=60)),
                        ("first_language", models.CharField(blank=True, max_length=60)),
                        ("needs_interpreter", models.BooleanField(blank=True, null=True)),
                        ("communication_needs", models.TextField(blank=True)),
                        (
                            "religion",
                            models.CharField(
                                blank=True, choices=cases.models.choices.religions, max_length=20
                            ),
                        ),
                        ("observance", models.TextField(blank=True)),
                        ("is_disabled", models.BooleanField(default=False)),
                        (
                            "send_support",
                            models.CharField(
                                blank=True, choices=cases.models.choices.send_support, max_length=1
                            ),
                        ),
                        ("ehcp_began_on", models.DateField(blank=True, null=True)),
                        ("year_group", models.CharField(blank=True, max_length=30)),
                        ("attendance_is_a_concern", models.BooleanField(blank=True, null=True)),
                        ("may_be_excluded", models.BooleanField(blank=True, null=True)),
                        ("upn", models.CharField(blank=True, max_length=13)),
                        ("former_upn", models.CharField(blank=True, max_length=13)),
                        (
                            "upn_missing",
                            models.CharField(
                                blank=True, choices=cases.models.choices.upn_reasons, max_length=4
                            ),
                        ),
                        ("nhs_number", models.CharField(blank=True, max_length=10)),
                        ("gp_name", models.CharField(blank=True, max_length=100)),
                        ("health_notes", models.TextField(blank=True)),
                        (
                            "immigration_status",
                            models.CharField(
                                blank=True,
                                choices=cases.models.choices.immigration_statuses,
                                max_length=20,
                            ),
                        ),
                        ("has_no_recourse", models.BooleanField(blank=True, null=True)),
                        ("job_title", models.CharField(blank=True, max_length=100)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="professionals",
                                to="cases.agency",
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "education",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pupils",
                                to="cases.agency",
                            ),
                        ),
                        (
                            "gp_practice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="patients",
                                to="cases.agency",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="absorbed",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "people",
                        "ordering": ["family_name", "given_names"],
                    },
                ),
                migrations.CreateModel(
                    name="OtherName",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.name_kinds, max_length=20
                            ),
                        ),
                        ("given_names", models.CharField(blank=True, max_length=100)),
                        ("family_name", models.CharField(blank=True, max_length=100)),
                        ("began_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="other_names",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NetworkMember",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        ("role", models.CharField(max_length=100)),
                        ("began_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        ("frequency", models.CharField(blank=True, max_length=100)),
                        ("is_invited", models.BooleanField(default=True)),
                        ("receives_papers", models.BooleanField(default=True)),
                        ("is_lead", models.BooleanField(default=False)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="network",
                                to="cases.person",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="network_places",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [
                            models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True),
                            "-is_lead",
                            "role",
                            "pk",
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegalOrder",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.legal_orders, max_length=30
                            ),
                        ),
                        ("began_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("court", models.CharField(blank=True, max_length=150)),
                        ("next_hearing_on", models.DateField(blank=True, null=True)),
                        ("report_due_on", models.DateField(blank=True, null=True)),
                        ("details", models.TextField(blank=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="legal_orders",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [
                            models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True),
                            "-began_on",
                            "-pk",
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdMember",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        ("home", models.CharField(max_length=60)),
                        ("began_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="household_members",
                                to="cases.family",
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
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="household_places",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["home", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPerson",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child", "Child"),
                                    ("parent_carer", "Parent or carer"),
                                    ("other_family", "Other family or friend"),
                                    ("professional", "Professional"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("given_names", models.CharField(max_length=100)),
                        ("family_name", models.CharField(max_length=100)),
                        ("known_as", models.CharField(blank=True, max_length=100)),
                        ("born_on", models.DateField(blank=True, null=True)),
                        ("is_birth_estimated", models.BooleanField(default=False)),
                        ("expected_on", models.DateField(blank=True, null=True)),
                        ("died_on", models.DateField(blank=True, null=True)),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("F", "Female"),
                                    ("M", "Male"),
                                    ("U", "Not known or not yet born"),
                                ],
                                default="U",
                                max_length=1,
                            ),
                        ),
                        ("gender", models.CharField(blank=True, max_length=60)),
                        ("sexuality", models.CharField(blank=True, max_length=60)),
                        (
                            "ethnicity",
                            models.CharField(
                                blank=True, choices=cases.models.choices.ethnicities, max_length=4
                            ),
                        ),
                        ("nationality", models.CharField(blank=True, max_length=60)),
                        ("first_language", models.CharField(blank=True, max_length=60)),
                        ("needs_interpreter", models.BooleanField(blank=True, null=True)),
                        ("communication_needs", models.TextField(blank=True)),
                        (
                            "religion",
                            models.CharField(
                                blank=True, choices=cases.models.choices.religions, max_length=20
                            ),
                        ),
                        ("observance", models.TextField(blank=True)),
                        ("is_disabled", models.BooleanField(default=False)),
                        (
                            "send_support",
                            models.CharField(
                                blank=True, choices=cases.models.choices.send_support, max_length=1
                            ),
                        ),
                        ("ehcp_began_on", models.DateField(blank=True, null=True)),
                        ("year_group", models.CharField(blank=True, max_length=30)),
                        ("attendance_is_a_concern", models.BooleanField(blank=True, null=True)),
                        ("may_be_excluded", models.BooleanField(blank=True, null=True)),
                        ("upn", models.CharField(blank=True, max_length=13)),
                        ("former_upn", models.CharField(blank=True, max_length=13)),
                        (
                            "upn_missing",
                            models.CharField(
                                blank=True, choices=cases.models.choices.upn_reasons, max_length=4
                            ),
                        ),
                        ("nhs_number", models.CharField(blank=True, max_length=10)),
                        ("gp_name", models.CharField(blank=True, max_length=100)),
                        ("health_notes", models.TextField(blank=True)),
                        (
                            "immigration_status",
                            models.CharField(
                                blank=True,
                                choices=cases.models.choices.immigration_statuses,
                                max_length=20,
                            ),
                        ),
                        ("has_no_recourse", models.BooleanField(blank=True, null=True)),
                        ("job_title", models.CharField(blank=True, max_length=100)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.agency",
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "education",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.agency",
                            ),
                        ),
                        (
                            "gp_practice",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.agency",
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
                                to="cases.person",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical person",
                        "verbose_name_plural": "historical people",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOtherName",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.name_kinds, max_length=20
                            ),
                        ),
                        ("given_names", models.CharField(blank=True, max_length=100)),
                        ("family_name", models.CharField(blank=True, max_length=100)),
                        ("began_on", models.DateField(blank=True, null=True)),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                                to="cases.othername",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical other name",
                        "verbose_name_plural": "historical other names",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNetworkMember",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        ("role", models.CharField(max_length=100)),
                        ("began_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        ("frequency", models.CharField(blank=True, max_length=100)),
                        ("is_invited", models.BooleanField(default=True)),
                        ("receives_papers", models.BooleanField(default=True)),
                        ("is_lead", models.BooleanField(default=False)),
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
                            "withdrawn_by",
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
                                to="cases.networkmember",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical network member",
                        "verbose_name_plural": "historical network members",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLegalOrder",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.legal_orders, max_length=30
                            ),
                        ),
                        ("began_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("court", models.CharField(blank=True, max_length=150)),
                        ("next_hearing_on", models.DateField(blank=True, null=True)),
                        ("report_due_on", models.DateField(blank=True, null=True)),
                        ("details", models.TextField(blank=True)),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                                to="cases.legalorder",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical legal order",
                        "verbose_name_plural": "historical legal orders",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalHouseholdMember",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        ("home", models.CharField(max_length=60)),
                        ("began_on", models.DateField(blank=True, null=True)),
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
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.family",
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
                            "withdrawn_by",
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
                                to="cases.householdmember",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical household member",
                        "verbose_name_plural": "historical household members",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDisability",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.disabilities, max_length=4
                            ),
                        ),
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="cases.disability",
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
                            "withdrawn_by",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical disability",
                        "verbose_name_plural": "historical disabilities",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContactDetail",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.contact_kinds, max_length=20
                            ),
                        ),
                        ("value", models.CharField(max_length=200)),
                        ("is_safe", models.BooleanField(blank=True, null=True)),
                        ("is_preferred", models.BooleanField(default=False)),
                        ("note", models.CharField(blank=True, max_length=200)),
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="cases.contactdetail",
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
                            "withdrawn_by",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical contact detail",
                        "verbose_name_plural": "historical contact details",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAddress",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.address_kinds,
                                default="home",
                                max_length=20,
                            ),
                        ),
                        ("lines", models.TextField()),
                        ("postcode", models.CharField(blank=True, max_length=8)),
                        ("began_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("is_secret", models.BooleanField(default=False)),
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="cases.address",
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
                            "withdrawn_by",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical address",
                        "verbose_name_plural": "historical addresses",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="FamilyMember",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("child", "Child"),
                                    ("mother", "Mother"),
                                    ("father", "Father"),
                                    ("step_parent", "Step-parent or parent's partner"),
                                    ("grandparent", "Grandparent"),
                                    ("other_carer", "Other carer or relative"),
                                    ("friend", "Friend or neighbour"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("has_parental_responsibility", models.BooleanField(blank=True, null=True)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="cases.family",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddField(
                    model_name="disability",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disabilities",
                        to="cases.person",
                    ),
                ),
                migrations.CreateModel(
                    name="DifferentPeople",
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
                        ("reason", models.TextField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "different people",
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddField(
                    model_name="contactdetail",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_details",
                        to="cases.person",
                    ),
                ),
                migrations.CreateModel(
                    name="Consent",
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
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("front_door", "Contact by the front door"),
                                    ("assessment", "The assessment"),
                                    ("cin_plan", "Support under a Child in Need plan"),
                                    (
                                        "share_early_help",
                                        "Sharing the assessment with early help or early intervention",
                                    ),
                                    ("early_help", "Transfer to early help"),
                                    ("share_authority", "Sharing with another authority"),
                                    ("other", "Something else"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("other_purpose", models.CharField(blank=True, max_length=200)),
                        (
                            "response",
                            models.CharField(
                                choices=[
                                    ("given", "Given"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                    ("not_sought", "Not sought"),
                                    ("without", "Not given, and the work went on"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("answered_on", models.DateField()),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("has_parental_responsibility", models.BooleanField(blank=True, null=True)),
                        ("understanding", models.TextField(blank=True)),
                        ("explained", models.JSONField(blank=True, default=list)),
                        ("information_given", models.JSONField(blank=True, default=list)),
                        ("explanation", models.TextField(blank=True)),
                        ("reasons", models.TextField(blank=True)),
                        ("alternative", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="cases.case",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="cases.casenote",
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
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="case",
                    name="child",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="cases.person",
                    ),
                ),
                migrations.AddField(
                    model_name="address",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="cases.person",
                    ),
                ),
                migrations.CreateModel(
                    name="PersonKey",
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
                        ("kind", models.CharField(max_length=12)),
                        ("key", models.CharField(max_length=110)),
                        (
                            "authority",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="keys",
                                to="cases.person",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PersonMerge",
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
                        ("reason", models.TextField()),
                        ("merged_at", models.DateTimeField()),
                        ("journal", models.JSONField()),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_reason", models.TextField(blank=True)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="cases.person",
                            ),
                        ),
                        (
                            "merged",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_away",
                                to="cases.person",
                            ),
                        ),
                        (
                            "merged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "undone_by",
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
                        "ordering": ["-merged_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
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
                        ("received_on", models.DateField()),
                        ("received_time", models.TimeField(blank=True, null=True)),
                        ("source", models.CharField(max_length=2)),
                        ("referrer", models.CharField(blank=True, max_length=150)),
                        ("primary_need", models.CharField(max_length=3)),
                        ("concerns", models.TextField()),
                        ("child_voice", models.TextField(blank=True)),
                        ("child_not_heard", models.TextField(blank=True)),
                        (
                            "early_help",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("assessed", "Yes, with an early help assessment"),
                                    ("helped", "Yes, without an early help assessment"),
                                    ("none", "No"),
                                    ("not_known", "Not known"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("early_help_reason", models.TextField(blank=True)),
                        (
                            "consent",
                            models.CharField(
                                choices=[
                                    ("given", "Yes, the family agreed"),
                                    ("refused", "No, the family refused"),
                                    ("not_sought", "The family was not asked"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("consent_reason", models.TextField(blank=True)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="cases.family",
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
                        "ordering": ["-received_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCase",
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
                        ("reference", models.CharField(db_index=True, max_length=20)),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("referred", "Referred"),
                                    ("screened", "Accepted for assessment"),
                                    ("allocated", "Allocated"),
                                    ("assessment", "Being assessed"),
                                    ("cin_active", "Child in Need"),
                                    ("closing", "Closing"),
                                    ("closed", "Closed"),
                                ],
                                default="referred",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("screened_on", models.DateField(blank=True, null=True)),
                        ("screened_at", models.DateTimeField(blank=True, null=True)),
                        ("allocated_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "initial_visit_hours",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("support_began_on", models.DateField(blank=True, null=True)),
                        ("initiation_reason", models.CharField(blank=True, max_length=40)),
                        ("ending_recommended_on", models.DateField(blank=True, null=True)),
                        ("ending_recommendation", models.CharField(blank=True, max_length=60)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("close_reason", models.CharField(blank=True, max_length=40)),
                        ("close_destination", models.CharField(blank=True, max_length=40)),
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
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.family",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
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
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "worker",
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
                            "child",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical case",
                        "verbose_name_plural": "historical cases",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="EarlierHelp",
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
                        ("what", models.CharField(max_length=300)),
                        ("by_whom", models.CharField(max_length=150)),
                        ("from_on", models.DateField(blank=True, null=True)),
                        ("to_on", models.DateField(blank=True, null=True)),
                        ("outcome", models.TextField(blank=True)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="earlier_help",
                                to="cases.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "earlier help",
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddField(
                    model_name="case",
                    name="referral",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="cases.referral",
                    ),
                ),
                migrations.CreateModel(
                    name="RefusalReview",
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
                                    ("asked", "Waiting for a manager"),
                                    ("accepted", "Refusal accepted"),
                                    ("authorised", "Authorised to go on without agreement"),
                                    ("returned", "To be talked about with the family again"),
                                    (
                                        "escalated",
                                        "A concern about significant harm is to be considered",
                                    ),
                                    ("overtaken", "Overtaken by a later answer"),
                                ],
                                default="asked",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "harm",
                                        "There is reasonable cause to suspect significant harm",
                                    ),
                                    (
                                        "risk",
                                        "Asking, or waiting, would put the child at more risk",
                                    ),
                                    (
                                        "impairment",
                                        "The child's health or development would be impaired without it",
                                    ),
                                    ("law", "A court or the law requires it"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("discussed_on", models.DateField(blank=True, null=True)),
                        ("short_term", models.TextField(blank=True)),
                        ("long_term", models.TextField(blank=True)),
                        ("implications", models.TextField(blank=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_reason", models.TextField(blank=True)),
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
                                related_name="refusal_reviews",
                                to="cases.case",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="cases.consent",
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
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="Relationship",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mother", "Mother"),
                                    ("father", "Father"),
                                    ("parent", "Parent"),
                                    ("step_parent", "Step-parent or parent's partner"),
                                    ("grandparent", "Grandparent"),
                                    ("aunt_uncle", "Aunt or uncle"),
                                    ("guardian", "Guardian"),
                                    ("carer", "Carer"),
                                    ("sibling", "Brother or sister"),
                                    ("half_sibling", "Half-brother or half-sister"),
                                    ("twin", "Twin"),
                                    ("identical_twin", "Identical twin"),
                                    ("step_sibling", "Step-brother or step-sister"),
                                    ("married", "Married or civil partner"),
                                    ("partner", "Partner"),
                                    ("separated", "Separated"),
                                    ("divorced", "Divorced"),
                                    ("friend", "Friend or neighbour"),
                                    ("other", "Another relationship"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("began_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        (
                            "bond",
                            models.CharField(
                                blank=True,
                                choices=[("birth", "By birth"), ("adoptive", "By adoption")],
                                max_length=10,
                            ),
                        ),
                        ("has_parental_responsibility", models.BooleanField(blank=True, null=True)),
                        ("responsible_since", models.DateField(blank=True, null=True)),
                        (
                            "responsible_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "As the mother, by birth"),
                                    ("marriage", "By marriage or civil partnership"),
                                    ("registration", "Named on the birth certificate"),
                                    ("agreement", "By agreement"),
                                    ("order", "By an order of a court"),
                                    ("adoption", "By adoption"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="related_as_first",
                                to="cases.person",
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
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="related_as_second",
                                to="cases.person",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRelationship",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mother", "Mother"),
                                    ("father", "Father"),
                                    ("parent", "Parent"),
                                    ("step_parent", "Step-parent or parent's partner"),
                                    ("grandparent", "Grandparent"),
                                    ("aunt_uncle", "Aunt or uncle"),
                                    ("guardian", "Guardian"),
                                    ("carer", "Carer"),
                                    ("sibling", "Brother or sister"),
                                    ("half_sibling", "Half-brother or half-sister"),
                                    ("twin", "Twin"),
                                    ("identical_twin", "Identical twin"),
                                    ("step_sibling", "Step-brother or step-sister"),
                                    ("married", "Married or civil partner"),
                                    ("partner", "Partner"),
                                    ("separated", "Separated"),
                                    ("divorced", "Divorced"),
                                    ("friend", "Friend or neighbour"),
                                    ("other", "Another relationship"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("began_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        (
                            "bond",
                            models.CharField(
                                blank=True,
                                choices=[("birth", "By birth"), ("adoptive", "By adoption")],
                                max_length=10,
                            ),
                        ),
                        ("has_parental_responsibility", models.BooleanField(blank=True, null=True)),
                        ("responsible_since", models.DateField(blank=True, null=True)),
                        (
                            "responsible_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "As the mother, by birth"),
                                    ("marriage", "By marriage or civil partnership"),
                                    ("registration", "Named on the birth certificate"),
                                    ("agreement", "By agreement"),
                                    ("order", "By an order of a court"),
                                    ("adoption", "By adoption"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
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
                            "withdrawn_by",
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
                            "first",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="cases.relationship",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical relationship",
                        "verbose_name_plural": "historical relationships",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SafetyFlag",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.safety_flags, max_length=20
                            ),
                        ),
                        ("details", models.TextField()),
                        ("raised_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="safety_flags",
                                to="cases.person",
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
                            "withdrawn_by",
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
                        "ordering": [
                            models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True),
                            "-raised_on",
                            "-pk",
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSafetyFlag",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=cases.models.choices.safety_flags, max_length=20
                            ),
                        ),
                        ("details", models.TextField()),
                        ("raised_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
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
                            "ended_by",
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
                            "raised_by",
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
                            "withdrawn_by",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="cases.safetyflag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical safety flag",
                        "verbose_name_plural": "historical safety flags",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SafetyPlan",
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
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_force", "In force"),
                                    ("superseded", "Replaced by a later version"),
                                    ("ended", "Ended"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "made_at",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("initial_visit", "At the initial visit"),
                                    ("visit", "At another visit"),
                                    ("fnm", "At a family network meeting"),
                                    ("strategy", "At a strategy discussion"),
                                    ("meeting", "At another meeting"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("made_on", models.DateField(blank=True, null=True)),
                        ("made_with", models.TextField(blank=True)),
                        ("triggers", models.TextField(blank=True)),
                        ("warning_signs", models.TextField(blank=True)),
                        ("rules", models.TextField(blank=True)),
                        ("network", models.TextField(blank=True)),
                        ("child_version", models.TextField(blank=True)),
                        ("contingency", models.TextField(blank=True)),
                        ("who_to_call", models.TextField(blank=True)),
                        ("professional_actions", models.TextField(blank=True)),
                        ("owned_by_family", models.BooleanField(blank=True, null=True)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        ("in_force_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="safety_plans",
                                to="cases.case",
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
                    name="SafetyAction",
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
                        ("when", models.CharField(max_length=150)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="cases.safetyplan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SafetyPlanShare",
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
                        ("name", models.CharField(max_length=150)),
                        ("shared_on", models.DateField()),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="cases.safetyplan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["shared_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Sharing",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        ("recipients", models.TextField()),
                        ("what", models.TextField()),
                        ("why", models.TextField()),
                        ("shared_on", models.DateField()),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("in_person", "In person"),
                                    ("telephone", "By telephone"),
                                    ("letter", "By letter"),
                                    ("email", "By email"),
                                    ("other", "In another way"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("shared_by", models.CharField(max_length=150)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("consent", "With consent"),
                                    ("authorised", "Without consent, on a manager’s authority"),
                                    ("protection", "To protect a child from significant harm"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "harm",
                                        "There is reasonable cause to suspect significant harm",
                                    ),
                                    (
                                        "risk",
                                        "Asking, or waiting, would put the child at more risk",
                                    ),
                                    (
                                        "impairment",
                                        "The child's health or development would be impaired without it",
                                    ),
                                    ("law", "A court or the law requires it"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("grounds", models.TextField(blank=True)),
                        (
                            "authorised_by",
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
                                related_name="sharings",
                                to="cases.case",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sharings",
                                to="cases.consent",
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
                        (
                            "review",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sharings",
                                to="cases.refusalreview",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                        "ordering": ["-shared_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SharingAdvice",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "adviser",
                            models.CharField(
                                choices=[
                                    ("team_manager", "Team manager"),
                                    ("caldicott", "Caldicott Guardian"),
                                    ("legal", "Legal Services"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("adviser_name", models.CharField(max_length=150)),
                        ("question", models.TextField()),
                        ("asked_on", models.DateField()),
                        ("answer", models.TextField(blank=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "answer_recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                                related_name="sharing_advice",
                                to="cases.case",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                        "verbose_name_plural": "sharing advice",
                        "ordering": ["-asked_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SharingLimit",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        ("what", models.TextField()),
                        ("reason", models.TextField()),
                        ("since_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sharing_limits",
                                to="cases.person",
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
                            "withdrawn_by",
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
                        "ordering": [
                            models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True),
                            "-since_on",
                            "-pk",
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSharingLimit",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        ("what", models.TextField()),
                        ("reason", models.TextField()),
                        ("since_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
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
                            "ended_by",
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
                            "raised_by",
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
                            "withdrawn_by",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="cases.sharinglimit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical sharing limit",
                        "verbose_name_plural": "historical sharing limits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Telling",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("family_of_referral", "The family, of the referral"),
                                    ("family_of_decision", "The family, of the decision"),
                                    ("referrer_of_decision", "The referrer, of the decision"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("is_told", models.BooleanField()),
                        ("told_on", models.DateField(blank=True, null=True)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in_person", "In person"),
                                    ("telephone", "By telephone"),
                                    ("letter", "By letter"),
                                    ("email", "By email"),
                                    ("other", "In another way"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("told_by", models.CharField(blank=True, max_length=150)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tellings",
                                to="cases.case",
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
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="VisitSchedule",
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
                        ("amount", models.PositiveSmallIntegerField()),
                        ("unit", models.CharField(max_length=20)),
                        ("starts_on", models.DateField()),
                        ("reason", models.TextField(blank=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visit_schedules",
                                to="cases.case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="WiderReferral",
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
                                related_name="referred_from",
                                to="cases.case",
                            ),
                        ),
                        (
                            "from_case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children_referred",
                                to="cases.case",
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
                        "ordering": ["-pk"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="agency",
                    constraint=models.UniqueConstraint(
                        models.F("authority"),
                        models.F("kind"),
                        django.db.models.functions.text.Lower("name"),
                        name="agency_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agency",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="agency_has_name"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agency",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="agency_has_kind"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("case",),
                        name="one_worker_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            ("ended_at__gte", models.F("allocated_at")),
                            _connector="OR",
                        ),
                        name="allocation_ends_after_it_begins",
                    ),
                ),
                migrations.AddIndex(
                    model_name="casenote",
                    index=models.Index(fields=["author", "state"], name="case_note_by_author"),
                ),
                migrations.AddConstraint(
                    model_name="casenote",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "final"])),
                        name="case_note_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casenote",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "child",
                                    "family",
                                    "professional",
                                    "follow_up",
                                    "meeting",
                                    "consent",
                                    "document",
                                    "other",
                                    "oversight",
                                ],
                            )
                        ),
                        name="case_note_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casenote",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "final"), ("finished_at", None), _connector="XOR"
                        ),
                        name="case_note_finished_when_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casenote",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_note_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casenotechild",
                    constraint=models.UniqueConstraint(
                        fields=("note", "case"), name="child_once_in_case_note"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casesummary",
                    constraint=models.UniqueConstraint(
                        fields=("case", "number"), name="case_summary_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casesummary",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason_for_involvement", ""), _negated=True),
                            models.Q(("current_risks", ""), _negated=True),
                            models.Q(("out_of_hours", ""), _negated=True),
                        ),
                        name="case_summary_is_whole",
                    ),
                ),
                migrations.AddIndex(
                    model_name="change",
                    index=models.Index(fields=["case", "happened_on"], name="change_by_case"),
                ),
                migrations.AddConstraint(
                    model_name="change",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "significant_change",
                                    "planned_move",
                                    "early_review_declined",
                                    "moved_out",
                                    "transfer_out_information_shared",
                                    "transfer_out_notified",
                                    "transfer_out_decided",
                                    "became_resident",
                                    "transfer_in_notified",
                                    "transfer_in_decided",
                                    "cp_step_down_decided",
                                    "stepped_down",
                                    "cp_plan_started",
                                    "pf_arrangement_started",
                                    "child_died",
                                ],
                            )
                        ),
                        name="change_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="change",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("declines", None), ("kind", "early_review_declined"), _connector="XOR"
                        ),
                        name="change_declines_a_change",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="change",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="change_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="change",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("declines",),
                        name="one_answer_to_a_change",
                    ),
                ),
                migrations.AddIndex(
                    model_name="chronologyentry",
                    index=models.Index(fields=["case", "happened_on"], name="chronology_by_case"),
                ),
                migrations.AddConstraint(
                    model_name="chronologyentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("precision__in", ["day", "month", "year"])),
                        name="chronology_precision_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="chronologyentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="chronology_entry_has_source",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="chronologyentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="chronology_entry_withdrawn_with_reason",
                    ),
                ),
                migrations.AddIndex(
                    model_name="chronologymark",
                    index=models.Index(fields=["case", "line"], name="chronology_mark_by_line"),
                ),
                migrations.AddConstraint(
                    model_name="chronologymark",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("line", ""), _negated=True),
                        name="chronology_mark_has_line",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="circumstance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "nrpf_cin",
                                    "nrpf_only",
                                    "private_fostering",
                                    "private_law",
                                    "cwd_team",
                                    "workbook_exempt",
                                    "long_term_support",
                                    "retained_for_short_work",
                                    "short_breaks",
                                    "young_carer",
                                ],
                            )
                        ),
                        name="circumstance_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="circumstance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="circumstance_ends_after_it_starts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="circumstance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="circumstance_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="circumstance",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("withdrawn_at", None)),
                        fields=("case", "kind"),
                        name="one_lasting_circumstance_of_a_kind",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="earlyhelpreferral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("answer__in", ["waiting", "accepted", "declined"])),
                        name="early_help_answer_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="earlyhelpreferral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "waiting"),
                            ("answered_on__gte", models.F("referred_on")),
                            _connector="OR",
                        ),
                        name="early_help_answered_after_it_was_asked",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="earlyhelpreferral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "declined"), _negated=True),
                            models.Q(("answer_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="early_help_declined_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handover",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("joint_visit", ""),
                            ("joint_visit__in", ["wanted", "waived"]),
                            _connector="OR",
                        ),
                        name="handover_joint_visit_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handover",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("joint_visit", "waived"), _negated=True),
                            models.Q(("no_joint_visit_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handover_without_joint_visit_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handover",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("record_checked", False), _negated=True),
                            models.Q(("record_gaps", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handover_with_gaps_names_them",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="longertime",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "approved", "refused", "withdrawn"])
                        ),
                        name="longer_time_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="longertime",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "limit__in",
                                [
                                    "review_interval",
                                    "visit_interval",
                                    "initial_meeting",
                                    "agreed_visit_interval",
                                ],
                            )
                        ),
                        name="longer_time_limit_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="longertime",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "unit__in",
                                ["working_days", "calendar_days", "weeks", "months", "hours"],
                            )
                        ),
                        name="longer_time_unit_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="longertime",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("holds_until", None),
                            ("holds_until__gte", models.F("holds_from")),
                            _connector="OR",
                        ),
                        name="longer_time_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="longertime",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        name="longer_time_decided_by_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="longertime",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("case", "limit"),
                        name="one_longer_time_asked_at_once",
                    ),
                ),
                migrations.AddIndex(
                    model_name="milestone",
                    index=models.Index(fields=["case", "happened_on"], name="milestone_by_case"),
                ),
                migrations.AddConstraint(
                    model_name="milestone",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "initial_recording_completed",
                                    "safety_plan_recorded",
                                    "genogram_uploaded",
                                    "information_checks_requested",
                                    "checkpoint_1_agreed",
                                    "checkpoint_2_agreed",
                                    "fnm_held",
                                    "fnm_not_appropriate",
                                    "fnm_minutes_distributed",
                                    "supervision_held",
                                    "group_supervision_held",
                                    "clinic_held",
                                    "panel_heard",
                                    "panel_decisions_uploaded",
                                    "manager_review_done",
                                    "long_plan_review_held",
                                    "long_plan_authorised",
                                    "nrpf_connect_checked",
                                    "nrpf_subsistence_checked",
                                    "nrpf_home_visited",
                                    "nrpf_reviewed",
                                ],
                            )
                        ),
                        name="milestone_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noteaddendum",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("why", ""), _negated=True),
                        ),
                        name="addendum_says_what_and_why",
                    ),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["recipient"],
                        name="unread_notice_by_person",
                    ),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(
                        condition=models.Q(("mailed_at", None)),
                        fields=["id"],
                        name="notice_to_be_mailed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["transfer_expected", "papers_attached", "closing_approved"],
                            )
                        ),
                        name="notice_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="oversight",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "type__in",
                                [
                                    "supervision",
                                    "group_supervision",
                                    "allocation",
                                    "checkpoint_1",
                                    "checkpoint_2",
                                    "ratification",
                                    "plan_audit",
                                    "strategy",
                                    "consent_refused",
                                    "exception",
                                    "manager_review",
                                    "long_plan_review",
                                    "long_plan_authorised",
                                    "clinic",
                                    "panel",
                                    "transfer",
                                    "closure",
                                    "decision",
                                ],
                            )
                        ),
                        name="oversight_type_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="oversight",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", ""), _negated=True),
                            models.Q(("rationale", ""), _negated=True),
                        ),
                        name="oversight_has_rationale",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="nextstep",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="next_step_done_by_somebody",
                    ),
                ),
                migrations.AddIndex(
                    model_name="person",
                    index=models.Index(
                        fields=["authority", "family_name", "given_names"], name="person_by_name"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["child", "parent_carer", "other_family", "professional"])
                        ),
                        name="person_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sex__in", ["F", "M", "U"])), name="person_sex_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("born_on", None), ("expected_on", None), _connector="OR"
                        ),
                        name="person_born_or_expected",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("died_on", None),
                            ("born_on", None),
                            ("died_on__gte", models.F("born_on")),
                            _connector="OR",
                        ),
                        name="person_dies_after_birth",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("upn", ""), ("upn_missing", ""), _connector="OR"),
                        name="person_upn_or_why_missing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="person_not_merged_into_itself",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("upn", ""), _negated=True), ("merged_into", None)
                        ),
                        fields=("authority", "upn"),
                        name="person_upn_unique",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("nhs_number", ""), _negated=True), ("merged_into", None)
                        ),
                        fields=("authority", "nhs_number"),
                        name="person_nhs_number_unique",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="othername",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="other_name_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="othername",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="other_name_has_kind"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="othername",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("given_names", ""), ("family_name", ""), _negated=True),
                        name="other_name_not_empty",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="othername",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("began_on", None),
                            ("ended_on__gte", models.F("began_on")),
                            _connector="OR",
                        ),
                        name="other_name_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="networkmember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="network_member_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="networkmember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("role", ""), _negated=True),
                        name="network_member_has_role",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="networkmember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("child", models.F("person")), _negated=True),
                        name="network_member_not_the_child",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="networkmember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("began_on", None),
                            ("ended_on__gte", models.F("began_on")),
                            _connector="OR",
                        ),
                        name="network_member_ends_after_beginning",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="networkmember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="network_member_ends_for_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="networkmember",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_on", None), ("withdrawn_at", None)),
                        fields=("child", "person"),
                        name="in_the_network_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="networkmember",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("is_lead", True), ("withdrawn_at", None)
                        ),
                        fields=("child",),
                        name="one_lead_professional",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="legalorder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="legal_order_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="legalorder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="legal_order_has_kind"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="legalorder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("began_on")),
                            _connector="OR",
                        ),
                        name="legal_order_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdmember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("home", ""), _negated=True), name="household_has_name"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdmember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("began_on", None),
                            ("ended_on__gte", models.F("began_on")),
                            _connector="OR",
                        ),
                        name="household_left_after_joined",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdmember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="household_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdmember",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_on", None), ("withdrawn_at", None)),
                        fields=("family", "home", "person"),
                        name="in_a_home_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="familymember",
                    constraint=models.UniqueConstraint(
                        fields=("family", "person"), name="person_once_in_family"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="familymember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "child",
                                    "mother",
                                    "father",
                                    "step_parent",
                                    "grandparent",
                                    "other_carer",
                                    "friend",
                                ],
                            )
                        ),
                        name="family_role_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="disability",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disability_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="disability",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("person", "kind"),
                        name="disability_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="disability",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "NONE"]), _negated=True),
                        name="disability_is_a_kind",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="differentpeople",
                    constraint=models.UniqueConstraint(
                        fields=("first", "second"), name="different_people_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="differentpeople",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="different_people_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="differentpeople",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="different_people_say_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactdetail",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contact_detail_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactdetail",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True),
                        name="contact_detail_has_kind",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactdetail",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True),
                        name="contact_detail_not_empty",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactdetail",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_preferred", True), ("is_safe", False), _negated=True
                        ),
                        name="contact_detail_preferred_is_not_unsafe",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactdetail",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("is_preferred", True), ("ended_on", None), ("withdrawn_at", None)
                        ),
                        fields=("person",),
                        name="one_preferred_contact",
                    ),
                ),
                migrations.AddIndex(
                    model_name="consent",
                    index=models.Index(fields=["case", "purpose"], name="consent_by_purpose"),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                [
                                    "front_door",
                                    "assessment",
                                    "cin_plan",
                                    "share_early_help",
                                    "early_help",
                                    "share_authority",
                                    "other",
                                ],
                            )
                        ),
                        name="consent_purpose_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "response__in",
                                ["given", "refused", "withdrawn", "not_sought", "without"],
                            )
                        ),
                        name="consent_response_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("purpose", "other"), _negated=True),
                            models.Q(("other_purpose", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_other_purpose_named",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("response", "given"),
                            models.Q(("reasons", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_not_given_has_reasons",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("answered_on")),
                            _connector="OR",
                        ),
                        name="consent_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="address",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="address_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="address",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="address_has_kind"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="address",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("lines", ""), _negated=True), name="address_has_lines"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="address",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("began_on", None),
                            ("ended_on__gte", models.F("began_on")),
                            _connector="OR",
                        ),
                        name="address_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="address",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "home"), ("ended_on", None), ("withdrawn_at", None)
                        ),
                        fields=("person",),
                        name="one_home_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="personkey",
                    constraint=models.UniqueConstraint(
                        fields=("authority", "kind", "key", "person"), name="person_key_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="personkey",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="person_key_not_empty"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="personmerge",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kept", models.F("merged")), _negated=True),
                        name="person_merge_of_two",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="personmerge",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="person_merge_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="personmerge",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("undone_at", None), ("undone_by", None), ("undone_reason", "")
                            ),
                            models.Q(
                                ("undone_at__isnull", False),
                                ("undone_by__isnull", False),
                                models.Q(("undone_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="person_merge_undone_by_somebody_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="personmerge",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("merged",),
                        name="person_merged_away_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("consent__in", ["given", "refused", "not_sought"])),
                        name="referral_consent_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("consent", "given"),
                            models.Q(("consent_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="referral_without_consent_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="earlierhelp",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("from_on", None),
                            ("to_on", None),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="earlier_help_ends_after_it_begins",
                    ),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["authority", "team", "state"], name="case_by_team"),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["worker", "state"], name="case_by_worker"),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "referred",
                                    "screened",
                                    "allocated",
                                    "assessment",
                                    "cin_active",
                                    "closing",
                                    "closed",
                                ],
                            )
                        ),
                        name="case_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("child",),
                        name="one_open_case_per_child",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None), ("state", "closed"), _connector="XOR"
                        ),
                        name="case_closed_when_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="refusalreview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "asked",
                                    "accepted",
                                    "authorised",
                                    "returned",
                                    "escalated",
                                    "overtaken",
                                ],
                            )
                        ),
                        name="refusal_review_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="refusalreview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="refusal_review_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="refusalreview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        name="refusal_decided_by_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="refusalreview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by", None),
                                ("state__in", ["asked", "overtaken"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["asked", "overtaken"]), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decision_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="refusal_decided_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="refusalreview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "authorised"), _negated=True),
                            models.Q(("basis", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refusal_overridden_on_a_basis",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="refusalreview",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("consent",),
                        name="one_refusal_review_at_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="relationship",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "mother",
                                    "father",
                                    "parent",
                                    "step_parent",
                                    "grandparent",
                                    "aunt_uncle",
                                    "guardian",
                                    "carer",
                                    "sibling",
                                    "half_sibling",
                                    "twin",
                                    "identical_twin",
                                    "step_sibling",
                                    "married",
                                    "partner",
                                    "separated",
                                    "divorced",
                                    "friend",
                                    "other",
                                ],
                            )
                        ),
                        name="relationship_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="relationship",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="nobody_related_to_themself",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="relationship",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("began_on", None),
                            ("ended_on__gte", models.F("began_on")),
                            _connector="OR",
                        ),
                        name="relationship_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="relationship",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("has_parental_responsibility", True),
                            models.Q(("responsible_by", ""), ("responsible_since", None)),
                            _connector="OR",
                        ),
                        name="responsibility_told_only_where_held",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="relationship",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="relationship_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="relationship",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_on", None), ("withdrawn_at", None)),
                        fields=("first", "second", "kind"),
                        name="relationship_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyflag",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_flag_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyflag",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="safety_flag_has_kind"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyflag",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("details", ""), _negated=True),
                        name="safety_flag_says_what",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyflag",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_by", None), ("ended_on", None)),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_on__gte", models.F("raised_on")),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_flag_ended_by_somebody_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyplan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "in_force", "superseded", "ended"])
                        ),
                        name="safety_plan_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyplan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), ("in_force_on__isnull", False), _connector="XOR"
                        ),
                        name="safety_plan_in_force_when_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyplan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("in_force_on")),
                            _connector="OR",
                        ),
                        name="safety_plan_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyplan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            models.Q(
                                ("ended_on__isnull", False),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_plan_ended_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyplan",
                    constraint=models.UniqueConstraint(
                        fields=("case", "number"), name="safety_plan_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyplan",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("case",),
                        name="one_draft_safety_plan",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetyplan",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("case",),
                        name="one_safety_plan_in_force",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharing",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "consent"), ("consent__isnull", False)),
                            models.Q(
                                ("authorised_by__isnull", False),
                                ("basis", "authorised"),
                                models.Q(("ground", ""), _negated=True),
                            ),
                            models.Q(
                                ("basis", "protection"), models.Q(("grounds", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="sharing_has_a_basis",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharing",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recipients", ""), _negated=True),
                            models.Q(("what", ""), _negated=True),
                            models.Q(("why", ""), _negated=True),
                        ),
                        name="sharing_says_what",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharing",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sharing_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharingadvice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("adviser__in", ["team_manager", "caldicott", "legal"])),
                        name="sharing_adviser_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharingadvice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""), ("answer_recorded_by", None), ("answered_on", None)
                            ),
                            models.Q(
                                ("answer_recorded_by__isnull", False),
                                ("answered_on__gte", models.F("asked_on")),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sharing_advice_answered_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharingadvice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sharing_advice_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharinglimit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sharing_limit_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharinglimit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="sharing_limit_says_what_and_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharinglimit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_by", None), ("ended_on", None)),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_on__gte", models.F("since_on")),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sharing_limit_ended_by_somebody_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="telling",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "family_of_referral",
                                    "family_of_decision",
                                    "referrer_of_decision",
                                ],
                            )
                        ),
                        name="telling_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="telling",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_told", True),
                                ("told_on__isnull", False),
                                models.Q(("way", ""), _negated=True),
                                models.Q(("told_by", ""), _negated=True),
                            ),
                            models.Q(("is_told", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="telling_says_when_and_how_or_why_not",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visitschedule",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount__gte", 1)), name="visit_schedule_of_some_length"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visitschedule",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("unit__in", ["working_days", "calendar_days", "weeks", "months"])
                        ),
                        name="visit_schedule_unit_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visitschedule",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="visit_schedule_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visitschedule",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("case",),
                        name="one_visit_schedule_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="widerreferral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("case", models.F("from_case")), _negated=True),
                        name="wider_referral_of_another",
                    ),
                ),
            ]
        ),
        migrations.RunPython(index_similar_names, drop_index),
    ]
