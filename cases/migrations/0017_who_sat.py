"""Who arranged, chaired and came to what a manager's note is about, and what a panel decided."""

from django.db import migrations, models

from cin.core.adding import AddColumns


class Migration(migrations.Migration):
    """Seven columns for a manager's note."""

    dependencies = [("cases", "0016_add_referral_details")]

    operations = [
        AddColumns(
            "oversight",
            [
                ("arranged_by", models.CharField(blank=True, max_length=150)),
                ("chair_name", models.CharField(blank=True, max_length=150)),
                ("chair_role", models.CharField(blank=True, max_length=40)),
                ("iro_asked", models.BooleanField(blank=True, null=True)),
                (
                    "presented_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("social_worker", "The child's social worker"),
                            ("manager", "The responsible manager"),
                        ],
                        max_length=20,
                    ),
                ),
                ("members", models.JSONField(blank=True, default=dict)),
                ("outcome", models.CharField(blank=True, max_length=40)),
            ],
        ),
    ]
