"""Whether the workbook was started at an allocation, and what makes care private fostering."""

from django.db import migrations, models

from cin.core.adding import AddColumns


class Migration(migrations.Migration):
    """Two columns for an allocation and three for a circumstance."""

    dependencies = [("cases", "0018_add_sharings")]

    operations = [
        AddColumns(
            "allocation",
            [
                ("workbook_started", models.BooleanField(blank=True, null=True)),
                ("no_workbook_reason", models.TextField(blank=True)),
            ],
        ),
        AddColumns(
            "circumstance",
            [
                ("carer", models.CharField(blank=True, max_length=200)),
                ("is_close_relative", models.BooleanField(blank=True, null=True)),
                ("lasts_28_days", models.BooleanField(blank=True, null=True)),
            ],
        ),
    ]
