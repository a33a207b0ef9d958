import django.db.models.deletion
from django.db import migrations, models

import cin.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_first_tables"),
        ("policy", "0002_procedure_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recomputation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=cin.core.clock.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("cause", models.CharField(max_length=200)),
                ("total", models.PositiveIntegerField(blank=True, null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("unclear", models.PositiveIntegerField(default=0)),
                ("last_case_id", models.BigIntegerField(default=0)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recomputations",
                        to="accounts.localauthority",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at", None)),
                        fields=["authority"],
                        name="unfinished_recomputation",
                    )
                ],
            },
        ),
    ]
