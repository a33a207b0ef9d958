"""What is asked when a child is passed on or lives elsewhere: the workbook, who fosters, whom else
to refer; and sexuality, in a person's own words.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.adding import AddColumns
from cin.core.creating import CreateTables

SEXUALITY = ("sexuality", models.CharField(blank=True, max_length=60))


class Migration(migrations.Migration):
    """Columns for an allocation, a circumstance and a person; one table."""

    dependencies = [
        ("cases", "0019_short_breaks_and_young_carers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

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
        AddColumns("historicalperson", [SEXUALITY]),
        AddColumns("person", [SEXUALITY]),
        CreateTables(
            [
                migrations.CreateModel(
                    name="WiderReferral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referred_from",
                                to="cases.case",
                            ),
                        ),
                        (
                            "from_case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children_referred",
                                to="cases.case",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=~models.Q(case=models.F("from_case")),
                                name="wider_referral_of_another",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
