from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_first_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="formreceipt",
            name="digest",
            field=models.CharField(default="", editable=False, max_length=64),
        ),
    ]
