"""What an offer to another team says apart: dates, what is urgent, why before the meeting."""

from django.db import migrations, models

from cin.core.adding import AddColumns


class Migration(migrations.Migration):
    """Three columns for an offer."""

    dependencies = [("transfers", "0003_add_moves_and_disagreements")]

    operations = [
        AddColumns(
            "transfer",
            [
                ("important_dates", models.TextField(blank=True)),
                ("urgent", models.TextField(blank=True)),
                ("early_reason", models.TextField(blank=True)),
            ],
        ),
    ]
