"""Count what was recorded of an invitation's answer, so that no stale page erases it."""

from django.db import migrations, models

from cin.core.altering import Alteration, AlterTables

VERSION = models.PositiveIntegerField(default=1, editable=False)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_next_step_and_why_ratified"),
    ]

    operations = [
        AlterTables(
            {
                "invitation": Alteration(columns=[("version", VERSION)]),
                "historicalinvitation": Alteration(columns=[("version", VERSION.clone())]),
            }
        ),
    ]
