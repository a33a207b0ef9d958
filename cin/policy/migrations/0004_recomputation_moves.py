from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policy", "0003_recomputations")]

    operations = [
        migrations.AddField(
            model_name="recomputation",
            name="moved",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="recomputation",
            name="moved_in_all",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
