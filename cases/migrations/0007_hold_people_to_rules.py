"""The columns that became rows go, and the database holds people to their rules."""

from django.db import migrations, models

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
    """Nothing of the data is changed here."""

    dependencies = [("cases", "0006_carry_people_over")]

    operations = [
        migrations.RemoveField(
            model_name="historicalperson",
            name="address",
        ),
        migrations.RemoveField(
            model_name="historicalperson",
            name="phone",
        ),
        migrations.RemoveField(
            model_name="person",
            name="address",
        ),
        migrations.RemoveField(
            model_name="person",
            name="phone",
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
                condition=models.Q(("born_on", None), ("expected_on", None), _connector="OR"),
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
                condition=models.Q(models.Q(("upn", ""), _negated=True), ("merged_into", None)),
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
        migrations.RunPython(index_similar_names, drop_index),
    ]
