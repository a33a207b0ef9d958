"""On PostgreSQL the database itself refuses to change what happened."""

from django.db import migrations

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
    """Guard the two books."""

    dependencies = [("audit", "0001_first_tables")]

    operations = [migrations.RunPython(guard, unguard)]
