"""One more circumstance: a child who is harmed, or at risk of harm, outside the family."""

from django.db import migrations, models

KINDS = [
    ("nrpf_cin", "No recourse to public funds, with a concern for the child's welfare"),
    ("nrpf_only", "No recourse to public funds, destitution only"),
    ("private_fostering", "Private fostering"),
    ("private_law", "Private law proceedings or a report for the court"),
    ("cwd_team", "Open to the children with disabilities team"),
    ("workbook_exempt", "Workbook and group supervision not used"),
    ("long_term_support", "Need for longer-term support agreed"),
    ("retained_for_short_work", "Kept by the assessment team for short work"),
    ("short_breaks", "Receives short breaks"),
    ("young_carer", "Young carer"),
    ("outside_harm", "Harm outside the family, or a risk of it"),
]


class Migration(migrations.Migration):
    """A longer list of choices, and the constraint that holds it."""

    dependencies = [("cases", "0001_every_table")]

    operations = [
        migrations.RemoveConstraint(model_name="circumstance", name="circumstance_kind_known"),
        migrations.AlterField(
            model_name="circumstance",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=40),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=[code for code, _label in KINDS]),
                name="circumstance_kind_known",
            ),
        ),
    ]
