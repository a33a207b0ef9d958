"""Mark the authorities that are made up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_first_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="localauthority",
            name="is_demonstration",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
