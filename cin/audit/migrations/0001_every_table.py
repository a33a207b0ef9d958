"""What was done and who saw what, which PostgreSQL itself refuses to change."""

from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables

TABLES = ["audit_auditevent", "audit_recordview"]

REFUSE = """
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'This book is append-only';
END;
$$ LANGUAGE plpgsql;
"""


def guard(apps, schema_editor):
    """Refuse updates and deletes on both books."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(REFUSE)
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()"
        )


def unguard(apps, schema_editor):
    """Allow them again."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    schema_editor.execute("DROP FUNCTION audit_refuse_change()")


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("audit", "0001_first_tables"),
        ("audit", "0002_refuse_changes_in_postgresql"),
    ]

    dependencies = []

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="AuditEvent",
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
                        ("at", models.DateTimeField(default=cin.core.clock.now, editable=False)),
                        ("authority_id", models.BigIntegerField(null=True)),
                        ("actor_id", models.BigIntegerField(null=True)),
                        ("actor_name", models.CharField(blank=True, max_length=150)),
                        ("action", models.CharField(max_length=100)),
                        ("subject_type", models.CharField(max_length=100)),
                        ("subject_id", models.BigIntegerField()),
                        ("case_id", models.BigIntegerField(null=True)),
                        ("case_reference", models.CharField(blank=True, max_length=30)),
                        ("from_state", models.CharField(blank=True, max_length=30)),
                        ("to_state", models.CharField(blank=True, max_length=30)),
                        ("reason", models.TextField(blank=True)),
                        ("details", models.JSONField(default=dict)),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["case_id", "-at"], name="audit_event_by_case"),
                            models.Index(
                                fields=["subject_type", "subject_id"], name="audit_event_by_subject"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordView",
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
                        ("at", models.DateTimeField(default=cin.core.clock.now, editable=False)),
                        ("viewer_id", models.BigIntegerField()),
                        ("authority_id", models.BigIntegerField()),
                        ("case_id", models.BigIntegerField()),
                        ("case_reference", models.CharField(max_length=30)),
                        ("page", models.CharField(max_length=60)),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["case_id", "-at"], name="record_view_by_case")
                        ],
                    },
                ),
            ]
        ),
        migrations.RunPython(guard, unguard),
    ]
