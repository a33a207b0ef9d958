"""Several grounds, whether early help was considered, and one more thing to recommend."""

from django.db import migrations, models

from cin.core.adding import AddColumns

COLUMNS = [
    ("s17_grounds", models.JSONField(blank=True, default=list)),
    ("early_help_considered", models.TextField(blank=True)),
]
OUTCOMES = [
    ("cin_plan", "A Child in Need plan"),
    ("early_help", "Early help, without a social worker"),
    ("intervention_plan", "A plan without a statutory social worker"),
    ("no_further_action", "No further action"),
    ("strategy", "A strategy discussion: the child may be suffering significant harm"),
]


class Migration(migrations.Migration):
    """Two columns, and a choice that changes no table."""

    dependencies = [("assessments", "0002_what_belongs_to_an_assessment")]

    operations = [
        AddColumns("assessment", COLUMNS),
        AddColumns("historicalassessment", COLUMNS),
        *(
            migrations.AlterField(
                model_name=name,
                name="outcome",
                field=models.CharField(blank=True, choices=OUTCOMES, max_length=30),
            )
            for name in ("assessment", "historicalassessment")
        ),
    ]
